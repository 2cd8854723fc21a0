"""接待日的事项: the rule and its roster, the book of a session, what the office does with it, the answer in writing."""

from lianxin.work.reception.commands.arranging import (
    call_off,
    end_rule,
    list_person,
    plan,
    set_rule,
    substitute,
    swap,
    unlist_person,
)  # fmt: skip
from lianxin.work.reception.commands.keeping import Visit, complete, enter, hand_over
from lianxin.work.reception.commands.receiving import decide, name_meeting, pack, receive, transfer
from lianxin.work.reception.commands.replying import reply, write_letter

__all__ = [
    "Visit", "call_off", "complete", "decide", "end_rule", "enter", "hand_over", "list_person", "name_meeting", "pack",
    "plan", "receive", "reply", "set_rule", "substitute", "swap", "transfer", "unlist_person", "write_letter",
]  # fmt: skip
