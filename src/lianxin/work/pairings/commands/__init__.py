"""挂钩结对的事项: everything is called from here."""

from lianxin.work.pairings.commands.experts import (
    change_expert,
    end_expert,
    list_expert,
    register_expert,
    unlist_expert,
)
from lianxin.work.pairings.commands.handing import hand_over, note_talk
from lianxin.work.pairings.commands.leaves import (
    approve_leave,
    ask_leave,
    come_back,
    refuse_leave,
    tell_above,
    verify_leave,
    withdraw_leave,
)
from lianxin.work.pairings.commands.many import import_pairings, pair_all
from lianxin.work.pairings.commands.pairing import end_pairing, pair
from lianxin.work.pairings.commands.postings import call_back, send_out
from lianxin.work.pairings.commands.rules import set_rule

__all__ = [
    "approve_leave", "ask_leave", "call_back", "change_expert", "come_back", "end_expert", "end_pairing", "hand_over", "import_pairings",
    "list_expert", "note_talk", "pair", "pair_all", "refuse_leave", "register_expert", "send_out", "set_rule", "tell_above",
    "unlist_expert", "verify_leave", "withdraw_leave",
]  # fmt: skip
