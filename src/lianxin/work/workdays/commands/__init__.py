"""群众工作日的事项: the rule, the month's theme, a station's confirmation, leave at three levels, the letter above."""

from lianxin.work.workdays.commands.bringing import bring_in_absence
from lianxin.work.workdays.commands.confirming import confirm_day, correct_day
from lianxin.work.workdays.commands.leaves import (
    approve_absence,
    ask_absence,
    refuse_absence,
    verify_absence,
    withdraw_absence,
)
from lianxin.work.workdays.commands.letters import write_letter
from lianxin.work.workdays.commands.themes import decide_theme, draft_theme, send_theme, set_rule

__all__ = [
    "approve_absence", "ask_absence", "bring_in_absence", "confirm_day", "correct_day", "decide_theme", "draft_theme", "refuse_absence",
    "send_theme", "set_rule", "verify_absence", "withdraw_absence", "write_letter",
]  # fmt: skip
