"""样式: how a cell shows its number; a copy of a style that shows a date, or keeps a text from being a formula."""

import copy
import re
from functools import cached_property

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENTS = {9, 10}
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
DATE_FORMAT = "yyyy\\-mm\\-dd"


class Styles:
    """The list of cell styles of a file; copies are added at its end, none is changed."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._copies: dict[tuple[int, str], int] = {}

    @cached_property
    def _styles(self) -> etree._Element:
        found = self.root.find(f"{MAIN}cellXfs")
        return found if found is not None else etree.SubElement(self.root, f"{MAIN}cellXfs")

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in self.root.iter(f"{MAIN}numFmt")}

    def _format_of(self, style: int) -> int:
        return int(self._styles[style].get("numFmtId", "0")) if 0 <= style < len(self._styles) else 0

    def is_date(self, style: int) -> bool:
        """Whether a number with this style is shown as a day."""
        number = self._format_of(style)
        code = _IN_QUOTES.sub("", self._codes.get(number, "")).lower()
        return number in _DATES or any(letter in code for letter in "yd")

    def is_percent(self, style: int) -> bool:
        """Whether 0.5 is shown as 50%."""
        number = self._format_of(style)
        return number in _PERCENTS or "%" in _IN_QUOTES.sub("", self._codes.get(number, ""))

    def is_bordered(self, style: int) -> bool:
        """Whether the cell has a line drawn around it somewhere: a cell that is meant to be filled."""
        if not 0 <= style < len(self._styles):
            return False
        borders = self.root.find(f"{MAIN}borders")
        number = int(self._styles[style].get("borderId", "0"))
        border = borders[number] if borders is not None and number < len(borders) else []
        return any(side.get("style", "none") != "none" for side in border)

    def is_wrapped(self, style: int) -> bool:
        """Whether a long text takes several lines."""
        align = self._styles[style].find(f"{MAIN}alignment") if 0 <= style < len(self._styles) else None
        return align is not None and align.get("wrapText", "0") in ("1", "true")

    def size(self, style: int) -> float:
        """The size of its letters in points."""
        fonts = self.root.find(f"{MAIN}fonts")
        number = int(self._styles[style].get("fontId", "0")) if 0 <= style < len(self._styles) else 0
        size = fonts[number].find(f"{MAIN}sz") if fonts is not None and number < len(fonts) else None
        return float(size.get("val", "11")) if size is not None else 11.0

    def as_date(self, style: int) -> int:
        """The style, showing a day."""
        return style if self.is_date(style) else self._copy(style, "date")

    def as_text(self, style: int) -> int:
        """The style, with the mark that keeps a text a text (quotePrefix)."""
        return self._copy(style, "text")

    def _copy(self, style: int, how: str) -> int:
        if (style, how) not in self._copies:
            known = 0 <= style < len(self._styles)
            new = copy.deepcopy(self._styles[style]) if known else etree.Element(f"{MAIN}xf")
            if how == "date":
                new.set("numFmtId", str(self._date_format()))
                new.set("applyNumberFormat", "1")
            else:
                new.set("quotePrefix", "1")
            self._styles.append(new)
            self._styles.set("count", str(len(self._styles)))
            self._copies[style, how] = len(self._styles) - 1
        return self._copies[style, how]

    def _date_format(self) -> int:
        known = next((number for number, code in self._codes.items() if code == DATE_FORMAT), None)
        if known is not None:
            return known
        formats = self.root.find(f"{MAIN}numFmts")
        if formats is None:
            formats = etree.Element(f"{MAIN}numFmts")
            self.root.insert(0, formats)
        number = max([163, *self._codes]) + 1
        etree.SubElement(formats, f"{MAIN}numFmt", numFmtId=str(number), formatCode=DATE_FORMAT)
        formats.set("count", str(len(formats)))
        self._codes[number] = DATE_FORMAT
        return number
