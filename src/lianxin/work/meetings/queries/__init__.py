"""会议的读法."""

from lianxin.work.meetings.queries.register import (
    Meter,
    carried,
    meetings,
    meter,
    of_me,
    open_items,
    subjects,
)
from lianxin.work.meetings.queries.schedule import MeetingDay, days_of

__all__ = [
    "MeetingDay", "Meter", "carried", "days_of", "meetings", "meter", "of_me", "open_items", "subjects",
]  # fmt: skip
