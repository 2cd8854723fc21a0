"""整改的演示数据: a dozen items in every state, of the county, of a school and of a township; two rounds of talks."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.rectification import commands
from lianxin.work.rectification.models import Rectification, TalkPlan
from lianxin.work.rectification.terms import Status

#: source, its words, problem, measure, days until the end, how far it is
COUNTY = (
    ("opinion", "第三季度群众评议", "县住建局", "窗口一次说不清要带什么材料，群众来回跑。",
     "材料清单由9项减为5项，印成单页放大厅；来办事的当面勾一遍。",
     24, "told"),
    ("opinion", "第三季度群众评议", "县人社局", "养老资格认证要本人到场，走不动的老人为难。",
     "每月第一个周二上门认证，名单由村里报，当月办完。", 18, "issued"),
    ("comment", "县领导点评", "县水利局", "二级渠清淤拖了两年。",
     "12月底前清淤3.2公里，分两段，每段完工由两名村民代表签字。", 30, "issued"),
    ("inspection", "10月督查", "县行政审批局", "中午窗口没人，外地来的群众只能等。",
     "中午12点到14点增开1个窗口，排班表贴在大厅门口。", 8, "reported"),
    ("opinion", "第三季度群众评议", "县交通运输局", "末班车太早，厂里下夜班的人回不了村。",
     "末班车由18点改到19点半，改后一个月数乘客人数再定。", 15, "signed_off"),
    ("opinion", "第三季度群众评议", "县医保局", "报销要跑三趟。",
     "医保报销材料一次收齐，5个工作日内打款，窗口贴出时限。", 20, "again"),
    ("result", "第三季度评议结果", "县城管局", "小区门口垃圾桶不够。", "12个小区各增加2个垃圾桶，每天早7点前清运。", 0, "issued"),
)  # fmt: skip
SCHOOL = (
    ("opinion", "家长评议", "总务处", "食堂菜凉得快。", "11月底前给打饭窗口装保温台6个。", 10, "signed_off"),
    ("self_review", "四查四看自查", "教务处", "有的班作业多到十点。",
     "各科作业每天合计不超过90分钟，每周五由教务处抽查2个班。", 21, "progress"),
    ("comment", "校长点评", "政教处", "放学时校门口堵。", "三个年级错开10分钟放学，两名老师到路口值守。", 12, "reported"),
)  # fmt: skip
TOWN = (
    ("opinion", "村民评议", "", "办证要等镇里的人从县里开会回来。",
     "便民大厅办证岗设A、B两人，一人外出另一人接，姓名牌摆上桌。", 16, "issued"),
    ("inspection", "县里督查", "", "村务公开栏三个月没换。",
     "17个村每月10日前贴上月收支，镇里每月抽5个村看。", 25, "withdrawn"),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """整改 and talks, by commands, all of them at `until`."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    for source, label, name, problem, measure, days, state in COUNTY:
        owner = county.departments[name]
        item = _issue(source, label, owner, "", problem, measure, days, clerk, until, random)
        _play(item, state, county.who(owner, "department_clerk"), clerk, until)
    school = county.schools[0]
    head, teacher = county.who(school, "school_head"), county.who(school, "school_clerk")
    for source, label, section, problem, measure, days, state in SCHOOL:
        item = _issue(source, label, school, section, problem, measure, days, head, until, random)
        _play(item, state, teacher, head, until)
    town = county.townships[0]
    lead, worker = county.who(town, "township_leader"), county.who(town, "township_clerk")
    for source, label, section, problem, measure, days, state in TOWN:
        item = _issue(source, label, town, section, problem, measure, days, lead, until, random)
        _play(item, state, worker, lead, until)
    _talks(county, school, head, until, random)
    _heart(county, clerk, until)
    _notice(clerk, leader, until)


def _issue(
    source: str, label: str, owner: Unit, section: str, problem: str, measure: str, days: int, by: Actor, at: datetime,
    random: Random,
) -> Rectification:  # fmt: skip
    today = localdate(at)
    return commands.issue(
        source=source, source_ref="", source_label=label, problem=problem, owner=owner, section=section, measure=measure,
        starts_on=today - timedelta(days=6), ends_on=today + timedelta(days=days), person=names.person(random),
        supervisor=by.name, by=by, at=at, about=owner,
    )  # fmt: skip


