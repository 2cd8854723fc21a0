"""走访的事项: the deeds, each may – can – do – tell in one transaction."""

from lianxin.work.visits.commands.burdens import note_burden, withdraw_burden
from lianxin.work.visits.commands.recording import FoundMatter, add_finding, correct_visit, record_visit, void_visit
from lianxin.work.visits.commands.staying import record_stay, void_stay
from lianxin.work.visits.commands.talking import note_talk

__all__ = [
    "FoundMatter", "add_finding", "correct_visit", "note_burden", "note_talk", "record_stay", "record_visit", "void_stay", "void_visit",
    "withdraw_burden",
]  # fmt: skip
