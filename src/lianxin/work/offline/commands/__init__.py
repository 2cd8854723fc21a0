"""离线记录的事项."""

from lianxin.work.offline.commands.handsets import note_contact, register_handset, revoke
from lianxin.work.offline.commands.paper import enter_paper
from lianxin.work.offline.commands.receiving import Sent, receive
from lianxin.work.offline.commands.sealkeys import destroy_spent, key_for_phones
from lianxin.work.offline.commands.settling import apply_parcel, look_into, set_aside

__all__ = [
    "Sent", "apply_parcel", "destroy_spent", "enter_paper", "key_for_phones", "look_into", "note_contact", "receive",
    "register_handset", "revoke", "set_aside",
]  # fmt: skip
