"""活动台账的导入和导出: planned, held or called off, each by the room's own commands; how many came as the row says it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, in_days, under
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.work.activities.commands import call_off, count_people, hold, plan
from lianxin.work.activities.models import Activity, Turnout
from lianxin.work.activities.queries import activities
from lianxin.work.activities.terms import RUN, VIEW, WANT_WORDS, ActivityKind, ActivityStatus, Method

_OTHER_KINDS = {
    "publicity": ("宣传", "政策宣传", "宣讲"), "training": ("培训活动", "技能培训"), "festival": ("节日活动", "文体活动", "文艺活动"),
    "dedication": ("奉献日", "志愿服务", "志愿服务活动"), "help": ("帮扶",), "condolence": ("慰问",), "special": ("专项活动",),
    "survey": ("调查", "调研"), "other": ("其他",),
}  # fmt: skip
_OTHER_STATES = {
    "planned": ("计划", "未开展", "待开展", "筹备中"),
    "held": ("已开展", "已完成", "完成", "已结束", "已举行"), "called_off": ("取消", "未举办"),
}  # fmt: skip
KINDS = tuple(Choice(code, label, _OTHER_KINDS.get(str(code), ())) for code, label in ActivityKind.choices)
STATES = tuple(Choice(code, label, _OTHER_STATES.get(str(code), ())) for code, label in ActivityStatus.choices)
METHODS = tuple(Choice(code, label) for code, label in Method.choices)
WHOM = gettext_lazy("参加活动的群众")
COLUMNS = (
    Column("title", gettext_lazy("活动名称"), ("名称", "活动主题", "活动", "主题"), is_needed=True, most=60, example="春季招聘会"),
    Column("kind", gettext_lazy("活动类别"), ("类别", "活动类型", "类型"), gettext_lazy("不写就是其他活动。"),
           reads="choice", choices=KINDS, example="招聘会"),
    Column("unit", gettext_lazy("主办单位"), ("单位", "组织单位", "开展单位", "承办单位"),
           gettext_lazy("不写就是导入时选的单位。"), most=120, example="清水镇"),
    Column("on", gettext_lazy("活动时间"), ("时间", "日期", "活动日期", "开始时间", "开展时间"), reads="day", is_needed=True),
    Column("until", gettext_lazy("结束日期"), ("结束时间",), gettext_lazy("不写就是当天。"), reads="day"),
    Column("place", gettext_lazy("活动地点"), ("地点", "地址"), most=80, example="镇政府广场"),
    Column("contact", gettext_lazy("联络人"), ("负责人", "联系人", "组织者"),
           gettext_lazy("干部或合办单位的人；不写就是导入的人。"), example="李青"),
    Column("partners", gettext_lazy("合办单位"), ("参与单位", "协办单位", "参加单位"), most=200),
    Column("plan", gettext_lazy("活动方案"), ("活动内容", "内容", "主要内容"), reads="text", most=4000),
    Column("status", gettext_lazy("状态"), ("开展情况", "是否开展"),
           gettext_lazy("不写的：已经过去的算已举办，没到的算已计划。"), reads="choice", choices=STATES, example="已举办"),
    Column("people", gettext_lazy("到场人次"), ("参加人数", "人次", "参与人数", "受益人次", "参加人次"), reads="number", example="120"),
    Column("whom", gettext_lazy("到场的是哪些人"), ("参加对象", "参加人员", "参与对象"), most=40, example="求职群众"),
    Column("method", gettext_lazy("人次怎么来的"), ("统计方式", "计数方式"),
           gettext_lazy("有到场人次就要写：当场清点、签到表、按发放份数、估计。"), reads="choice", choices=METHODS, example="签到表"),
    Column("method_words", gettext_lazy("怎样估的"), ("估计说明",), gettext_lazy("按发放份数、估计的要写一句。"), most=120),
    Column("cost_yuan", gettext_lazy("实际开支（元）"), ("开支", "经费", "费用", "实际开支"), reads="number"),
    Column("summary", gettext_lazy("活动小结"), ("活动成效", "活动效果", "小结", "备注"), reads="text", most=4000),
    Column("why", gettext_lazy("取消理由"), ("取消原因",), most=200),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Whose activity, what became of it; the same title on the same day at the same place is the same activity."""
    held = Activity.objects.filter(under(work.unit), in_days(work, "on", "on"))
    there = {(one.unit_path, one.on, one.title): one.code for one in held.only("unit_path", "on", "title", "code")}

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit = meant.where(str(line.get("unit")), RUN)
        state = line.get("status") or (
            ActivityStatus.HELD if (line.get("until") or line.get("on")) < work.today else ActivityStatus.PLANNED
        )
        if state == ActivityStatus.PLANNED and (line.get("until") or line.get("on")) < work.today:
            raise Unfit(_("日子已经过了，还写着计划：请写已举办或者已取消"))
        if line.get("people") and state == ActivityStatus.HELD:
            if not line.get("method"):
                raise Unfit(_("有到场人次，没有写人次怎么来的"))
            if line.get("method") in WANT_WORDS and not line.get("method_words"):
                raise Unfit(_("按发放份数、估计的人次，要写怎样估的"))
        return (unit.path, line.get("on"), line.get("title")), (unit, state)

    return each(work, look, there)


