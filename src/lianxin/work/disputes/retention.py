"""纠纷的到期清理: what the night erased bears its day."""

from lianxin.base.retention import hooks
from lianxin.work.disputes.commands import note_dispute_erased

hooks.erased("dispute", note_dispute_erased)
