"""答卷页码: eight digits for campaign and group, two for the page, two to notice a slip of eye or finger.

The same on every copy: a sheet has no number of its own (security.md T2 “form carries campaign + group only”).
The check digits are those of ISO 7064 MOD 97-10: every single wrong digit and every swap of neighbours is noticed.

>>> code = PageCode(48217730, 1)
>>> code.digits, code.spaced
('482177300195', '4821 7730 0195')
>>> read_digits("４８２1 7730-0195") == code
True
>>> read_digits("4821 7730 0196") is None
True
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import segno

LENGTH = 12
LEAST_NUMBER, MOST_NUMBER = 10_000_000, 99_999_999
MOST_PAGES = 99
MODULES = 21  # a QR code of version 1


@dataclass(frozen=True)
class PageCode:
    """页码: `number` stands for campaign and group, `page` counts from 1."""

    number: int
    page: int

    def __post_init__(self) -> None:
        if not (LEAST_NUMBER <= self.number <= MOST_NUMBER and 1 <= self.page <= MOST_PAGES):
            raise ValueError("sheet number of eight digits, page 1 to 99")

    @property
    def digits(self) -> str:
        """The twelve digits in the QR code and beside it."""
        body = f"{self.number:08d}{self.page:02d}"
        return f"{body}{98 - int(body) * 100 % 97:02d}"

    @property
    def spaced(self) -> str:
        """As printed: in fours."""
        return " ".join(self.digits[n : n + 4] for n in range(0, LENGTH, 4))


def read_digits(text: str) -> PageCode | None:
    """The code that a person keyed or a QR code holds; None where the check digits do not agree."""
    found = "".join(one for one in unicodedata.normalize("NFKC", text) if not one.isspace() and one not in "-－—.·")
    if len(found) != LENGTH or not (found.isascii() and found.isdecimal()):
        return None
    if int(found) % 97 != 1 or found[0] == "0" or int(found[8:10]) < 1:
        return None
    return PageCode(int(found[:8]), int(found[8:10]))


@cache
def matrix(code: PageCode) -> tuple[tuple[bool, ...], ...]:
    """The QR code as rows of modules, True for black: version 1, level H (30 % may be unreadable), one fixed mask."""
    made = segno.make_qr(code.digits, version=1, error="h", mask=3)
    return tuple(tuple(bool(one) for one in row) for row in made.matrix)
