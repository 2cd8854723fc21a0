"""诉求台账: the list in the office's ledger layout, as rows and as an Excel file. Names and telephones stay masked."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.masking import mask_name, mask_phone, mask_text
from lianxin.pure.tabular import CELL
from lianxin.web.ui.workbook import workbook as table
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.queries import sees_asker

# rules.md §6.3, 信访/来访登记; 是否重复: merged into another one, and handled with it
COLUMNS = (
    (_("编号"), 11), (_("登记日期"), 12), (_("渠道"), 10), (_("性质"), 8), (_("诉求人姓名"), 11), (_("人数"), 6),
    (_("联系电话"), 15), (_("住址"), 16), (_("问题属地"), 14), (_("诉求内容"), 60), (_("内容分类"), 14), (_("是否重复"), 9),
    (_("办理方式"), 9), (_("承办单位"), 16), (_("限办时间"), 12), (_("办结时间"), 12), (_("处理结果"), 12), (_("办结状态"), 9),
    (_("是否公开"), 9), (_("满意评价"), 10),
)  # fmt: skip


def with_all_shown(found: ConcernQuerySet) -> ConcernQuerySet:
    """What a ledger row needs, fetched in one statement."""
    return found.select_related("unit", "handler", "requester", "topic")


def line(concern: Concern, by: Actor) -> list[str]:
    """One row of the ledger; of a confidential one the requester is left out for those who may not know him."""
    asker = getattr(concern, "requester", None)
    known = asker is not None and sees_asker(by, concern)
    name, phone, address = (asker.name, asker.phone, asker.address) if asker else ("", "", "")
    hidden = str(_("保密"))
    return [
        concern.code, _day(concern.received_on), str(concern.get_channel_display()), str(concern.get_kind_display()),
        mask_name(name) if known else hidden, str(asker.people_count) if asker else "",
        mask_phone(phone) if known else hidden, (address[:3] + "**" if address else "") if known else hidden,
        concern.unit.name, mask_text(concern.text, [name] if len(name) > 1 else [])[:CELL],
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


def workbook(rows: Iterable[list[str]], *, title: str, foot: str) -> bytes:
    """The Excel file of these rows."""
    return table(COLUMNS, rows, name=str(_("诉求台账")), title=title, foot=foot)
