"""上下级的演示: letters from above in every stage, matters sent up and what came back. All invented."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Status
from lianxin.work.levels import commands
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.terms import Decision, Matter, Route, Wanted

LETTERS = (  # body, number, route, wanted, days until the return, what it says
    (
        "市信访局",
        "市信交〔{year}〕118号",
        Route.ASSIGNED,
        Wanted.REPORT,
        3,
        "来信反映村内排水沟堵塞，雨天积水进户，希望尽快疏通。",
    ),
    (
        "市信访局",
        "市信交〔{year}〕121号",
        Route.ASSIGNED,
        Wanted.REPORT,
        15,
        "来信反映集镇主街路面破损，老人夜间摔倒，希望修补。",
    ),
    (
        "市政府热线办",
        "市热转〔{year}〕2207号",
        Route.PASSED_ON,
        Wanted.REPLY,
        -2,
        "来电反映公交末班车提前收车，放学的学生赶不上。",
    ),
    (
        "市政府热线办",
        "市热转〔{year}〕2230号",
        Route.PASSED_ON,
        Wanted.NOTHING,
        0,
        "网民留言建议在文化广场增设无障碍坡道。",
    ),
)
SENT = (  # matter, reason, what the upper level answered
    (Matter.BEYOND, "维修资金超出本级预算，请上级统筹。", Decision.PLANNED, "列入下一季度小型工程计划，三月底前开工。"),
    (
        Matter.DECISION,
        "涉及几个部门，请党委、政府研究确定牵头单位。",
        Decision.INSTRUCTED,
        "由分管领导牵头，半个月内拿出办法。",
    ),
    (Matter.POLICY, "现行办法没有规定这种情形的补助标准，下面无法执行。", None, ""),
    (Matter.OPINION, "群众集中提出，请研究采纳。", None, ""),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """Letters of the county office; submissions of 清水镇 and its station."""
    clerk = county.who(county.top, "county_clerk")
    town = county.townships[0]
    for number, row in enumerate(LETTERS):
        _letter(county, row, clerk, until, is_returned=number == 1)
    officer = county.who(town, "township_clerk")
    matters = (
        Concern.objects.open().filter(unit_path__startswith=town.path, is_confidential=False, subjects=None)
        .exclude(status__in=(Status.MERGED, Status.REPLIED)).order_by("-received_on", "code")
    )  # fmt: skip
    for upward, concern in zip(SENT, matters[: len(SENT)], strict=False):
        _submission(county, upward, concern, officer, until)
    village = county.villages[town.path][0]
    commands.report(
        text="走访时多户提出，希望在村口设一个客运停靠点，老人上街不用走两里路。", kind="suggestion", channel="visit",
        unit=village, own_unit=village, matter=Matter.OPINION, reason="十几户提出，村里定不了。", to=town,
        by=county.who(village, "station_worker"), at=until,
    )  # fmt: skip


def _letter(
    county: County, row: tuple[str, str, Route, Wanted, int, str], clerk: Actor, until: datetime, *, is_returned: bool
) -> None:
    body, number, route, wanted, days, text = row
    today = localdate(until)
    return_by = today + timedelta(days=days) if wanted != Wanted.NOTHING else None
    letter = Letter(body, number.format(year=today.year), route, wanted, return_by, today - timedelta(days=4))
    receipt = commands.enter(
        letter=letter, unit=county.townships[0], text=text, kind="help", asker=Asker(name="来信人"), by=clerk, at=until
    )
    concern = receipt.concern
    bureau = county.departments["县住建局"]
    topic = Topic.objects.filter(parent__isnull=False, valid_to=None).order_by("code").first()
    assert topic is not None
    concerns.classify(
        concern=concern, topic=topic, kind="help", handling="time_limit", stance="能办，按来件要求的日期答复。",
        responsible="县住建局城建股股长", by=clerk, at=until,
    )  # fmt: skip
    concerns.assign(concern=concern, to=bureau, by=clerk, at=until)
    if not is_returned:
        return
    worker = county.who(bureau, "department_clerk")
    concerns.acknowledge(concern=concern, by=worker, at=until)
    concerns.reply(concern=concern, text="已对主街破损路面挖补十二处，夜间照明同时修复。", by=worker, at=until)
    concerns.close(concern=concern, outcome="solved", by=clerk, at=until)
    commands.give_back(
        order=UpperOrder.objects.get(concern=concern), findings="经现场核查属实，已挖补路面十二处、修复路灯两盏。",
        number=f"青群办〔{today.year}〕31号", by=clerk, at=until,
    )  # fmt: skip


def _submission(
    county: County, row: tuple[Matter, str, Decision | None, str], concern: Concern, officer: Actor, until: datetime
) -> Submission:
    matter, reason, decision, answer = row
    to = {Matter.DECISION: county.townships[0], Matter.POLICY: county.departments["县住建局"]}.get(matter, county.top)
    sent = commands.submit(
        concern=concern, matter=matter, reason=reason, unit=county.townships[0], to=to, by=officer, at=until
    )
    if decision is None:
        return sent
    role = {Matter.DECISION: "township_leader"}.get(matter, "county_clerk")
    upper = county.who(to, role)
    commands.receive(submission=sent, by=upper, at=until)
    return commands.decide(submission=sent, decision=decision, answer=answer, by=upper, at=until)
