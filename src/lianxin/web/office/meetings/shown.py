"""会议室的画面: items with how long is left and what one may do, the meter in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.web.ui.request import Request
from lianxin.work.meetings.models import AgendaItem, Meeting
from lianxin.work.meetings.queries import Meter
from lianxin.work.meetings.terms import HOLD

SOON = 7


def left_of(due_on: date, today: date) -> tuple[str, str]:
    """How long is left, in words and tone."""
    days = (due_on - today).days
    if days < 0:
        return ngettext("过期 %(n)s 日", "过期 %(n)s 日", -days) % {"n": -days}, "late"
    if days == 0:
        return _("今天到期"), "soon"
    return ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days}, "soon" if days <= SOON else ""


@dataclass(frozen=True)
class Row:
    """一项议题 as shown."""

    item: AgendaItem
    left: str
    tone: str
    may: bool


def rows(items: Iterable[AgendaItem], request: Request) -> list[Row]:
    """Items with how long is left, and whether one may say how they go."""
    found = []
    for one in items:
        left, tone = left_of(one.due_on, request.today) if one.due_on and one.is_open else ("", "")
        found.append(Row(one, left, tone, one.is_open and request.actor.may(HOLD, one)))
    return found


def years(request: Request) -> list[int]:
    """The years one may look at: last year and this."""
    return [request.today.year - 1, request.today.year]


def year_of(request: Request) -> int:
    """The year asked for; otherwise this one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) else request.today.year


def plain(typed: str) -> str:
    """What was asked for, without what no subject holds."""
    return "".join(char for char in typed if char.isprintable())[:40].strip()


def held(meeting: Meeting, verb: str, today: date) -> dict[str, Any]:
    """What a form begins with: nothing is typed that is known."""
    if verb == "minutes":
        return {"text": meeting.minutes}
    if verb == "hold":
        on = meeting.held_on if meeting.held_on <= today else today
        return {"held_on": on, "chaired_by": meeting.chaired_by, "subject": meeting.subject}
    return {}


@dataclass(frozen=True)
class Gauge:
    """会议或发文的数量 as shown: the figures (each opens by its own page), a sentence on what is to be done about it."""

    meter: Meter
    sentence: str
    tone: str


def gauges(meters: Iterable[Meter]) -> list[Gauge]:
    """会议和发文的数量 in words."""
    return [Gauge(one, *_sentence(one)) for one in meters]


def _sentence(one: Meter) -> tuple[str, str]:
    if one.budget is not None and one.is_over:
        over = one.now - one.budget.most
        return _("已经超过限额 %(n)s，今年只减不增。") % {"n": over}, "late"
    if one.is_more:
        return _("比上年同期多 %(n)s，只减不增。") % {"n": one.now - one.then}, "late"
    if one.budget is not None:
        return _("离限额还有 %(n)s。") % {"n": one.left}, "done"
    return _("没有比上年同期多。"), "done"
