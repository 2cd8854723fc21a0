"""挂钩联系一览表的导入和导出: each row is a link of its own, made by `pair`; one that is over comes in with its last day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, namesakes
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.work.households.models import Household, Trust
from lianxin.work.households.queries import seen_by
from lianxin.work.pairings.commands import pair
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import ARRANGE, KINDS, VIEW, Duty, PairingKind, Skill, Target

#: the file lies where it is brought in; of each row the room's own command weighs who stands at which end
BRING = replace(ARRANGE, weighed_at=("unit",))
_OTHER_KINDS = {
    "village": ("挂钩村", "挂村", "包村", "挂钩", "联系村"), "unit": ("联系学校", "联系单位"), "enterprise": ("企业", "包企业"),
    "household": ("包户", "结对帮扶", "帮扶", "结对"), "care": ("包保", "包保老人"), "staff": ("联系职工", "联系教职工"),
    "retired": ("联系老干部",), "resident": ("联系群众",),
}  # fmt: skip
LINKS = tuple(Choice(code, label, _OTHER_KINDS.get(str(code), ())) for code, label in PairingKind.choices)
DUTIES = tuple(Choice(code, label) for code, label in Duty.choices if code)
SKILLS = tuple(Choice(code, label) for code, label in Skill.choices)
COLUMNS = (
    Column("person", gettext_lazy("联系人"), ("干部", "干部姓名", "姓名", "挂钩干部", "帮扶责任人", "帮扶人", "联系干部", "结对干部"),
           gettext_lazy("干部的姓名；有同名的写登录名。要先有账号。"), is_needed=True, example="李青"),
    Column("home", gettext_lazy("联系人单位"), ("干部单位", "帮扶单位", "挂钩单位", "派出单位", "工作单位"),
           gettext_lazy("不写就是他任职的单位。"), most=120, example="清水镇", not_with=("电话",)),
    Column("kind", gettext_lazy("类别"), ("联系类别", "挂钩类别", "结对类别"), reads="choice", choices=LINKS, is_needed=True,
           example="包户"),
    Column("unit", gettext_lazy("联系地点"), ("挂钩村", "村", "村名", "联系点", "村(社区)", "所在村", "挂钩村(社区)"),
           gettext_lazy("联系哪个村、社区、单位；有同名的写全路径。"), is_needed=True, most=120, example="石桥村"),
    Column("group", gettext_lazy("组别"), ("村民小组", "组", "小组"), gettext_lazy("联系一户的，写户册里的组别和门牌。"), most=30),
    Column("door", gettext_lazy("门牌"), ("门牌号", "住址", "地址"), most=40, example="12号"),
    Column("label", gettext_lazy("联系对象"), ("对象", "企业名称"),
           gettext_lazy("不是一户、也不是村的，写几个字，如 清水砖厂。不写电话和身份证号。")),
    Column("duty", gettext_lazy("责任"), (), reads="choice", choices=DUTIES),
    Column("skill", gettext_lazy("按特长"), ("特长",), reads="choice", choices=SKILLS),
    Column("basis", gettext_lazy("依据"), ("依据文件", "文件"), most=120),
    Column("since", gettext_lazy("起"), ("开始日期", "挂钩时间", "结对时间", "结对日期", "开始时间"), reads="day", is_needed=True),
    Column("until", gettext_lazy("止"), ("结束日期", "结束时间"), gettext_lazy("不写就是没有定结束。"), reads="day"),
    Column("over_why", gettext_lazy("多安排的理由"), ("理由", "超过一般数目的理由"), most=200),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Who, with what, since when; a household by its group and door in the register of the place."""
    # a link is made at either end: those of the whole tree are compared
    held = Pairing.objects.values_list("person_id", "kind", "unit_id", "household_id", "label", "since", "code")
    there = {tuple(mark): code for *mark, code in held}
    homes: dict[tuple[int, str, str], list[Household]] = {}
    for one in seen_by(work.by, work.today):
        homes.setdefault((one.unit_id, one.group, one.door), []).append(one)

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit = meant.unit(str(line.get("unit")), anywhere=True)
        home = meant.unit(str(line.get("home")), anywhere=True) if line.get("home") else None
        person = meant.person(str(line.get("person")), line.get("since"), home)
        household = (
            _household(line, unit, homes) if KINDS[PairingKind(line.get("kind"))].target == Target.HOUSEHOLD else None
        )
        place = household.unit if household else unit
        mark = (
            person.pk,
            line.get("kind"),
            place.pk,
            household.pk if household else None,
            _label(line),
            line.get("since"),
        )
        return mark, (unit, home, person, household)

    return each(work, look, there)


def _label(line: Line) -> str:
    """联系对象 in words, for the kinds that have one or may have one."""
    return "" if KINDS[PairingKind(line.get("kind"))].target == Target.HOUSEHOLD else str(line.get("label"))


def _household(line: Line, unit: Unit, homes: dict[tuple[int, str, str], list[Household]]) -> Household:
    group, door = (" ".join(str(line.get(code)).split()) for code in ("group", "door"))
    found = homes.get((unit.pk, group, door), [])
    if len(found) != 1:
        words = (
            _("户册里没有%(unit)s%(place)s，请先登记户")
            if not found
            else _("户册里%(unit)s%(place)s不止一户，请逐户安排")
        )
        raise Unfit(words % {"unit": unit.name, "place": f"{group}{door}"})
    return found[0]


def take(work: Work, place: int) -> list[str]:
    """挂钩结对."""
    line, (unit, home, person, household) = work.lines[place], work.checked.found[place]
    made = pair(
        kind=line.get("kind"), person=person, since=line.get("since"), unit=unit, household=household, label=_label(line),
        until=line.get("until") or None, home=home, duty=line.get("duty"), skill=line.get("skill"), basis=line.get("basis"),
        over_why=line.get("over_why"), by=work.by, at=work.at,
    )  # fmt: skip
    work.made[place] = made
    return [made.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the links out again, and with them what they opened to whom."""
    found = list(Pairing.objects.filter(code__in=[ref.partition(":")[2] for ref in refs]))
    whys = [f"{PairingKind(one.kind).label} {one.code}" for one in found]
    trusts = Trust.objects.filter(household__in=[one.household_id for one in found if one.household_id], why__in=whys)
    return take_out(records=found, hanging=[trusts], to=ARRANGE, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Links at either end under the unit that the actor may see, those that are over too; a household by its door."""
    book, shared = full_names(today), namesakes()
    seen = set(seen_by(by, today).order_by().values_list("pk", flat=True))
    found = Pairing.objects.reachable(by=by, to=VIEW).filter(unit.covers("unit_path") | unit.covers("home_path"))
    for one in found.select_related("person", "unit", "household").order_by("since", "pk"):
        if one.household_id and one.household_id not in seen:
            continue
        values = {
            name: getattr(one, name)
            for name in ("kind", "label", "duty", "skill", "basis", "since", "until", "over_why")
        }
        values |= {
            "person": one.person.username if one.person.name in shared else one.person.name,
            "home": book.full(one.home_path),
            "unit": book.full(one.unit_path),
        }
        if one.household:
            values |= {"group": one.household.group, "door": one.household.door}
        yield Given(one.ref, values)


register(
    Kind(
        code="pairings", label=gettext_lazy("挂钩联系一览表"),
        about=gettext_lazy("谁联系哪个村、哪一户：先有人员和户册，再导这张表。"), to_take=BRING, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("条"),
        out=Outward(VIEW, rows, about=gettext_lazy("有同名的联系人写登录名；户写组别和门牌，不写姓名。")),
    )
)  # fmt: skip
