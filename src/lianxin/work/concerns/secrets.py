"""查询凭证: the resident's own secret, 12 digits with a check digit, shown once and kept only as a hash.

The hash is keyed with a pepper that lies outside the database and its backups, and made slow enough
(Argon2id) that a stolen database without the pepper gives nothing; see ADR 0011 for the cost chosen.
"""

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from django.conf import settings

from lianxin.pure import codes

TOKEN_MARK = 24  # 96 bits: the code alone stands on slips and is said on the telephone
TRIES = 10  # security.md T5: ten wrong tries lock it for good


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=4096, parallelism=1)


def _keyed(secret: str) -> str:
    return hmac.digest(settings.SECRET_PEPPER.encode(), secret.encode(), "sha256").hex()


def new_secret() -> str:
    """A fresh 12-digit secret."""
    return codes.new_secret(secrets.SystemRandom())


def secret_of_form(entry_key: str, text: str) -> str:
    """The secret of what a resident sends: the same form, sent again after a broken line, gives the same receipt.

    It follows from the key of the form, which the browser has and the database has not (`form_digest`), and the pepper.
    """
    if not entry_key:
        return new_secret()
    drawn = hmac.digest(settings.SECRET_PEPPER.encode(), f"receipt|{entry_key}|{text}".encode(), "sha512")
    digits = f"{int.from_bytes(drawn) % 10 ** (codes.SECRET_LENGTH - 1):0{codes.SECRET_LENGTH - 1}d}"
    return digits + codes.check_digit(digits)


def form_digest(entry_key: str) -> str:
    """What is kept of the key of a resident's form: enough to know it again, nothing to reckon a secret from."""
    return hashlib.sha256(f"form|{entry_key}".encode()).hexdigest()[:40] if entry_key else ""


def new_code() -> str:
    """A fresh 8-character code of a concern."""
    return codes.new_code(secrets.SystemRandom())


def token_of(code: str) -> str:
    """凭据: by which a program asks later whether a concern that it handed on was published; it opens nothing else."""
    return code + hmac.digest(settings.SECRET_PEPPER.encode(), f"token|{code}".encode(), "sha256").hex()[:TOKEN_MARK]


def code_of(token: str) -> str:
    """The code of the concern that the token is of; empty where it is no token of ours."""
    code = token[: codes.CODE_LENGTH]
    return code if token.isascii() and hmac.compare_digest(token, token_of(code)) else ""


def hash_of(secret: str) -> str:
    """What is stored of a secret."""
    return _hasher().hash(_keyed(secret))


def matches(stored: str, typed: str) -> bool:
    """Whether what the resident typed (blanks and full-width digits allowed) is the secret."""
    plain = codes.read_secret(typed)
    if not stored or plain is None:
        return False
    try:
        return _hasher().verify(stored, _keyed(plain))
    except Argon2Error:
        return False


@cache
def _nobodys() -> str:
    return hash_of(new_secret())


def matches_nothing(typed: str) -> None:
    """Spend the time of `matches` where there is nothing to compare with."""
    matches(_nobodys(), typed)
