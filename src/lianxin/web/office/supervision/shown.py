"""督办积案 as its pages show it: rows with words, dates and tones; titles as the reader may read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import Left
from lianxin.work.concerns.terms import Status
from lianxin.work.supervision import queries
from lianxin.work.supervision.models import Reminder, SupervisionOrder
from lianxin.work.supervision.terms import CorrectionState, OrderState, Told

MOST = 200
TONES: dict[str, str] = {
    OrderState.OPEN: "doing", OrderState.ANSWERED: "todo", OrderState.CONCLUDED: "done", CorrectionState.ISSUED: "doing",
    CorrectionState.ANSWERED: "todo", CorrectionState.CONFIRMED: "done",
}  # fmt: skip
WHAT = {
    "report": gettext_lazy("报进展"), "chase": gettext_lazy("催办"), "answer": gettext_lazy("回复督办"),
    "ask_again": gettext_lazy("退回再办"),
}  # fmt: skip


def left_until(day: date, today: date, calendar: Calendar) -> Left:
    """还有几日 until a day that was set."""
    if day < today:
        over = (today - day).days
        return Left(ngettext("逾期 %(days)s 日", "逾期 %(days)s 日", over) % {"days": over}, "late")
    if day == today:
        return Left(_("今天到期"), "soon")
    days = (day - today).days
    tone = "soon" if day <= concerns.soon_until(today, calendar) else ""
    return Left(ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days}, tone)


@dataclass(frozen=True)
class TabShown:
    """一个标签."""

    word: str | Promise
    url: str
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class OrderRow:
    """一份督办."""

    order: Any
    tone: str
    left: Left


def order_left(order: SupervisionOrder, today: date, calendar: Calendar) -> Left:
    """How long until the answer; once it came, that it came."""
    if order.state == OrderState.CONCLUDED:
        return Left(_("已办结督办"), "done")
    if order.state == OrderState.ANSWERED:
        return Left(_("已回复"), "done")
    return left_until(order.answer_by, today, calendar)


ORDER_TABS = (
    ("running", gettext_lazy("督办中")), ("overdue", gettext_lazy("逾期未回复")), ("answered", gettext_lazy("已回复，待审核")),
    ("concluded", gettext_lazy("已办结督办")), ("all", gettext_lazy("全部")),
)  # fmt: skip


def orders(by: Actor, tab: str, today: date, calendar: Calendar) -> tuple[list[TabShown], list[OrderRow]]:
    """The tabs with their counts, and the rows of the chosen one."""
    found = queries.orders_of(by)
    parts = {
        "running": Q(state__in=(OrderState.OPEN, OrderState.ANSWERED)),
        "overdue": Q(state=OrderState.OPEN, answer_by__lt=today), "answered": Q(state=OrderState.ANSWERED),
        "concluded": Q(state=OrderState.CONCLUDED), "all": Q(),
    }  # fmt: skip
    counts = {code: found.filter(part).order_by().count() for code, part in parts.items()}
    chosen = tab if tab in parts else "running" if counts["running"] else "all"
    here = reverse("supervision:index")
    tabs = [TabShown(word, f"{here}?tab={code}", counts[code], code == chosen) for code, word in ORDER_TABS]
    rows = [
        OrderRow(one, TONES[one.state], order_left(one, today, calendar)) for one in found.filter(parts[chosen])[:MOST]
    ]
    return tabs, rows


# 一批诉求 -----------------------------------------------------------------------------------------------------------

LISTS: dict[str, str | Promise] = {
    "open": gettext_lazy("未办结"), "overdue": gettext_lazy("超期"), "repeated": gettext_lazy("两轮以上"),
    **{wait.code: wait.word for wait in queries.WAITS},
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """一批诉求 behind a count: the words of its filter and the matters."""

    what: str
    word: str | Promise
    unit: Unit | None
    found: Any
    total: int


def listed(by: Actor, data: Any, today: date) -> Listed:
    """What stands behind a count of 卡在哪里 or 去哪里看看; an address that cannot be read means all that is open."""
    what = data.get("what", "") if data.get("what", "") in LISTS else "open"
    found = queries.open_under(by)
    key = data.get("unit", "")
    unit = Unit.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
    if unit is not None:
        found = queries.open_under(by, unit.path)
    if topic := data.get("topic", "")[:12]:
        found = found.filter(topic__code=topic)
    by_what = {
        "open": Q(), "overdue": Q(due_on__lt=today) & ~Q(status=Status.REPLIED), "repeated": Q(round__gte=2),
        **{wait.code: wait.where for wait in queries.WAITS},
    }  # fmt: skip
    found = found.filter(by_what[what]).order_by("due_on", "code")
    return Listed(what, LISTS[what], unit, found, found.order_by().count())


def list_url(**asked: object) -> str:
    """The address of such a list."""
    return reverse("supervision:matters") + "?" + urlencode({k: v for k, v in asked.items() if v not in ("", None)})


def titles(by: Actor, found: list[Concern]) -> list[tuple[Concern, str]]:
    """Concerns with their titles as the reader may read them."""
    return [(one, concerns.shown(one.title, one, by)) for one in found]


# 提醒 ---------------------------------------------------------------------------------------------------------------

WHOM = {
    Told.HANDLER: gettext_lazy("经办人"),
    Told.LEADER: gettext_lazy("负责人"),
    Told.ABOVE: gettext_lazy("上级单位负责人"),
}


def why(reminder: Reminder, given_on: date, calendar: Calendar) -> str:
    """为什么提醒: the step, the date it counts from, the day it fell on, and whether a rest day put it off."""
    words = {
        "step": reminder.step.label, "since": reminder.step.get_since_display(),
        "start": reminder.counted_from.isoformat(), "on": reminder.fell_on.isoformat(),
    }  # fmt: skip
    sentence = _("%(step)s：%(since)s %(start)s，按阶梯 %(on)s 提醒。") % words
    if not calendar.is_workday(reminder.fell_on) and calendar.next_workday(reminder.fell_on) == given_on:
        sentence += _("那天休息，推到这一天。")
    return sentence
