"""导出: the rows of a kind of ledger as words, in the very columns in which it is brought in."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.intake.kinds import Given, Kind
from lianxin.pure.intake import Column
from lianxin.pure.problems import Unfit

#: as many as come in at once
MOST_ROWS = 5_000
NUMBER = "序号"


def headings(kind: Kind) -> list[str]:
    """The number of the row, then the kind's columns: an office's file, and one that is recognised when it comes back."""
    with override(settings.LANGUAGE_CODE):
        return [NUMBER, *(str(one.label) for one in kind.columns)]


def gathered(rows: Iterable[Given]) -> list[Given]:
    """The rows of one file. Raises Unfit where they are more than come in at once."""
    found: list[Given] = []
    for row in rows:
        found.append(row)
        if len(found) > MOST_ROWS:
            raise Unfit(_("超过 %(most)s 行，请选一个下级单位，分开导出。") % {"most": MOST_ROWS}, "unit")
    return found


def lines(kind: Kind, rows: Iterable[Given], *, is_whole: bool = False) -> Iterator[list[str]]:
    """The cells of each row; particulars masked unless the file was allowed to bear them."""
    masks = kind.out.particulars if kind.out is not None and not is_whole else {}
    with override(settings.LANGUAGE_CODE):
        for number, row in enumerate(rows, start=1):
            words = {one.code: said(one, row.values.get(one.code)) for one in kind.columns}
            yield [str(number), *(masks[code](word) if code in masks else word for code, word in words.items())]


def said(column: Column, value: Any) -> str:
    """A value as the words by which it is read again.

    >>> from lianxin.pure.intake import Choice
    >>> said(Column("a", "起", reads="day"), date(2026, 3, 5)), said(Column("b", "困难户", reads="yes_no"), False)
    ('2026-03-05', '否')
    >>> said(Column("c", "原因", reads="choices", choices=(Choice("ill", "因病"), Choice("old", "因老"))), ["ill", "old"])
    '因病、因老'
    """
    if value is None or value == "":
        return ""
    labels = {str(one.code): str(one.label) for one in column.choices}
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(labels.get(str(one), str(one)) for one in value)
    return value.isoformat() if isinstance(value, date) else labels.get(str(value), str(value))


def left_out(words: str) -> str:
    """The mask of what is not told at all."""
    return ""
