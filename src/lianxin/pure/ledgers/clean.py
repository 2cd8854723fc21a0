"""Cleaning what stands in a cell: to store, to compare, to show. Nothing that can be read is lost."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

Cell = str | int | float | bool | date | datetime | None

#: Excel keeps at most 15 digits of a number; from here on the last ones are gone
LOST_DIGITS_FROM = 10**15

# zero-width and direction marks: invisible, and able to make a name look like another
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_EXCEL_ESCAPE = re.compile("_x00(0[0-9A-Fa-f]|1[0-9A-Fa-f])_")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_STACKED = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip  # noqa: E501
#: whether there is anything to clean at all: most cells go through untouched
_UNCLEAN = re.compile(
    "^['\\s]|\\s$|[^\\S \n]|  | \n|\n |\n{3}|_x00|[\x00-\x09\x0b-\x1f\x7f-\xad\u0300-\u036f\u0483-\u0489\u061c"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u2069\u20d0-\u20ff\ud800-\udfff\ufdd0-\ufdef\ufe20-\ufe2f"
    "\ufeff\ufff9-\uffff\u180e]"
)
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def text(cell: Cell) -> str:
    """The cell as text to store: NFC, nothing invisible, lines trimmed, one blank line at most.

    >>> text(" 石桥村\\u200b\\r\\n\\r\\n\\r\\n路灯\\u3000不亮 ")
    '石桥村\\n\\n路灯 不亮'
    >>> text(188006.0), text("'=1+1")
    ('188006', '=1+1')
    """
    plain = shown(cell)
    if not _UNCLEAN.search(plain) and unicodedata.is_normalized("NFC", plain):
        return plain
    if len(plain) > 1 and plain[0] == "'" and plain[1] in _FORMULA:
        plain = plain[1:]
    plain = _EXCEL_ESCAPE.sub("\n", plain).replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    plain = _CONTROLS.sub("", _INVISIBLE.sub("", plain))
    plain = _STACKED.sub(r"\1", unicodedata.normalize("NFC", plain))
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip()


def is_blank(cell: Cell) -> bool:
    """Whether nothing is to be seen in the cell; most cells are told at a glance."""
    if not isinstance(cell, str):
        return cell is None
    return (
        not text(cell)
        if len(cell) < 5 or cell.isspace()
        else not any(char.isalnum() for char in cell) and not text(cell)
    )


def line(cell: Cell) -> str:
    """The same on one line: for names, numbers, places."""
    return " ".join(text(cell).split())


def key(cell: Cell) -> str:
    """For comparing only: NFKC, lower case, no blanks.

    >>> key(" 信息\\n来源（ＡＰＰ）")
    '信息来源(app)'
    """
    if isinstance(cell, str) and len(cell) <= 40:
        return _short_key(cell)
    return "".join(unicodedata.normalize("NFKC", text(cell)).casefold().split())


@lru_cache(maxsize=20_000)
def _short_key(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text(words)).casefold().split())


def shown(cell: Cell) -> str:
    """The cell as a person sees it in the table, with all that stands in it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e18:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == datetime.min.time() else "%Y-%m-%d %H:%M:%S")
    return str(cell)


def given_back(cell: Cell) -> str:
    """The cell for the list of rejected rows: as it stands, without what a database cannot hold."""
    return _CONTROLS.sub("", shown(cell).replace("\x0b", "\n").replace("\x0c", "\n"))


def quoted(cell: Cell) -> str:
    """The cell in quotation marks, cut to what fits in a sentence."""
    words = line(cell)
    return f"“{words if len(words) <= 30 else words[:29] + '…'}”"


def safe(value: str) -> str:
    """A text for a cell of a table that people open in Excel: never a formula (OWASP: CSV injection)."""
    kept = _CONTROLS.sub("", value.replace("\r\n", "\n"))
    return "'" + kept if kept.startswith(_FORMULA) else kept


def has_lost_digits(cell: Cell) -> bool:
    """Whether this is a number so long that Excel no longer holds its last digits."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= LOST_DIGITS_FROM
