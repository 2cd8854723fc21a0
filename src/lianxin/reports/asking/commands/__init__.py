"""报送要求的事项: a request is drafted, weighed, approved by another person, sent, answered, closed."""

from lianxin.reports.asking.commands.answers import Typed, save_answers
from lianxin.reports.asking.commands.drafts import add_field, change, decide, draft
from lianxin.reports.asking.commands.steps import (
    approve,
    ask,
    ask_again,
    close,
    examine,
    send_back,
    set_budget,
    withdraw,
)

__all__ = [
    "Typed", "add_field", "approve", "ask", "ask_again", "change", "close", "decide", "draft", "examine", "save_answers",
    "send_back", "set_budget", "withdraw",
]  # fmt: skip
