"""责任清单给人看的样子: rules as rows, the file to export, titles as one may read them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.tabular import Book
from lianxin.work.concerns.duty_files import HEADINGS
from lianxin.work.concerns.duty_queries import helpers_word, lead_word
from lianxin.work.concerns.models import Concern, DutyRule
from lianxin.work.concerns.queries import shown

WIDTHS = (30, 16, 18, 30, 40)


@dataclass(frozen=True)
class Row:
    """清单的一条 in words."""

    rule: DutyRule
    topic: str
    above: str
    place: str
    lead: str
    helpers: str


def rows(rules: Iterable[DutyRule]) -> list[Row]:
    """The rules as a table shows them."""
    return [
        Row(
            one, one.topic.label, one.topic.parent.label if one.topic.parent else "",
            one.place.name if one.place else _("全县"), lead_word(one), helpers_word(one),
        )
        for one in rules
    ]  # fmt: skip


def workbook(name: str, found: Sequence[Row]) -> bytes:
    """导出 xlsx: the very columns that the import reads."""
    file = io.BytesIO()
    workbook = Book(file)
    sheet = workbook.add_worksheet(name or "清单")
    head = workbook.add_format({"bold": True, "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, (word, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, head)
    for number, row in enumerate(found, 1):
        topic = f"{row.above}/{row.topic}" if row.above else row.topic
        for column, word in enumerate((topic, row.place, row.lead, row.helpers, row.rule.basis)):
            sheet.write_string(number, column, word, wrap)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return file.getvalue()


def titled(records: Iterable[Any], by: Actor) -> list[tuple[Any, str]]:
    """Each record with the title of its concern, as this actor may read it."""
    return [(one, title_of(one.concern, by)) for one in records]


def title_of(concern: Concern, by: Actor) -> str:
    """The title, without what a confidential one keeps back."""
    return shown(concern.title, concern, by)
