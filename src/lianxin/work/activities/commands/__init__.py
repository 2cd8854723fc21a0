"""活动宣传的事项: plan, hold, call off; lines; the steps of a survey; donations."""

from lianxin.work.activities.commands.activities import (
    call_off,
    correct_plan,
    finish_step,
    hold,
    plan,
    refer,
    sum_up,
    unrefer,
)
from lianxin.work.activities.commands.donations import close_account, give_out, open_account, strike_donation, take_in
from lianxin.work.activities.commands.lines import count_people, note_part, strike

__all__ = [
    "call_off", "close_account", "correct_plan", "count_people", "finish_step", "give_out", "hold", "note_part",
    "open_account", "plan", "refer", "strike", "strike_donation", "sum_up", "take_in", "unrefer",
]  # fmt: skip
