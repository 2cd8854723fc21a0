"""户与困难户的事项: to register, to note a need, to open, to entrust, to erase; everything is called from here."""

from lianxin.work.households.commands.erasing import erase_expired, note_household_erased, note_need_erased
from lianxin.work.households.commands.importing import Line, Outcome, import_households
from lianxin.work.households.commands.listing import note_listing
from lianxin.work.households.commands.needs import end_need, note_need, review_need
from lianxin.work.households.commands.opening import end_trust, entrust, open_household
from lianxin.work.households.commands.register import correct_household, leave_register, register_household
from lianxin.work.households.commands.undoing import take_out

__all__ = [
    "Line", "Outcome", "correct_household", "end_need", "end_trust", "entrust", "erase_expired", "import_households",
    "note_household_erased", "note_need_erased",
    "leave_register", "note_listing", "note_need", "open_household", "register_household", "review_need", "take_out",
]  # fmt: skip
