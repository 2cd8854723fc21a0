"""演示的接待日: rules of the county, 清水镇 and the first school, sessions of two months, and today's two log books.

All deeds are done at the demo's last moment, as the journal runs forward only: so there are no sessions of the past.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Topic
from lianxin.work.reception import commands
from lianxin.work.reception.models import ReceptionRule, ReceptionSession

DAYS = timedelta(days=60)
MOST_IN_TURN = 5
VISITS = (  # text, kind, topic, power, disposition, 处理意见
    ("集镇主街路灯半个月不亮，赶集的老人看不清路。", "help", "道路路灯", "outside", "transferred", "请住建局一周内修复并答复。"),
    ("想问宅基地翻建要准备什么材料。", "enquiry", "宅基地", "within", "solved", "当场给了材料清单，告知到便民中心窗口办理。"),
    ("对今年低保复核结果不理解。", "help", "低保救助", "within", "explained", "逐项讲明家庭收入核算办法，来访人表示理解。"),
    ("两家院墙排水的事调解过两次，还没有说定。", "help", "邻里纠纷", "within", "later", "约好双方下周到现场再议，先垒沙袋。"),
    ("建议镇里增设老年食堂。", "suggestion", "养老服务", "major", "meeting", "是否列入明年民生实事，请会议研究。"),
)  # fmt: skip
SCHOOL_VISITS = (
    ("晚自习后校门口车多，接孩子不安全。", "suggestion", "校园安全", "within", "solved", "当天起增加两名护学人员。"),
    ("食堂饭菜偏凉，孩子吃不好。", "complaint", "食品安全", "within", "later", "总务处已联系更换保温设备。"),
)
CATEGORIES = ("教职工", "学生家长", "学生", "社会群众")


def fill(county: County, until: datetime, random: Random) -> None:
    """接待日 of three units; where today is a day to receive on, today's books with visitors."""
    town, school = county.townships[0], county.schools[0]
    today = localdate(until)
    clerk, officer = county.who(county.top, "county_clerk"), county.who(town, "township_clerk")
    teacher = county.who(school, "school_clerk")
    _rule(county.top, "县领导接待日", [3], (time(9), time(11, 30)), "county_leader", clerk, until)
    _rule(school, "校长接待日", [2], (time(15), time(17, 40)), "school_head", teacher, until)
    mine = _rule(school, "家长接待日", [today.weekday()], (time(16), time(17, 30)), "school_head", teacher, until)
    ours = _rule(town, "镇领导接待日", [today.weekday()], (time(9), time(11, 30)), "township_leader", officer, until)
    commands.name_meeting(unit=school, name="校长办公会", by=teacher, at=until)
    meeting = commands.name_meeting(unit=town, name="镇长办公会", by=officer, at=until)
    if session := _today(mine, today):
        _enter(session, SCHOOL_VISITS, county.who(school, "school_head"), until, random)
    if session := _today(ours, today):
        leader = county.who(town, "township_leader")
        given = {"meeting": meeting, "to_unit": county.departments["县住建局"], "at_once": False}
        _enter(session, VISITS, leader, until, random, **given)
        commands.complete(session=session, by=leader, at=until)
        commands.hand_over(session=session, by=leader, at=until)
        commands.receive(session=session, by=officer, at=until)


def _rule(
    unit: Unit, label: str, weekdays: Sequence[int], hours: tuple[time, time], role: str, by: Actor, at: datetime
) -> ReceptionRule:
    today = localdate(at)
    rule = commands.set_rule(
        unit=unit, label=label, weekdays=weekdays, from_time=hours[0], to_time=hours[1], place=f"{unit.name}接待室",
        office="校长室" if unit.kind == "school" else "群众工作办公室", categories=CATEGORIES, valid_from=today, by=by, at=at,
    )  # fmt: skip
    posts = Posting.objects.filter(unit=unit, role=role).select_related("person").order_by("pk")[:MOST_IN_TURN]
    for number, posting in enumerate(posts, 1):
        commands.list_person(rule=rule, person=posting.person, place=f"{300 + number}室", by=by, at=at)
    commands.plan(rule=rule, until=today + DAYS, by=by, at=at)
    return rule


def _today(rule: ReceptionRule, today: Any) -> ReceptionSession | None:
    found: ReceptionSession | None = rule.sessions.standing().filter(on=today).first()
    return found


def _enter(
    session: ReceptionSession, visits: Sequence[tuple[str, ...]], by: Actor, at: datetime, random: Random, **given: Any
) -> None:
    topics = {topic.label: topic for topic in Topic.objects.filter(label__in=[one[2] for one in visits])}
    for number, (text, kind, topic, power, disposition, opinion) in enumerate(visits, 1):
        kinds: dict[str, dict[str, Any]] = {
            "transferred": {name: given.get(name) for name in ("to_unit", "at_once")},
            "meeting": {"meeting": given.get("meeting")}, "later": {"promised_on": localdate(at) + timedelta(days=30)},
        }  # fmt: skip
        asker = Asker(
            phone=f"1390000{random.randrange(10000):04d}",
            people_count=number,
            category=random.choice(("parent", "villager", "")),
        )
        visit = commands.Visit(
            text=text, kind=kind, topic=topics[topic], power=power, disposition=disposition, opinion=opinion, asker=asker,
            **kinds.get(disposition, {}),
        )  # fmt: skip
        commands.enter(session=session, visit=visit, by=by, at=at)
