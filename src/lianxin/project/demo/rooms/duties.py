"""责任清单与分办的演示: a list in force made of what the problems say, a draft, some help, two objections, one outside."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.project.demo.problems import all_problems
from lianxin.work.concerns import commands
from lianxin.work.concerns.duty_files import Entry, Party
from lianxin.work.concerns.duty_terms import LeadBy
from lianxin.work.concerns.models import Concern, DutyList, Topic
from lianxin.work.concerns.terms import Status

BASIS = "县委办〔2026〕12号附件"
LEFT_OUT = ("其他", "电信网络")
WITH_TOWNSHIP = ("道路路灯", "宅基地", "农村公路", "垃圾处理", "防汛抗旱", "邻里纠纷", "违法建设")
WITH_OTHERS = {"噪声": "县公安局", "消防安全": "县住建局", "食品安全": "县教育局", "供水排水": "县住建局"}


def fill(county: County, until: datetime, random: Random) -> None:
    """A handful of records for every page of the room."""
    clerk = county.who(county.top, "county_clerk")
    draft = commands.draft_list(by=clerk, at=until, name="群众诉求责任清单")
    commands.import_rules(duty_list=draft, entries=_entries(county), by=clerk, at=until)
    leader = county.who(county.top, "county_leader")
    commands.approve_list(duty_list=draft, valid_from=localdate(until), by=leader, at=until)
    _help(county, clerk, until, random)
    _object(county, clerk, until)
    _outside(county, clerk, until)
    _next_draft(county, clerk, until)


def _entries(county: County) -> list[Entry]:
    topics = {topic.label: topic for topic in Topic.objects.filter(valid_to=None).exclude(parent=None)}
    found: dict[str, Entry] = {}
    for problem in all_problems():
        if problem.topic in topics and problem.topic not in LEFT_OUT and problem.topic not in found:
            lead = _named(county, problem.to) if problem.to else Party(LeadBy.TOWNSHIP)
            found[problem.topic] = Entry(
                len(found), topics[problem.topic], None, lead, _helpers(county, problem.topic, lead), BASIS
            )
    if "村务公开" in topics:
        found["村务公开"] = Entry(0, topics["村务公开"], None, Party(LeadBy.VILLAGE), (Party(LeadBy.TOWNSHIP),), BASIS)
    return list(found.values())


def _named(county: County, name: str) -> Party:
    return Party(LeadBy.UNIT, county.departments[name])


def _helpers(county: County, topic: str, lead: Party) -> tuple[Party, ...]:
    found = [_named(county, WITH_OTHERS[topic])] if topic in WITH_OTHERS else []
    if topic in WITH_TOWNSHIP and lead.by != LeadBy.TOWNSHIP:
        found.append(Party(LeadBy.TOWNSHIP))
    return tuple(found)


def _in_hand(county: County) -> list[Concern]:
    """Open matters of the departments that nothing is walled off in, the newest first."""
    return list(
        Concern.objects.filter(status__in=(Status.ASSIGNED, Status.IN_HAND), subjects=None, paused_on=None)
        .filter(handler__in=county.departments.values(), unit__kind__in=("village", "community"))
        .select_related("unit__parent", "handler")
        .order_by("-handed_on", "code")[:24]
    )


def _help(county: County, clerk: Actor, at: datetime, random: Random) -> None:
    words = ("请派人一起到现场核实。", "请协助做好群众工作，三日内反馈。", "请提供村里掌握的情况。")
    for number, concern in enumerate(_in_hand(county)[2:7]):
        helper: Unit | None = concern.unit.parent
        assert helper is not None
        made = commands.ask_help(
            concern=concern, helpers=[helper], instruction=random.choice(words), by=clerk, at=at,
            help_due_on=min(max(concern.due_on or at.date(), localdate(at)), localdate(at) + timedelta(days=3)),
        )  # fmt: skip
        if number < 3:
            officer = county.who(helper, "township_clerk")
            commands.acknowledge_task(task=made[0], by=officer, at=at)
            if number == 0:
                commands.report_task(task=made[0], report="已到现场核实，情况属实，群众愿意配合。", by=officer, at=at)


def _object(county: County, clerk: Actor, at: datetime) -> None:
    reasons = (
        "该段设施尚未移交我局，产权在属地乡镇，请改由产权单位主办。",
        "三定方案写明此项由属地管理，我局只负责技术指导。",
    )
    recent = [one for one in _in_hand(county) if not one.tasks.exists()][:2]
    for number, concern in enumerate(recent):
        assert concern.handler is not None
        by = county.who(concern.handler, "department_clerk")
        objection = commands.raise_objection(
            concern=concern, reason=reasons[number], names=concern.unit.parent, by=by, at=at
        )
        if number == 1:
            commands.review_objection(
                objection=objection,
                result="rejected",
                answer="清单写明由你局主办，乡镇协办，请继续办理。",
                by=clerk,
                at=at,
            )


def _outside(county: County, clerk: Actor, at: datetime) -> None:
    waiting = Concern.objects.filter(status__in=(Status.REGISTERED, Status.RETURNED), subjects=None, handler=None)
    waiting = waiting.exclude(accepted_on=None).filter(unit__kind__in=("village", "community"), due_on__isnull=False)
    concern = waiting.select_related("unit").order_by("code").first()
    if concern is not None:
        commands.assign(
            concern=concern,
            to=concern.unit,
            by=clerk,
            at=at,
            outside_reason="村里已备好材料，村委会同意当天处理，群众也愿意。",
        )


def _next_draft(county: County, clerk: Actor, at: datetime) -> None:
    draft: DutyList = commands.draft_list(by=clerk, at=at)
    lamps = Topic.objects.filter(label="道路路灯", valid_to=None).first()
    if lamps is not None:
        commands.put_rule(
            duty_list=draft, topic=lamps, place=county.townships[0], lead=_named(county, "县城管局"),
            helpers=[Party(LeadBy.TOWNSHIP)], basis="路灯移交协议（2026）", by=clerk, at=at,
        )  # fmt: skip
