"""检索标记 of telephones: how a sealed number is found again by whoever types it, whole or by its last four figures.

A mark goes into the index in the number's place. Other parts of a number find nothing: each more that did would tell
more of it to whoever holds the index alone.
"""

import unicodedata

from lianxin.base.sealing import keys

WHOLE, TAIL = "telephone", "telephone tail"
SHORTEST, TAIL_FIGURES = 5, 4


def figures(typed: str) -> str:
    """The figures of a number, whatever stands between them and however wide they are."""
    return "".join(char for char in unicodedata.normalize("NFKC", typed) if char.isdecimal())


def of_telephone(number: str) -> list[str]:
    """What stands in the index for a number; nothing for what is too short to be one."""
    plain = figures(number)
    if len(plain) < SHORTEST:
        return []
    ring = keys.ring()
    return [ring.mark(plain, WHOLE), ring.mark(plain[-TAIL_FIGURES:], TAIL)]


def of_asked(run: str) -> list[str]:
    """The marks by which a run of figures could be somebody's number."""
    if not run.isascii() or not run.isdecimal():
        return []
    if len(run) == TAIL_FIGURES:
        return [keys.ring().mark(run, TAIL)]
    return [keys.ring().mark(run, WHOLE)] if len(run) >= SHORTEST else []
