"""下步打算的样子: how long is left in words and tone, the tabs with their counts, a page of the list."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.reports.nextsteps.models import SOON, NextStep, NextStepQuerySet
from lianxin.reports.nextsteps.terms import State

ROWS = 60
TONES = {State.OPEN: "doing", State.DONE: "done", State.UNDONE: "quiet"}
TABS = (
    ("open", gettext_lazy("落实中")), ("soon", gettext_lazy("一周内到期")), ("late", gettext_lazy("过了时限")),
    ("done", gettext_lazy("已完成")), ("undone", gettext_lazy("未完成")), ("all", gettext_lazy("全部")),
)  # fmt: skip


def left_of(step: NextStep, today: date) -> tuple[str, str]:
    """How long until its day, in words and tone; nothing for one that is finished."""
    if step.state != State.OPEN:
        return "", ""
    days = step.days_left(today)
    if days < 0:
        return ngettext("过了 %(n)s 日", "过了 %(n)s 日", -days) % {"n": -days}, "late"
    if days == 0:
        return _("今天到期"), "soon"
    return ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days}, "soon" if days <= SOON.days else ""


def conditions(today: date) -> dict[str, Q]:
    """What each tab holds."""
    standing = Q(state=State.OPEN)
    return {
        "open": standing, "soon": standing & Q(due_on__range=(today, today + SOON)), "late": standing & Q(due_on__lt=today),
        "done": Q(state=State.DONE), "undone": Q(state=State.UNDONE), "all": Q(),
    }  # fmt: skip


def tabs(found: NextStepQuerySet, today: date, chosen: str) -> list[dict[str, Any]]:
    """The tabs with their counts, in one statement."""
    where = conditions(today)
    counts = found.order_by().aggregate(**{f"n_{key}": Count("pk", filter=where[key] or None) for key in where})
    return [
        {"word": word, "url": reverse("nextsteps:index", query={"show": key}), "count": counts[f"n_{key}"],
         "is_current": key == chosen}
        for key, word in TABS
    ]  # fmt: skip


def page_of(found: NextStepQuerySet, begins_at: str) -> tuple[list[NextStep], str]:
    """A page, the nearest day first, from the row with that code on; and the code at which the next page begins."""
    code = "".join(char for char in begins_at if char.isalnum())[:12]
    first = found.order_by().filter(code=code).values_list("due_on", "pk").first() if code else None
    if first:
        found = found.filter(Q(due_on__gt=first[0]) | Q(due_on=first[0], pk__gte=first[1]))
    rows = list(found[: ROWS + 1])
    return rows[:ROWS], rows[ROWS].code if len(rows) > ROWS else ""
