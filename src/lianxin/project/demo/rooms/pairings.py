"""挂钩结对的演示数据: villages and households with somebody of their own, people sent out, leave that waits, volunteers."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.households.queries import in_need
from lianxin.work.pairings import commands
from lianxin.work.pairings.terms import Duty, ExpertKind, Grade, PairingKind, PostingKind, Skill

HOOKED = ("县住建局", "县水利局", "县农业农村局", "县卫健局", "县教育局", "县人社局")
BASIS = "县委干部联系群众工作安排"
VOLUNTEERS = (
    ("县卫健局", (Skill.MEDICINE, Skill.CARE), "高血压、糖尿病随访"), ("县农业农村局", (Skill.FARMING,), "果树剪枝、嫁接"),
    ("县人社局", (Skill.JOBS, Skill.LAW), "劳动合同、技能培训"), ("县教育局", (Skill.TEACHING,), "初中数学辅导"),
    ("县住建局", (Skill.BUILDING, Skill.REPAIRS), "危房查看、水电维修"),
)  # fmt: skip
OUTSIDE = (
    ("果树专家", (Skill.FARMING,), "苹果、核桃病虫害", "县果业协会"), ("退休医生", (Skill.MEDICINE,), "儿科常见病", "县医院退休"),
    ("律师", (Skill.LAW, Skill.MEDIATION), "婚姻家庭、土地纠纷", "县法律援助中心"),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """挂钩、包户、下派、志愿者, by commands."""
    clerk = county.who(county.top, "county_clerk")
    town = county.townships[0]
    villages = county.villages[town.path][:6]
    _hooks(county, villages, clerk, until)
    _volunteers(county, town, until, random)
    _households(county, town, until)
    _others(county, villages, clerk, until)
    _sent_out(county, villages, until)


def _person(county: County, name: str, role: str = "department_head") -> Person | None:
    unit = county.departments.get(name)
    return county.persons.get(f"{unit.path} {role}") if unit else None


def _hooks(county: County, villages: list[Unit], clerk: Actor, until: datetime) -> None:
    """挂钩村: heads of departments with villages; the last village keeps nobody, so that a gap is seen."""
    since = localdate(until) - timedelta(days=200)
    for name, village in zip(HOOKED, villages[:-1] or villages, strict=False):
        if person := _person(county, name):
            commands.pair(
                kind=PairingKind.VILLAGE, person=person, unit=village, since=since, duty=Duty.FIRST, basis=BASIS,
                by=clerk, at=until,
            )  # fmt: skip
        if deputy := _person(county, name, "department_clerk"):
            commands.pair(
                kind=PairingKind.VILLAGE, person=deputy, unit=village, since=since, duty=Duty.DIRECT, basis=BASIS,
                by=clerk, at=until,
            )  # fmt: skip


def _households(county: County, town: Unit, until: datetime) -> None:
    """包户: half of the households in need of the first township, by its clerk; the rest is the gap."""
    by = county.who(town, "township_clerk")
    needy = in_need(localdate(until)).filter(unit_path__startswith=town.path).select_related("unit")
    found = list(needy.order_by("unit_path", "place_key", "pk"))
    people = [person for name in HOOKED for role in ("department_clerk", "department_head")
              if (person := _person(county, name, role))]  # fmt: skip
    since = localdate(until) - timedelta(days=120)
    # “每人包一户困难户”: the rule is set by who arranges for all of them
    commands.set_rule(
        unit=county.top, kind=PairingKind.HOUSEHOLD, least=0, most=2, least_days=365, basis=BASIS,
        by=county.who(county.top, "county_clerk"), at=until,
    )  # fmt: skip
    for number, household in enumerate(found[: len(found) // 2]):
        if people:
            commands.pair(
                kind=PairingKind.HOUSEHOLD, person=people[number % len(people)], household=household, since=since,
                basis=BASIS, over_why="人手少，多包一户" if number >= 2 * len(people) else "", by=by, at=until,
            )  # fmt: skip
    if len(found) > 2 and (worker := county.persons.get(f"{found[-1].unit.path} station_worker")):
        commands.pair(
            kind=PairingKind.CARE, person=worker, household=found[-1], since=since, until=localdate(until) + timedelta(9),
            by=by, at=until,
        )  # fmt: skip


def _others(county: County, villages: list[Unit], clerk: Actor, until: datetime) -> None:
    since = localdate(until) - timedelta(days=90)
    head = _person(county, HOOKED[0])
    if head is None or not county.schools:
        return
    commands.pair(
        kind=PairingKind.UNIT, person=head, unit=county.schools[0], since=since, basis=BASIS, by=clerk, at=until
    )
    commands.pair(
        kind=PairingKind.ENTERPRISE, person=head, unit=villages[0], label="清水砖厂", since=since, by=clerk, at=until
    )
    link = commands.pair(
        kind=PairingKind.YOUNG_MEMBER, person=head, unit=county.departments[HOOKED[0]], label="年轻同事一名", since=since,
        by=clerk, at=until,
    )  # fmt: skip
    actor = county.who(county.departments[HOOKED[0]], "department_head")
    for days in (61, 33, 5):
        day = localdate(until) - timedelta(days=days)
        commands.note_talk(pairing=link, on=day, has_consent=True, by=actor, at=until)


def _sent_out(county: County, villages: list[Unit], until: datetime) -> None:
    """下派: one of section grade and others of the staff, one leave granted and one that waits."""
    today = localdate(until)
    for number, (name, village) in enumerate(zip(HOOKED[:5], villages, strict=False)):
        person = _person(county, name, "department_clerk")
        if person is None:
            continue
        actor = county.who(county.departments[name], "department_clerk")
        posting = commands.send_out(
            kind=PostingKind.GUIDE if number < 3 else PostingKind.TEAM, person=person, unit=village,
            grade=Grade.SECTION if number == 0 else Grade.STAFF, title="新农村建设指导员", since=today - timedelta(days=240),
            until=today + timedelta(days=125), tasks=["入户走访，收集诉求", "帮村里办实事", "每月报一次情况"],
            basis="选派新农村建设指导员的通知", by=actor, at=until,
        )  # fmt: skip
        head = _person(county, name)
        if number < 2 and head is not None:
            first = today + timedelta(days=2) if number == 0 else today - timedelta(days=1)
            leave = commands.ask_leave(
                posting=posting, since=first, until=first + timedelta(days=2), reason="陪家人到市里看病", substitute=head,
                by=actor, at=until,
            )  # fmt: skip
            if number == 1:
                chief = county.who(county.departments[name], "department_head")
                commands.approve_leave(leave=leave, comment="同意，工作由分管同志代管", by=chief, at=until)


def _volunteers(county: County, town: Unit, until: datetime, random: Random) -> None:
    by = county.who(town, "township_clerk")
    for number, (name, skills, about) in enumerate(VOLUNTEERS):
        if person := _person(county, name, "department_clerk"):
            expert = commands.register_expert(
                kind=ExpertKind.VOLUNTEER, unit=town, person=person, skills=skills, about=about, workplace=name, by=by,
                at=until,
            )  # fmt: skip
            if number % 2 == 0:
                commands.list_expert(
                    expert=expert,
                    public_phone=names.desk_phone(random),
                    how="签了同意书",
                    hours="工作日上午",
                    by=by,
                    at=until,
                )
    for about, skills, what, workplace in OUTSIDE:
        expert = commands.register_expert(
            kind=ExpertKind.EXPERT, unit=town, name=names.person(random), skills=skills, about=f"{about}，{what}",
            workplace=workplace, phone=names.phone(random), by=by, at=until,
        )  # fmt: skip
        commands.list_expert(
            expert=expert, public_phone=names.desk_phone(random), how="当面答应", hours="逢集日全天", by=by, at=until
        )
