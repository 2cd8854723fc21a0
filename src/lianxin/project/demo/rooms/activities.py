"""活动宣传的演示数据: half a year of publicity, a training, a survey, condolences, a gift for pupils, what is planned."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.project.demo.county import County
from lianxin.work.activities import commands
from lianxin.work.activities.models import Activity
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VisitKind
from lianxin.work.volunteers.commands import arrange_shift
from lianxin.work.volunteers.models import Team

#: kind, title, days from today, where, lines (kind, what, number), people (whom, number, method, words)
HELD: tuple[tuple[Any, ...], ...] = (
    ("publicity", "集市法治宣传", -150, "镇集市", (("stand", "法治宣传点", 2), ("material", "宣传折页", 1600), ("trip", "流动宣传车", 1)),
     ("赶集群众", 2400, "estimate", "宣传点每十分钟数一次")),
    ("publicity", "防汛知识进村", -110, "各村", (("stand", "防汛宣传点", 3), ("material", "防汛明白卡", 1200)),
     ("沿河住户", 1200, "handed_out", "一户一张，按一户一人算")),
    ("publicity", "护林防火宣传", -60, "林区各组", (("letter", "防火的信", 860), ("trip", "流动宣传车", 2), ("issue", "墙报", 1)),
     ("林区住户", 860, "handed_out", "信送到户，一封算一人")),
    ("publicity", "医保政策宣传", -30, "镇便民中心", (("stand", "政策咨询点", 1), ("material", "参保须知", 940), ("issue", "宣传栏", 1)),
     ("来办事的群众", 310, "counted", "")),
    ("training", "调解员业务培训", -45, "镇会议室", (), ("镇村调解员", 38, "sign_in", "")),
    ("festival", "敬老节活动", -35, "镇文化站", (), ("镇上老人", 86, "counted", "")),
    ("job_fair", "返乡招聘会", -20, "镇广场", (("material", "用工信息单", 500),), ("求职群众", 420, "estimate", "入口隔十分钟数一次")),
    ("special", "秋季禁烧行动", -25, "各村田头", (("handled", "秸秆堆清走", 5),), ("田头村民", 60, "counted", "")),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """活动、宣传、捐助, by commands."""
    town, today = county.townships[0], localdate(until)
    village = county.villages[town.path][0]
    by: dict[str, Any] = {"by": county.who(town, "township_clerk"), "at": until}
    for kind, title, days, place, parts, people in HELD:
        _held(town, kind, title, today + timedelta(days=days), place, parts, people, by)
    _condolence(town, today, by)
    _survey(town, today, by)
    _account(town, today, by)
    _planned(town, village, today, by)


def _plan(town: Unit, kind: str, title: str, on: date, place: str, by: dict[str, Any], **more: Any) -> Activity:
    given = {"contact": f"{by['by'].name}，镇群工办", "contact_phone": "0000-7101000", **more}
    return commands.plan(unit=town, kind=kind, title=title, on=on, place=place, **given, **by)


def _held(
    town: Unit, kind: str, title: str, on: date, place: str, parts: Any, people: Any, by: dict[str, Any]
) -> None:  # fmt: skip
    activity = _plan(town, kind, title, on, place, by, cost_planned_yuan=600)
    commands.hold(activity=activity, cost_yuan=540, summary="照方案办完，群众问的政策当场作了解释。", **by)
    for part, what, number in parts:
        commands.note_part(activity=activity, kind=part, what=what, number=number, **by)
    whom, number, method, words = people
    commands.count_people(activity=activity, whom=whom, people=number, method=method, method_words=words, **by)


def _condolence(town: Unit, today: date, by: dict[str, Any]) -> None:
    """An activity around condolence visits that are there already: their money stays the visits'."""
    visits = Visit.objects.standing().filter(kind=VisitKind.CONDOLENCE).order_by("-on", "pk")[:2]
    activity = _plan(town, "condolence", "秋季走访慰问", today - timedelta(days=15), "各村", by, tag="党员帮扶")
    commands.hold(activity=activity, summary="看望了有困难的家庭。", **by)
    for visit in visits:
        commands.refer(activity=activity, ref=visit.ref, **by)


def _survey(town: Unit, today: date, by: dict[str, Any]) -> None:
    on = today - timedelta(days=20)
    activity = _plan(
        town, "survey", "空巢老人生活调查", on, "各村", by, until=today + timedelta(days=25), in_steps=True
    )
    commands.finish_step(activity=activity, step="opening", text="定了十个问题，分三个组走。", on=on, **by)


def _account(town: Unit, today: date, by: dict[str, Any]) -> None:
    account = commands.open_account(unit=town, title="助学专账", purpose="资助困难学生上学", **by)
    given: dict[str, Any] = {"account": account, **by}
    commands.take_in(text="全镇职工", amount_yuan=9800, on=today - timedelta(days=80), **given)
    commands.take_in(text="镇商会", amount_yuan=2600, goods="书包 40 个", on=today - timedelta(days=70), **given)
    commands.give_out(
        text="秋季学期补助", group="困难学生", people=38, amount_yuan=11400, on=today - timedelta(days=55), **given
    )


def _planned(town: Unit, village: Unit, today: date, by: dict[str, Any]) -> None:
    coming = _plan(
        town, "publicity", "冬春防火宣传", today + timedelta(days=9), "林区各组", by, plan="每组一个宣传点，信送到户。",
        contact_dates=[today + timedelta(days=2), today + timedelta(days=6)], cost_planned_yuan=800,
    )  # fmt: skip
    commands.note_part(activity=coming, kind="stand", what="防火宣传点", number=4, **by)
    commands.note_part(activity=coming, kind="letter", what="防火的信", number=900, **by)
    commands.count_people(activity=coming, whom="林区住户", people=900, **by)
    _plan(town, "publicity", "集市用电安全宣传", today - timedelta(days=2), "镇集市", by)
    day = _plan(village, "dedication", "集中奉献日", today + timedelta(days=14), "村口", by)
    team = Team.objects.standing().filter(unit=village, colour="green").first()
    if team is not None:
        arrange_shift(
            team=team, title=day.title, on=day.on, from_time=time(8, 30), to_time=time(11), place="村口河段", wanted=8,
            is_public=True, of_ref=day.ref, **by,
        )  # fmt: skip
