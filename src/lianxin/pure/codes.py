"""回执码和查询密码: what a resident gets to follow his concern, made to be read aloud and typed by hand.

The receipt code names the concern: eight characters of Crockford's base 32, without I, L, O and U. The secret
opens it: twelve digits, the last one a check digit that catches every single wrong digit and every swap of two
neighbours (Damm's quasigroup). The source of chance is handed in; give `secrets.SystemRandom()`.

>>> from random import Random
>>> len(new_code(Random(1))), len(new_secret(Random(1)))
(8, 12)
>>> read_code("7o2l-70 25"), read_code("7021702U")
('70217025', None)
>>> read_secret("7025 7025 7020"), read_secret("7025 7025 7021")
('702570257020', None)

This module keeps nothing: how a secret is hashed and how often one may try is decided elsewhere.
"""

import re
import unicodedata
from random import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
SECRET_LENGTH = 12
TOKEN_LENGTH = 12  # 抽签条: 60 bits of chance
KEY_LENGTH = 16  # 对话钥匙: 80 bits of chance
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


def new_code(random: Random) -> str:
    """回执码: eight characters, 40 bits of chance."""
    return drawn(random, CODE_LENGTH)


def read_code(text: str) -> str | None:
    """The code that was typed, whatever its case, width, blanks and hyphens; O is 0, I and L are 1.

    None when it cannot be a code: not eight characters, or one that no code has.
    """
    return typed(text, CODE_LENGTH)


def drawn(random: Random, length: int) -> str:
    """That many characters of the alphabet, each with 5 bits of chance."""
    return "".join(ALPHABET[random.randrange(len(ALPHABET))] for _ in range(length))


def typed(text: str, length: int) -> str | None:
    """What was typed of so many characters, read as `read_code` reads; None when it cannot be that."""
    plain = packed(text).upper().translate(LOOKALIKES)
    return plain if len(plain) == length and set(plain) <= set(ALPHABET) else None


def new_secret(random: Random) -> str:
    """查询密码: eleven random digits and their check digit."""
    digits = "".join(str(random.randrange(10)) for _ in range(SECRET_LENGTH - 1))
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` valid when put behind them."""
    state = 0
    for digit in digits:
        state = DAMM[state][int(digit)]
    return str(state)


def read_secret(text: str) -> str | None:
    """The twelve digits that were typed, whatever their width, blanks and hyphens; None when mistyped."""
    plain = packed(text)
    return plain if not secret_fault(plain) else None


def secret_fault(text: str) -> str:
    """What to tell somebody who mistyped his secret, before it is looked up; empty when nothing is wrong.

    It says nothing of whether the secret belongs to anybody.
    """
    plain = packed(text)
    if not re.fullmatch(f"[0-9]{{{SECRET_LENGTH}}}", plain):
        return "查询密码是12位数字，请核对位数。"
    return "" if check_digit(plain) == "0" else "查询密码有一位输错了，请对照回执逐位核对。"


def grouped(code: str) -> str:
    """In groups of four, to be read aloud: 7025 7025 7020."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def packed(text: str) -> str:
    """What was typed without blanks, hyphens and full-width forms."""
    return re.sub(r"[\s\u2010-\u2015_.-]", "", unicodedata.normalize("NFKC", text))
