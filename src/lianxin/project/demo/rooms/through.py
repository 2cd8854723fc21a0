"""办理中的事 of the demo county: a merge, a split letter, a pause, an application, a letter outside, reference answers."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Kind, Status

ANSWERS = (
    ("道路路灯", "路灯不亮归谁修", "主干道、城区路灯由住建局维修，一般三日内；村内自建路灯由村委会维修，乡镇给予配件补助。",
     "《青禾县路灯养护办法》第六条"),
    ("低保救助", "低保怎样申请", "由户主向户籍所在地乡镇提出书面申请，带户口簿、收入说明。乡镇三十日内入户核查并公示。",
     "《青禾县最低生活保障实施细则》第九条"),
    ("供水排水", "停水怎样通知", "计划停水提前二十四小时公告；抢修停水一小时内通知。超过十二小时的送水上门。",
     "《青禾县城乡供水服务规定》第十二条"),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """A handful of each, on the newest concerns that fit."""
    clerk = county.who(county.top, "county_clerk")
    for label, title, text, source in ANSWERS:
        topic = Topic.objects.filter(label=label, valid_to=None).first()
        commands.write_template(
            unit=county.top, title=title, text=text, source=source, topic=topic, by=clerk, at=until,
            valid_to=localdate(until) + timedelta(days=400),
        )  # fmt: skip
    _merge(clerk, until)
    _split(county, clerk, until)
    _hand(county, until)


def _merge(clerk: Actor, until: datetime) -> None:
    """The lamp that two neighbours told of."""
    pair = list(
        Concern.objects.filter(text__contains="第三盏路灯", status__in=_mergeable()).order_by("received_on", "pk")
    )
    if len(pair) >= 2:
        commands.merge(concern=pair[1], into=pair[0], reason="两位邻居说的是村口同一盏路灯。", by=clerk, at=until)


def _mergeable() -> tuple[str, ...]:
    return (Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND)


def _split(county: County, clerk: Actor, until: datetime) -> None:
    """One letter with two matters."""
    village = county.villages[county.townships[0].path][0]
    whole = commands.register(
        text="我家门前的排水沟堵了两个月，一下雨就漫水；另外我母亲七十六岁，想问高龄津贴怎样办。", kind=Kind.HELP,
        channel="letter", unit=village, title="排水沟堵塞和高龄津贴", by=clerk, at=until,
        asker=Asker(name="石有福", phone="13900009011"),
    ).concern  # fmt: skip
    commands.split(
        concern=whole, parts=[Part("门前排水沟堵了两个月，下雨漫水。"), Part("母亲七十六岁，高龄津贴怎样办？", kind=Kind.ENQUIRY)],
        by=clerk, at=until,
    )  # fmt: skip


def _hand(county: County, until: datetime) -> None:
    """On matters that departments have in hand and that are not late: an application, a pause, a letter, papers, a note."""
    today = localdate(until)
    clerk = county.who(county.top, "county_clerk")
    found = Concern.objects.filter(status=Status.IN_HAND, due_on__gt=today, subjects=None, handler__kind="department")
    for number, concern in enumerate(found.exclude(clock="").select_related("handler").order_by("-pk")[:8]):
        if concern.handler is None:
            continue
        hand = county.who(concern.handler, "department_clerk")
        commands.note(concern=concern, text="已与村里通过电话，周四上午一起到现场。", by=hand, at=until)
        try:
            _one_more(number, concern, hand, clerk, until)
        except (Unfit, WrongState):
            continue


def _one_more(number: int, concern: Concern, hand: Actor, clerk: Actor, until: datetime) -> None:
    today = localdate(until)
    if number in (0, 4):
        commands.ask(concern=concern, what="extension", days=3, reason="配件要从市里调运。", by=hand, at=until)
    elif number in (1, 5):
        commands.pause(
            concern=concern,
            ground="expertise",
            last=today + timedelta(days=6),
            reason="等第三方检测报告。",
            by=clerk,
            at=until,
        )
    elif number in (2, 6):
        commands.ask_outside(
            concern=concern, whom="市供电公司青禾分公司", number="青住建函〔2026〕17号", question="该段线路何时检修？",
            sent_on=today, by=hand, at=until,
        )  # fmt: skip
    else:
        commands.hand_over(concern=concern, what="《办事指南》和申请表各一份", on=today, by=hand, at=until)
