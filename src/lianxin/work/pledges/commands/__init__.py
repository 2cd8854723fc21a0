"""公开承诺的事项: everything is imported from here."""

from lianxin.work.pledges.commands.keeping import (
    appraise,
    change_item,
    note_progress,
    rate,
    settle_item,
    withdraw,
    withdraw_item,
)
from lianxin.work.pledges.commands.letters import (
    add_parties,
    add_people,
    close_letter,
    draft_letter,
    open_letter,
    release,
    remind,
    word_letter,
)
from lianxin.work.pledges.commands.making import (
    Promise,
    approve,
    consent,
    draft,
    edit,
    publish,
    send_back,
    submit,
    unconsent,
)
from lianxin.work.pledges.commands.practical import finish, give_up, note_step, promise, propose, withdraw_practical
from lianxin.work.pledges.commands.signing import attach_scan, record_signed, sign, take_off_scan, unsign

__all__ = [
    "Promise", "add_parties", "add_people", "appraise", "approve", "attach_scan", "change_item", "close_letter", "consent",
    "draft", "draft_letter", "edit", "finish", "give_up", "note_progress", "note_step", "open_letter", "promise", "propose",
    "publish", "rate", "record_signed", "release", "remind", "send_back", "settle_item", "sign", "submit", "take_off_scan",
    "unconsent", "unsign", "withdraw", "withdraw_item", "withdraw_practical", "word_letter",
]  # fmt: skip
