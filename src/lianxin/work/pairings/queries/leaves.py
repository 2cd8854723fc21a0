"""请假的读法: the days somebody was away with leave."""

from datetime import date, timedelta

from lianxin.base.orgs.models import Person
from lianxin.work.pairings.models import Leave


def leave_days(person: Person | int, first: date, last: date) -> set[date]:
    """准假的日子 of a person within these days, both ends included, each day once: for the pro rata of a duty."""
    found: set[date] = set()
    for leave in Leave.objects.counted().touching(first, last).filter(person=person):
        day, end = max(leave.since, first), min(leave.last, last)
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found
