"""凭据: how a blind poll admits a ballot. A credential is a message of its holder's own and a signature on it.

The signature was made on a blinded message, so that nobody, the signer neither, can tell whose credential this is; it
stands for one group, because each group has a key of its own. Under the message the box knows a second vote.
"""

import base64
import binascii
import sqlite3
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from lianxin.pure import blind, polling
from lianxin.pure.nets import is_loopback
from lianxin.work.ballots import tokens
from lianxin.work.ballots.models import Issuing, PollBox, Roll
from lianxin.work.ballots.rolls import is_as_fixed
from lianxin.work.concerns.problems import Unfit

MESSAGE = 32  # bytes of chance made in the browser
PREPARED = blind.PREFIX + MESSAGE


def text_of(prepared: bytes, signature: bytes) -> str:
    """The credential as its holder keeps it: one word."""
    return packed(prepared + signature)


def packed(data: bytes) -> str:
    """Bytes as letters, digits, - and _, as the browser sends and gets them."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """What `packed` gave; nothing where it is no such word."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b""


def read(token: str) -> tuple[bytes, bytes] | None:
    """(message, signature) of what was pasted; None where it is no credential. One credential has one form only."""
    plain = "".join(token.split())
    raw = unpacked(plain)
    return (raw[:PREPARED], raw[PREPARED:]) if len(raw) > PREPARED and packed(raw) == plain else None


def check(box: PollBox, group: str, token: str) -> bool:
    """Whether the token is a credential of this group of this box."""
    found, roll = read(token), Roll.objects.filter(box=box, group=group).first()
    return found is not None and roll is not None and _stands(roll, *found)


def key_of(roll: Roll) -> blind.PublicKey | None:
    """The public key that the journal published for this group."""
    return blind.public_of(base64.b64decode(roll.public_key)) if roll.public_key else None


def _stands(roll: Roll, prepared: bytes, signature: bytes) -> bool:
    key = key_of(roll)
    return key is not None and blind.verify(key, prepared, signature)


def admit(box: PollBox, inside: sqlite3.Connection, token: str) -> tuple[str, bytes]:
    """The rule of `tokens.ADMIT` for blind polls: the group whose key signed it, and the message."""
    found = read(token)
    if found is not None:
        for roll in Roll.objects.filter(box=box):
            if _stands(roll, *found):
                return roll.group, found[0]
    raise tokens.NotAdmitted(_("这个凭据不能用于这次评议，请核对是不是这次活动领的，复制时有没有缺字。"), "token")


tokens.ADMIT[polling.BLIND] = admit


def is_served_securely() -> bool:
    """Whether this installation is reached by HTTPS, or by nobody but this machine (security.md D5)."""
    return bool(settings.SERVED_SECURELY) or all(is_loopback(host) for host in settings.ALLOWED_HOSTS)


def must_be_secure() -> None:
    """Raise Unfit where browsers would not reckon: on plain http in a local network there is no cryptography."""
    if not is_served_securely():
        raise Unfit(_("盲签名要在 HTTPS 网址上才能用，本机现在是普通网址。请先启用 HTTPS，或改用抽签条。"), "mode")


def must_be_over(box: PollBox, on: date) -> None:
    """Raise Unfit where a roll is not what was fixed, or where issuing did not end on a day before `on` (D4)."""
    issuing = Issuing.objects.filter(box=box).first()
    if box.mode == polling.BLIND and (issuing is None or issuing.ended_on is None or issuing.ended_on >= on):
        raise Unfit(_("领凭据结束的次日起才能开启投票，两段时间不能重叠。"))
    if not all(is_as_fixed(roll) for roll in Roll.objects.filter(box=box, fixed_on__isnull=False)):
        raise Unfit(_("名册与定稿时的校验值不符，不能继续。请作废后重新备箱。"))
