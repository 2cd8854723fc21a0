"""户册 and 困难户台账 (民情家访卡, rules.md §6.3): without identity numbers; a name as in the list on the page, no telephone.

What the existing lists hide stays hidden here: the name only where the household is open to the reader, masked where it
is in need; causes and basis only where it is open. Whoever wants more opens the household, for a purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, CellValue, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.periods import Period
from lianxin.work.households import columns, queries
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import VIEW


@dataclass(frozen=True)
class Row:
    """一户: what its reader may know; `need` only in the ledger of those in need."""

    household: Household
    is_open: bool
    is_in_need: bool
    need: Need | None = None
    more: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        if not self.is_open:
            return ""
        return mask_name(self.household.head_name) if self.is_in_need else self.household.head_name

    @property
    def causes(self) -> str:
        return "、".join(map(str, self.need.cause_labels)) if self.need and self.is_open else ""

    @property
    def basis(self) -> str:
        return str(self.need.basis_label) if self.need and self.is_open else ""

    @property
    def difficulty(self) -> str:
        """需要解决的困难和问题, where the household is open to the reader."""
        return self.need.note if self.need and self.is_open else ""

    def day(self, name: str) -> CellValue:
        found: date | None = getattr(self.need, name, None)
        return found


def _open(by: Actor, today: date, pks: list[int]) -> set[int]:
    return set(queries.open_to(by, today).filter(pk__in=pks).order_by().values_list("pk", flat=True))


def register_rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """The households of the register that stand in it today: three statements."""
    found = list(
        queries.seen_by(by, today).within(unit).select_related("unit").order_by("unit_path", "place_key", "pk")
    )
    pks = [one.pk for one in found]
    open_pks, needy = _open(by, today, pks), set(queries.in_need(today).filter(pk__in=pks).values_list("pk", flat=True))
    return (Row(one, one.pk in open_pks, one.pk in needy) for one in found)


def needy_rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """困难户 as of the last day of the period, or today: two statements and those of the further columns."""
    on = min(period.last, today) if period else today
    found = list(queries.needs_seen(by, on).filter(of(unit, None, "")).select_related("household__unit"))
    pks = [one.household_id for one in found]
    open_pks, more = _open(by, today, pks), columns.cells(pks, on)
    for one in found:
        words = tuple(str(texts.get(one.household_id, "")) for texts in more)
        yield Row(one.household, one.household_id in open_pks, True, one, words)


def _more(code: str, row: Row) -> str:
    """What a room above adds to the ledger of households in need: last visit, help plan."""
    return dict(zip(columns.COLUMNS, row.more, strict=False)).get(code, "")


CARD = (
    NUMBER,
    Column("unit", _("村、社区"), lambda row: row.household.unit.name, ("村名", "村名称", "所在村", "村居", "单位")),
    Column("code", _("户编号"), lambda row: row.household.code, ("编号", "户号")),
    Column("name", _("户主姓名"), lambda row: row.name, ("户主", "户主情况/姓名", "姓名")),
    Column("members", _("家庭人口"), lambda row: row.household.members, ("人口", "人口数", "家庭人口数", "户主情况/人口")),
    Column("group", _("组别"), lambda row: row.household.group, ("村民小组", "组")),
    Column("address", _("地址"), lambda row: row.household.place, ("住址", "家庭住址", "组别门牌", "门牌")),
    Column("valid_from", _("登记日期"), lambda row: row.household.valid_from, ("建档日期",)),
)  # fmt: skip
NEEDY = (
    *CARD[:-1],
    Column("causes", _("致贫原因"), lambda row: row.causes, ("致困原因", "困难原因", "主要致贫原因")),
    Column("basis", _("认定依据"), lambda row: row.basis, ("困难类别", "困难类型", "户类型")),
    Column("difficulty", _("需要解决的困难和问题"), lambda row: row.difficulty, ("困难和问题", "困难情况", "存在困难", "主要困难")),
    Column("since", _("认定日期"), lambda row: row.day("since"), ("起", "纳入时间", "建档时间")),
    Column("review_on", _("下次复核"), lambda row: row.day("review_on"), ("复核日期",)),
    Column("last_visit", _("最近走访"), lambda row: _more("last_visit", row), ("最近走访日期", "走访时间")),
    Column("plan", _("帮扶进度"), lambda row: _more("help_plan", row), ("帮扶计划", "帮扶情况")),
)  # fmt: skip

register(
    Ledger("households", _("户册"), CARD, register_rows, VIEW, _("联系群众")),
    Ledger("needy_households", _("困难户台账"), NEEDY, needy_rows, VIEW, _("联系群众")),
)
