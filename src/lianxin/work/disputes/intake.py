"""矛盾纠纷台账的导入和导出: the matter and what became of it, with its own days; never the parties, who are in no list.

A row that is settled, agreed, reported or handed on goes through the room's moves with the days of the row. One that says
that it is still being mediated and would be overdue on arrival is turned back: nobody is to be alarmed by an old list.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries as clocks
from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, in_days, under
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.pure.workdays import run
from lianxin.work.disputes import commands
from lianxin.work.disputes.lists import VERSIONS
from lianxin.work.disputes.models import Dispute, FollowUp, Mediation, Sweep
from lianxin.work.disputes.queries import disputes
from lianxin.work.disputes.terms import CLOCK, RECORD, VIEW, DisputeStatus, Fulfilment, Origin

_OTHER_TYPES = {
    "land": ("土地承包", "土地", "山林土地(承包)", "承包地"), "boundary": ("山林", "地界", "边界", "林地"),
    "requisition": ("征地拆迁", "拆迁", "征地"), "house": ("房屋宅基地", "宅基地", "房屋"), "neighbours": ("邻里纠纷", "相邻"),
    "family": ("婚姻家庭", "婚姻家庭(继承)", "家庭", "婚姻", "赡养", "继承"), "water": ("用水", "排水", "灌溉"),
    "wages": ("劳动争议", "劳资", "欠薪", "劳动"), "contract": ("合同", "借款", "债务", "消费"),
    "damage": ("赔偿", "道路交通", "交通事故", "医患"), "construction": ("施工", "修路"), "environment": ("环境保护", "噪声", "污染"),
    "other": ("计划生育", "村务管理", "物业"),
}  # fmt: skip
_OTHER_STATES = {
    "found": ("未化解", "未处置", "待化解", "未调解", "否"), "mediating": ("正在调解", "调处中", "化解中"),
    "agreed": ("调解成功", "达成协议", "已达成协议", "已调解"), "settled": ("已化解", "化解", "已调处", "已解决", "已办结", "是"),
    "not_agreed": ("调解不成", "未达成协议", "调解失败"), "reported": ("上报",), "transferred": ("移交", "转办"),
}  # fmt: skip
TYPES = tuple(Choice(one.code, one.label, _OTHER_TYPES.get(one.code, ())) for one in VERSIONS[-1].types)
STATES = tuple(Choice(code, label, _OTHER_STATES.get(str(code), ())) for code, label in DisputeStatus.choices)
ORIGINS = tuple(Choice(code, label) for code, label in Origin.choices)
KEPT = tuple(Choice(code, label) for code, label in Fulfilment.choices)
MEDIATED = (DisputeStatus.MEDIATING, DisputeStatus.AGREED, DisputeStatus.NOT_AGREED)
COLUMNS = (
    Column("found_on", gettext_lazy("排查日期"), ("发现日期", "排查时间", "登记日期", "登记时间", "日期"), reads="day", is_needed=True),
    Column("unit", gettext_lazy("排查区域"), ("排查单位", "排查区域/单位", "单位", "村社区", "村(社区)", "所在村", "发生地"),
           gettext_lazy("哪个村、社区；不写就是导入时选的单位。"), most=120, example="石桥村"),
    Column("title", gettext_lazy("矛盾纠纷事项"), ("矛盾事项信息", "矛盾事项", "纠纷事项", "矛盾纠纷名称", "纠纷名称"),
           gettext_lazy("什么事、在哪里，不写当事人的名字。"), is_needed=True, most=80, example="三组排水沟走向"),
    Column("text", gettext_lazy("事情经过"), ("主要内容", "纠纷内容", "基本情况", "纠纷简要情况", "简要案情"),
           gettext_lazy("不写的，用事项。当事人的名字、电话不写在表里，导入后逐件登记。"), reads="text", most=4000),
    Column("type", gettext_lazy("纠纷类型"), ("矛盾纠纷类型", "矛盾类型", "类型", "类别", "矛盾纠纷类别"),
           gettext_lazy("不写就是其他。"), reads="choice", choices=TYPES, example="用水、排水"),
    Column("place", gettext_lazy("地点"), ("发生地点", "纠纷地点"), most=120),
    Column("origin", gettext_lazy("来源"), ("纠纷来源",), reads="choice", choices=ORIGINS),
    Column("sweep", gettext_lazy("排查活动"), ("排查名称",), gettext_lazy("系统里有这次排查的才写。"), most=80),
    Column("mediators", gettext_lazy("调解员"), ("责任人", "调处人", "调解人", "化解责任人", "包案人"),
           gettext_lazy("调解过的要写。"), most=80, example="石大山"),
    Column("started_on", gettext_lazy("开始调解日期"), ("调解日期", "受理日期", "受理时间"), gettext_lazy("不写就是排查日期。"),
           reads="day"),
    Column("status", gettext_lazy("化解情况"), ("状态", "调处情况", "处置情况", "是否化解", "化解状态", "办结状态"),
           gettext_lazy("不写就是待处置。"), reads="choice", choices=STATES, example="已处置"),
    Column("status_on", gettext_lazy("现状日期"), ("化解日期", "化解时间", "调处时间", "办结日期", "办结时间"),
           gettext_lazy("办结、上报、移交的那天，这些要写。"), reads="day"),
    Column("result", gettext_lazy("处置结果"), ("调解结果", "调处结果", "处理结果", "化解结果"),
           gettext_lazy("已处置的写结果，未达成的写原因。"), most=200),
    Column("handed_to", gettext_lazy("上报或移交给"), ("移交单位", "上报单位"), most=60),
    Column("fulfil_by", gettext_lazy("履行期限"), (), reads="day"),
    Column("fulfilment", gettext_lazy("履行情况"), ("协议履行情况",), reads="choice", choices=KEPT),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Which village, what became of it, whether the row says what its end needs; one matter found on a day is one."""
    held = Dispute.objects.filter(under(work.unit), in_days(work, "found_on", "found_on"))
    there = {
        (one.unit_path, one.found_on, one.title): one.code
        for one in held.only("unit_path", "found_on", "title", "code")
    }
    sweeps = {one.title: one for one in Sweep.objects.order_by("starts_on")}
    calendar, unknown = clocks.calendar(), set()

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit, state = meant.where(str(line.get("unit")), RECORD), line.get("status") or DisputeStatus.FOUND
        _must_say(line, state)
        began = line.get("started_on") or line.get("found_on")
        if state == DisputeStatus.MEDIATING and run(clocks.rule(CLOCK, on=began).rule, began, calendar).on < work.today:
            raise Unfit(_("调解早该结束了，还写着调解中：请写现在的结果，还在调解的逐件登记"))
        sweep = sweeps.get(str(line.get("sweep")))
        if line.get("sweep") and sweep is None:
            unknown.add(str(line.get("sweep")))
        return (unit.path, line.get("found_on"), line.get("title")), (unit, state, sweep)

    checked = each(work, look, there)
    if unknown:
        names = _("、").join(sorted(unknown)[:6])
        checked.remarks.append(_("系统里没有这些排查，写了它们的纠纷不归到哪次排查里：%(names)s") % {"names": names})
    return checked


