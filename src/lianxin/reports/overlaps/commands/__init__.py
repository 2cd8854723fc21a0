"""雷同的事项: bring the index up to date, answer, keep the library and the idioms."""

from lianxin.reports.overlaps.commands.answering import close, dismiss, explain
from lianxin.reports.overlaps.commands.idioms import add_idiom, remove_idiom
from lianxin.reports.overlaps.commands.indexing import Refreshed, refresh
from lianxin.reports.overlaps.commands.library import keep_text, withdraw_text

__all__ = [
    "Refreshed", "add_idiom", "close", "dismiss", "explain", "keep_text", "refresh", "remove_idiom", "withdraw_text",
]  # fmt: skip
