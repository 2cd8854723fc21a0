"""会议的表."""

from lianxin.work.meetings.models.items import AgendaItem, ItemNote
from lianxin.work.meetings.models.meetings import Meeting, MeetingSeries, PaperBudget

__all__ = ["AgendaItem", "ItemNote", "Meeting", "MeetingSeries", "PaperBudget"]
