"""公开承诺的演示数据: pledges at every stage, a letter that is being signed, practical help of the year; all invented."""

from datetime import date, datetime
from decimal import Decimal
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.pledges import commands
from lianxin.work.pledges.commands import Promise
from lianxin.work.pledges.models import Pledge
from lianxin.work.windows import commands as windows

RATES = ("satisfied", "satisfied", "fairly", "satisfied", "dissatisfied", "satisfied", "fairly", "satisfied")
TEXT = (
    "一、每月检查辖区山塘、桥梁、边坡和公共房屋一次，查到隐患当天登记，写明谁看着、几天一查。\n"
    "二、群众来信来访按期限答复，不能按期答复的，先告诉群众原因。\n"
    "三、每季度第一个工作日在村务公开栏公布办理情况。\n"
    "四、年底对照本责任书逐条说明做到了没有。"
)
SCHOOL_TEXT = (
    "一、不收家长礼物和礼金。\n二、每学期家访每个学生家庭一次。\n三、作业当天批改，课后服务每天不少于 1 小时。"
)
PRACTICAL = (
    ("更换村口路灯", "更换路灯 12 盏，晚上从村口到三组都亮", "concern", "群众多次反映路灯不亮", 36000, "done", 34800),
    ("硬化三组机耕路", "硬化机耕路 800 米，农用车能开到地头", "meeting", "村民代表会议提出", 180000, "going", None),
    ("修建公共厕所", "在集镇农贸市场旁建公厕 1 座，每天保洁 2 次", "survey", "走访时老人提出", 260000, "going", None),
    ("打机井", "打机井 2 口，浇灌 120 亩地", "opinion", "征求意见表上提出", 90000, "not_done", None),
    ("给卫生室配血压计", "给 6 个村卫生室各配血压计 2 台", "survey", "走访慢性病老人时提出", 9600, "done", 9480),
    ("加宽学校门前路", "加宽校门前路 60 米，划出接送停车位 20 个", "meeting", "家长会提出", 150000, "proposed", None),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """承诺、责任书、实事, by commands."""
    _pledges(county, until)
    _letters(county, until)
    _practical(county, until)
    _served(county, until)


def _pledges(county: County, at: datetime) -> None:
    town, year = county.townships[0], localdate(at).year
    villages = county.villages[town.path]
    clerk, head = county.who(town, "township_clerk"), county.who(town, "township_leader")
    mine = [
        Promise(f"更换村口和三组路灯 {6 + n} 盏", date(year, 11, 30), "晚上从村口走到三组，路灯都亮") for n in range(4)
    ]
    office = Promise("每周三上午在村部坐班，代办事项 5 个工作日内回告", date(year, 12, 31), "坐班表贴在村部门口")
    for n, village in enumerate(villages[:4]):
        worker = county.who(village, "station_worker")
        made = commands.draft(
            unit=village,
            title=f"{village.name}{year}年公开承诺",
            year=year,
            promises=[mine[n], office],
            by=worker,
            at=at,
        )
        if n == 3:
            continue
        made = commands.submit(pledge=made, by=worker, at=at)
        if n == 2:
            continue
        made = commands.publish(pledge=commands.approve(pledge=made, by=head, at=at), by=clerk, at=at)
        _kept(made, worker, at, is_all=n == 1)
    _of_the_office(county, town, clerk, head, at)
    _of_a_leader(county, town, clerk, at)


def _kept(pledge: Pledge, worker: Actor, at: datetime, *, is_all: bool) -> None:
    lamps, office = pledge.items.all()
    commands.note_progress(item=lamps, text="线路查过，坏的灯头换了 4 个", proof="村部公开栏第二格", by=worker, at=at)
    if not is_all:
        commands.change_item(
            item=office, what="每周三、周五上午在村部坐班，代办事项 5 个工作日内回告", due_on=office.due_on,
            seen_by=office.seen_by, reason="村民提出周三赶集，加一天", by=worker, at=at,
        )  # fmt: skip
        return
    commands.settle_item(
        item=lamps, result="fulfilled", words="路灯全部更换，晚上都亮，村部公开栏有照明合同。", by=worker, at=at
    )
    commands.settle_item(item=office, result="partly", words="有两周因防汛没有坐班，下月起补上。", by=worker, at=at)
    for rating in RATES:
        commands.rate(pledge=pledge, rating=rating, at=at)


def _of_the_office(county: County, town: Unit, clerk: Actor, head: Actor, at: datetime) -> None:
    year = localdate(at).year
    promises = [
        Promise("诉求按时办结 90% 以上", date(year, 12, 31), "看板和公开台账上的按时办结率", "concern.on_time_rate", Decimal(90)),
        Promise("每月 5 日前公布上月诉求办理情况", date(year, 12, 31), "镇政务公开栏、公开台账"),
    ]  # fmt: skip
    made = commands.draft(
        unit=town, title=f"{town.name}{year}年公开承诺", year=year, promises=promises, by=clerk, at=at
    )
    made = commands.approve(pledge=commands.submit(pledge=made, by=clerk, at=at), by=head, at=at)
    commands.publish(pledge=made, by=clerk, at=at)


def _of_a_leader(county: County, town: Unit, clerk: Actor, at: datetime) -> None:
    year, person = localdate(at).year, county.persons[f"{town.path} township_leader"]
    promises = [
        Promise("每月到村接访 1 天，当场登记，15 个工作日内答复", date(year, 12, 31), "接待日安排表和答复单可查")
    ]
    made = commands.draft(
        unit=town,
        title=f"{year}年个人公开承诺",
        year=year,
        promises=promises,
        person=person,
        post="镇长",
        by=clerk,
        at=at,
    )
    made = commands.submit(pledge=made, by=clerk, at=at)
    made = commands.approve(pledge=made, by=county.who(county.top, "county_leader"), at=at)
    made = commands.publish(pledge=made, by=clerk, at=at)
    commands.consent(pledge=made, by=county.who(town, "township_leader"), at=at, shows_party=True)


def _letters(county: County, at: datetime) -> None:
    clerk, today, town = county.who(county.top, "county_clerk"), localdate(at), county.townships[0]
    villages = county.villages[town.path]
    letter = commands.draft_letter(
        unit=county.top, kind="responsibility", title=f"{today.year}年度安全与信访工作责任书", text=TEXT, year=today.year,
        due_on=date(today.year, 12, 31), by=clerk, at=at,
    )  # fmt: skip
    commands.add_parties(letter=letter, units=[*county.townships[:6], *villages[:8]], by=clerk, at=at)
    first = county.persons[f"{villages[0].path} station_worker"]
    people = [(first.name, "村站工作人员"), ("石青松", "护林员"), ("梁水生", "水管员")]
    commands.add_people(letter=letter, unit=villages[0], people=people, by=clerk, at=at)
    letter = commands.open_letter(letter=letter, by=clerk, at=at)
    for n, one in enumerate(letter.signings.order_by("pk")):
        if not one.name and n % 3 != 1:
            commands.record_signed(signing=one, by=clerk, at=at, kept_at="县群工办文书柜第二格")
    commands.remind(letter=letter, by=clerk, at=at)
    if county.schools:
        _of_a_school(county.schools[0], county, at)


def _of_a_school(school: Unit, county: County, at: datetime) -> None:
    clerk, today = county.who(school, "school_clerk"), localdate(at)
    letter = commands.draft_letter(
        unit=school, kind="pledge", title="师德建设承诺书", text=SCHOOL_TEXT, year=today.year, due_on=date(today.year, 12, 31),
        by=clerk, at=at,
    )  # fmt: skip
    people = [("林知秋", "高一班主任"), ("周望舒", "高二班主任"), ("吴砚", "英语教师"), ("郑禾", "数学教师")]
    commands.add_people(letter=letter, unit=school, people=people, by=clerk, at=at)
    letter = commands.open_letter(letter=letter, by=clerk, at=at)
    for one in letter.signings.order_by("pk")[:2]:
        commands.record_signed(signing=one, by=clerk, at=at, kept_at="校办公室")


def _served(county: County, at: datetime) -> None:
    """Matters at the window that the guide names, so that its promised days stand beside the days they took."""
    town = county.townships[0]
    clerk = county.who(town, "township_clerk")
    for matter, done in (
        ("临时救助申请", True),
        ("老年人优待证", True),
        ("高龄津贴申请", True),
        ("农村宅基地用地申请", False),
    ):
        service = windows.begin_service(unit=town, matter=matter, by=clerk, at=at)
        if done:
            windows.finish_service(service=service, result="done", by=clerk, at=at)


def _practical(county: County, at: datetime) -> None:
    town, year = county.townships[0], localdate(at).year
    clerk, villages = county.who(town, "township_clerk"), county.villages[town.path]
    for n, (title, goal, source, words, planned, state, spent) in enumerate(PRACTICAL):
        unit = town if n in (2, 4, 5) else villages[n % len(villages)]
        one = commands.propose(
            unit=unit, title=title, goal=goal, year=year, due_on=date(year, 12, 20), source=source, source_words=words,
            planned_yuan=Decimal(planned), by=clerk, at=at,
        )  # fmt: skip
        if state == "proposed":
            continue
        one = commands.promise(practical=one, by=clerk, at=at)
        if state == "done":
            commands.finish(
                practical=one, result=f"{goal}，已经办成，可到现场看。", spent_yuan=Decimal(spent or 0), by=clerk, at=at
            )
        elif state == "not_done":
            commands.give_up(practical=one, reason="水文勘察不宜打井，改修提灌站，列入明年。", by=clerk, at=at)
        else:
            commands.note_step(practical=one, text="已经招标，路基开工", proof="镇政务公开栏", by=clerk, at=at)
