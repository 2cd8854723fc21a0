"""诉求登记台账: the columns of 信访/来访登记 (rules.md §6.3). Names and telephones stay masked, as in every export (T6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name, mask_phone, mask_text
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern, Requester
from lianxin.work.concerns.queries import is_withheld, sees_asker
from lianxin.work.concerns.standard_codes import SLOTS, Shelf, names_of
from lianxin.work.concerns.terms import EXPORT

HIDDEN = _("保密")


@dataclass(frozen=True)
class Row:
    """台账的一行: a concern and what its reader may know of who asked; of a confidential one nothing, for most."""

    concern: Concern
    is_known: bool
    is_withheld: bool = False
    codes: Shelf | None = None

    @property
    def asker(self) -> Requester | None:
        return getattr(self.concern, "requester", None)

    def _of_asker(self, words: str) -> str:
        return words if self.is_known else str(HIDDEN)

    @property
    def name(self) -> str:
        return self._of_asker(mask_name(self.asker.name) if self.asker else "")

    @property
    def phone(self) -> str:
        return self._of_asker(mask_phone(self.asker.phone) if self.asker else "")

    @property
    def address(self) -> str:
        address = self.asker.address if self.asker else ""
        return self._of_asker(f"{address[:3]}**" if address else "")

    @property
    def text(self) -> str:
        name = self.asker.name if self.asker else ""
        if self.is_withheld:
            return str(_("（涉及未成年人，不显示）"))
        return mask_text(self.concern.text, [name] if len(name) > 1 else [])

    @property
    def topics(self) -> str:
        """内容分类 with the class above it."""
        topic = self.concern.topic
        above = topic.parent if topic else None
        return "/".join(one.label for one in (above, topic) if one)

    def coded(self, slot: str) -> str:
        """标准编码 by the table that held on the day of receipt; nothing where the county has none."""
        if not self.codes:
            return ""
        tags = [one.tag.label for one in self.concern.tags.all()]
        return self.codes.code(slot, self.concern.received_on, names_of(self.concern.topic), tags)


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Concerns that the actor may export, by day of receipt: one statement."""
    found = Concern.objects.reachable(by=by, to=EXPORT).standing().filter(
        of(unit, period, "received_on", "unit_path", "handler_path")
    )  # fmt: skip
    shown = found.select_related("unit", "handler", "requester", "topic__parent").order_by("received_on", "pk")
    codes = Shelf()
    if codes:
        shown = shown.select_related("topic__parent__parent").prefetch_related("tags__tag")
    return (Row(one, sees_asker(by, one), is_withheld(one, by), codes) for one in shown.iterator(chunk_size=1000))


COLUMNS = (
    NUMBER,
    Column("code", _("信访编号"), lambda row: row.concern.code, ("编号", "诉求编号", "登记编号", "信访件编号", "工单编号")),
    Column("received_on", _("登记日期"), lambda row: row.concern.received_on, ("登记时间", "收到日期", "来访日期", "来访时间", "日期")),
    Column("channel", _("信访形式"), lambda row: str(row.concern.get_channel_display()), ("渠道", "来源", "诉求渠道", "反映形式")),
    Column("kind", _("信访目的"), lambda row: str(row.concern.get_kind_display()), ("性质", "诉求性质", "诉求类型", "类型")),
    Column("name", _("信访人姓名"), lambda row: row.name, ("诉求人", "诉求人姓名", "来访人", "反映人", "信访人", "姓名", "来信来访人")),
    Column("people", _("人数"), lambda row: row.asker.people_count if row.asker else None, ("来访人数", "信访人数")),
    Column("phone", _("联系电话"), lambda row: row.phone, ("电话", "联系方式", "手机")),
    Column("address", _("住址"), lambda row: row.address, ("家庭住址", "地址", "单位或住址")),
    Column("unit", _("问题属地"), lambda row: row.concern.unit.name, ("属地", "属地单位", "所属村社区", "问题发生地")),
    Column("text", _("信访内容"), lambda row: row.text, ("诉求内容", "反映内容", "反映问题", "主要内容", "反映的主要问题", "事由")),
    Column("topic", _("内容分类"), lambda row: row.topics, ("分类", "问题分类", "诉求分类")),
    Column("code_national", SLOTS["national"], lambda row: row.coded("national"), ("国标编码", "标准编码", "事项分类代码")),
    Column("code_province", SLOTS["province"], lambda row: row.coded("province"), ("省级编码", "省平台编码")),
    Column("code_city", SLOTS["city"], lambda row: row.coded("city"), ("市级编码", "市平台编码")),
    Column("repeated", _("是否重复"), lambda row: str(_("是")) if row.concern.merged_into_id else str(_("否")), ("初重件", "是否重件")),
    Column("handling", _("办理方式"), lambda row: str(row.concern.get_handling_display()), ("处理方式",)),
    Column("handler", _("承办单位"), lambda row: row.concern.handler.name if row.concern.handler else "",
           ("责任单位", "责任/承办单位", "办理单位", "包案单位")),
    Column("due_on", _("限办时间"), lambda row: row.concern.due_on, ("办理期限", "办结期限", "限办日期", "办理时限")),
    Column("closed_on", _("办结时间"), lambda row: row.concern.closed_on, ("办结日期", "完成时间")),
    Column("outcome", _("处理结果"), lambda row: str(row.concern.get_outcome_display()), ("办理结果", "办理情况", "处理意见与结果")),
    Column("status", _("办结状态"), lambda row: str(row.concern.get_status_display()), ("状态", "是否办结", "办理状态")),
    Column("may_publish", _("是否公开"), lambda row: str(_("同意公开") if row.concern.may_publish else _("不公开")), ("可否公开",)),
    Column("rating", _("满意评价"), lambda row: str(row.concern.get_rating_display()), ("满意度", "评价", "满意情况", "群众评价")),
)  # fmt: skip

register(Ledger("concerns", _("诉求登记台账"), COLUMNS, rows, EXPORT, _("诉求")))
