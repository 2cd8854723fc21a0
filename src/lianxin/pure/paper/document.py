"""公文 as data: what a Chinese official document says, without how it looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lianxin.pure.paper.formal import Head, Imprint

LEVELS = (1, 2, 3, 4)
_DIGITS = "〇一二三四五六七八九"

#: JF-9: a text for one field stays below 4,000 characters, a comprehensive one below 5,000
LONG, TOO_LONG = 4000, 5000


@dataclass(frozen=True)
class Binding:
    """绑定: where a printed figure comes from. All are strings; `value` is a canonical decimal ("16.3")."""

    indicator: str
    version: str
    unit: str
    period: str
    value: str


@dataclass(frozen=True)
class Text:
    """Plain words inside a paragraph."""

    text: str
    binding: ClassVar[None] = None


@dataclass(frozen=True)
class Figure:
    """A figure from the records: `text` is what is printed ("16.3%"), `binding` where it comes from.

    `label` is what Word shows above it when it is clicked, in a clerk's words; else the indicator's code. `printed` is
    what stood there when it was bound, where a hand has changed the text since; the change stays visible.
    """

    text: str
    binding: Binding
    label: str = ""
    printed: str = ""


Run = Text | Figure


def runs(*parts: str | Text | Figure) -> tuple[Run, ...]:
    """Words and figures in the order in which they are read; a plain `str` becomes `Text`."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


@dataclass(frozen=True)
class Heading:
    """层次标题 of level 1–4; its number is set when the paper is laid out. `then` follows on the same line."""

    level: int
    runs: tuple[Run, ...]
    then: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"公文层次只有四级，没有第 {self.level} 级")


@dataclass(frozen=True)
class Para:
    """正文段落: first line two characters in."""

    runs: tuple[Run, ...]


Cell = str | tuple[Run, ...]


@dataclass(frozen=True)
class Table:
    """表格: `is_landscape` lays it on an A4 sheet of its own, turned; `widths` are shares, equal if empty."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    is_landscape: bool = False
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("表格各行的格数与表头不一致")
        if self.widths and len(self.widths) != len(self.header):
            raise ValueError("表格的列宽与表头不一致")


Item = Heading | Para | Table


@dataclass(frozen=True)
class Attachment:
    """附件: its name in the note below the body; with a body it is laid on a page of its own."""

    name: str
    body: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Paper:
    """公文: a summary, a notice, a reply; with `head` and `imprint` as it is issued, without them as a draft.

    A line break in `title` is kept; otherwise a long title is broken evenly. `is_sealed` leaves room
    for the seal (GB/T 9704 7.3.5.1), else name and date stand as on a paper without one (7.3.5.2).
    `signature` is 主办机关, `cosigners` the others that sign. `remark` is 附注 without its brackets. `rolls` are lists of
    people of a 纪要: ("出席", "…"), ("请假", "…"), ("列席", "…").
    """

    title: str
    body: tuple[Item, ...]
    addressee: str = ""
    attachments: tuple[Attachment, ...] = ()
    signature: str = ""
    dated: date | None = None
    number: str = ""
    is_sealed: bool = False
    head: Head | None = None
    cosigners: tuple[str, ...] = ()
    remark: str = ""
    rolls: tuple[tuple[str, str], ...] = ()
    imprint: Imprint | None = None


def document_number(sign: str, year: int, serial: int) -> str:
    """发文字号: the office's sign, the year in 六角括号, the serial without zeros (GB/T 9704 7.2.5).

    >>> document_number("清政发", 2026, 5)
    '清政发〔2026〕5号'
    """
    return f"{sign}〔{year:04d}〕{serial:d}号"


def official_date(day: date) -> str:
    """成文日期 in Arabic digits, month and day without 虚位 (GB/T 9704 7.3.5.4).

    >>> official_date(date(2026, 11, 3))
    '2026年11月3日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """1–99 in Chinese characters, as headings count: 一, 十, 十一, 二十. Raises `ValueError` beyond."""
    if not 1 <= number <= 99:
        raise ValueError("标题序号只能是 1 到 99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """结构层次序数: 一、 then （一） then 1. then （1） (GB/T 9704 7.3.3)."""
    if level == 1:
        return chinese_number(number) + "、"
    if level == 2:
        return f"（{chinese_number(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


#: what Word counts as one: a Chinese character or mark, or an unbroken group of letters and digits
_COUNTED = re.compile(r"[A-Za-z0-9.,%/:-]*[A-Za-z0-9%]|[^\sA-Za-z0-9]")


def text_of(parts: Iterable[Run]) -> str:
    """The words of some runs, as they are read."""
    return "".join(part.text for part in parts)


def count_characters(paper: Paper) -> int:
    """正文字数 as Word counts: headings and paragraphs, not title, tables, attachments or signature."""
    texts = []
    for item in paper.body:
        if isinstance(item, Heading):
            texts.append(text_of(item.runs) + text_of(item.then))
        elif isinstance(item, Para):
            texts.append(text_of(item.runs))
    return sum(len(_COUNTED.findall(text)) for text in texts)


def length_note(paper: Paper) -> str:
    """篇幅提醒: a sentence when the body is longer than 4,000 or 5,000 characters, else empty (JF-9)."""
    count = count_characters(paper)
    if count > TOO_LONG:
        return f"正文约 {count} 字，超过 {TOO_LONG} 字。综合性文稿一般不超过 {TOO_LONG} 字，请压缩篇幅。"
    if count > LONG:
        return f"正文约 {count} 字，超过 {LONG} 字。专项文稿一般不超过 {LONG} 字，请考虑压缩篇幅。"
    return ""
