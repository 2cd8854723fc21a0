"""窗口的演示数据: a day at the counter of three units, errands under way, guides, work rooms, a figure from elsewhere."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.base.orgs.terms import UnitKind
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import commands
from lianxin.work.windows.terms import Heart, Mark, SmallService

MATTERS = (
    ("办老年证", "六十周岁以上，当场就能办", (), True), ("申请低保", "要全家的收入材料", ("户口簿复印件", "收入证明"), False),
    ("问医保缴费", "年底前在手机上缴，教了怎么缴", (), True), ("办宅基地手续", "先到村里开会研究", ("村民小组会议记录",), False),
    ("残疾人补贴", "证要先到县残联换", ("残疾证", "银行卡复印件"), False), ("开居住证明", "核对过户口，当场开了", (), True),
)  # fmt: skip
ERRANDS = (
    ("代领养老金资格认证回执", ("身份证复印件",), "县人社局"), ("代送危房改造申请", ("申请书", "房屋照片三张"), "县住建局"),
    ("代取农机补贴批复", (), ""), ("代办高龄津贴", ("户口簿复印件", "银行卡复印件"), "县民政局"),
)  # fmt: skip
GUIDES = (
    ("老年人优待证", "便民大厅 2 号窗口", "当场办结", "民政办", ("身份证", "一寸照片一张")),
    ("高龄津贴申请", "便民大厅 2 号窗口", "10 个工作日", "民政办", ("身份证", "户口簿", "银行卡")),
    ("城乡居民医保参保登记", "便民大厅 3 号窗口", "当场办结", "医保服务站", ("身份证",)),
    ("农村宅基地用地申请", "便民大厅 5 号窗口", "20 个工作日", "自然资源所", ("申请表", "村民小组意见")),
    ("临时救助申请", "便民大厅 2 号窗口", "5 个工作日", "民政办", ("身份证", "困难情况说明")),
)  # fmt: skip
ROOMS = (
    ("工会连心工作室", "开发区服装厂"),
    ("老支书工作室", "石桥村文化广场"),
    ("法律服务工作室", "县第一中学门房"),
    ("物流园工作室", "城北物流园"),
)
VISITORS = (
    ("渠水改道占了菜地，几户人一起来问补偿。", 5),
    ("厂里欠两个月工资，三个人来找。", 3),
    ("问孩子转学要什么手续。", 1),
)
LETTERS = ("来信反映村口垃圾桶太少，夏天味道大。", "来信建议把公交末班车改到晚上七点半。")


def fill(county: County, until: datetime, random: Random) -> None:
    """一天的窗口, by commands."""
    town = county.townships[0]
    village = next(iter(county.villages[town.path]), town)
    clerk, worker = county.who(town, "township_clerk"), county.who(village, "station_worker")
    places = ((village, worker), (town, clerk), (county.top, county.who(county.top, "county_clerk")))
    for unit, actor in places:
        _counter(unit, actor, until, random)
    for unit, actor in places[:2]:
        _errands(unit, actor, until, random)
    _published(county, clerk, until)
    _centre(county, until, random)
    commands.take_call(
        text="打电话说巷子里的下水道又堵了，臭水往院里倒。", kind="help", unit=village, by=worker, at=until,
        call_back_on=localdate(until) + timedelta(days=1), asker=Asker(names.person(random), names.phone(random)),
    )  # fmt: skip


def _counter(unit: Unit, actor: Actor, until: datetime, random: Random) -> None:
    topics = list(Topic.objects.filter(parent=None, valid_to=None).order_by("code"))
    for _each in range(14):
        commands.tally(
            unit=unit, topic=random.choice(topics), people=random.choice((1, 1, 1, 2, 4)), by=actor, at=until
        )
        commands.tally(unit=unit, item=random.choice(SmallService.values), by=actor, at=until)
    for matter, explained, missing, is_done in MATTERS:
        service = commands.begin_service(
            unit=unit, matter=matter, explained=explained, missing=missing, is_done=is_done, by=actor, at=until
        )
        if not is_done and random.random() < 0.5:
            commands.come_again(service=service, by=actor, at=until)
            commands.finish_service(service=service, result="done", by=actor, at=until)
    for heart in Heart:
        for _each in range(random.randint(4, 9)):
            mark = random.choice((Mark.GOOD, Mark.GOOD, Mark.GOOD, Mark.FAIR, Mark.POOR))
            commands.mark_heart(unit=unit, heart=heart, mark=mark, at=until)


def _errands(unit: Unit, actor: Actor, until: datetime, random: Random) -> None:
    today = localdate(until)
    for number, (what, papers, sent_to) in enumerate(ERRANDS):
        errand = commands.take_errand(
            unit=unit, what=what, papers=papers, for_name=names.person(random), for_phone=names.phone(random),
            report_by=today + timedelta(days=number * 3), by=actor, at=until,
        )  # fmt: skip
        if sent_to:
            errand = commands.send(
                errand=errand, sent_to=sent_to, sent_on=today, promised_on=today + timedelta(days=number), by=actor, at=until
            )  # fmt: skip
        if number == 3:
            errand = commands.bring_back(errand=errand, result="批复已取回，下月起发放。", by=actor, at=until)
            commands.report(errand=errand, how="打电话告诉本人", by=actor, at=until)
    commands.file_petition(
        acts_for=unit, report_by=today + timedelta(days=5), text="老人腿脚不便，托我反映：浴池拆了以后没有地方洗澡。", kind="help",
        unit=unit, asker=Asker(names.person(random), names.phone(random)), by=actor, at=until,
    )  # fmt: skip


def _published(county: County, clerk: Actor, until: datetime) -> None:
    today, town = localdate(until), county.townships[0]
    for item, place, limit, responsible, papers in GUIDES:
        entry = commands.publish_guide(
            unit=town, item=item, place=place, limit=limit, responsible=responsible, papers=papers, by=clerk, at=until,
            hours="工作日 8:30—17:30", phone=town.phone,
        )  # fmt: skip
        if item == GUIDES[0][0]:
            commands.publish_guide(
                unit=town, item=item, place=place, limit=limit, responsible=responsible, papers=papers[:1], by=clerk,
                at=until, hours="工作日 8:30—17:30，午间不休息", phone=town.phone, revises=entry,
            )  # fmt: skip
    by = county.who(county.top, "county_clerk")
    for number, (name, host) in enumerate(ROOMS):
        commands.open_work_room(
            unit=county.top, name=name, host=host, opened_on=today - timedelta(days=400 - 90 * number), by=by, at=until,
            set_up_by="县总工会" if name.startswith("工会") else "", contact="值班委员",
            phone=f"0000-740000{number}",
        )  # fmt: skip
    commands.enter_external(
        unit=county.top, name="行政审批办结事项", value=Decimal(4910), measure="件", source="县行政服务中心业务系统",
        period=Period.containing(today).previous().code, evidence="月报表第 2 页，由中心办公室提供", by=by, at=until,
    )  # fmt: skip


def _centre(county: County, until: datetime, random: Random) -> None:
    """联合接访服务中心: a unit with its own figures (002-1)."""
    centre = orgs.create_unit(
        name="县联合接访服务中心", kind=UnitKind.CENTRE, parent=county.top, phone="0000-8800120", place="城东街道便民路",
        by=SYSTEM, at=until,
    )  # fmt: skip
    person = orgs.create_person(username="u9001", name=names.person(random), by=SYSTEM, at=until)
    first = date(localdate(until).year, 1, 1)
    actor = actor_for(orgs.post(
        person=person, unit=centre, role="department_clerk", valid_from=first, by=SYSTEM, at=until
    ))  # fmt: skip
    for text, people in VISITORS:
        asker = Asker(names.person(random), names.phone(random), people_count=people)
        register(text=text, kind="help", channel=Channel.CALL_IN, unit=centre, asker=asker, by=actor, at=until)
    for text in LETTERS:
        register(text=text, kind="suggestion", channel=Channel.LETTER, unit=centre, by=actor, at=until)
