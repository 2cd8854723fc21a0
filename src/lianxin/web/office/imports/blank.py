"""空白表 of a kind of ledger, drawn from its declaration: what is read is what is asked for."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.base.intake.kinds import Kind
from lianxin.pure.intake import EXAMPLE, Column
from lianxin.pure.tabular import Book

ROWS = 1000
LISTS = "选项"


def blank_workbook(kind: Kind, filled: Sequence[Mapping[str, str]] = ()) -> bytes:
    """Headings with notes, one example, drop-downs for a thousand rows; cells are texts, so that numbers keep their zeros.

    With rows that are filled in already (by the codes of the columns) these stand in place of the example.
    """
    box = io.BytesIO()
    with translation.override(settings.LANGUAGE_CODE):
        book = Book(box)
        sheet, lists = book.add_worksheet(str(kind.label)), book.add_worksheet(LISTS)
        forms = {
            "needed": book.add_format({"bold": True, "bg_color": "#f3e3dd", "border": 1}),
            "head": book.add_format({"bold": True, "border": 1}), "text": book.add_format({"num_format": "@"}),
            "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#767676"}),
        }  # fmt: skip
        sheet.write_string(0, 0, _("说明"), forms["head"])
        if not filled:
            sheet.write_string(1, 0, f"{EXAMPLE}，导入时略过〕", forms["example"])
        sheet.set_column(0, 0, 22)
        for at, one in enumerate(kind.columns, start=1):
            words = [row.get(one.code, "") for row in filled]
            _column(sheet, lists, at, one, list(kind.offers.get(one.code, _offered)(one)), forms, words)
        sheet.freeze_panes(1, 0)
        lists.hide()
        book.close()
    return box.getvalue()


def _offered(one: Column) -> Sequence[str]:
    """The words of a drop-down."""
    if one.reads == "yes_no":
        return ("是", "否")
    return [str(choice.label) for choice in one.choices] if one.reads == "choice" else []


def _column(
    sheet: Any, lists: Any, at: int, one: Column, words: list[str], forms: dict[str, Any], filled: Sequence[str]
) -> None:  # fmt: skip
    label = str(one.label)
    sheet.set_column(at, at, max(12, len(label) * 2 + 4), forms["text"])
    sheet.write_string(0, at, label, forms["needed" if one.is_needed else "head"])
    for row, cell in enumerate(filled or [one.example], start=1):
        sheet.write_string(row, at, cell, forms["text" if filled else "example"])
    sheet.write_comment(0, at, _note(one, words), {"x_scale": 2, "y_scale": 1.2})
    if words:
        for row, word in enumerate(words):
            lists.write_string(row, at, word)
        source = f"={LISTS}!${_letter(at)}$1:${_letter(at)}${len(words)}"
        kind = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(1, at, ROWS, at, kind)


def _note(one: Column, words: Sequence[str]) -> str:
    """What the column means, whether it is needed, how it is written."""
    parts = [_("必须填。") if one.is_needed else _("可以不填。"), str(one.about)]
    if one.reads == "day":
        parts.append(_("日期，如 2026-12-1。"))
    if one.reads == "number":
        parts.append(_("整数。"))
    if one.reads == "choices":
        parts.append(_("可以写几项，用顿号隔开：") + "、".join(str(choice.label) for choice in one.choices))
    return "".join(part for part in parts if part)


def _letter(column: int) -> str:
    return chr(65 + column)
