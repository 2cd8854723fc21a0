"""问卷的事项: drawn up, changed, approved, handed down, adopted; everything is imported from here."""

from lianxin.work.questionnaires.commands.drafting import draw_up, drop, edit, revise
from lianxin.work.questionnaires.commands.handing import adopt, catch_up, push_down
from lianxin.work.questionnaires.commands.importing import import_xlsform
from lianxin.work.questionnaires.commands.standing import approve, withdraw

__all__ = [
    "adopt", "approve", "catch_up", "draw_up", "drop", "edit", "import_xlsform", "push_down", "revise", "withdraw",
]  # fmt: skip
