"""走访的演示数据: two months of visits by liaison officers, a bureau and a school; nights, a talk, a burden, a correction."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.drives.queries import current
from lianxin.work.households.models import Household
from lianxin.work.pairings.commands import pair
from lianxin.work.pairings.queries import standing
from lianxin.work.visits import commands
from lianxin.work.visits.commands import FoundMatter
from lianxin.work.visits.models import Visit

NOTES = (
    "老人身体还好，柴火备足了。", "种了三亩核桃，今年价钱不错，想再扩一亩。", "孩子在外打工，老两口带孙子，盼着路灯早点修好。",
    "问了医保怎么交，给讲清楚了。", "猪圈新修好，想学防疫。", "家里没人，问了邻居，外出做工，年底回来。",
)  # fmt: skip
FOUND = (
    FoundMatter("屋后的排水沟堵了，一下雨水就漫进院子。"), FoundMatter("水表坏了，不转。", answer="联系水管站当天来换了新表。"),
    FoundMatter("高龄补贴三个月没有到账，请查一查。", kind="enquiry"),
    FoundMatter("想给孩子申请助学贷款，不知道找谁。", answer="把办理点和材料写在纸上给了他。"),
    FoundMatter("二组到三组的机耕路塌了一段，农用车过不去。"),
)  # fmt: skip
PLAIN = {"plain": True, "unannounced": True, "direct": True, "few_along": True, "no_gifts": True, "no_burden": True}


def fill(county: County, until: datetime, random: Random) -> None:
    """走访、住村、座谈、慰问、电话, by commands."""
    town = county.townships[0]
    village = county.villages[town.path][0]
    officer = county.who(town, "liaison_officer")
    _linked(county, town, village, officer, until)
    _household_visits(officer, until)
    for name in ("县住建局", "县水利局"):
        if name in county.departments:
            _household_visits(county.who(county.departments[name], "department_head"), until, first=5)
            _of_a_bureau(county.who(county.departments[name], "department_clerk"), village, until)
    _of_the_village(county, village, until)
    _of_a_school(county, until)


def _linked(county: County, town: Unit, village: Unit, officer: Actor, until: datetime) -> None:
    """包户: the liaison officer has three households of the village, so that his telephone knows whom he visits."""
    clerk, today = county.who(town, "township_clerk"), localdate(until)
    person = county.persons[f"{town.path} liaison_officer"]
    for number, household in enumerate(Household.objects.filter(unit=village).order_by("pk")[3:9:2]):
        pair(
            kind="household", person=person, household=household, since=today - timedelta(days=100),
            over_why="驻村，就近多包几户" if number else "", by=clerk, at=until,
        )  # fmt: skip


def _household_visits(actor: Actor, until: datetime, first: int = 0) -> None:
    """入户 to those to whom one is linked, about every twelve days; some of them found something."""
    today = localdate(until)
    known = [one.household for one in standing(actor.person_id or 0, today) if one.household is not None]
    for number, household in enumerate(household for household in known for _each in range(2)):
        on = today - timedelta(days=2 + first + 11 * number)
        found = [FOUND[(number + first) % len(FOUND)]] if number % 3 == 0 else []
        drive = next((one for one in current(actor, today) if one.runs_on(on)), None) if number % 2 == 0 else None
        commands.record_visit(
            kind="phone" if number % 5 == 4 else "household", unit=household.unit, household=household, on=on,
            note=NOTES[(number + first) % len(NOTES)], methods=["single"], findings=found, drive=drive,
            disciplines=PLAIN if number % 2 else None, by=actor, at=until,
        )  # fmt: skip


def _of_a_bureau(actor: Actor, village: Unit, until: datetime) -> None:
    """蹲点 with nights, 慰问, 政策宣讲 with a talk, 随机调研; one record corrected."""
    today = localdate(until)

    def visit(kind: str, days: int, **told: object) -> Visit:
        return commands.record_visit(
            kind=kind, unit=village, on=today - timedelta(days=days), by=actor, at=until, **told,  # type: ignore[arg-type]
        )  # fmt: skip

    visit("squat", 40, until=today - timedelta(days=37), nights=3, group="三组", methods=["on_site", "together"],
          households=9, needy=2, note="跟着村组干部巡了沟渠，住在村部。")  # fmt: skip
    visit("random", 26, group="二组", households=3, note="回老家路过，顺便听听。")
    given = visit("condolence", 18, whom="二组生病住院的村民", households=1, amount_yuan=500)
    talk = visit("policy", 9, methods=["forum"], leaflets=[("城乡居民医保明白卡", 40), ("助学政策一页通", 25)],
                 disciplines=PLAIN, households=20, needy=4)  # fmt: skip
    commands.note_talk(
        visit=talk, committee=3, residents=21, text="讲了医保缴费和助学政策，大家问得最多的是异地就医怎么报。",
        advice="希望把报销材料清单贴在村务公开栏。\n希望下次晚上来，白天都在地里。", by=actor, at=until,
    )  # fmt: skip
    commands.correct_visit(
        visit=given, reason="慰问金额记错了", kind="condolence", unit=village, on=given.on, whom=given.whom, households=1,
        amount_yuan=300, by=actor, at=until,
    )  # fmt: skip


def _of_the_village(county: County, village: Unit, until: datetime) -> None:
    """The village's own rounds, and what it wrote down of those who came."""
    worker, today = county.who(village, "station_worker"), localdate(until)
    for days, group, households, needy in ((33, "一组", 12, 3), (19, "二组", 10, 2), (6, "三组", 14, 4)):
        commands.record_visit(
            kind="household", unit=village, on=today - timedelta(days=days), group=group, households=households,
            needy=needy, methods=["single"], by=worker, at=until,
        )  # fmt: skip
    commands.record_stay(
        person=county.persons[f"{village.path} station_worker"], unit=village, on=today - timedelta(days=15),
        until=today - timedelta(days=12), by=worker, at=until,
    )  # fmt: skip
    came = Visit.objects.standing().filter(unit=village, kind="policy").first()
    commands.note_burden(
        unit=village, who=came.home.name if came else "县里工作组", on=today - timedelta(days=9), people=2, hours=4,
        cost_yuan=80, papers=1, note="借了会议室，烧了开水。", visit=came, by=worker, at=until,
    )  # fmt: skip


def _of_a_school(county: County, until: datetime) -> None:
    """学校家访 and 教职工家访."""
    school, today = county.schools[0], localdate(until)
    clerk, head = county.who(school, "school_clerk"), county.who(school, "school_head")
    commands.record_visit(
        kind="home_school", unit=school, on=today - timedelta(days=12), whom="初二三班家长 6 户", households=6, needy=2,
        leaflets=[("控辍保学致家长的一封信", 6), ("教育扶贫补助明白卡", 6)], methods=["single", "survey"],
        findings=[FoundMatter("校车晚了二十分钟，孩子在路口等。")], by=clerk, at=until,
    )  # fmt: skip
    commands.record_visit(
        kind="staff_home", unit=school, on=today - timedelta(days=20), whom="病休的教职工", households=1, amount_yuan=400,
        people=[county.persons[f"{school.path} school_clerk"]], by=head, at=until,
    )  # fmt: skip
