"""矛盾纠纷的事项: find and record, mediate, settle or hand on, follow up, erase when the time is over."""

from lianxin.work.disputes.commands.erasing import erase_expired, note_dispute_erased
from lianxin.work.disputes.commands.handling import become_concern, report_up, settle, take_back, transfer
from lianxin.work.disputes.commands.mediating import agree, fail, follow_up, hold_session, start_mediation
from lianxin.work.disputes.commands.recording import (
    Party,
    add_party,
    correct_dispute,
    open_dispute,
    open_sweep,
    record_dispute,
)  # fmt: skip

__all__ = [
    "Party", "add_party", "agree", "become_concern", "correct_dispute", "erase_expired", "fail", "follow_up", "hold_session",
    "note_dispute_erased",
    "open_dispute", "open_sweep", "record_dispute", "report_up", "settle", "start_mediation", "take_back", "transfer",
]  # fmt: skip
