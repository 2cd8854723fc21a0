"""投票: a ballot goes into the sealed box. No person, no clock, no journal, no line in the main database.

`cast` reads the token, has the answers read by the group's sheet, seals them and puts them in; a second ballot of the
same token takes the place of the first. `cast_papers` puts in a whole pile of sheets that have no token.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.pure import codes, polling, questions
from lianxin.pure.questions import Answers, Texts
from lianxin.work.ballots import chance, sealing, store, tokens
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit

CLOSED, OPEN_STATE = b"closed", b"open"
Given = Mapping[str, Mapping[str, Sequence[str]]]
Written = Mapping[str, Mapping[str, str]]


class NotOpen(Unfit):
    """现在不能投: not yet opened, already closed, or made void."""


@dataclass(frozen=True)
class Receipt:
    """回执: sixteen characters that will stand on the public board, and whether a ballot was replaced."""

    code: str
    is_again: bool = False

    @property
    def grouped(self) -> str:
        """In groups of four, to be read aloud."""
        return codes.grouped(self.code)


def cast(
    *, box: PollBox, token: str, answers: Given, texts: Written, channel: str = polling.SCREEN,
    dialogues: Mapping[tuple[str, str], str] | None = None,
) -> Receipt:  # fmt: skip
    """投一张票. `dialogues`: (subject, item) → key that the giver keeps to read the answer to his remark.

    Raises NotAdmitted for a token that is none, NotOpen, Unfit for answers that do not fit; then nothing is changed.
    """
    _may_be_cast(box, channel)
    with _unlocked(box) as inside:
        group, raw = tokens.ADMIT[box.mode](box, inside, token)
        plain = _plain(box, group, answers, texts, dialogues or {})
        digest, receipt = tokens.digest_of(inside, raw), tokens.receipt_of(inside, raw)
        again = store.has_ballot(inside, digest)
        if not again:
            _leave_room(box, inside, group, 1)
        store.put(inside, digest, receipt, group, channel, _sealed(box, group, channel, plain))
    return Receipt(as_text(receipt), again)


def group_for(*, box: PollBox, token: str) -> polling.Group:
    """The group whose sheet this token answers. Raises NotAdmitted, NotOpen."""
    _may_be_cast(box, polling.SCREEN)
    with _unlocked(box, write=False) as inside:
        code, _raw = tokens.ADMIT[box.mode](box, inside, token)
    group = box.poll.group(code)
    if group is None:
        raise tokens.wrong_code()
    return group


def cast_papers(
    *, box: PollBox, group: str, ballots: Iterable[tuple[Given, Written]], channel: str = polling.PAPER
) -> int:
    """投入纸质答卷: all of them or, where one does not fit or they are too many, none; returns how many.

    Sheets have no token: each gets one of chance, so that they lie among the others without number or order.
    """
    _may_be_cast(box, channel)
    known = box.poll.group(group)
    if known is None or known.is_named:  # what is given by name is never a ballot
        raise Unfit(_("没有这个评议主体。"), "group")
    plains = [_plain(box, group, answers, texts, {}) for answers, texts in ballots]
    with _unlocked(box) as inside:
        _leave_room(box, inside, group, len(plains))
        for plain in plains:
            raw = chance.some_bytes(32)
            digest = tokens.digest_of(inside, raw)
            store.put(inside, digest, b"", group, channel, _sealed(box, group, channel, plain))
    return len(plains)


def turnout(box: PollBox) -> dict[str, dict[str, int]]:
    """已投票数: group → channel → number, as it is now; empty where there is no sealed box any more."""
    try:
        with store.opened(box.code) as inside:
            return store.counts(inside)
    except store.NoBox:
        return {}


def turnout_of(box: PollBox, on: date, *, note: bool = False) -> dict[str, int] | None:
    """已投票数 as the office may see it: group → number; None where it was not looked at that day.

    In a hall (现场投票) as it is now. Else as it was when it was noted first on that day, rounded down to steps of the
    least number that may be shown: who watches the number cannot see a single ballot come in (security.md T2).
    """
    if box.is_on_site:
        return {group: sum(channels.values()) for group, channels in turnout(box).items()}
    name, step = f"turnout {on.isoformat()}", max(box.poll.rules.least, 1)
    try:
        with store.opened(box.code, write=note) as inside:
            known = store.kept(inside, name)
            if known is None and note:
                now = {group: sum(by.values()) // step * step for group, by in store.counts(inside).items()}
                known = json.dumps(now, sort_keys=True).encode()
                store.keep(inside, name, known)
    except store.NoBox:
        return None
    return json.loads(known) if known else None


def as_text(receipt: bytes) -> str:
    """The receipt as sixteen characters of the alphabet that is made to be read aloud."""
    number = int.from_bytes(receipt, "big")
    return "".join(codes.ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))


def _may_be_cast(box: PollBox, channel: str) -> None:
    if channel not in polling.CHANNELS:
        raise Unfit(_("没有这种答卷来源。"), "channel")
    if not box.is_open:
        raise NotOpen(_("这次投票现在不开放。"))


@contextmanager
def _unlocked(box: PollBox, *, write: bool = True) -> Iterator[sqlite3.Connection]:
    """The sealed file, while it takes ballots; raises NotOpen from the moment it was closed."""
    try:
        with store.opened(box.code, write=write) as inside:
            if store.kept(inside, "state") != OPEN_STATE:
                raise NotOpen(_("这次投票现在不开放。"))
            if (store.kept(inside, "public") or b"").hex() != box.public_key:  # whoever put his own key into the row
                raise NotOpen(_("票箱的钥匙与开启时不符，为保护您的选票，请不要投，并告诉组织单位。"))
            yield inside
    except store.NoBox as gone:
        raise NotOpen(_("这次投票现在不开放。")) from gone


def _plain(box: PollBox, group: str, answers: Given, texts: Written, dialogues: Mapping[tuple[str, str], str]) -> bytes:
    """The ballot as it is sealed: what fits the sheet, and for each remark the digest of its key."""
    known = box.poll.group(group)
    if known is None:
        raise tokens.wrong_code()
    try:
        chosen, written = known.sheet.read(answers, texts)
    except questions.Unfit as wrong:
        raise Unfit(_("有一处答案不在这张问卷里，请重新填写。")) from wrong
    digests = {
        f"{subject}\n{item}": polling.dialogue_of(key)
        for (subject, item), key in sorted(dialogues.items())
        if item in written.get(subject, {})
    }
    return json.dumps([chosen, written, digests], ensure_ascii=False, sort_keys=True).encode()


def about(box: PollBox, group: str, channel: str) -> bytes:
    """What a sealed ballot is bound to."""
    return "\n".join((box.code, group, channel)).encode()


def _sealed(box: PollBox, group: str, channel: str, plain: bytes) -> bytes:
    public = bytes.fromhex(box.public_key)
    return sealing.seal(public, plain, about(box, group, channel), step=sealing.STEP)


def read_plain(plain: bytes) -> tuple[Answers, Texts, dict[str, str]]:
    """What `_plain` made."""
    answers, texts, digests = json.loads(plain)
    return answers, texts, digests


def _leave_room(box: PollBox, inside: sqlite3.Connection, group: str, more: int) -> None:
    """No more ballots than people who may answer (counted ≤ roll); an open link has no roll."""
    known = box.poll.group(group)
    if box.mode == polling.OPEN or known is None:
        return
    if sum(store.counts(inside).get(group, {}).values()) + more > known.size:
        raise Unfit(
            _("“%(group)s”应评 %(size)s 人，票数不能多于应评人数。") % {"group": known.label, "size": known.size}
        )
