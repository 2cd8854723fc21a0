"""会议的读法."""

from lianxin.work.meetings.queries.register import (
    Meter,
    carried,
    meetings,
    meter,
    metered,
    of_me,
    open_items,
    spans_of,
    subjects,
)
from lianxin.work.meetings.queries.schedule import MeetingDay, days_of

__all__ = [
    "MeetingDay", "Meter", "carried", "days_of", "meetings", "meter", "metered", "of_me", "open_items",
    "spans_of", "subjects",
]  # fmt: skip
