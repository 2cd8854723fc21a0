"""户册的到期清理: what the night erased bears its day."""

from lianxin.base.retention import hooks
from lianxin.work.households.commands import note_household_erased, note_need_erased

hooks.erased("need", note_need_erased)
hooks.erased("household", note_household_erased)