def _must_say(line: Line, state: str) -> None:
    """Raise Unfit where an end lacks what the room asks of it."""
    if state in MEDIATED and not line.get("mediators"):
        raise Unfit(_("调解过的，请写调解员"))
    if state not in (DisputeStatus.FOUND, DisputeStatus.MEDIATING) and not line.get("status_on"):
        raise Unfit(_("没有写哪天办结、上报或移交（现状日期）"))
    if state in (DisputeStatus.SETTLED, DisputeStatus.NOT_AGREED) and not line.get("result"):
        raise Unfit(_("没有写处置结果"))
    if state in (DisputeStatus.REPORTED, DisputeStatus.TRANSFERRED) and not line.get("handed_to"):
        raise Unfit(_("没有写上报或移交给谁"))


def take(work: Work, place: int) -> list[str]:
    """登记 the matter, then go with it where it went."""
    line, (unit, state, sweep) = work.lines[place], work.checked.found[place]
    dispute = commands.record_dispute(
        unit=unit, type=line.get("type") or "other", title=line.get("title"), text=line.get("text") or line.get("title"),
        origin=line.get("origin") or Origin.SCREENED, place=line.get("place"), found_on=line.get("found_on"), sweep=sweep,
        by=work.by, at=work.at,
    )  # fmt: skip
    _go_on(dispute, line, state, {"by": work.by, "at": work.at})
    work.made[place] = dispute
    return [dispute.ref]


