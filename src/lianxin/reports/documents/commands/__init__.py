"""公文的事项: write, sign, show to everybody, set the yearly budget."""

from lianxin.reports.documents.commands.budgets import set_budget
from lianxin.reports.documents.commands.pages import add_picture, change, confirm, publish, take_down
from lianxin.reports.documents.commands.signing import archive, issue, send_back, submit, void
from lianxin.reports.documents.commands.templates import set_template, withdraw_template
from lianxin.reports.documents.commands.writing import (
    confirm_mark,
    draft,
    edit,
    keep,
    mend,
    redact,
    refresh,
    take_in,
    waive,
)

__all__ = [
    "add_picture", "archive", "change", "confirm", "confirm_mark", "draft", "edit", "issue", "keep", "mend", "publish",
    "redact", "refresh", "send_back", "set_budget", "set_template", "submit", "take_down", "take_in", "void", "waive", "withdraw_template",
]  # fmt: skip
