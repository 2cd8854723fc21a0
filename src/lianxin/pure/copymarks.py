"""副本暗记: each copy of a list ends its sentences in its own way, so that a leaked one tells whose it was.

Whether the text of a row ends with “。” or without is drawn from the number of the copy and the key of the row. Nobody
sees it, nothing is added and nothing is false; it outlives sorting, filtering and being pasted into another file, and
twenty rows are enough to tell one copy from a million.

>>> copy = "7K2M9QXA"
>>> marked = [mark("路灯坏了。", copy, key) for key in ("A1", "A2", "A3", "A4")]
>>> all(read(text) == bit(copy, key) for key, text in zip(("A1", "A2", "A3", "A4"), marked))
True
>>> mark("什么时候修好？", copy, "A1"), read("什么时候修好？") is None
('什么时候修好？', True)

It does not withstand somebody who knows of it and ends all rows alike, nor a list that was retyped.
"""

import hashlib
import unicodedata

STOP = "。"


def bit(copy: str, key: str) -> bool:
    """Whether this row of this copy ends with a full stop."""
    return bool(hashlib.sha256(f"{copy}|{key}".encode()).digest()[0] & 1)


def mark(text: str, copy: str, key: str) -> str:
    """The text as this copy ends it; one that ends with another sign stays as it is."""
    if read(text) is None:
        return text
    bare = text.rstrip().rstrip(STOP)
    return bare + STOP if bit(copy, key) else bare


def read(text: str) -> bool | None:
    """Whether it ends with a full stop; None where it bears no mark."""
    plain = text.rstrip()
    if not plain.rstrip(STOP):
        return None
    if plain.endswith(STOP):
        return True
    return False if unicodedata.category(plain[-1])[0] in "LN" else None


def is_likely(agree: int, of: int, copies: int) -> bool:
    """Whether so many of so many rows agree that among so many copies it is this one: by chance less than one in 1000.

    A twentieth of the rows may have been altered.

    >>> is_likely(25, 25, 1000), is_likely(8, 8, 1000), is_likely(60, 100, 1000), is_likely(96, 100, 1000)
    (True, False, False, True)
    """
    if of == 0 or agree * 20 < of * 19:
        return False
    by_chance, ways = 0, 1
    for wrong in range(of - agree + 1):  # binomial: so many or fewer rows disagree
        by_chance += ways
        ways = ways * (of - wrong) // (wrong + 1)
    return by_chance * copies * 1000 < 2**of
