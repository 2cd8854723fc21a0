"""单位表: the tree of units, from any level down, each set up by `create_unit` as if typed by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.refs import keys_of
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import EDIT
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.removal import commands as removal
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.intake import Checked, Choice, Column, FoundUnit, KnownUnit, UnitBook, check_units, implied

KIND_CHOICES = (
    Choice("township", UnitKind.TOWNSHIP.label, ("镇", "乡", "街道", "街道办事处", "镇街", "乡镇街道")),
    Choice("village", UnitKind.VILLAGE.label, ("行政村", "村委会", "村民委员会")),
    Choice("community", UnitKind.COMMUNITY.label, ("居委会", "居民委员会", "社区居委会")),
    Choice("department", UnitKind.DEPARTMENT.label, ("县直部门", "局", "机关", "县直单位", "部门单位", "内设机构")),
    Choice("school", UnitKind.SCHOOL.label, ("中学", "小学", "幼儿园", "教育机构")),
    Choice("centre", UnitKind.CENTRE.label, ("服务中心", "办事中心")),
    Choice("county", UnitKind.COUNTY.label, ("县级", "区", "市", "县(市、区)")),
)
COLUMNS = (
    Column("name", gettext_lazy("名称"), ("单位名称", "单位", "机构名称", "村(社区)", "村名", "村", "村居", "村名称", "单位全称"),
           gettext_lazy("单位的全称，如 石桥村、县住建局。"), is_needed=True, example="石桥村"),
    Column("kind", gettext_lazy("类别"), ("单位类别", "单位类型", "类型", "机构类别", "性质"),
           gettext_lazy("不写时按名称判断；判断不出的会退回。"), reads="choice", choices=KIND_CHOICES, example="村"),
    Column("parent", gettext_lazy("上级单位"), ("上级", "所属单位", "所属乡镇", "隶属单位", "主管单位", "隶属", "乡镇", "所属镇街"),
           gettext_lazy("上级单位的名称；有同名的写全路径，如 清水镇/石桥村，或写代码。不写就设在导入时选的单位下面。"),
           most=120, example="清水镇"),
    Column("code", gettext_lazy("行政区划代码"), ("区划代码", "统计用区划代码", "代码", "区划编码", "行政区划编码"),
           gettext_lazy("6、9 或 12 位，没有可不填。"), most=20, example="130682101201"),
    Column("phone", gettext_lazy("电话"), ("联系电话", "办公电话", "值班电话"), most=30, example="0000-0000000"),
    Column("place", gettext_lazy("地点"), ("地址", "办公地点", "办公地址"), most=80, example="石桥村党群服务中心"),
    Column("valid_from", gettext_lazy("设立日期"), ("成立日期", "成立时间", "设立时间"), gettext_lazy("不写就是一直有。"), reads="day"),
)  # fmt: skip


def known_units(work: Work) -> list[Unit]:
    """All units of the day, read once for a file."""
    found = list(Unit.objects.valid(work.today).order_by("path"))
    work.kept["units"] = {unit.path: unit for unit in found}
    return found


def as_known(unit: Unit) -> KnownUnit:
    """A unit as the plain checks take it."""
    return KnownUnit(unit.path, unit.name, unit.kind, unit.code)


def check(work: Work) -> Checked:
    """Look through the file against the units that there are."""
    book, under = UnitBook(as_known(unit) for unit in known_units(work)), as_known(work.unit)
    towns = implied(work.lines, book, under=under)
    work.lines = [*work.lines, *towns]
    checked = check_units(work.lines, book, under=under)
    if towns:
        names = _("、").join(str(line.get("name")) for line in towns)
        checked.remarks.append(_("表里没有单独写这些乡镇，按“上级单位”一列设立：%(names)s") % {"names": names})
    return checked


def take(work: Work, place: int) -> list[str]:
    """设立单位 below the unit that the check found."""
    line, found = work.lines[place], work.checked.found[place]
    assert isinstance(found, FoundUnit)
    unit = orgs.create_unit(
        name=line.get("name"), kind=found.kind, parent=_above(work, found), code=line.get("code"),
        phone=line.get("phone"), place=line.get("place"), valid_from=line.get("valid_from") or None, by=work.by, at=work.at,
    )  # fmt: skip
    work.made[place] = unit
    return [unit.ref]


def _above(work: Work, found: FoundUnit) -> Unit:
    """The unit above: there already, or made by an earlier line."""
    units: dict[str, Unit] = work.kept["units"]
    if found.above.path:
        return units[found.above.path]
    first = work.checked.twice.get(found.above.place, found.above.place)
    if first in work.checked.known:
        return units[work.checked.known[first]]
    if first not in work.made:
        raise orgs.Unfit(_("上级单位没有设立成，请先把它的一行改好。"))
    above = work.made[first]
    assert isinstance(above, Unit)
    return above


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the units out again."""
    units = list(Unit.objects.filter(pk__in=keys_of(refs, "unit")))
    return removal.remove_units(units=units, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """The units below one, from above down, each with the path of names of the one above it."""
    found = list(Unit.objects.valid(today).order_by("path"))
    book = UnitBook(as_known(one) for one in found)
    top = found[0].path if found else ""
    for one in found:
        if one.path != unit.path and is_within(one.path, unit.path):
            above = one.path[:-STEP]
            yield Given(one.ref, {
                "name": one.name, "kind": one.kind, "parent": "" if above == top else book.full(above), "code": one.code,
                "phone": one.phone, "place": one.place, "valid_from": one.valid_from,
            })  # fmt: skip


register(
    Kind(
        code="units", label=gettext_lazy("单位表"),
        about=gettext_lazy("乡镇、村、社区、部门、学校：名称、类别、上级单位。从哪一级开始都可以。"),
        to_take=EDIT, columns=COLUMNS, check=check, take=take, undo=undo, counts_in=gettext_lazy("个"),
        then=gettext_lazy("接着导入人员与职务。"), next_kind="persons", out=Outward(EDIT, rows),
    )
)  # fmt: skip
