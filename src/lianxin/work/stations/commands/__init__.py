"""工作站的事项."""

from lianxin.work.stations.commands.boards import print_board, remark, withdraw_remark
from lianxin.work.stations.commands.contacts import end_contact, name_contact, set_groups
from lianxin.work.stations.commands.many import import_rows
from lianxin.work.stations.commands.office import dissolve_office, join_office, leave_office, set_up_office
from lianxin.work.stations.commands.readiness import look_over, set_ready_list
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
    "close_station", "correct_station", "dissolve_office", "end_contact", "import_rows", "join_office", "join_station",
    "leave_office", "leave_station", "look_over", "name_contact", "open_all", "open_station", "print_board", "remark",
    "set_groups", "set_ready_list", "set_turns", "set_up_office", "withdraw_remark",
]  # fmt: skip
