"""分类编码对照: what another system calls the county's topics, by standard codes along two axes: topic × tag.

The codes are the county's upload (a national or local standard, the table of the level above), never ours: this module
holds no code of any standard. A matter's code is that of the narrowest line that fits it, a line with its tag before one
without; a record of the past is coded by the table that held on the day it was received.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.kinds import Given, SettingKind, Value, setting_kind
from lianxin.base.versions.models import SettingVersion
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.models import Tag, Topic
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS
from lianxin.work.concerns.topic_files import SEPARATORS
from lianxin.work.concerns.topic_tree import BadRow, Names, flat, tree, valid

KIND = "codes"
#: whose codes: a county reports to at most three systems above it
SLOTS: dict[str, Any] = {
    "national": gettext_lazy("国家标准编码"), "province": gettext_lazy("省级平台编码"), "city": gettext_lazy("市级平台编码"),
}  # fmt: skip
MOST, LONGEST_CODE, LONGEST_LABEL, LONGEST_NAME = 2_000, 30, 60, 60
HEADS = ("分类", "事项", "一级", "topic")


@dataclass(frozen=True)
class Book:
    """一版对照, for looking up: (full name, tag or "") → (code, its name)."""

    lines: Mapping[tuple[Names, str], tuple[str, str]] = field(default_factory=dict)

    def find(self, names: Names, tags: Iterable[str] = ()) -> tuple[str, str]:
        """The code of a topic with its tags; two empty words where no line fits."""
        for depth in range(len(names), 0, -1):
            for tag in (*sorted(tags), ""):
                if found := self.lines.get((names[:depth], tag)):
                    return found
        return ("", "")


def book_of(value: Value) -> Book:
    """A table for looking up."""
    return Book({(path_of(path), tag): (code, label) for path, tag, code, label in value.get("rows", ())})


class Shelf:
    """所有版次的对照, read once: one statement, however many records are coded."""

    def __init__(self) -> None:
        self._books: dict[str, list[tuple[date, Book]]] = {}
        for row in SettingVersion.objects.filter(kind=KIND).approved():
            self._books.setdefault(row.key, []).append((row.valid_from, book_of(row.value)))

    def __bool__(self) -> bool:
        return bool(self._books)

    def code(self, slot: str, on: date, names: Names, tags: Iterable[str] = ()) -> str:
        """By the table that held on that day."""
        held = next((book for since, book in reversed(self._books.get(slot, [])) if since <= on), Book())
        return held.find(names, tags)[0]


def path_of(words: str) -> Names:
    """一级/二级 as a full name."""
    for separator in SEPARATORS:
        words = words.replace(separator, "/")
    return tuple(part.strip() for part in words.split("/") if part.strip())


def names_of(topic: Topic | None) -> Names:
    """The full name of a topic; its parents should have been read with it."""
    found: list[str] = []
    while topic is not None:
        found.insert(0, topic.label)
        topic = topic.parent
    return tuple(found)


def read(rows: Sequence[Sequence[Any]]) -> tuple[list[list[str]], list[BadRow]]:
    """分类, 标签, 编码, 编码名称 of a table; what cannot be read stands apart with its number and what to do."""
    topics = {node.names for node in flat(tree(valid()))}
    by_label: dict[str, list[Names]] = {}
    for names in topics:
        by_label.setdefault(names[-1], []).append(names)
    tags = set(Tag.objects.filter(valid_to=None).values_list("label", flat=True))
    good, bad, seen = [], [], set[tuple[Names, str]]()
    for number, row in enumerate(rows[: MOST + 1], 1):
        cells = [" ".join(_plain(cell).split()) for cell in [*row[:4], "", "", "", ""][:4]]
        path = path_of(cells[0])
        if not any(cells) or (number == 1 and cells[0].startswith(HEADS) and path not in topics):
            continue
        known = [path] if path in topics or len(path) != 1 else by_label.get(path[0], [])
        if why := _why_not(cells, known[0] if len(known) == 1 else (), topics, tags, seen):
            bad.append(BadRow(number, why))
            continue
        seen.add((known[0], cells[1]))
        good.append(["/".join(known[0]), *cells[1:]])
    if len(rows) > MOST:
        bad.append(BadRow(MOST + 1, _("超过 %(most)s 行，没有再读。") % {"most": MOST}))
    return good, bad


def _plain(cell: Any) -> str:
    """A code that Excel took for a number keeps its figures."""
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _why_not(
    cells: Sequence[str], path: Names, topics: set[Names], tags: set[str], seen: set[tuple[Names, str]]
) -> str:
    if path not in topics:
        return _("没有叫“%(name)s”的在用分类，或有好几个，请写全一级/二级。") % {"name": cells[0][:40]}
    if cells[1] and cells[1] not in tags:
        return _("没有叫“%(name)s”的标签，请先在“标签和附加问题”里增设。") % {"name": cells[1][:20]}
    if not 0 < len(cells[2]) <= LONGEST_CODE or len(cells[3]) > LONGEST_LABEL:
        return _("请写编码，不超过 %(most)s 个字。") % {"most": LONGEST_CODE}
    if (path, cells[1]) in seen:
        return _("和前面的重复：%(name)s") % {"name": " ".join(cells[:2])}
    return ""


def check(key: str, value: Value) -> dict[str, Any]:
    """The table, if every line of it can be read. Raises Unfit."""
    name, rows = value.get("name"), value.get("rows")
    if key not in SLOTS or not isinstance(name, str) or not isinstance(rows, list):
        raise Unfit(_("这一类读不懂。"))
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Unfit(_("请写是哪份标准或哪个平台的编码，写明年份。"), "name")
    if not all(isinstance(row, list) and len(row) == 4 and all(isinstance(cell, str) for cell in row) for row in rows):
        raise Unfit(_("这一类读不懂。"))
    good, bad = read(rows)
    if bad:
        raise Unfit(_("第 %(n)s 行：%(why)s") % {"n": bad[0].number, "why": bad[0].why}, "file")
    if not good:
        raise Unfit(_("表里没有一行编码。"), "file")
    return {"name": name.strip(), "rows": good}


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """What it is and how much of it there is, with its first lines."""
    rows = value.get("rows", [])
    first = "；".join(" ".join(cell for cell in row if cell) for row in rows[:3])
    return [
        (gettext_lazy("标准或平台"), value.get("name") or _("没有")),
        (gettext_lazy("行数"), _("%(n)s 行") % {"n": len(rows)}), (gettext_lazy("前几行"), first),
    ]  # fmt: skip


setting_kind(
    SettingKind(
        KIND,
        gettext_lazy("分类编码对照"),
        gettext_lazy("上级平台和国家、地方标准怎样给事项编码，由本县上传；台账和填表里可以选这几栏。"),
        EDIT_TOPICS,
        lambda: {code: str(label) for code, label in SLOTS.items()},
        lambda key: Given({"name": "", "rows": []}, _("没有预置，由本县定"), 0),
        check,
        words,
    )  # fmt: skip
)
