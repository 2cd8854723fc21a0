"""投票的事项: prepare a box, print its slips, open and close it, settle the paper, make it void."""

from lianxin.work.ballots.commands.accounts import account
from lianxin.work.ballots.commands.closing import close_box, void_box
from lianxin.work.ballots.commands.issuing import end_issuing, issue, print_letters, publish_keys, set_window
from lianxin.work.ballots.commands.opening import hold_key, open_box
from lianxin.work.ballots.commands.preparing import prepare, print_slips, spoil_slips
from lianxin.work.ballots.commands.rolls import draw_call_back, enter_roll, fix_roll, tell_call_back
from lianxin.work.ballots.commands.session import hold_session

__all__ = [
    "account", "close_box", "draw_call_back", "end_issuing", "enter_roll", "fix_roll", "hold_key", "hold_session",
    "issue", "open_box", "prepare", "print_letters", "print_slips", "publish_keys", "set_window", "spoil_slips",
    "tell_call_back", "void_box",
]  # fmt: skip
