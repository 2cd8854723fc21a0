"""窗口页面上显示的: sums of the buttons, lines of letters and visits, errands as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.indicators import FIGURES, Indicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.base.protection.masks import mask_name
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import sees_asker
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import queries
from lianxin.work.windows.models import Errand, PhoneCall
from lianxin.work.windows.queries import Button
from lianxin.work.windows.terms import ErrandStatus

LETTERS = (
    ("window.letters", Channel.LETTER), ("window.visits", Channel.CALL_IN), ("window.visit_people", Channel.CALL_IN),
    ("window.letters_or_visits", Channel.LETTER_OR_VISIT),
)  # fmt: skip
SOON = 2
EARLIEST = 2000


def sums(*rows: Iterable[Button]) -> list[tuple[int, int]]:
    """The day's and the month's people of each row of buttons."""
    return [(sum(one.today for one in row), sum(one.month for one in row)) for row in (list(each) for each in rows)]


def titled(concern: Concern, by: Actor) -> str:
    """A concern's title as the actor may read it."""
    return readable(concern.title, concern, by)


@dataclass(frozen=True)
class CallLine:
    """待回电: the concern's title, the day, the page."""

    title: str
    on: date
    is_late: bool
    url: str


def calls(request: Request) -> list[CallLine]:
    """Calls that are to be returned."""
    found = queries.calls_due(request.actor, date.max)[:30]
    return [_call(one, request.actor, request.today) for one in found]


def _call(call: PhoneCall, by: Actor, today: date) -> CallLine:
    url = reverse("windows:call_back", args=[call.concern.code])
    return CallLine(titled(call.concern, by), call.call_back_on, call.call_back_on < today, url)


@dataclass(frozen=True)
class LetterLine:
    """一个数: letters, visits or people, the records that it opens, and the same in the list of concerns."""

    indicator: Indicator
    text: str
    opens: str
    listed: str


def month_of(typed: str, this: Period) -> Period:
    """The month asked for; this one where none can be read."""
    try:
        period = Period.parse(typed)
    except NotAPeriod:
        return this
    return period if period.kind == "month" and period.year >= EARLIEST and period.first <= this.first else this


def next_month(month: Period) -> Period:
    """The month after."""
    return Period.containing(month.last + timedelta(days=1))


def centres(request: Request) -> list[Unit]:
    """Joint centres under the actor's unit, each with figures of its own."""
    under = Unit.objects.valid(request.today).under(request.posting.unit).filter(kind=UnitKind.CENTRE)
    return list(under.exclude(pk=request.posting.unit.pk))


def letters(request: Request, unit: Unit, month: Period) -> list[LetterLine]:
    """来信 来访 of a unit in a month; nothing for a post without figures."""
    by, found = request.actor, []
    if not by.may_at(FIGURES, unit.path):
        return []
    for code, channel in LETTERS:
        figure = get(code).figure(month, unit, by=by, today=request.today)
        query = {
            "channel": channel.value,
            "since": month.first.isoformat(),
            "until": month.last.isoformat(),
            "tab": "all",
        }
        found.append(
            LetterLine(
                figure.indicator, figure.text,
                reverse("figures:open", query={"code": code, "unit": str(unit.pk), "period": month.code}),
                reverse("concerns:list", query={**query, "unit": str(unit.pk)}),
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class ErrandLine:
    """一件代办 as a row."""

    errand: Errand
    title: str | Promise
    for_whom: str
    left: str
    tone: str


def errand_line(errand: Errand, by: Actor, today: date) -> ErrandLine:
    """The errand with the resident's name masked, and how long is left."""
    left, tone = left_of(errand, today)
    return ErrandLine(errand, what(errand, by), for_whom(errand, by), left, tone)


def for_whom(errand: Errand, by: Actor) -> str:
    """For whom: the typed name, or the requester of its concern; masked, and of a confidential one not at all."""
    if errand.concern is None:
        return mask_name(errand.for_name)
    if not sees_asker(by, errand.concern):
        return _("保密")
    asker: Any = getattr(errand.concern, "requester", None)
    return mask_name(asker.name) if asker else ""


def left_of(errand: Errand, today: date) -> tuple[str, str]:
    """How long until what falls due next, in words and tone."""
    if errand.status == ErrandStatus.REPORTED:
        return _("已回告"), "done"
    days = (errand.due_on - today).days
    if days < 0:
        return ngettext("逾期 %(days)s 日", "逾期 %(days)s 日", -days) % {"days": -days}, "late"
    if days == 0:
        return _("今天到期"), "soon"
    words = ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days}
    return words, "soon" if days <= SOON else ""


def what(errand: Errand, by: Actor) -> str | Promise:
    """What is to be done; of a 信访代理 the concern's title as the actor may read it."""
    return titled(errand.concern, by) if errand.concern is not None else errand.what
