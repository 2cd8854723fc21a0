"""The form filled again: the same cells or lines, with what the record says in its places."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .model import FORM, LINES, ROWS, Layout, Part
from .words import LABEL, OWED

STANDARD = ("number", "source", "received_at", "due", "title", "text")


@dataclass(frozen=True)
class Filled:
    """回单 as rows of printed parts; `columns` is how many the table has, 0 of a text. `head` rows repeat."""

    kind: str
    rows: tuple[tuple[Part, ...], ...]
    columns: int
    head: int = 0

    @property
    def lines(self) -> list[str]:
        """The same as text, to be pasted into a chat."""
        if self.kind == LINES:
            return ["".join(part.text for part in row) for row in self.rows]
        return ["\t".join(part.text for part in row) for row in self.rows]


def fill(layout: Layout, values: Mapping[str, str], others: Mapping[str, str], *, title: str) -> Filled:
    """The layout with values by field and further columns by label; an answer that has no place is added below.

    >>> fill(Layout("lines", ((Part("编号：", "number"),),)), {"number": "7", "findings": "已修好。"}, {}, title="").lines
    ['编号：7', '办理情况：已修好。']
    """
    if layout.kind == ROWS:
        return _list(layout, values, others)
    if layout.kind == FORM:
        return _form(layout, values, others)
    rows = layout.rows or ((Part(title),), *(((Part(f"{LABEL[code]}：", code),)) for code in STANDARD))
    given = [tuple(_filled(part, values, others) for part in row) for row in rows]
    if not layout.rows:
        given = [row for row in given if not row[0].text.endswith("：")]
    return Filled(LINES, (*given, *((Part(f"{word}：{said}"),) for word, said in _owed(layout, values))), 0)


def _filled(part: Part, values: Mapping[str, str], others: Mapping[str, str]) -> Part:
    said = values.get(part.field, "") if part.field else others.get(part.label, "") if part.label else ""
    return replace(part, text=part.text + said)


def _owed(layout: Layout, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the answer says and the form has no place for; who answers needs none where 承办单位 has one."""
    has = layout.fields | ({"handler"} if "unit" in layout.fields else set())
    has |= {"findings"} if "reply" in has and values.get("reply") == values.get("findings") else set()
    return [(word, values[code]) for code, word in OWED.items() if code not in has and values.get(code)]


def _form(layout: Layout, values: Mapping[str, str], others: Mapping[str, str]) -> Filled:
    columns = max((part.column + part.width for row in layout.rows for part in row), default=1)
    rows = [tuple(_filled(part, values, others) for part in row) for row in layout.rows]
    rows = [(replace(row[0], width=columns),) if len(row) == 1 and row[0].width == 1 else row for row in rows]
    columns = max(columns, 2)
    label = max(1, columns // 4)
    for word, said in _owed(layout, values):
        rows.append((Part(word, width=label), Part(said, width=columns - label, column=label)))
    return Filled(FORM, tuple(rows), columns)


def _list(layout: Layout, values: Mapping[str, str], others: Mapping[str, str]) -> Filled:
    columns, head = len(layout.below), len(layout.rows)
    below = [_filled(part, values, others) for part in layout.below]
    rows = [list(row) for row in layout.rows]
    for at, (word, said) in enumerate(_owed(layout, values), start=columns):
        rows[-1].append(Part(word, column=at))
        below.append(Part(said, column=at))
    return Filled(ROWS, (*map(tuple, rows), tuple(below)), len(below), head)