def _play(item: Rectification, state: str, owner: Actor, checker: Actor, at: datetime) -> None:
    if state == "progress":
        commands.note_progress(item=item, text="七个班已按新办法布置，还有五个班下周一起。", by=owner, at=at)
    if state == "withdrawn":
        commands.withdraw(item=item, reason="与县里督查的限期整改重复，并到那一件办。", by=checker, at=at)
    if state in ("issued", "progress", "withdrawn"):
        return
    commands.report(item=item, text="已照措施做完，贴出来三天，没有人再问。", by=owner, at=at)
    if state == "reported":
        return
    commands.sign_off(item=item, note="到现场看过，问了5位来办事的群众，都说改了。", by=checker, at=at)
    if state in ("told", "again"):
        commands.tell(item=item, how="公示栏", by=checker, at=at)
    if state == "again":
        commands.hear(item=item, rating="dissatisfied", words="材料是一次收了，钱还是一个月才到。", by=checker, at=at)


def _talks(county: County, school: Unit, head: Actor, at: datetime, random: Random) -> None:
    """约谈: the head with those who lead a section, the deputy with the others; half of them held (000-1)."""
    today = localdate(at)
    plan = commands.plan_talks(
        title="自查自纠约谈", kind="interview", until=today + timedelta(days=5), source="self_review", source_label="四查四看自查",
        by=head, at=at,
    )  # fmt: skip
    teacher = _person(county, school, "school_clerk")
    heads, others = [names.person(random) for _each in range(5)], [names.person(random) for _each in range(6)]
    first = commands.pair(plan=plan, talker=_person(county, school, "school_head"), names=[*heads, teacher.name],
                          layer="科室负责人", by=head, at=at)  # fmt: skip
    commands.pair(plan=plan, talker=teacher, names=others, layer="其他人员", by=head, at=at)
    for number, talk in enumerate(first[:4]):
        commands.hold_talk(
            talk=talk, held_on=today - timedelta(days=number), topics="谈了自查出来的两条：作业量、家长来访没人接。",
            agreed="来访登记本放门房，当天回话。", by=head, at=at,
        )  # fmt: skip
    _some_on_paper(plan, head, today, at)


def _some_on_paper(plan: TalkPlan, by: Actor, today: date, at: datetime) -> None:
    for talk in plan.talks.filter(layer="其他人员")[:3]:
        commands.hold_talk_on_paper(talk=talk, held_on=today - timedelta(days=1), by=by, at=at)


def _heart(county: County, clerk: Actor, at: datetime) -> None:
    """谈心 after a result (001-2), still open."""
    today = localdate(at)
    plan = commands.plan_talks(
        title="评议后谈心", kind="heart", until=today + timedelta(days=10), source="result", source_label="第三季度评议结果",
        by=clerk, at=at,
    )  # fmt: skip
    people = [
        _person(county, county.departments[name], "department_head").name
        for name in ("县住建局", "县城管局", "县医保局")
    ]
    talker = _person(county, county.top, "county_leader")
    commands.pair(plan=plan, talker=talker, names=people, layer="部门负责人", by=clerk, at=at)


def _notice(clerk: Actor, leader: Actor, at: datetime) -> None:
    """整改情况通报 of what the county signed off: prepared by the clerk, read and published by a leader."""
    done = Rectification.objects.filter(unit_path=clerk.own_path, status=Status.SIGNED_OFF)
    notice = commands.prepare_notice(
        title="第三季度群众评议整改情况通报", intro="群众在评议中提的意见，下面这些已经改了。",
        codes=list(done.values_list("code", flat=True)), by=clerk, at=at,
    )  # fmt: skip
    commands.publish_notice(notice=notice, is_read=True, by=leader, at=at)


def _person(county: County, unit: Unit, role: str) -> Person:
    return county.persons[f"{unit.path} {role}"]
