"""工作站的事项."""

from lianxin.work.stations.commands.station import (
    close_station,
    correct_station,
    join_station,
    leave_station,
    open_all,
    open_station,
    set_turns,
)  # fmt: skip

__all__ = [
    "close_station", "correct_station", "join_station", "leave_station", "open_all", "open_station", "set_turns",
]  # fmt: skip
