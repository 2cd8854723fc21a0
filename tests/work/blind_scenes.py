"""盲签名投票的场景: rolls, window, keys, credentials; what the browser does is done by `pure.blind` here."""

import secrets
from datetime import date, datetime, timedelta

from lianxin.pure import blind, polling
from lianxin.work.ballots import commands, credentials
from lianxin.work.ballots.models import PollBox, Roll
from lianxin.work.ballots.rolls import Listed
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes

OPENS, CLOSES = date(2026, 11, 9), date(2026, 11, 20)
FIRST, LAST = date(2026, 11, 4), date(2026, 11, 6)
IN_WINDOW = NOON + timedelta(days=1)
AFTER_WINDOW = NOON + timedelta(days=4)
VOTING = NOON + timedelta(days=6)
SIZES = (6, 5)


def people(size: int, word: str = "甲") -> list[Listed]:
    """So many invented people."""
    return [Listed(f"评议{word}{n}", "石桥村", "") for n in range(size)]


def prepared(town, at: datetime = NOON, sizes: tuple[int, ...] = SIZES) -> PollBox:
    """备好, mode B."""
    return commands.prepare(
        poll=scenes.poll(polling.BLIND, sizes), unit=town.qingshui, opens_on=OPENS, closes_on=CLOSES, by=town.officer, at=at
    )  # fmt: skip


def with_rolls(town, box: PollBox, at: datetime = NOON) -> PollBox:
    """The rolls entered and fixed; the first line of the first is the officer, who has an account."""
    for group in box.poll.groups:
        listed = people(group.size, group.code)
        if group.code == "g0":
            listed[0] = Listed("李青", "清水镇", "", town.people["officer"].pk)
        commands.enter_roll(box=box, group=group.code, people=listed, by=town.officer, at=at)
        commands.fix_roll(box=box, group=group.code, by=town.officer, at=at)
    return box


def issuing(town, at: datetime = NOON, sizes: tuple[int, ...] = SIZES) -> PollBox:
    """领凭据: window set, keys published."""
    box = with_rolls(town, prepared(town, at, sizes), at)
    commands.set_window(box=box, opens_on=FIRST, closes_on=LAST, by=town.officer, at=at)
    return commands.publish_keys(box=box, by=town.officer, at=at)


def roll_of(box: PollBox, group: str = "g0") -> Roll:
    return Roll.objects.get(box=box, group=group)


def key_of(box: PollBox, group: str = "g0") -> blind.PublicKey:
    """The published key."""
    found = credentials.key_of(roll_of(box, group))
    assert found is not None
    return found


def credential(box: PollBox, entry, at: datetime = IN_WINDOW) -> str:
    """What the browser makes of the answer: message, blinded, signed, unblinded, as one word."""
    key = key_of(box, entry.roll.group)
    message = blind.prepare(secrets.token_bytes(credentials.MESSAGE))
    hidden, inverse = blind.blind(key, message)
    answer = commands.issue(entry=entry, blinded=hidden, at=at)
    return credentials.text_of(message, blind.finalize(key, message, answer, inverse))


def issued(town, group: str = "g0", count: int = 3) -> tuple[PollBox, list[str]]:
    """Some credentials issued, the window over, the keys destroyed."""
    box = issuing(town)
    found = [credential(box, entry) for entry in roll_of(box, group).entries.all()[:count]]
    commands.end_issuing(box=box, by=town.officer, at=AFTER_WINDOW)
    return PollBox.objects.get(pk=box.pk), found


def opened(town, group: str = "g0", count: int = 3) -> tuple[PollBox, list[str]]:
    """投票中, with the credentials."""
    box, found = issued(town, group, count)
    box = commands.open_box(box=box, passphrases=scenes.WORDS, by=town.officer, at=VOTING)
    return box, found