def take(work: Work, place: int) -> list[str]:
    """计划, and 登记结果 or 取消 where the row says so."""
    line, (unit, state) = work.lines[place], work.checked.found[place]
    step: dict[str, Any] = {"by": work.by, "at": work.at}
    activity = plan(
        unit=unit, kind=line.get("kind") or ActivityKind.OTHER, title=line.get("title"), on=line.get("on"),
        until=line.get("until") or None, place=line.get("place"), contact=line.get("contact") or work.by.name,
        plan=line.get("plan"), partners=line.get("partners"), **step,
    )  # fmt: skip
    if state == ActivityStatus.HELD:
        activity = hold(activity=activity, cost_yuan=line.values.get("cost_yuan"), summary=line.get("summary"), **step)
        if line.get("people"):
            count_people(
                activity=activity, whom=line.get("whom") or str(WHOM), people=line.get("people"),
                method=line.get("method"), method_words=line.get("method_words"), **step,
            )  # fmt: skip
    elif state == ActivityStatus.CALLED_OFF:
        call_off(activity=activity, reason=line.get("why") or _("原台账记为取消"), **step)
    work.made[place] = activity
    return [activity.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the activities out again, with how many came."""
    found = Activity.objects.filter(code__in=[ref.partition(":")[2] for ref in refs])
    hanging = [Turnout.objects.filter(activity__in=found)]
    return take_out(records=list(found), hanging=hanging, to=RUN, since=since, by=by, at=at)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Activities that the actor may see; where several groups came, one row tells their sum and how each was counted."""
    book, came = full_names(today), Turnout.objects.standing()
    found = activities(by).filter(under(unit)).order_by("on", "pk")
    for one in found.prefetch_related(Prefetch("turnouts", queryset=came, to_attr="came")):
        counted: list[Turnout] = [each for each in one.came if each.people]
        values = {
            name: getattr(one, name)
            for name in ("title", "kind", "on", "until", "place", "contact", "partners", "plan", "status", "summary")
        }
        if counted:
            values |= {
                "people": sum(each.people or 0 for each in counted), "whom": "、".join(each.whom for each in counted)[:40],
                "method": counted[0].method, "method_words": "；".join(filter(None, (each.method_words for each in counted))),
            }  # fmt: skip
        values |= {"unit": book.full(one.unit_path), "cost_yuan": one.cost_yuan, "why": one.called_why}
        yield Given(one.ref, values)


register(
    Kind(
        code="activities", label=gettext_lazy("活动台账"),
        about=gettext_lazy("已举办的、计划的活动：名称、时间、地点、到场人次和小结。"), to_take=RUN, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("个"), out=Outward(VIEW, rows),
    )
)  # fmt: skip
