"""自动编号: the numbers that Word writes before a paragraph and that stand in no run, reckoned as Word does.

ECMA-376 part 1, 17.9: a paragraph (or its style) names a list and a level; the list says how each level counts and how
its label is made of the levels above it (%1、（%2）). A level begins anew when a higher one has counted on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from lianxin.pure.numerals.hanzi import to_hanzi
from lianxin.pure.zipguard import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST = 9  # levels of a list
_GAP_AFTER = re.compile(r"[0-9A-Za-z]$")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        count, number = divmod(number, size)
        written += sign * count
    return written


def _circled(number: int) -> str:
    """① … ⑳, beyond as plain digits, as Word does."""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda n: f"{n:02d}", "none": lambda n: "",
    "decimalFullWidth": lambda n: str(n).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "upperLetter": lambda n: _letters(n).upper(), "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(), "lowerRoman": _roman,
    "decimalEnclosedCircle": _circled, "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: f"({n})", "decimalEnclosedFullstop": lambda n: f"{n}.",
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10], "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                     "taiwaneseCountingThousand", "ideographDigital", "koreanCounting", "japaneseDigitalTenThousand",
                     "taiwaneseDigital"), to_hanzi),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    way: str
    label: str
    is_legal: bool


@dataclass
class Numbers:
    """The lists of one document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    default_style: str = ""
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, package: Package) -> Numbers:
        """Read numbering.xml and the styles; without them nothing is numbered."""
        made = cls()
        if "word/styles.xml" in package:
            made._read_styles(package.xml("word/styles.xml"))
        if "word/numbering.xml" in package:
            made._read_lists(package.xml("word/numbering.xml"))
        return made

    def label(self, paragraph: etree._Element) -> tuple[str, bool]:
        """The number that stands before this paragraph (empty: none), and whether it could be reckoned."""
        number, level = self._place(paragraph)
        if not number or number == "0":
            return "", True
        known = self.levels.get(self.lists.get(number, ""), {})
        if level not in known:
            return "", False
        if known[level].way == "bullet":
            return "", True
        counts = self._count(number, level, known)
        try:
            words = self._written(known, level, counts)
        except (KeyError, ValueError, IndexError, OverflowError):
            return "", False
        return (f"{words} " if _GAP_AFTER.search(words) else words), True

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, or those of its style and the styles that one builds on."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = _number_of(own)
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default_style
        for _ in range(20):
            if number or style not in self.styles:
                break
            of_style, level_of_style, style = self.styles[style]
            number, level = of_style, level or level_of_style
        return number, int(level) if level.isdecimal() and len(level) < 3 else 0

    def _count(self, number: str, level: int, known: dict[int, _Level]) -> list[int]:
        """Count on at this level; the levels below begin anew, those above begin if they have not."""
        key = self.lists[number]
        counts = self._counts.setdefault(key, [0] * MOST)
        if number not in self._begun:  # this list of the kind was not met yet: it may ask to begin again
            self._begun.add(number)
            for depth, start in self.restarts.get(number, {}).items():
                if depth < MOST:
                    counts[depth] = start - 1
                    counts[depth + 1 :] = [0] * (MOST - depth - 1)
        for above in range(min(level, MOST - 1)):
            if not counts[above]:
                counts[above] = known[above].start if above in known else 1
        if level < MOST:
            counts[level] = counts[level] + 1 if counts[level] else max(known[level].start, 0)
            counts[level + 1 :] = [0] * (MOST - level - 1)
        return counts

    @staticmethod
    def _written(known: dict[int, _Level], level: int, counts: list[int]) -> str:
        is_legal = known[level].is_legal

        def one(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            way = known[depth].way if depth in known else "decimal"
            return _WAYS["decimal" if is_legal and depth != level else way](counts[depth])

        return re.sub(r"%([1-9])", one, known[level].label)

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId") or ""
            number, level = _number_of(style.find(f"{W}pPr/{W}numPr"))
            self.styles[name] = (number, level, _value(style.find(W + "basedOn")))
            if style.get(W + "default") in ("1", "true") and style.get(W + "type") == "paragraph":
                self.default_style = name

    def _read_lists(self, root: etree._Element) -> None:
        for kind in root.iter(W + "abstractNum"):
            self.levels[kind.get(W + "abstractNumId") or ""] = dict(map(_level, kind.iter(W + "lvl")))
        for one in root.iter(W + "num"):
            name, kind_name = one.get(W + "numId") or "", _value(one.find(W + "abstractNumId"))
            self.lists[name] = kind_name
            for override in one.iter(W + "lvlOverride"):
                depth = _whole(override.get(W + "ilvl") or "")
                start = override.find(W + "startOverride")
                if start is not None:
                    self.restarts.setdefault(name, {})[depth] = _whole(_value(start), 1)
                for level in override.iter(W + "lvl"):
                    if kind_name in self.levels:
                        self.levels[kind_name + "/" + name] = self.levels[kind_name] | dict([_level(level)])
                        self.lists[name] = kind_name + "/" + name


def _level(level: etree._Element) -> tuple[int, _Level]:
    text = level.find(W + "lvlText")
    way = _value(level.find(W + "numFmt")) or "decimal"
    legal = level.find(W + "isLgl")
    return _whole(level.get(W + "ilvl") or ""), _Level(
        _whole(_value(level.find(W + "start")), 0), way, (_value(text) if text is not None else "")[:60],
        legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
    )  # fmt: skip


def _number_of(properties: etree._Element | None) -> tuple[str, str]:
    if properties is None:
        return "", ""
    return _value(properties.find(W + "numId")), _value(properties.find(W + "ilvl"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(W + "val") or ""


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
