"""信封: what a phone sends, read strictly. Whatever is not as a phone makes it is refused whole, with a sentence."""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lianxin.work.offline.commands import Sent
from lianxin.work.offline.queries import NUMBER
from lianxin.work.offline.terms import BATCH, MOST_SEALED

KEY = re.compile(r"[0-9a-f]{16}")
MOST = 2**30
MOST_KEYS = 50


class Malformed(ValueError):
    """不成格式: the sentence says what is wrong."""


@dataclass(frozen=True)
class Envelope:
    """一次送来的: the parcels, the lowest place still held, how many wait, the keys in use, the phone's own clock."""

    items: list[Sent]
    first: int
    waiting: int
    keys: list[str]
    now: float


def envelope_of(body: bytes) -> Envelope:
    """Read it. Raises Malformed."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise Malformed(_("送来的内容不完整，请再发送一次。")) from problem
    if not isinstance(found, dict):
        raise Malformed(_("送来的内容不是离线记录。"))
    items, keys = found.get("items"), found.get("keys")
    if not isinstance(items, list) or not isinstance(keys, list):
        raise Malformed(_("送来的内容缺少记录。"))
    if len(items) > BATCH or len(keys) > MOST_KEYS:
        raise Malformed(_("一次最多送 %(most)s 条。") % {"most": BATCH})
    if not all(isinstance(key, str) and KEY.fullmatch(key) for key in keys):
        raise Malformed(_("密钥编号不对。"))
    sent = [_item(one) for one in items]
    if len({one.number for one in sent}) != len(sent):
        raise Malformed(_("一次送来的记录编号有重复。"))
    return Envelope(
        sent,
        _whole(found.get("first"), 1),
        _whole(found.get("waiting"), 0),
        keys,
        _whole(found.get("now"), 0, 2**53) / 1000,
    )


def _whole(value: Any, least: int, most: int = MOST) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Malformed(_("序号或时间不是数。"))
    return value


def _item(one: Any) -> Sent:
    if not isinstance(one, dict):
        raise Malformed(_("送来的内容里有一条不是离线记录。"))
    number, key, sealed = one.get("id"), one.get("key"), one.get("sealed")
    if not (isinstance(number, str) and NUMBER.fullmatch(number)):
        raise Malformed(_("离线记录的编号不对。"))
    if not (isinstance(key, str) and KEY.fullmatch(key)):
        raise Malformed(_("密钥编号不对。"))
    return Sent(number, _whole(one.get("seq"), 1), key, _bytes(sealed))


def _bytes(sealed: Any) -> bytes:
    if not isinstance(sealed, str) or len(sealed) > MOST_SEALED * 4 // 3 + 4:
        raise Malformed(_("有一条离线记录太长。"))
    try:
        found = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Malformed(_("有一条离线记录不完整。")) from problem
    if not found:
        raise Malformed(_("有一条离线记录是空的。"))
    return found
