"""统计单 as xlsx: the form as it reads, and its numbers as numbers; of a sum one row for each unit."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from lianxin.pure import statform
from lianxin.pure.statform import KEYS, MEASURES, Values, Words
from lianxin.pure.tabular import Book
from lianxin.work.statforms import papers
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.queries import Sum

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[str | int | None]


def of_form(form: StatForm, values: Values, signed: SignedForm | None) -> bytes:
    """One unit's form: sheet 统计单 as it reads, sheet 数据 with the numbers."""
    words = signed.wording if signed else form.words
    note = (
        f"第 {signed.version} 版，{signed.signed_by}签署，校验值 {signed.fingerprint}" if signed else "未签署，仅供核对"
    )
    first = papers.head(form.unit.name, signed.signed_on if signed else None)
    return _book(
        {"统计单": _reading(first, values, words, [note]), "数据": _numbers(values, words)}, statform.title(words)
    )


def of_sum(found: Sum, period: str) -> bytes:
    """The sum: as it reads, unit by unit, and what is missing."""
    first = papers.head(f"{found.unit.name}（汇总，{period}）", None)
    notes = papers.missing_sentences(found)
    names = statform.labels(found.words)
    ways = [f"{one.label}（{one.unit}）" for one in found.values.methods]
    head: Row = ["填报单位", "评议活动", "填报时间", *(f"{names[key]}（{MEASURES[key]}）" for key in KEYS), *ways]
    rows: list[Row] = [head]
    for one in found.rows:
        held = {f"{way.label}（{way.unit}）": way.quantity for way in one.signed.frozen.methods}
        rows.append([
            one.form.unit.name, one.form.campaign.title, one.signed.signed_on.isoformat(),
            *(one.signed.frozen.number(key) for key in KEYS), *(held.get(way, 0) for way in ways),
        ])  # fmt: skip
    total: Row = [
        "合计", "", "", *(found.values.number(key) for key in KEYS), *(one.quantity for one in found.values.methods),
    ]  # fmt: skip
    return _book(
        {"汇总": _reading(first, found.values, found.words, notes), "各单位": [*rows, total]},
        statform.title(found.words),
    )


def _reading(first: str, values: Values, words: Words, notes: Iterable[str]) -> list[Row]:
    lines = ["".join(part.text for part in line) for line in statform.lines(values, words)]
    return [[text] for text in (statform.title(words), first, *lines, *notes)]


def _numbers(values: Values, words: Words) -> list[Row]:
    names = statform.labels(words)
    rows: list[Row] = [["项目", "数量", "单位"]]
    rows += [[names[key], values.number(key), MEASURES[key]] for key in KEYS]
    return rows + [[one.label, one.quantity, one.unit] for one in values.methods]


def _book(sheets: dict[str, list[Row]], title: str) -> bytes:
    box = io.BytesIO()
    book = Book(box)
    book.set_properties({"title": title})
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        is_reading = all(len(row) == 1 for row in rows)
        sheet.set_column(0, 0, 92 if is_reading else 34)
        if not is_reading:
            sheet.set_column(1, max(len(row) for row in rows), 16)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                form: Any = bold if line == 0 else wrapped if isinstance(value, str) else None
                sheet.write(line, column, value, form)
    book.close()
    return box.getvalue()
