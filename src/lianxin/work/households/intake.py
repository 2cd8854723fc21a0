"""困难户台账的导入: households of a register, and of those in need the causes and the basis, as typed by hand (M093).

A row without causes and basis is a household alone. An identity number is turned back: nothing here needs one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.leaving import left_out
from lianxin.base.intake.refs import keys_of
from lianxin.base.intake.units import as_known, known_units
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.intake import Checked, Choice, Column, UnitBook
from lianxin.work.households import queries
from lianxin.work.households.commands import note_need, register_household
from lianxin.work.households.commands.listing import take_along
from lianxin.work.households.commands.undoing import take_out
from lianxin.work.households.lists import LISTS
from lianxin.work.households.models import Household, HouseholdQuerySet, Need
from lianxin.work.households.terms import EDIT, OPEN

SETTLED = ("village", "community", "school")
_OTHER_CAUSES = {
    "illness": ("疾病", "患病", "大病", "重病"), "disability": ("残疾",), "schooling": ("就学", "上学"), "disaster": ("灾害", "受灾"),
    "no_skill": ("缺少技术",), "no_labour": ("缺劳动力", "缺少劳力", "无劳力"), "no_funds": ("缺少资金",), "no_job": ("失业", "无业"),
    "old_age": ("年老", "高龄", "独居"), "accident": ("意外", "变故", "意外事故"),
}  # fmt: skip
_OTHER_BASES = {
    "survey": ("摸底", "走访"), "minimum_living": ("低保", "低保户", "城乡低保"), "destitute": ("特困", "五保", "五保户", "特困供养"),
    "disaster_relief": ("受灾", "救灾"), "temporary_aid": ("临时救助对象",), "disabled": ("残疾人", "残疾人补贴"), "pupil_aid": ("助学",),
    "worker": ("困难职工家庭",),
}  # fmt: skip
CAUSES = tuple(Choice(one.code, one.label, _OTHER_CAUSES.get(one.code, ())) for one in LISTS[-1].causes)
BASES = tuple(Choice(one.code, one.label, _OTHER_BASES.get(one.code, ())) for one in LISTS[-1].bases)
COLUMNS = (
    Column("unit", gettext_lazy("村（社区）"), ("村", "村名", "村(社区)", "社区", "所在村", "行政村", "村居", "单位", "所属村"),
           gettext_lazy("户所在的村、社区；不写就是导入时选的单位。"), example="石桥村"),
    Column("group", gettext_lazy("组别"), ("村民小组", "组", "小组", "所在组", "村民组"),
           gettext_lazy("组别和门牌至少写一项。"), most=30, example="三组"),
    Column("door", gettext_lazy("门牌"), ("门牌号", "门牌号码", "住址", "家庭住址", "详细地址", "地址"), most=40, example="12号"),
    Column("head_name", gettext_lazy("户主"), ("户主姓名", "姓名", "困难户姓名", "户主名字"),
           gettext_lazy("只写姓名，不要身份证号码。户主未成年的写监护人，不要导入，请逐户登记。"), is_needed=True, example="王某"),
    Column("phone", gettext_lazy("联系电话"), ("电话", "手机", "联系方式", "手机号码"), most=40, example="00000000002"),
    Column("members", gettext_lazy("人口"), ("家庭人口", "人口数", "家庭人口数", "人数", "家庭人数"), reads="number", example="3"),
    Column("causes", gettext_lazy("致困原因"), ("致贫原因", "困难原因", "主要致贫原因", "主要致困原因", "贫困原因"),
           gettext_lazy("困难户写；不是困难户的空着。"), reads="choices", choices=CAUSES, example="因病"),
    Column("basis", gettext_lazy("认定依据"), ("困难类别", "困难类型", "户别", "类别", "贫困户属性", "保障类别", "救助类别"),
           gettext_lazy("困难户写，和致困原因一起。"), reads="choice", choices=BASES, example="最低生活保障"),
    Column("since", gettext_lazy("起始日期"), ("认定日期", "认定时间", "识别时间", "起"), gettext_lazy("不写就是导入当天。"), reads="day"),
    Column("review_on", gettext_lazy("下次复核日期"), ("复核日期", "复核时间"), gettext_lazy("不写就是一年后。"), reads="day"),
    Column("document", gettext_lazy("依据的文件"), ("文件", "文号", "依据文件"), most=120),
    Column("note", gettext_lazy("困难情况"), ("主要困难", "基本情况", "具体困难", "家庭基本情况"), reads="text", most=2000),
    Column("income_yuan", gettext_lazy("家庭年收入（元）"), ("家庭年收入", "年收入", "家庭收入"),
           gettext_lazy("认定依据要看收入的才写。"), reads="number"),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Which village, which household; those that are there, those that repeat each other."""
    units = known_units(work)
    book, checked = UnitBook(as_known(unit) for unit in units), Checked()
    there = _there(work)
    first: dict[tuple[str, str, str, str], int] = {}
    for place, line in enumerate(work.lines):
        unit = _unit(work, book, place, checked)
        if unit is None:
            continue
        group, door, head = (" ".join(str(line.get(code)).split()) for code in ("group", "door", "head_name"))
        if "*" in head:
            checked.refuse(place, _("户主“%(name)s”是掩去名字的，请写全名") % {"name": head})
        if not group and not door:
            checked.refuse(place, _("没有组别也没有门牌，请至少写一项"))
        if bool(line.get("causes")) != bool(line.get("basis")):
            checked.refuse(place, _("致困原因和认定依据要一起写，不是困难户的都空着"))
        if place in checked.problems:
            continue
        mark = (unit.path, group, door, head)
        before = first.setdefault(mark, place)
        known, is_in_need = there.get(mark, (None, False))
        if before != place:
            checked.twice[place] = before
        elif known is not None and (is_in_need or not line.get("causes")):
            checked.known[place] = known.code
        else:
            checked.found[place] = (unit, known)
            checked.order.append(place)
    return checked


