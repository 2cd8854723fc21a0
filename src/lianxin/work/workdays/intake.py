"""请假登记的导入和导出: leaves that are over, approved or not, of people of the stations; the private matter is in no file."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, in_days, under
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.ledgers.clean import key
from lianxin.pure.problems import Unfit
from lianxin.work.stations.models import StationMember
from lianxin.work.workdays import queries
from lianxin.work.workdays.commands import bring_in_absence
from lianxin.work.workdays.models import Absence
from lianxin.work.workdays.terms import APPROVE, VIEW, AbsenceStage

STATES = (
    Choice("approved", AbsenceStage.APPROVED.label, ("准假", "同意", "已批准", "已审批", "批准", "已准假")),
    Choice("refused", AbsenceStage.REFUSED.label, ("不同意", "未批准", "不准")),
    *(
        Choice(one.value, one.label)
        for one in (AbsenceStage.ASKED, AbsenceStage.VERIFIED, AbsenceStage.WITHDRAWN, AbsenceStage.NOTED)
    ),
)
COLUMNS = (
    Column("unit", gettext_lazy("工作站"), ("村", "村(社区)", "单位", "所在站", "站点"),
           gettext_lazy("哪个乡镇、村、社区的站；不写就是导入时选的单位。"), most=120, example="石桥村"),
    Column("name", gettext_lazy("请假人"), ("姓名", "请假人员", "人员姓名"), is_needed=True, most=40, example="石小桥"),
    Column("since", gettext_lazy("起"), ("开始日期", "请假开始", "起始日期", "请假时间", "开始时间"), reads="day", is_needed=True),
    Column("until", gettext_lazy("止"), ("结束日期", "请假结束", "截止日期", "结束时间"), gettext_lazy("不写就是当天。"), reads="day"),
    Column("reason", gettext_lazy("事由"), ("请假事由", "事由类别", "原因"),
           gettext_lazy("规则里的事由，如 开会、病假；具体事情不写。"), is_needed=True, most=40, example="开会"),
    Column("substitute", gettext_lazy("替代人员"), ("替班人员", "代班人", "替代人"), most=40, example="石三姐"),
    Column("asked_on", gettext_lazy("申请日期"), ("申请时间",), gettext_lazy("不写就是请假第一天。"), reads="day"),
    Column("stage", gettext_lazy("审批情况"), ("状态", "是否准假", "审批结果"), gettext_lazy("不写就是已审批备案。"),
           reads="choice", choices=STATES, example="已审批备案"),
    Column("decided_on", gettext_lazy("审批日期"), ("审批时间", "备案日期"), reads="day"),
    Column("decision", gettext_lazy("审批意见"), ("意见",), most=200),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Of which station's people, decided or not; the same person since the same day is the same leave."""
    held = Absence.objects.filter(under(work.unit), in_days(work, "since", "since"))
    there = {(member, since): code for member, since, code in held.values_list("member_id", "since", "code")}
    walls: dict[tuple[str, str], list[StationMember]] = {}
    for one in StationMember.objects.filter(under(work.unit)).select_related("station"):
        walls.setdefault((one.unit_path, key(one.name)), []).append(one)

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit, since = meant.where(str(line.get("unit")), APPROVE), line.get("since")
        if line.get("stage") not in ("", AbsenceStage.APPROVED, AbsenceStage.REFUSED):
            raise Unfit(_("只导入已审批或未准的请假；其余的请在系统里办"))
        member = _member(walls, unit, str(line.get("name")), since)
        substitute = _member(walls, unit, str(line.get("substitute")), since) if line.get("substitute") else None
        reasons = {key(label): code for code, label in queries.rule_on(since).reasons}
        if (reason := reasons.get(key(line.get("reason")))) is None:
            words = {
                "name": line.get("reason"),
                "known": _("、").join(label for _code, label in queries.rule_on(since).reasons),
            }
            raise Unfit(_("事由“%(name)s”认不出来，可以写：%(known)s") % words)
        return (member.pk, since), (member, substitute, reason)

    return each(work, look, there)


def _member(walls: dict[tuple[str, str], list[StationMember]], unit: Unit, name: str, on: date) -> StationMember:
    found = [one for one in walls.get((unit.path, key(name)), []) if one.serves(on)]
    if len(found) != 1:
        raise Unfit(_("%(unit)s的站那天没有“%(name)s”，请核对姓名和到站日期") % {"unit": unit.name, "name": name})
    return found[0]


def take(work: Work, place: int) -> list[str]:
    """补录请假."""
    line, (member, substitute, reason) = work.lines[place], work.checked.found[place]
    absence = bring_in_absence(
        member=member, since=line.get("since"), until=line.get("until") or line.get("since"), reason=reason,
        substitute=substitute, asked_on=line.get("asked_on") or None, decided_on=line.get("decided_on") or None,
        is_refused=line.get("stage") == AbsenceStage.REFUSED, decision=line.get("decision"), by=work.by, at=work.at,
    )  # fmt: skip
    work.made[place] = absence
    return [absence.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the leaves out again."""
    found = list(Absence.objects.filter(code__in=[ref.partition(":")[2] for ref in refs]))
    return take_out(records=found, to=APPROVE, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Leaves that the actor may see; their matter stays."""
    book = full_names(today)
    found = Absence.objects.reachable(by=by, to=VIEW).filter(under(unit)).select_related("member", "substitute")
    for one in found.order_by("since", "pk"):
        yield Given(one.ref, {
            "unit": book.full(one.unit_path), "name": one.member.name, "since": one.since, "until": one.until,
            "reason": one.reason_label, "substitute": one.substitute.name if one.substitute else "",
            "asked_on": one.asked_on, "stage": one.stage, "decided_on": one.decided_on, "decision": one.decision,
        })  # fmt: skip


register(
    Kind(
        code="absences", label=gettext_lazy("请假登记"),
        about=gettext_lazy("驻站人员已经结束、批过的请假。没有结束的在系统里申请，逐级审批。"), to_take=APPROVE, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("次"),
        out=Outward(VIEW, rows, about=gettext_lazy("具体事由不带出，只写类别。")),
    )
)  # fmt: skip
