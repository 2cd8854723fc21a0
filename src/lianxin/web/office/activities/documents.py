"""活动方案 and 活动小结 as documents by GB/T 9704; official papers are in Chinese."""

from collections.abc import Sequence
from datetime import date

from lianxin.pure.paper import Heading, Item, Paper, Para, runs, write_docx
from lianxin.work.activities.models import Activity, Part, Turnout
from lianxin.work.activities.terms import ActivityStatus


def document(activity: Activity, parts: Sequence[Part], turnouts: Sequence[Turnout], today: date) -> bytes:
    """The plan while it is one, then the summary."""
    is_held = activity.status == ActivityStatus.HELD
    body: list[Item] = [Heading(1, runs("基本情况")), Para(runs(_basics(activity)))]
    if activity.plan:
        body += [Heading(1, runs("活动方案")), *_paragraphs(activity.plan)]
    if parts or turnouts:
        body.append(Heading(1, runs("做了什么" if is_held else "计划做什么")))
        body += [Para(runs(_part(one))) for one in parts] + [Para(runs(_group(one))) for one in turnouts]
    yuan = activity.cost_yuan if is_held else activity.cost_planned_yuan
    if yuan is not None:
        body.append(Para(runs(f"{'实际开支' if is_held else '预算'}{yuan}元。")))
    if activity.summary:
        body += [Heading(1, runs("活动小结")), *_paragraphs(activity.summary)]
    title = f"{activity.title}{'小结' if is_held else '方案'}"
    return write_docx(
        Paper(title, tuple(body), signature=activity.unit.name, dated=activity.until if is_held else today)
    )


def _basics(activity: Activity) -> str:
    days = _day(activity.on) if activity.on == activity.until else f"{_day(activity.on)}至{_day(activity.until)}"
    told = f"{activity.unit.name}{activity.get_kind_display()}，{days}"
    told += f"，在{activity.place}" if activity.place else ""
    told += (
        f"。联络人：{activity.contact}" + (f"，电话{activity.contact_phone}" if activity.contact_phone else "") + "。"
    )
    return told + (f"合办单位：{activity.partners}。" if activity.partners else "")


def _part(one: Part) -> str:
    number = one.quantity if one.quantity is not None else one.planned
    return f"{one.get_kind_display()}：{one.what}，{number}{one.measure}。"


def _group(one: Turnout) -> str:
    if one.people is None:
        return f"预计{one.whom}{one.planned}人次。"
    return f"{one.whom}{one.people}人次（{one.how}）。"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _paragraphs(text: str) -> list[Item]:
    return [Para(runs(line.strip())) for line in text.splitlines() if line.strip()]
