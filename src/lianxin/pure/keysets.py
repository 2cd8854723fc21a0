"""记录号: the keys of the records behind a figure as one short text, and back again.

What lies next to one another is written as a range, so that a county's year takes little room; the text of a set is
always the same, so that a fingerprint over it is too.

>>> pack([9, 1, 2, 3, 4, 5, 12])
'1-5,9,12'
>>> unpack("1-5,9,12"), size("1-5,9,12"), unpack("")
([1, 2, 3, 4, 5, 9, 12], 7, [])

Where something was measured on each record (days, people, yuan), the keys stand behind their measure:

>>> pack_measured({1: 3, 2: 3, 5: Decimal("0.50")})
'0.5:5;3:1-2'
>>> unpack_measured("0.5:5;3:1-2")
{5: Decimal('0.5'), 1: Decimal('3'), 2: Decimal('3')}

Keys are whole numbers from 0. What a key stands for is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise


class NotAKeySet(ValueError):
    """The text is not what `pack` writes."""


def pack(keys: Iterable[int]) -> str:
    """The set of keys as text, in order; a key given twice stands once."""
    return ",".join(f"{low}-{high}" if high > low else str(low) for low, high in _runs(sorted(set(keys))))


def unpack(text: str) -> list[int]:
    """The keys in order. Raises NotAKeySet."""
    return [key for low, high in _ranges(text) for key in range(low, high + 1)]


def size(text: str) -> int:
    """How many keys there are, without writing them out. Raises NotAKeySet."""
    return sum(high - low + 1 for low, high in _ranges(text))


def pack_measured(measures: Mapping[int, int | Decimal]) -> str:
    """What was measured on each key, as text: the keys of one measure together, the smallest measure first."""
    together: dict[Decimal, list[int]] = {}
    for key, measure in measures.items():
        together.setdefault(Decimal(measure), []).append(key)
    return ";".join(f"{plain(measure)}:{pack(together[measure])}" for measure in sorted(together))


def unpack_measured(text: str) -> dict[int, Decimal]:
    """What was measured on each key. Raises NotAKeySet."""
    found: dict[int, Decimal] = {}
    for part in text.split(";") if text else ():
        measure, colon, keys = part.partition(":")
        try:
            number = Decimal(measure)
        except InvalidOperation as wrong:
            raise NotAKeySet(part) from wrong
        if not colon or not keys or not number.is_finite():
            raise NotAKeySet(part)
        found.update(dict.fromkeys(unpack(keys), number))
    return found


def plain(number: Decimal) -> str:
    """A number without an exponent and without zeros behind the point.

    >>> plain(Decimal("90.00")), plain(Decimal("16.30")), plain(Decimal("1E+3"))
    ('90', '16.3', '1000')
    """
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _runs(keys: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each unbroken run."""
    if not keys:
        return
    if keys[0] < 0:
        raise NotAKeySet(str(keys[0]))
    low = keys[0]
    for one, following in pairwise(keys):
        if following != one + 1:
            yield low, one
            low = following
    yield low, keys[-1]


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    last = -1
    for part in text.split(",") if text else ():
        low, dash, high = part.partition("-")
        if not (low.isascii() and low.isdigit() and (not dash or (high.isascii() and high.isdigit()))):
            raise NotAKeySet(part)
        first, end = int(low), int(high if dash else low)
        if not last < first <= end:
            raise NotAKeySet(part)
        last = end
        yield first, end
