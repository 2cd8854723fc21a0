"""志愿服务的事项: teams, members, shifts with their sign-in sheets, sign-ups from the web."""

from lianxin.work.volunteers.commands.joining import answer_joining, ask_to_join
from lianxin.work.volunteers.commands.members import choose_leader, forget_member, join_team, leave_team
from lianxin.work.volunteers.commands.shifts import (
    arrange_shift,
    call_off_shift,
    hold_shift,
    sign_up,
    take_off,
)
from lianxin.work.volunteers.commands.teams import change_team, end_team, found_seven, found_team, word_team

__all__ = [
    "answer_joining", "arrange_shift", "ask_to_join", "call_off_shift", "change_team", "choose_leader", "end_team",
    "forget_member", "found_seven", "found_team", "hold_shift", "join_team", "leave_team", "sign_up", "take_off", "word_team",
]  # fmt: skip
