"""制度室的画面: counters in words, which page a reference belongs to, the compliance table."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Permission
from lianxin.web.ui.request import Request
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import VIEW as SEE_CAMPAIGN
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import VIEW as SEE_DRIVE
from lianxin.work.meetings.models import MeetingSeries
from lianxin.work.meetings.terms import VIEW as SEE_MEETING
from lianxin.work.regulations.models import Regulation, Target
from lianxin.work.regulations.queries import Compared, Counter, Held
from lianxin.work.regulations.terms import VIEW

#: what may have responsible persons: kind of reference → model, who sees it, its page
PROGRAMMES: dict[str, tuple[Any, Permission, str]] = {
    "regulation": (Regulation, VIEW, "regulations:regulation"),
    "target": (Target, VIEW, "regulations:target"),
    "meeting_series": (MeetingSeries, SEE_MEETING, "meetings:series"),
    "drive": (Drive, SEE_DRIVE, "drives:drive"),
    "campaign": (Campaign, SEE_CAMPAIGN, "appraisals:campaign"),
}
#: verdict → words, tone
VERDICTS: dict[str, tuple[str | Promise, str]] = {
    "fits": (gettext_lazy("符合"), "done"),
    "draft": (gettext_lazy("没有启用，照这样不能启用"), "todo"),
    "exempt": (gettext_lazy("例外，已批准"), "late"),
    "breaks": (gettext_lazy("不符合，没有批准的例外"), "late"),
}


@dataclass(frozen=True)
class Programme:
    """一件事 that somebody answers for."""

    ref: str
    title: str
    unit: Unit
    url: str


def programme(request: Request, ref: str) -> Programme:
    """The record of a reference, if the actor may see it. Raises Http404."""
    kind, _colon, code = ref.partition(":")
    if kind not in PROGRAMMES or not code.isalnum():
        raise Http404(_("没有找到。"))
    model, see, name = PROGRAMMES[kind]
    found = model.objects.reachable(by=request.actor, to=see).filter(code=code).select_related("unit").first()
    if found is None:
        raise Http404(_("没有找到。"))
    return Programme(ref, str(found), found.unit, reverse(name, args=[code]))


def address_of(ref: str) -> str:
    """The page of a reference, or nothing."""
    kind, _colon, code = ref.partition(":")
    if kind not in PROGRAMMES:
        return ""
    try:
        return reverse(PROGRAMMES[kind][2], args=[code])
    except NoReverseMatch:
        return ""


def years(request: Request) -> list[int]:
    """The years one may look at: last year, this and the next."""
    return [request.today.year - 1, request.today.year, request.today.year + 1]


def year_of(request: Request) -> int:
    """The year asked for; otherwise this one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) else request.today.year


@dataclass(frozen=True)
class Row:
    """一个目标 as shown: the counter in words, its colour, where the figure opens, what is counted."""

    counter: Counter
    text: str
    left: str
    tone: str
    opens: str
    basis: str | Promise


def counted(counter: Counter, request: Request) -> Row:
    """How far a target is: 2/3 个; the figure opens into its records where it is one."""
    target, done = counter.target, "—" if counter.done is None else str(counter.done)
    indicator = INDICATORS.get(target.counted_by)
    given = {"done": done, "aim": target.aim, "measure": target.measure}
    text = (_("%(done)s，不超过 %(aim)s %(measure)s") if target.is_most else _("%(done)s/%(aim)s %(measure)s")) % given
    tone, left = "", ""
    if counter.reached and not target.is_most:
        tone, left = "done", _("已完成")
    elif counter.reached is False and target.is_most:
        tone, left = "late", _("已经超过")
    elif counter.reached is False:
        days = (target.due_on - request.today).days
        tone, left = ("late", _("过了期限")) if days < 0 else ("soon", _("一个月内到期")) if days <= 30 else ("", "")
    opens = ""
    if indicator is not None and counter.done is not None:
        query = {"code": indicator.code, "unit": str(target.unit_id), "period": counter.year.code}
        opens = reverse("figures:open", query=query)
    return Row(counter, text, left, tone, opens, indicator.label if indicator else _("列出的项目"))


@dataclass(frozen=True)
class Line:
    """对照表的一行: a value of a setting, its verdict in words and colour, where it is set."""

    held: Held
    verdict: str | Promise
    tone: str
    url: str
    can_ask: bool


def lines(compared: Compared, may_edit: bool) -> list[Line]:
    """The values of one setting."""
    found = []
    for one in compared.held:
        word, tone = VERDICTS[one.state]
        can = may_edit and one.state in ("draft", "breaks") and one.reading.may_be_exempted and one.exemption is None
        found.append(Line(one, word, tone, _page(one), can))
    return found


def _page(held: Held) -> str:
    if not held.reading.page:
        return ""
    try:
        return reverse(held.reading.page, args=list(held.reading.args))
    except NoReverseMatch:
        return ""
