"""户册文件的读法: the five columns are found by their words; every other column is neither read nor kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.files.tables import Cell, Sheet
from lianxin.pure.zipguard import Unreadable
from lianxin.work.households.commands import Line

WORDS = {
    "group": ("组别", "村民小组", "小组", "组", "自然村"),
    "door": ("门牌", "门牌号", "地址", "住址"),
    "head_name": ("户主", "户主姓名", "姓名"),
    "phone": ("联系电话", "电话", "手机"),
    "members": ("人口", "家庭人口", "人数", "人口数"),
}
SEARCHED, MOST = 20, 5_000


@dataclass(frozen=True)
class Read:
    """读到的: the lines, and the columns that were left unread."""

    lines: list[Line]
    unread: list[str]


def read(sheets: Sequence[Sheet]) -> Read:
    """The lines of the first sheet that has such columns; raises Unreadable with a sentence."""
    for sheet in sheets:
        if not sheet.is_hidden and (found := _header(sheet.rows)):
            number, columns, unread = found
            body = list(enumerate(sheet.rows[number + 1 :], start=number + 2))
            lines = [_line(n, row, columns) for n, row in body if any(_text(cell) for cell in row)]
            return Read([line for line in lines if line is not None][: MOST + 1], unread)
    raise Unreadable(_("没有找到表头。表里要有“组别”或“门牌”，还要有“户主”一列。"))


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int], list[str]] | None:
    """The row that names the columns: a place and a head of household must be among them."""
    for number, row in enumerate(rows[:SEARCHED]):
        words = [re.sub(r"[\s（(].*", "", _text(cell)) for cell in row]
        columns = {
            name: words.index(word) for name, known in WORDS.items() for word in reversed(known) if word in words
        }
        if "head_name" in columns and ("group" in columns or "door" in columns):
            taken = set(columns.values())
            return number, columns, [word for n, word in enumerate(words) if word and n not in taken and word != "序号"]
    return None


def _line(number: int, row: Sequence[Cell], columns: dict[str, int]) -> Line | None:
    texts = {name: _text(row[place]) if place < len(row) else "" for name, place in columns.items()}
    if not any(texts.get(name) for name in ("group", "door", "head_name")):
        return None  # a foot, a line of remarks
    members = texts.get("members", "")
    counted = _counted(members)
    problem = "" if counted else _("人口“%(text)s”看不懂，请写数字。") % {"text": members[:20]}
    if any(
        len(texts.get(name, "")) > most
        for name, most in (("group", 30), ("door", 40), ("head_name", 60), ("phone", 40))
    ):
        problem = _("有一格太长，请核对是不是写错了列。")
    return Line(
        number, texts.get("group", ""), texts.get("door", ""), texts.get("head_name", ""), texts.get("phone", ""),
        counted or 1, problem,
    )  # fmt: skip


def _counted(text: str) -> int | None:
    """How many live there: 4, 4人, 4.0; an empty cell counts as one."""
    if not text:
        return 1
    found = re.fullmatch(r"([0-9]{1,3})(?:\.0)?[人口]?", text)
    return int(found[1]) if found else None


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).replace("\0", "").split())
