"""公开承诺的样子: tones, buttons, rows of the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.work.pledges.models import Letter, Pledge, PledgeItem, PracticalHelp, Signing
from lianxin.work.pledges.terms import (
    FLOW,
    LETTER,
    LETTER_FLOW,
    LETTER_VERBS,
    MAKE,
    PERMISSION_OF,
    PLEDGE_VERBS,
    PRACTICAL_FLOW,
    PRACTICAL_VERBS,
    PUBLISH,
    SIGN,
    ItemResult,
    LetterStatus,
    PledgeStatus,
    PracticalStatus,
)  # fmt: skip

CODES = ("pledge.published", "pledge.fulfilled_rate", "practical.done", "letter.signed_rate")
TONES = {
    PledgeStatus.DRAFT: "quiet", PledgeStatus.SUBMITTED: "todo", PledgeStatus.APPROVED: "todo", PledgeStatus.PUBLISHED: "doing",
    PledgeStatus.PRACTISED: "todo", PledgeStatus.CLOSED: "done", PledgeStatus.WITHDRAWN: "quiet",
}  # fmt: skip
RESULT_TONES = {
    ItemResult.OPEN: "doing", ItemResult.FULFILLED: "done", ItemResult.PARTLY: "todo", ItemResult.BROKEN: "late",
    ItemResult.WITHDRAWN: "quiet",
}  # fmt: skip
PRACTICAL_TONES = {
    PracticalStatus.PROPOSED: "quiet", PracticalStatus.PROMISED: "doing", PracticalStatus.DONE: "done",
    PracticalStatus.NOT_DONE: "late", PracticalStatus.WITHDRAWN: "quiet",
}  # fmt: skip
#: the deeds of a pledge's page: those without a form are buttons
PRESSED = ("submit", "approve", "publish")
DEEDS = ("submit", "send_back", "approve", "publish", "appraise", "withdraw")
ITEM_DEEDS = ("note_progress", "settle_item", "change_item", "withdraw_item")
LATE = _("过了日子，还没有结果")


@dataclass(frozen=True)
class Deed:
    """一个按钮: its verb, its word, whether it is pressed at once."""

    verb: str
    word: str | Lazy
    is_pressed: bool = False


@dataclass(frozen=True)
class ItemRow:
    """一项 with its state in words, what the figures say, and its further texts."""

    item: PledgeItem
    word: str | Lazy
    tone: str
    counted: Any = None


def item_row(item: PledgeItem, today: date, counted: Any = None) -> ItemRow:
    """The item as it stands today."""
    if item.is_late(today):
        return ItemRow(item, LATE, "late", counted)
    return ItemRow(item, item.get_result_display(), RESULT_TONES[ItemResult(item.result)], counted)


def deeds(pledge: Pledge, by: Actor) -> list[Deed]:
    """What this actor may do with the pledge as a whole, now."""
    found = []
    for verb in DEEDS:
        if not FLOW.can(verb, pledge.status) or not by.may(PERMISSION_OF[verb], pledge):
            continue
        if verb == "approve" and pledge.person_id is not None and pledge.person_id == by.person_id:
            continue
        found.append(Deed(verb, PLEDGE_VERBS[verb], verb in PRESSED))
    return found


def item_deeds(pledge: Pledge, by: Actor) -> list[Deed]:
    """What this actor may do with each item that is still open."""
    if pledge.status != PledgeStatus.PUBLISHED or not by.may(MAKE, pledge):
        return []
    return [Deed(verb, PLEDGE_VERBS[verb]) for verb in ITEM_DEEDS]


def may_consent(pledge: Pledge, by: Actor) -> bool:
    """Whether this actor may say, or note, that the person is named."""
    is_self = pledge.person_id is not None and pledge.person_id == by.person_id
    return pledge.is_personal and pledge.status != PledgeStatus.WITHDRAWN and (is_self or by.may(MAKE, pledge))


def letter_deeds(letter: Letter, by: Actor, signings: Iterable[Signing]) -> list[Deed]:
    """What this actor may do with the letter; where everybody was reminded, there is nobody left to remind."""
    if not by.may(LETTER, letter):
        return []
    words = {"parties": LETTER_VERBS["add_party"], "people": _("加签订的个人")}
    found = [Deed("word", LETTER_VERBS["word"])] if LETTER_FLOW.can("word", letter.status) else []
    if LETTER_FLOW.can("add_party", letter.status):
        found += [Deed(verb, label) for verb, label in words.items()]
    left = any(one.signed_on is None and one.released_on is None and one.reminded_on is None for one in signings)
    offered = ("open", "remind", "close") if left else ("open", "close")
    pressed = [verb for verb in offered if LETTER_FLOW.can(verb, letter.status)]
    return found + [Deed(verb, LETTER_VERBS[verb], True) for verb in pressed]


def signing_deeds(signing: Signing, letter: Letter, by: Actor) -> list[Deed]:
    """What this actor may do with one party's signature."""
    if letter.status != LetterStatus.OPEN or signing.released_on is not None:
        return []
    runs, found = by.may(LETTER, letter), []
    if signing.signed_on is None:
        own = signing.person_id == by.person_id if signing.name else signing.unit_path == by.own_path
        if own and by.is_person and (signing.name or by.may(SIGN, signing)):
            found.append(Deed("sign", _("我来签"), True))
        if runs or by.may(SIGN, signing):
            found.append(Deed("record", _("登记纸上已签")))
        if runs:
            found.append(Deed("release", LETTER_VERBS["release"]))
    if not signing.name and signing.unit_path == by.own_path and by.may(SIGN, signing):
        found.append(Deed("people", _("加本单位要签的人")))
    return found + _signed_deeds(signing, by, runs=runs)


def _signed_deeds(signing: Signing, by: Actor, *, runs: bool) -> list[Deed]:
    if signing.signed_on is None or not (runs or by.may(SIGN, signing)):
        return []
    wrong = [Deed("unsign", _("登记错了"))] if runs and signing.how == "paper" else []
    return [Deed("scan", _("附扫描件")), Deed("unscan", _("撤下扫描件")), *wrong]


def practical_deeds(one: PracticalHelp, by: Actor) -> list[Deed]:
    """What this actor may do with the practical help."""
    needs = {"promise": PUBLISH, "note_step": MAKE, "finish": MAKE, "give_up": MAKE, "withdraw": PUBLISH}
    return [
        Deed(verb, PRACTICAL_VERBS[verb], verb == "promise")
        for verb in PRACTICAL_FLOW.open_to(one.status)
        if by.may(needs[verb], one)
    ]
