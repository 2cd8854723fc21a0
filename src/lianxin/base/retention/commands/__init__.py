"""保管期限的事项: set a period, restrict, open, bring back, hold, let go; the night's work; all called from here."""

from lianxin.base.retention.commands.holding import let_go, place_hold
from lianxin.base.retention.commands.nights import erase_again, erase_due, restrict_due, tidy_nightly
from lianxin.base.retention.commands.periods import set_period
from lianxin.base.retention.commands.restricting import bring_back, note_erased, open_kept, restrict_asked

__all__ = [
    "bring_back", "erase_again", "erase_due", "let_go", "note_erased", "open_kept", "place_hold", "restrict_asked",
    "restrict_due", "set_period", "tidy_nightly",
]  # fmt: skip
