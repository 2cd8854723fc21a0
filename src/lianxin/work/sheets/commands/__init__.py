"""纸质答卷的事项: printing, reading, looking, keying, putting in."""

from lianxin.work.sheets.commands.accepting import accept_batch, account_sheets, drop_batch
from lianxin.work.sheets.commands.keying import begin_keying, key_again, key_sheet, settle_difference
from lianxin.work.sheets.commands.printing import print_sheets
from lianxin.work.sheets.commands.scanning import read_batch, receive_scan, refuse_batch
from lianxin.work.sheets.commands.settling import name_sheet, set_aside, settle_blank, settle_item, type_remark

__all__ = [
    "accept_batch", "account_sheets", "begin_keying", "drop_batch", "key_again", "key_sheet", "name_sheet", "print_sheets",
    "read_batch", "receive_scan", "refuse_batch", "set_aside", "settle_blank", "settle_difference", "settle_item", "type_remark",
]  # fmt: skip
