"""密钥本身: 160 bits of chance behind a mark by which a scanner of source text finds it; kept as a keyed digest alone.

With so much chance in it no slow hash is needed: what cannot be guessed cannot be guessed quickly either.
"""

import hmac
from secrets import SystemRandom

from django.conf import settings

from lianxin.pure import codes

MARK, LENGTH, SHOWN = "lxk_", 32, 8


def drawn() -> str:
    """A fresh one; nobody sees it twice."""
    return MARK + codes.drawn(SystemRandom(), LENGTH)


def digest(plain: str) -> str:
    """What is kept of it: nothing without the pepper, which is in no backup of the data."""
    return hmac.digest(settings.SECRET_PEPPER.encode(), f"program_key|{plain}".encode(), "sha256").hex()


def looks_like_one(typed: str) -> bool:
    """Whether it is worth looking for."""
    return typed.isascii() and typed.startswith(MARK) and len(typed) == len(MARK) + LENGTH