def _go_on(dispute: Dispute, line: Line, state: str, step: dict[str, Any]) -> None:
    on, result, to = line.get("status_on"), line.get("result"), line.get("handed_to")
    if state in MEDIATED:
        began = line.get("started_on") or line.get("found_on")
        commands.start_mediation(dispute=dispute, mediators=line.get("mediators"), on=began, **step)
    if state == DisputeStatus.AGREED:
        words = result or _("协议内容见原件。")
        commands.agree(dispute=dispute, agreement=words, on=on, fulfil_by=line.get("fulfil_by") or None, **step)
        if (kept := line.get("fulfilment")) and kept != Fulfilment.PENDING:
            commands.follow_up(dispute=dispute, fulfilment=kept, on=on, note=result or _("原台账所记。"), **step)
    elif state == DisputeStatus.NOT_AGREED:
        commands.fail(dispute=dispute, reason=result, on=on, **step)
    elif state == DisputeStatus.SETTLED:
        commands.settle(dispute=dispute, result=result, on=on, **step)
    elif state == DisputeStatus.REPORTED:
        commands.report_up(dispute=dispute, to=to, note=result, on=on, **step)
    elif state == DisputeStatus.TRANSFERRED:
        commands.transfer(dispute=dispute, to=to, note=result, on=on, **step)


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the disputes out again, with their mediations."""
    found = Dispute.objects.filter(code__in=[ref.partition(":")[2] for ref in refs])
    hanging = [FollowUp.objects.filter(mediation__dispute__in=found), Mediation.objects.filter(dispute__in=found)]
    return take_out(records=list(found), hanging=hanging, to=RECORD, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Disputes that the actor may see, with their last mediation; what was agreed on is for those it is opened to."""
    book, tried = full_names(today), Mediation.objects.order_by("number")
    found = disputes(by).filter(under(unit)).order_by("found_on", "pk")
    for one in found.prefetch_related(Prefetch("mediations", queryset=tried, to_attr="tried")):
        values = {
            name: getattr(one, name)
            for name in ("found_on", "title", "text", "type", "place", "origin", "status", "result", "handed_to")
        }
        values |= {"unit": book.full(one.unit_path), "sweep": one.sweep.title if one.sweep else ""}
        if one.status != DisputeStatus.FOUND:
            values["status_on"] = one.status_on
        if one.tried:
            last = one.tried[-1]
            values |= {"mediators": last.mediators, "started_on": last.started_on, "fulfil_by": last.fulfil_by}
            values |= {"fulfilment": last.fulfilment, "result": one.result or last.why_failed}
        yield Given(one.ref, values)


register(
    Kind(
        code="disputes", label=gettext_lazy("矛盾纠纷排查台账"),
        about=gettext_lazy("排查出的矛盾纠纷：哪天、哪里、什么事、化解没有。不写当事人。"), to_take=RECORD, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("件"),
        out=Outward(VIEW, rows, about=gettext_lazy("当事人和协议内容不带出；调解过几次的，只写最后一次。")),
    )
)  # fmt: skip
