"""投票的事项: prepare a box, print its slips, open and close it, settle the paper, make it void."""

from lianxin.work.ballots.commands.accounts import account
from lianxin.work.ballots.commands.closing import close_box, void_box
from lianxin.work.ballots.commands.opening import hold_key, open_box
from lianxin.work.ballots.commands.preparing import prepare, print_slips, spoil_slips

__all__ = [
    "account", "close_box", "hold_key", "open_box", "prepare", "print_slips", "spoil_slips", "void_box",
]  # fmt: skip
