"""清单: the rows of the shelf, the addresses behind the numbers, and the concerns that an address names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.indicators.registry import DIMENSIONS, NONE
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.sorting.asked import Asked, number
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.models import Concern, ConcernQuerySet, Sorting, Tag
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.sorting_queries import CauseTable, StateRow
from lianxin.work.concerns.sorting_terms import REVIEW_SHELF, Fault, Line, OwnerLevel
from lianxin.work.concerns.terms import VIEW


@dataclass(frozen=True)
class ShelfRow:
    """挂账的一行."""

    code: str
    title: str
    unit: str
    handler: str
    stance: str
    responsible: str
    due_on: date | None
    is_late: bool
    review_on: date | None
    is_due: bool
    may_review: bool


def at(found: ConcernQuerySet, unit: Unit) -> ConcernQuerySet:
    """Those that lie at a unit and below, or are handled there."""
    return found.filter(within("unit_path", unit.path) | within("handler_path", unit.path))


def shelf_rows(found: ConcernQuerySet, by: Actor, today: date, most: int) -> list[ShelfRow]:
    """The first so many, with the words of the last decision."""
    concerns = list(found.select_related("unit", "handler", "requester").prefetch_related("subjects")[:most])
    words: dict[int, Sorting] = {one.concern_id: one for one in Sorting.objects.filter(concern__in=concerns)}
    return [
        ShelfRow(
            one.code, shown(one.title, one, by), one.unit.name, one.handler.name if one.handler else "",
            words[one.pk].stance if one.pk in words else "", words[one.pk].responsible if one.pk in words else "",
            one.due_on, bool(one.due_on and one.due_on < today), one.review_on,
            bool(one.review_on and one.review_on <= today), by.may(REVIEW_SHELF, one),
        )
        for one in concerns
    ]  # fmt: skip


def state_urls(asked: Asked, row: StateRow) -> dict[str, str]:
    """Where each number of a row opens."""
    more = {"topic": row.key} if row.key else {}
    return {
        state: asked.url("sorting:matters", state=state, **more)
        for state in ("total", "closed", "open", "declined", "settled")
    }


def cause_rows(asked: Asked, table: CauseTable) -> list[dict[str, Any]]:
    """The levels that own something, with where the numbers open."""
    return [
        {
            "label": label, "up": up, "down": down,
            "up_url": asked.url("sorting:matters", line=Line.UP, level=code),
            "down_url": asked.url("sorting:matters", line=Line.DOWN, level=code),
        }
        for code, label, up, down in table.rows
    ]  # fmt: skip


def fault_rows(asked: Asked, table: CauseTable) -> list[tuple[str | Promise, int, str]]:
    """四类, with where each opens."""
    return [(label, count, asked.url("sorting:matters", fault=code)) for code, label, count in table.faults]


def opened(asked: Asked, data: Any) -> tuple[ConcernQuerySet, str]:
    """The concerns that the address names, and what they are in words."""
    line, level, fault = (data.get(name, "") for name in ("line", "level", "fault"))
    if tag := Tag.objects.filter(pk=number(data.get("tag", ""))).first():
        seen = Concern.objects.reachable(by=asked.by, to=VIEW).standing()
        return seen.filter(tags__tag=tag), _("标签“%(label)s”") % {"label": tag.label}
    if line or level or fault or data.get("stuck"):
        return _stuck(asked, line, level, fault)
    return _in_state(asked, data.get("state", ""), data.get("topic", ""))


def _stuck(asked: Asked, line: str, level: str, fault: str) -> tuple[ConcernQuerySet, str]:
    labels = [
        str(dict(choices)[value])
        for value, choices in ((line, Line.choices), (level, OwnerLevel.choices), (fault, Fault.choices))
        if value in dict(choices)
    ]
    known = {
        name: value
        for name, value, choices in (
            ("line", line, Line.values), ("level", level, OwnerLevel.values), ("fault", fault, Fault.values),
        )
        if value in choices
    }  # fmt: skip
    found = queries.stuck_as(queries.stuck(asked.by, asked.unit), **known)
    return found, " · ".join([str(_("卡住的在办诉求")), *labels])


def _in_state(asked: Asked, state: str, topic: str) -> tuple[ConcernQuerySet, str]:
    found, words = queries.in_year(asked.by, asked.unit, asked.year), [_("%(year)s年收到") % {"year": asked.year}]
    if state in queries.STATES:
        word, where = queries.STATES[state]
        found, words = found.filter(where), [*words, str(word)]
    elif state == "settled":
        found, words = found.filter(queries.SETTLED), [*words, _("息访")]
    labels = {**dict(DIMENSIONS["topic"].choices()), NONE: _("未分类")}
    if topic in labels:
        found, words = found.filter(DIMENSIONS["topic"].where(topic)), [*words, str(labels[topic])]
    return found, " · ".join(words)


def back(asked: Asked, data: Any) -> str:
    """The page whose number was opened."""
    if data.get("tag"):
        return reverse("sorting:tags")
    is_cause = any(data.get(name) for name in ("line", "level", "fault", "stuck"))
    return asked.url("sorting:causes" if is_cause else "sorting:states")
