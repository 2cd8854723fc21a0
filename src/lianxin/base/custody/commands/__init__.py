"""个人信息保管的事项."""

from lianxin.base.custody.commands.exports import ask_export, decide_export, note_copy, take_copy, take_export
from lianxin.base.custody.commands.identities import ask_identity, decide_identity, use_identity
from lianxin.base.custody.commands.looking import explain_alarm, look, set_limits

__all__ = [
    "ask_export",
    "ask_identity",
    "decide_export",
    "decide_identity",
    "explain_alarm",
    "look",
    "note_copy",
    "set_limits",
    "take_copy",
    "take_export",
    "use_identity",
]
