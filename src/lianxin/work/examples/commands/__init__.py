"""典型的事项: put forward, ask who is concerned, see through, approve, use, take out; the visits on which one looks."""

from lianxin.work.examples.commands.consenting import ask_staff, give_consent, note_consent, withdraw_consent
from lianxin.work.examples.commands.nominating import correct, nominate, nominate_concern
from lianxin.work.examples.commands.seeing import approve, check, decline, note_use, send_back, withdraw
from lianxin.work.examples.commands.visiting import done, drop, plan

__all__ = [
    "approve", "ask_staff", "check", "correct", "decline", "done", "drop", "give_consent", "nominate", "nominate_concern",
    "note_consent", "note_use", "plan", "send_back", "withdraw", "withdraw_consent",
]  # fmt: skip
