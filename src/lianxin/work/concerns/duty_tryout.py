"""责任清单的试算: whose the matters of the last month would have been by this list instead of the one in force.

Counted in memory by topic and place; nothing is handed to anybody. Each kind of matter in each place is asked once.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.duty_book import DutyBook, Found
from lianxin.work.concerns.models import Concern, DutyList, Topic
from lianxin.work.concerns.terms import VIEW

SHOWN = 20


@dataclass(frozen=True)
class Moved:
    """换了主办的: a kind of matter, from whom to whom, how many of last month's."""

    topic: str
    was: str
    now: str
    count: int


@dataclass(frozen=True)
class DutyTryout:
    """试算的结果 of a month: all that came, those for which the list names nobody or several, those that would move."""

    month: date
    total: int
    unnamed: int
    moved: tuple[Moved, ...]

    @property
    def count(self) -> int:
        """How many would go to another unit."""
        return sum(one.count for one in self.moved)

    @property
    def first(self) -> tuple[Moved, ...]:
        return self.moved[:SHOWN]


def tried(new: DutyList, *, by: Actor, today: date) -> DutyTryout:
    """In six statements, however many matters came."""
    last = today.replace(day=1) - timedelta(days=1)
    seen = Concern.objects.reachable(by=by, to=VIEW).standing().filter(received_on__range=(last.replace(day=1), last))
    pairs = list(seen.order_by().values_list("topic_id", "unit_id").annotate(n=Count("pk")))
    topics = Topic.objects.select_related("parent__parent").in_bulk({topic for topic, _unit, _n in pairs if topic})
    units = Unit.objects.in_bulk({unit for _topic, unit, _n in pairs})
    book, moved, unnamed = DutyBook(whole=True), Counter[tuple[str, str, str]](), 0
    held = book.list_on(today)
    for topic, unit, n in pairs:
        found = book.owners_in(new, topics.get(topic), units[unit])
        if found.owner is None:
            unnamed += n
        was = _lead(book.owners_in(held, topics.get(topic), units[unit]))
        if (now := _lead(found)) != was:
            moved[topics[topic].label, was, now] += n
    rows = tuple(Moved(*key, n) for key, n in moved.most_common())
    return DutyTryout(last, sum(n for _topic, _unit, n in pairs), unnamed, rows)


def _lead(found: Found) -> str:
    """The one unit in charge, in words."""
    if not found.owners:
        return _("清单没有写")
    return "、".join(sorted({one.lead.name if one.lead else _("当地没有这类单位") for one in found.owners}))
