"""回执码和查询密码: what a resident gets to follow his concern, made to be read aloud and typed by hand.

The receipt code names the concern: eight characters of Crockford's base 32, without I, L, O and U. The secret
opens it: twelve digits, the last one a check digit that catches every single wrong digit and every swap of two
neighbours (Damm's quasigroup). The source of chance is handed in; give `secrets.randbelow`.

>>> from itertools import cycle
>>> chance = cycle([7, 0, 2, 5]).__next__
>>> receipt_code(lambda below: chance() % below), secret(lambda below: chance() % below)
('70257025', '702570257020')
>>> read_code("7o2u-7025 ")
Traceback (most recent call last):
    ...
lianxin.pure.codes.NotACode: 回执码由8个数字和字母组成，没有字母I、L、O、U，请核对。
>>> read_secret("7025 7025 7020")
'702570257020'

This module keeps nothing: how a secret is hashed and how often one may try is decided elsewhere.
"""

import re
import unicodedata
from collections.abc import Callable

RandBelow = Callable[[int], int]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
SECRET_LENGTH = 12
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})

# H. M. Damm (2004): a totally anti-symmetric quasigroup of order 10 with a zero diagonal.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class NotACode(ValueError):
    """What was typed cannot be a receipt code; the message says what to correct."""


class NotASecret(ValueError):
    """What was typed cannot be a secret; the message says what to correct."""


def receipt_code(randbelow: RandBelow) -> str:
    """回执码: eight characters, 40 bits of chance."""
    return "".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """The code that was typed, whatever its case, width, blanks and hyphens; O is 0, I and L are 1.

    >>> read_code("7o2l-70 25"), read_code("７０２５７０２５")
    ('70217025', '70257025')
    """
    plain = _packed(text).upper().translate(LOOKALIKES)
    if len(plain) != CODE_LENGTH or not set(plain) <= set(ALPHABET):
        raise NotACode("回执码由8个数字和字母组成，没有字母I、L、O、U，请核对。")
    return plain


def secret(randbelow: RandBelow) -> str:
    """查询密码: eleven random digits and their check digit."""
    digits = "".join(str(randbelow(10)) for _ in range(SECRET_LENGTH - 1))
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` valid when put behind them."""
    state = 0
    for digit in digits:
        state = DAMM[state][int(digit)]
    return str(state)


def read_secret(text: str) -> str:
    """The twelve digits that were typed, whatever their width, blanks and hyphens. Raises NotASecret."""
    plain = _packed(text)
    if not re.fullmatch(f"[0-9]{{{SECRET_LENGTH}}}", plain):
        raise NotASecret("查询密码是12位数字，请核对位数。")
    if check_digit(plain) != "0":
        raise NotASecret("查询密码有一位输错了，请对照回执逐位核对。")
    return plain


def is_secret(text: str) -> bool:
    """Whether the digits are twelve and fit their check digit; says nothing of whom they belong to."""
    try:
        read_secret(text)
    except NotASecret:
        return False
    return True


def grouped(code: str) -> str:
    """In groups of four, to be read aloud: 7025 7025 7020."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _packed(text: str) -> str:
    return re.sub(r"[\s\u2010-\u2015_.-]", "", unicodedata.normalize("NFKC", text))
