"""诉求台账: the list in the office's ledger layout, as rows and as an Excel file. Names and telephones stay masked."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure import copymarks
from lianxin.pure.masking import mask_name, mask_phone, mask_text
from lianxin.pure.tabular import CELL
from lianxin.web.ui.workbook import workbook as table
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.queries import sees_asker
from lianxin.work.concerns.queries import shown as as_read

# rules.md §6.3, 信访/来访登记; 是否重复: merged into another one, and handled with it
COLUMNS = (
    (_("编号"), 11), (_("登记日期"), 12), (_("渠道"), 10), (_("性质"), 8), (_("诉求人姓名"), 11), (_("人数"), 6),
    (_("联系电话"), 15), (_("住址"), 16), (_("问题属地"), 14), (_("诉求内容"), 60), (_("内容分类"), 14), (_("是否重复"), 9),
    (_("办理方式"), 9), (_("承办单位"), 16), (_("限办时间"), 12), (_("办结时间"), 12), (_("处理结果"), 12), (_("办结状态"), 9),
    (_("是否公开"), 9), (_("满意评价"), 10),
)  # fmt: skip
#: in the file alone, which may come into another installation; the page and the paper are as wide as the rule has it
DAYS = ((_("交办日期"), 12), (_("答复日期"), 12))
TEXT = 9  # the column 诉求内容, whose ends bear the mark of the copy


def with_all_shown(found: ConcernQuerySet) -> ConcernQuerySet:
    """What a ledger row needs, fetched in one statement."""
    return found.select_related("unit", "handler", "requester", "topic")


def line(concern: Concern, by: Actor, *, is_whole: bool = False) -> list[str]:
    """One row of the ledger; of a confidential one the requester is left out for those who may not know him.

    `is_whole`: with the particulars unmasked, for what another person allowed to be taken along.
    """
    asker = getattr(concern, "requester", None)
    known = asker is not None and sees_asker(by, concern)
    name, phone, address = (asker.name, asker.phone, asker.address) if asker else ("", "", "")
    hidden = str(_("保密"))
    shown = (name, phone, address) if is_whole else (
        mask_name(name), mask_phone(phone), address[:3] + "**" if address else "")  # fmt: skip
    return [
        concern.code, _day(concern.received_on), str(concern.get_channel_display()), str(concern.get_kind_display()),
        shown[0] if known else hidden, str(asker.people_count) if asker else "",
        shown[1] if known else hidden, shown[2] if known else hidden,
        concern.unit.name, as_read(mask_text(concern.text, [name] if len(name) > 1 else []), concern, by)[:CELL],
        concern.topic.label if concern.topic else "", str(_("是")) if concern.merged_into_id else "",
        str(concern.get_handling_display()),
        concern.handler.name if concern.handler else "", _day(concern.due_on), _day(concern.closed_on),
        str(concern.get_outcome_display()), str(concern.get_status_display()),
        str(_("同意公开")) if concern.may_publish else str(_("不公开")), str(concern.get_rating_display()),
    ]  # fmt: skip


def _day(on: Any) -> str:
    return on.isoformat() if on else ""


def lines(found: Iterable[Concern], by: Actor) -> Iterator[list[str]]:
    """The rows of the ledger."""
    return (line(concern, by) for concern in found)


def copied(found: Iterable[Concern], by: Actor, copy: str, *, is_whole: bool = False) -> Iterator[list[str]]:
    """The rows as this copy bears them: each text ends in the copy's own way, which tells later whose it was."""
    for concern in found:
        row = line(concern, by, is_whole=is_whole)
        row[TEXT] = copymarks.mark(row[TEXT], copy, concern.code)
        yield [*row, _day(concern.assigned_on), _day(concern.replied_on)]


def foot(by: Actor, on: date, copy: str) -> str:
    """The last line of the file: whose it is, and its number."""
    words = {"name": by.name, "post": by.post, "on": on, "copy": copy}
    return _("%(name)s（%(post)s）导出于 %(on)s，只限工作使用。副本 %(copy)s。") % words


def workbook(rows: Iterable[list[str]], *, title: str, foot: str) -> bytes:
    """The Excel file of these rows."""
    return table((*COLUMNS, *DAYS), rows, name=str(_("诉求台账")), title=title, foot=foot)
