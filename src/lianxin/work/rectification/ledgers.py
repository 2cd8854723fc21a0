"""整改台账 (rules.md §6.3): 序号、问题、整改措施、责任单位、责任人、完成时限、进展、是否销号, and what 000-5 adds to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.queries import ledger, present, standing
from lianxin.work.rectification.terms import VIEW, Source, Status


@dataclass(frozen=True)
class Row:
    """一项整改, as it stands today."""

    item: Rectification
    today: date

    @property
    def progress(self) -> str:
        """进展: what was last said of this round."""
        now = present(self.item)
        return (now.check_note or now.report or now.progress) if now else ""

    @property
    def is_signed_off(self) -> str:
        """是否销号: 已销号 with its day, or how long there is still."""
        words = standing(self.item, self.today).words
        return f"{words} {self.item.signed_off_on}" if self.item.status == Status.SIGNED_OFF else words

    @property
    def feedback(self) -> str:
        """反馈: how the giver was told."""
        now = present(self.item)
        return f"{now.told_on} {now.told_how}".strip() if now and now.told_on else ""

    @property
    def owner(self) -> str:
        return " ".join(filter(None, (self.item.owner_name, self.item.section)))


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Items that the actor may see, issued or put right under the unit, by day of issue: three statements."""
    found = ledger().standing().reachable(by=by, to=VIEW)
    found = found.filter(of(unit, period, "issued_on", "unit_path", "owner_path"))
    return (Row(one, today) for one in found.order_by("issued_on", "pk"))


COLUMNS = (
    NUMBER,
    Column("problem", _("问题"), lambda row: row.item.problem, ("存在问题", "存在的问题", "问题内容", "反馈问题", "问题清单")),
    Column("source", _("问题来源"), lambda row: row.item.source_label or str(Source(row.item.source_kind).label), ("来源",)),
    Column("measure", _("整改措施"), lambda row: row.item.measure, ("整改方案", "措施", "整改内容")),
    Column("owner", _("责任单位"), lambda row: row.owner, ("整改责任单位", "整改责任部门", "责任部门", "牵头单位", "整改单位")),
    Column("person", _("责任人"), lambda row: row.item.person, ("负责人", "整改负责人", "整改责任人", "责任领导")),
    Column("supervisor", _("监督责任人"), lambda row: row.item.supervisor, ("监督人", "督办人")),
    Column("starts_on", _("开始时间"), lambda row: row.item.starts_on, ("整改开始时间",)),
    Column("ends_on", _("完成时限"), lambda row: row.item.ends_on, ("整改时限", "完成时间", "整改完成时间", "整改期限")),
    Column("progress", _("进展"), lambda row: row.progress, ("整改情况", "整改进展", "进展情况", "完成情况", "整改进展情况")),
    Column("signed_off", _("是否销号"), lambda row: row.is_signed_off, ("销号", "销号情况", "整改状态", "是否完成", "是否整改到位")),
    Column("feedback", _("反馈"), lambda row: row.feedback, ("反馈情况",)),
)  # fmt: skip

register(Ledger("rectification", _("整改台账"), COLUMNS, rows, VIEW, _("评议")))
