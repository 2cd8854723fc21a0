"""窗口服务的事项: taps and matters at the counter, errands, what is published."""

from lianxin.work.windows.commands.counter import (
    begin_service,
    come_again,
    count_trip,
    finish_service,
    mark_heart,
    return_call,
    take_call,
    tally,
    tell_missing,
    undo_tally,
)
from lianxin.work.windows.commands.errands import bring_back, file_petition, report, send, take_errand
from lianxin.work.windows.commands.published import (
    close_work_room,
    enter_external,
    open_work_room,
    publish_guide,
    withdraw_external,
    withdraw_guide,
)

__all__ = [
    "begin_service", "bring_back", "close_work_room", "come_again", "count_trip", "enter_external", "file_petition",
    "finish_service", "mark_heart", "open_work_room", "publish_guide", "report", "return_call", "send", "take_call",
    "take_errand", "tally", "tell_missing", "undo_tally", "withdraw_external", "withdraw_guide",
]  # fmt: skip
