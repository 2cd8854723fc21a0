"""整改台账的导入和导出: 序号、问题、整改措施、责任单位、责任人、完成时限、进展、是否销号, with the days as the old ledger has them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.work.rectification.commands import bring_in
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.queries import ledger, present
from lianxin.work.rectification.terms import ISSUE, VIEW, Source, Status

STATES = (
    Choice("issued", Status.ISSUED.label, ("否", "未销号", "未完成", "正在整改", "未整改", "推进中", "持续整改")),
    Choice("reported", Status.REPORTED.label, ("已完成待核", "待销号", "已报完成")),
    Choice(
        "signed_off",
        Status.SIGNED_OFF.label,
        ("是", "销号", "已完成", "完成", "整改到位", "已整改", "已整改到位", "完成整改"),
    ),
    Choice("dissatisfied", Status.DISSATISFIED.label),
)
SOURCES = tuple(Choice(code, label) for code, label in Source.choices)
COLUMNS = (
    Column("problem", gettext_lazy("问题"), ("存在问题", "存在的问题", "问题内容", "反馈问题", "问题清单", "具体问题"),
           reads="text", is_needed=True, most=2000, example="窗口一次说不清要什么材料"),
    Column("source", gettext_lazy("来源类别"), (), gettext_lazy("不写就是督查检查。"), reads="choice", choices=SOURCES),
    Column("source_label", gettext_lazy("问题来源"), ("来源", "反馈来源"), most=120, example="群众评议意见"),
    Column("measure", gettext_lazy("整改措施"), ("整改方案", "措施", "整改内容"),
           gettext_lazy("还在整改的，写清做什么、做多少、到哪天。"), reads="text", is_needed=True, most=2000),
    Column("owner", gettext_lazy("责任单位"), ("整改责任单位", "整改责任部门", "牵头单位", "整改单位"),
           gettext_lazy("系统里的单位；有同名的写全路径。"), is_needed=True, most=120, example="县住建局"),
    Column("section", gettext_lazy("责任部门"), ("责任科室", "科室", "股室"), most=60),
    Column("person", gettext_lazy("责任人"), ("负责人", "整改负责人", "整改责任人", "责任领导"), is_needed=True, example="张建"),
    Column("supervisor", gettext_lazy("监督责任人"), ("监督人", "督办人", "督办责任人"), is_needed=True, example="周敏"),
    Column("unit", gettext_lazy("下达单位"), ("监督单位", "督办单位", "交办单位"), gettext_lazy("不写就是您的单位。"), most=120),
    Column("issued_on", gettext_lazy("下达日期"), ("交办日期", "下达时间", "交办时间"), gettext_lazy("不写就是开始时间。"), reads="day"),
    Column("starts_on", gettext_lazy("开始时间"), ("整改开始时间", "开始日期"), reads="day", is_needed=True),
    Column("ends_on", gettext_lazy("完成时限"), ("整改时限", "整改期限", "完成期限", "办理期限"), reads="day", is_needed=True),
    Column("report", gettext_lazy("进展"), ("整改情况", "整改进展", "进展情况", "完成情况", "整改进展情况"), reads="text", most=2000),
    Column("reported_on", gettext_lazy("完成日期"), ("完成时间", "整改完成时间", "报完成日期"), reads="day"),
    Column("status", gettext_lazy("是否销号"), ("销号", "销号情况", "整改状态", "是否完成", "是否整改到位", "状态"),
           gettext_lazy("不写就是整改中。"), reads="choice", choices=STATES, example="已销号"),
    Column("signed_off_on", gettext_lazy("销号日期"), ("销号时间",), gettext_lazy("已销号的要写。"), reads="day"),
    Column("note", gettext_lazy("核查情况"), ("核查结果", "验收情况"), reads="text", most=2000),
    Column("outside_reason", gettext_lazy("交清单外单位的理由"), (), reads="text", most=400),
    Column("told_on", gettext_lazy("反馈日期"), ("反馈时间",), reads="day"),
    Column("told_how", gettext_lazy("反馈方式"), ("反馈", "反馈情况"), most=120),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Whose task, how far; the same problem of the same unit since the same day is the same item."""
    held = Rectification.objects.standing().filter(work.unit.covers("owner_path"))
    there = {(one.owner_id, one.problem, one.starts_on): one.code for one in held}
    own = work.by.own_path

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        owner, state = meant.where(str(line.get("owner")), ISSUE), line.get("status") or Status.ISSUED
        unit = meant.where(str(line.get("unit")), ISSUE) if line.get("unit") else meant.by_path.get(own, work.unit)
        if state == Status.SIGNED_OFF and not line.get("signed_off_on"):
            raise Unfit(_("已销号的，没有写销号日期"))
        if state == Status.REPORTED and not line.get("reported_on"):
            raise Unfit(_("已报完成的，没有写完成日期"))
        if state == Status.DISSATISFIED:
            raise Unfit(_("不满意待再改的，请逐项登记，写新的措施和时限"))
        if state == Status.ISSUED and (line.get("signed_off_on") or line.get("reported_on")):
            raise Unfit(_("还在整改的，不写完成日期和销号日期"))
        return (owner.pk, line.get("problem"), line.get("starts_on")), (unit, owner)

    return each(work, look, there)


def take(work: Work, place: int) -> list[str]:
    """补录整改."""
    line, (unit, owner) = work.lines[place], work.checked.found[place]
    days: dict[str, Any] = {
        name: line.get(name) or None
        for name in ("issued_on", "starts_on", "ends_on", "reported_on", "signed_off_on", "told_on")
    }
    texts = {
        name: line.get(name)
        for name in (
            "source_label",
            "problem",
            "measure",
            "section",
            "person",
            "supervisor",
            "report",
            "note",
            "told_how",
            "outside_reason",
        )
    }
    item = bring_in(
        unit=unit, owner=owner, source=line.get("source") or Source.INSPECTION, **days, **texts, by=work.by, at=work.at
    )
    work.made[place] = item
    return [item.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the items out again."""
    found = list(Rectification.objects.filter(code__in=[ref.partition(":")[2] for ref in refs]))
    return take_out(records=found, to=ISSUE, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Items that the actor may see, issued or put right under the unit, each as its present round has it."""
    book = full_names(today)
    found = ledger().standing().reachable(by=by, to=VIEW).filter(unit.covers("unit_path") | unit.covers("owner_path"))
    for item in found.order_by("issued_on", "pk"):
        now = present(item)
        values = {
            name: getattr(item, name)
            for name in ("problem", "source_label", "measure", "section", "person", "supervisor", "issued_on", "outside_reason",
                         "starts_on", "ends_on", "status", "signed_off_on", "told_on")
        }  # fmt: skip
        values |= {"source": item.source_kind, "owner": book.full(item.owner_path), "unit": book.full(item.unit_path)}
        if now is not None:
            values |= {
                "report": now.report or now.progress,
                "reported_on": item.done_on,
                "note": now.check_note,
                "told_how": now.told_how,
            }
        yield Given(item.ref, values)


register(
    Kind(
        code="rectification", label=gettext_lazy("整改台账"),
        about=gettext_lazy("问题、措施、责任单位、责任人、时限、进展、是否销号；往年的按原来的日期。"), to_take=ISSUE, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("项"),
        out=Outward(VIEW, rows, about=gettext_lazy("改过几轮的，只写最后一轮。")),
    )
)  # fmt: skip
