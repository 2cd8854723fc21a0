"""工作站和驻站人员的导入: a row is a person of the wall; the station is set up with the first row that needs it.

A row without a name is a station alone. Telephone, hours and place are those of the station as its first row has them.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.refs import keys_of
from lianxin.base.intake.units import as_known, known_units
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, UnitBook
from lianxin.work.stations.commands.station import join_station, open_station
from lianxin.work.stations.commands.undoing import take_down
from lianxin.work.stations.models import Station, StationMember, spanning
from lianxin.work.stations.terms import EDIT, VIEW, MemberDuty

_OTHER_WORDS = {
    "head": ("村站站长", "总站站长", "主任"), "deputy": ("副主任",), "worker": ("专干", "联络员", "站员", "干事", "成员"),
    "leader": ("挂站", "包站领导", "联系领导"), "supervisor": ("督导", "指导员"),
}  # fmt: skip
DUTIES = tuple(Choice(code, label, _OTHER_WORDS.get(str(code), ())) for code, label in MemberDuty.choices)
COLUMNS = (
    Column("unit", gettext_lazy("单位"),
           ("村", "村名", "村(社区)", "村（社区）", "工作站", "所在单位", "站点", "站名", "单位名称", "所属村"),
           gettext_lazy("站设在哪个乡镇、村、社区；有同名的写全路径，如 清水镇/石桥村。"), is_needed=True, most=120, example="石桥村"),
    Column("name", gettext_lazy("姓名"), ("人员姓名", "驻站人员", "工作人员姓名"),
           gettext_lazy("空着就只设站。"), most=40, example="石大山"),
    Column("post", gettext_lazy("职务"), ("本职", "现任职务", "单位职务"), gettext_lazy("本来的职务，如 村党支部书记。有姓名就要写。"),
           example="村党支部书记"),
    Column("duty", gettext_lazy("分工"), ("站内分工", "站内职务", "岗位"),
           gettext_lazy("不写就是工作人员。"), reads="choice", choices=DUTIES, example="站长"),
    Column("phone", gettext_lazy("公示电话"), ("电话", "联系电话", "手机", "联系方式"),
           gettext_lazy("挂在墙上的电话。"), most=30, example="0000-0000001"),
    Column("since", gettext_lazy("到站日期"), ("到站时间", "到岗日期", "起"), gettext_lazy("不写就是导入当天。"), reads="day"),
    Column("hours", gettext_lazy("开放时间"), ("工作时间", "值班时间", "接待时间"), most=80, example="周一至周五 8:30—17:30"),
    Column("station_phone", gettext_lazy("站的电话"), ("站电话", "值班电话", "工作站电话", "办公电话"), most=30),
    Column("place", gettext_lazy("地点"), ("站点地址", "办公地点", "地址", "工作站地点"), most=80),
    Column("opened_on", gettext_lazy("设立日期"), ("设站日期", "建站时间", "成立日期", "设站时间"), reads="day"),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Which unit, who is on its wall already, which rows repeat each other."""
    book, checked = UnitBook(as_known(unit) for unit in known_units(work)), Checked()
    inside = within("unit_path", work.unit.path)
    work.kept["stations"] = {
        one.unit_path: one for one in Station.objects.filter(inside, closed_on=None).select_related("unit")
    }
    members = StationMember.objects.filter(inside, until=None, station__closed_on=None)
    there = {(path, name) for path, name in members.values_list("unit_path", "name")}
    first: dict[tuple[str, str], int] = {}
    for place, line in enumerate(work.lines):
        unit = _unit(work, book, place, checked)
        if unit is None:
            continue
        name = str(line.get("name"))
        if name and not line.get("post"):
            checked.refuse(place, _("有姓名，没有职务"))
            continue
        mark = (unit.path, name)
        if (before := first.setdefault(mark, place)) != place:
            checked.twice[place] = before
        elif mark in there or (not name and unit.path in work.kept["stations"]):
            checked.known[place] = unit.path
        else:
            checked.found[place] = unit
            checked.order.append(place)
    return checked


def _unit(work: Work, book: UnitBook, place: int, checked: Checked) -> Unit | None:
    words = str(work.lines[place].get("unit"))
    units: dict[str, Unit] = work.kept["units"]
    found = [units[one.path] for one in book.find(words) if is_within(one.path, work.unit.path)]
    if len(found) == 1 and work.by.may_at(EDIT, found[0].path):
        return found[0]
    if len(found) == 1:
        reason = _("您现在的职务不能维护%(name)s的工作站")
    else:
        reason = _("没有“%(name)s”，请核对名称") if not found else _("有几个“%(name)s”，请写全路径，如 清水镇/石桥村")
    checked.refuse(place, reason % {"name": words})
    return None


def take(work: Work, place: int) -> list[str]:
    """设立工作站 where there is none, and 到站 where a name is written."""
    line, unit = work.lines[place], work.checked.found[place]
    stations: dict[str, Station] = work.kept["stations"]
    station, made = stations.get(unit.path), []
    if station is None:
        station = open_station(
            unit=unit, phone=line.get("station_phone"), hours=line.get("hours"), place=line.get("place"),
            opened_on=line.get("opened_on") or line.get("since") or None, by=work.by, at=work.at,
        )  # fmt: skip
        made.append(f"station:{station.pk}")
    if line.get("name"):
        member = join_station(
            station=station, name=line.get("name"), post=line.get("post"), duty=line.get("duty") or MemberDuty.WORKER,
            phone=line.get("phone"), since=line.get("since") or None, by=work.by, at=work.at,
        )  # fmt: skip
        made.append(f"member:{member.pk}")
    stations[unit.path] = station
    work.made[place] = station
    return made


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take stations and people of the wall out again."""
    stations = list(Station.objects.filter(pk__in=keys_of(refs, "station")))
    members = list(StationMember.objects.filter(pk__in=keys_of(refs, "member")))
    return take_down(stations=stations, members=members, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """The stations that stand, with each person of their walls; one without people is a row of its own: three statements."""
    book = UnitBook(as_known(one) for one in Unit.objects.valid(today))
    found = Station.objects.reachable(by=by, to=VIEW).standing(today).filter(within("unit_path", unit.path))
    people: dict[int, list[StationMember]] = {}
    for one in StationMember.objects.filter(spanning(today), station__in=found.order_by()).order_by("since", "pk"):
        people.setdefault(one.station_id, []).append(one)
    for station in found.order_by("unit_path"):
        held = {
            "unit": book.full(station.unit_path), "hours": station.hours, "station_phone": station.phone,
            "place": station.place, "opened_on": station.opened_on,
        }  # fmt: skip
        for member in people.get(station.pk, []):
            told = {"name": member.name, "post": member.post, "duty": member.duty, "phone": member.phone}
            yield Given(station.ref, {**held, **told, "since": member.since})
        if station.pk not in people:
            yield Given(station.ref, held)


register(
    Kind(
        code="stations", label=gettext_lazy("工作站和驻站人员"),
        about=gettext_lazy("一行一个人：在哪个站、职务、分工、公示电话；还没有站的顺便设站。"), to_take=EDIT, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("行"), out=Outward(VIEW, rows),
    )
)  # fmt: skip
