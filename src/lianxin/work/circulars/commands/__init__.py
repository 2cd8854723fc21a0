"""督查通报的事项."""

from lianxin.work.circulars.commands.drafting import begin_correction, draft, drop, leave_out, send, take_back, write
from lianxin.work.circulars.commands.findings import ask, correct, decide, note, note_put_right, reply, withdraw
from lianxin.work.circulars.commands.issuing import issue
from lianxin.work.circulars.commands.recording import Problem, record, record_leader, sample, void

__all__ = [
    "Problem", "ask", "begin_correction", "correct", "decide", "draft", "drop", "issue", "leave_out", "note",
    "note_put_right", "record", "record_leader", "reply", "sample", "send", "take_back", "void", "withdraw", "write",
]  # fmt: skip
