"""谁可以投: what a token must be, for each way of voting. `ADMIT` maps the mode to its rule; none knows a person.

A rule gets the box, its opened sealed file and the token, and gives (group, bytes of the token) or raises NotAdmitted.
"""

import sqlite3
from collections.abc import Callable

from django.utils.translation import gettext as _

from lianxin.pure import codes, polling
from lianxin.work.ballots import chance, sealing, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit

Rule = Callable[[PollBox, sqlite3.Connection, str], tuple[str, bytes]]


class NotAdmitted(Unfit):
    """不能投: the token is none of this box. One sentence for all that is wrong with it."""


def wrong_code() -> NotAdmitted:
    """The one sentence for a code that was mistyped, invented, made void or is another box's."""
    return NotAdmitted(_("这个编码不能用于这次评议，请对照抽签条重新输入。"), "token")


def digest_of(box: sqlite3.Connection, token: bytes) -> bytes:
    """Under what the token is known in this file."""
    return sealing.keyed(store.kept(box, "hash_key") or b"", b"token", token)


def receipt_of(box: sqlite3.Connection, token: bytes) -> bytes:
    """回执: says that this token is in, and nothing of what it chose; the same after a second vote."""
    return sealing.keyed(store.kept(box, "hash_key") or b"", b"receipt", token)[:10]


def _slip(box: PollBox, inside: sqlite3.Connection, token: str) -> tuple[str, bytes]:
    code = codes.typed(token, codes.TOKEN_LENGTH)
    raw = (code or "").encode()
    group = store.group_of(inside, digest_of(inside, raw)) if code else None
    if group is None:
        raise wrong_code()
    return group, raw


def _anybody(box: PollBox, inside: sqlite3.Connection, token: str) -> tuple[str, bytes]:
    """开放链接: whoever comes, comes in. `token`: the group, and behind a colon a word of chance that the page drew,

    so that the same page sent twice is one ballot.
    """
    code, _colon, once = token.partition(":")
    if code not in [group.code for group in box.poll.groups if not group.is_named]:
        raise NotAdmitted(_("请选择您是哪一类评议人。"), "token")
    drawn = codes.typed(once, 2 * codes.KEY_LENGTH)
    return code, drawn.encode() if drawn else chance.some_bytes(32)


ADMIT: dict[str, Rule] = {polling.SLIPS: _slip, polling.OPEN: _anybody}
