"""会议的事项."""

from lianxin.work.meetings.commands.items import decide_item, drop_item, finish_item, note_item, put_item
from lianxin.work.meetings.commands.meetings import (
    cancel_meeting,
    end_series,
    hold_meeting,
    move_meeting,
    plan_meeting,
    plan_next,
    register_meeting,
    set_budget,
    set_series,
    write_minutes,
)

__all__ = [
    "cancel_meeting", "decide_item", "drop_item", "end_series", "finish_item", "hold_meeting", "move_meeting", "note_item",
    "plan_meeting", "plan_next", "put_item", "register_meeting", "set_budget", "set_series", "write_minutes",
]  # fmt: skip
