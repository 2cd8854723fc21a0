"""督办积案的事项: orders, old cases, corrections, reminders. See the modules for each."""

from lianxin.work.supervision.commands.cases import declare, lead, note
from lianxin.work.supervision.commands.corrections import answer_correction, confirm, correct, return_correction
from lianxin.work.supervision.commands.orders import answer, ask_again, chase, conclude, issue, report
from lianxin.work.supervision.commands.reminding import remind, set_step

__all__ = [
    "answer", "answer_correction", "ask_again", "chase", "conclude", "confirm", "correct", "declare", "issue", "lead",
    "note", "remind", "report", "return_correction", "set_step",
]  # fmt: skip
