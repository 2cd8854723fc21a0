"""上下级转办 as its pages show it: rows with words, dates and tones; titles as the reader may read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.queries import Left
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels import queries
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.terms import State, Wanted

MOST = 200
TONES = {
    State.SENT: "todo", State.RECEIVED: "doing", State.DECIDED: "done", State.RETURNED: "late", State.WITHDRAWN: "quiet",
}  # fmt: skip


@dataclass(frozen=True)
class TabShown:
    """一个标签."""

    word: str | Promise
    url: str
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class OrderRow:
    """一份上级来件."""

    order: UpperOrder
    title: str
    url: str
    left: Left


ORDER_TABS = (
    ("soon", gettext_lazy("待反馈")), ("overdue", gettext_lazy("逾期未反馈")), ("returned", gettext_lazy("已反馈")),
    ("all", gettext_lazy("全部")),
)  # fmt: skip


def order_left(order: UpperOrder, today: date, calendar: Calendar) -> Left:
    """How long until it must go back; once it has, whether it was in time."""
    if order.returned_on:
        return Left(_("逾期反馈"), "late") if order.is_in_time is False else Left(_("按期反馈"), "done")
    if order.wanted == Wanted.NOTHING or order.return_by is None:
        return Left(_("不要求反馈"), "quiet")
    return left_until(order.return_by, today, calendar)


def left_until(day: date, today: date, calendar: Calendar) -> Left:
    """还有几日 until a day that was demanded."""
    if day < today:
        over = (today - day).days
        return Left(ngettext("逾期 %(days)s 日", "逾期 %(days)s 日", over) % {"days": over}, "late")
    if day == today:
        return Left(_("今天到期"), "soon")
    days = (day - today).days
    tone = "soon" if day <= concerns.soon_until(today, calendar) else ""
    return Left(ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days}, tone)


def orders(by: Actor, tab: str, today: date, calendar: Calendar) -> tuple[list[TabShown], list[OrderRow], str]:
    """The tabs with their counts and the rows of the chosen one."""
    found = queries.orders_of(by)
    parts = {"soon": found.to_return(), "overdue": found.overdue(today), "returned": found.returned(), "all": found}
    counts = {code: part.order_by().count() for code, part in parts.items()}
    chosen = tab if tab in parts else next((code for code in ("soon", "all") if counts[code]), "all")
    here = reverse("levels:index")
    tabs = [TabShown(word, f"{here}?tab={code}", counts[code], code == chosen) for code, word in ORDER_TABS]
    rows = [
        OrderRow(
            one, concerns.shown(one.concern.title, one.concern, by),
            reverse("levels:order", args=[one.concern.code]), order_left(one, today, calendar),
        )
        for one in parts[chosen][:MOST]
    ]  # fmt: skip
    return tabs, rows, chosen


@dataclass(frozen=True)
class SubmissionRow:
    """一件上报件."""

    one: Submission
    title: str
    url: str
    tone: str


SIDES = (("sent", gettext_lazy("上报的")), ("received", gettext_lazy("下面报来的")))


def submissions(by: Actor, side: str) -> tuple[list[TabShown], list[SubmissionRow], str]:
    """What was sent from here, or what was sent here."""
    parts = {"sent": queries.sent(by), "received": queries.received(by)}
    counts = {code: part.order_by().count() for code, part in parts.items()}
    waits = parts["received"].open().order_by().count()
    chosen = side if side in parts else "received" if waits else "sent" if counts["sent"] else "received"
    here = reverse("levels:submissions")
    tabs = [TabShown(word, f"{here}?side={code}", counts[code], code == chosen) for code, word in SIDES]
    rows = [
        SubmissionRow(
            one, concerns.shown(one.concern.title, one.concern, by), reverse("levels:submission", args=[one.code]),
            TONES[State(one.state)],
        )
        for one in parts[chosen][:MOST]
    ]  # fmt: skip
    return tabs, rows, chosen


def may_open(by: Actor, submission: Submission) -> bool:
    """Whether the reader may also open the concern's own page."""
    return by.may(VIEW, submission.concern)


def policy_rows(by: Actor) -> list[dict[str, Any]]:
    """政策障碍 by the body that owns the rule."""
    return list(queries.held_up_by_policy(by))