def _there(work: Work) -> dict[tuple[str, str, str, str], tuple[Household, bool]]:
    """The households that there are under the unit, and whether they are noted as in need: two statements."""
    found = Household.objects.valid(work.today).filter(within("unit_path", work.unit.path))
    needing = set(
        Need.objects.filter(within("unit_path", work.unit.path), until=None).values_list("household_id", flat=True)
    )
    return {(one.unit_path, one.group, one.door, one.head_name): (one, one.pk in needing) for one in found}


def _unit(work: Work, book: UnitBook, place: int, checked: Checked) -> Unit | None:
    words = str(work.lines[place].get("unit"))
    units: dict[str, Unit] = work.kept["units"]
    found = [units[one.path] for one in book.find(words)] if words else [work.unit]
    found = [one for one in found if is_within(one.path, work.unit.path)]
    if len(found) != 1:
        reason = _("没有“%(name)s”，请核对名称") if not found else _("有几个“%(name)s”，请写全路径，如 清水镇/石桥村")
        checked.refuse(place, reason % {"name": words})
        return None
    if found[0].kind not in SETTLED:
        checked.refuse(place, _("请写户所在的村、社区，%(name)s不是") % {"name": found[0].name})
        return None
    if not work.by.may_at(EDIT, found[0].path):
        checked.refuse(place, _("您现在的职务不能登记%(name)s的户") % {"name": found[0].name})
        return None
    return found[0]


def take(work: Work, place: int) -> list[str]:
    """登记户 where it is not there yet, and 记为困难户 where causes are written."""
    line, (unit, household) = work.lines[place], work.checked.found[place]
    made = []
    if household is None:
        household = register_household(
            unit=unit, group=line.get("group"), door=line.get("door"), head_name=line.get("head_name"),
            phone=line.get("phone"), members=line.get("members") or 1, by=work.by, at=work.at,
        )  # fmt: skip
        made.append(f"household:{household.pk}")
    if line.get("causes"):
        need = note_need(
            household=household, causes=line.get("causes"), basis=line.get("basis"), since=line.get("since") or None,
            review_on=line.get("review_on") or None, document=line.get("document"), note=line.get("note"),
            income_yuan=line.values.get("income_yuan"), by=work.by, at=work.at,
        )  # fmt: skip
        made.append(f"need:{need.pk}")
    work.made[place] = household
    return made


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take households and needs out again."""
    households = list(Household.objects.filter(pk__in=keys_of(refs, "household")))
    needs = list(Need.objects.filter(pk__in=keys_of(refs, "need")))
    return take_out(households=households, needs=needs, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """The households that the actor sees; names, causes and basis only of those that are open to him."""
    yield from _rows(by, unit, today, queries.seen_by(by, today).within(unit))


def whole(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Those that are open to the actor by his post, but never one whose head is a minor."""
    found = Household.objects.reachable(by=by, to=OPEN).valid(today).filter(within("unit_path", unit.path))
    yield from _rows(by, unit, today, found.filter(is_guardian=False))


def _rows(by: Actor, unit: Unit, today: date, found: HouseholdQuerySet) -> Iterator[Given]:
    """Four statements."""
    book = UnitBook(as_known(one) for one in Unit.objects.valid(today))
    opened = set(queries.open_to(by, today).within(unit).order_by().values_list("pk", flat=True))
    standing = Need.objects.standing(today).filter(within("unit_path", unit.path))
    needs = {one.household_id: one for one in standing}
    for one in found.order_by("unit_path", "place_key", "pk"):
        is_open, need = one.pk in opened, needs.get(one.pk)
        values = {"unit": book.full(one.unit_path), "group": one.group, "door": one.door, "members": one.members}
        if is_open and not one.is_guardian:
            values |= {"head_name": one.head_name, "phone": one.phone}
        if is_open and need is not None:
            values |= {
                "causes": need.causes, "basis": need.basis, "since": need.since, "review_on": need.review_on,
                "document": need.document, "note": need.note, "income_yuan": need.income_yuan,
            }  # fmt: skip
        yield Given(one.ref, values)


register(
    Kind(
        code="households", label=gettext_lazy("困难户台账"),
        about=gettext_lazy("村、社区的户和困难户：组别、门牌、户主，困难户写致困原因和认定依据。"), to_take=EDIT, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("户"),
        out=Outward(
            OPEN, rows, {"head_name": mask_name, "phone": left_out, "note": left_out}, OPEN, whole, take_along,
            gettext_lazy("户主掩去名字，电话和困难情况不带出；这样的文件不能再导入。户主未成年的户，名字和电话在哪里都不带出。"),
        ),
    )
)  # fmt: skip
