"""帮扶的演示数据: plans of the first village's households in need, what was given, funds, projects in every stage."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.helping import commands
from lianxin.work.helping.models import HelpPlan
from lianxin.work.households.models import Household

#: aim, then items: kind, what, planned, unit, quantities given
PLANS = (
    ("先把医保报销和慢病卡办下来，再帮忙种蔬菜，明年减轻负担。",
     (("policy", "医保报销政策", 1, "次", (1,)), ("goods", "化肥", 20, "袋", (12, 8)), ("goods", "大棚蔬菜", 2, "亩", (1,)))),
    ("联系残联培训，手工活带回家做。", (("technique", "手工编织技术", 2, "场", (1,)), ("market", "手工品收购信息", 6, "次", (2, 1)))),
    ("解决仔猪钱，请畜牧站教防疫。",
     (("goods", "仔猪", 5, "头", (3, 2)), ("technique", "生猪防疫技术", 2, "场", (1, 1)), ("funding", "小额贷款贴息", 1, "户", ()))),
)  # fmt: skip
#: kind, title, applied to, benefit, households, asked yuan, days ago, moves
PROJECTS = (
    ("works", "“五小”水利补充项目", "县水利局", "三组、四组浇地 120 亩", 46, 80000, 150,
     (("accept", 140, ""), ("approve", 110, "水发〔2026〕18号"), ("begin", 95, ""), ("finish", 40, "村民代表验收合格"))),
    ("income", "香菇大棚 6 座", "县农业农村局", "带动困难户就近务工 9 人", 9, 120000, 100,
     (("accept", 92, ""), ("approve", 60, "农发〔2026〕33号"), ("begin", 30, ""))),
    ("works", "三组入户路硬化 800 米", "县交通运输局", "三组出行", 38, 96000, 70, (("accept", 55, ""),)),
    ("other", "老年活动室修缮", "县民政局", "全村老人", None, 30000, 50, (("refuse", 20, "今年指标已满，明年三月再报"),)),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """帮扶 of the first village, by its worker; a plan for the second village by a bureau."""
    town = county.townships[0]
    village, other = county.villages[town.path][:2]
    worker, person = county.who(village, "station_worker"), county.persons[f"{village.path} station_worker"]
    today = localdate(until)
    households = Household.objects.filter(unit=village).in_need(today).order_by("place_key")
    for household, (aim, items) in zip(households, PLANS, strict=False):
        _plan(household, aim, items, village, person, worker, until)
    _projects(village, person, worker, until)
    _bureau(county, other, until)


def _plan(
    household: Household | None, aim: str, items: tuple[tuple[str, str, int, str, tuple[int, ...]], ...], unit: Unit,
    person: Person, by: Actor, at: datetime, home: Unit | None = None,
) -> HelpPlan:  # fmt: skip
    today = localdate(at)
    plan = commands.make_plan(
        unit=unit, home=home or unit, household=household, person=person, aim=aim, since=today - timedelta(days=120),
        until=today + timedelta(days=240), by=by, at=at,
    )  # fmt: skip
    for kind, what, planned, measure, given in items:
        item = commands.add_item(
            plan=plan, kind=kind, item=what, planned=Decimal(planned), measure=measure, by=by, at=at
        )
        for n, quantity in enumerate(given):
            on = today - timedelta(days=60 - 25 * n)
            commands.give(item=item, on=on, quantity=Decimal(quantity), person=person, by=by, at=at)
    near = commands.set_goal(
        plan=plan, term="near", goal="年底前帮扶事项落实一半", until=today + timedelta(days=40), by=by, at=at
    )
    commands.set_goal(plan=plan, term="mid", goal="明年有一项稳定收入", until=today + timedelta(days=400), by=by, at=at)
    task = commands.set_task(
        goal=near, task="上门问一次还差什么", owner=person, due_on=today + timedelta(days=4), by=by, at=at
    )
    commands.set_task(
        goal=near, task="和相关部门对接一次", owner=person, due_on=today + timedelta(days=25), by=by, at=at
    )
    if household is None:
        commands.finish_task(task=task, note="走了 6 户，差化肥 10 袋", by=by, at=at)
    return plan


def _projects(village: Unit, person: Person, by: Actor, at: datetime) -> None:
    today = localdate(at)
    for kind, title, to, benefit, households, yuan, days, moves in PROJECTS:
        project = commands.apply_for(
            unit=village, home=village, kind=kind, title=title, applied_to=to, applied_on=today - timedelta(days=days),
            person=person, benefit=benefit, households=households, asked_yuan=yuan, by=by, at=at,
        )  # fmt: skip
        for verb, ago, note in moves:
            project = commands.move_project(
                project=project, verb=verb, on=today - timedelta(days=ago), note=note, by=by, at=at
            )
        if project.begun_on:
            commands.enter_fund(
                unit=village, home=village, on=project.begun_on, amount_yuan=yuan * 3 // 4, source=to, use=title,
                project=project, document=next((note for _verb, _ago, note in moves if note), ""), by=by, at=at,
            )  # fmt: skip


def _bureau(county: County, village: Unit, at: datetime) -> None:
    """A bureau helps a village: a plan for it, and money of its own."""
    bureau = county.departments["县住建局"]
    by, person = county.who(bureau, "department_clerk"), county.persons[f"{bureau.path} department_clerk"]
    items = (("public_works", "太阳能路灯", 20, "盏", (12,)), ("technique", "危房自查讲解", 2, "场", (1,)))
    plan = _plan(None, "帮村里把路灯装齐，把危房查一遍。", items, village, person, by, at, home=bureau)
    commands.enter_fund(
        unit=village, home=bureau, on=localdate(at) - timedelta(days=33), amount_yuan=36000, source="县住建局办公经费",
        use="路灯 12 盏", plan=plan, by=by, at=at,
    )  # fmt: skip
