"""活动的事项: planned with contact and dates, held with what came of it, or called off (M259, M272, M273)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities.commands.lines import settle_lines
from lianxin.work.activities.models import Activity, Reference, SurveyStep
from lianxin.work.activities.terms import FLOW, RUN, ActivityKind, ActivityStatus, Step
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.drives.models import Drive

#: what may be shown beside an activity, each in its own room
REF = re.compile(r"(visit|dispute|concern):[0-9A-Za-z]{1,20}")
LONGEST = timedelta(days=366)


@transaction.atomic
def plan(
    *, unit: Unit, kind: str, title: str, on: date, contact: str, by: Actor, at: datetime, until: date | None = None,
    place: str = "", tag: str = "", contact_phone: str = "", contact_dates: Sequence[date] = (), plan: str = "",
    partners: str = "", cost_planned_yuan: int | None = None, drive: Drive | None = None, in_steps: bool = False,
) -> Activity:  # fmt: skip
    """计划活动: what, when, who is in charge; one already past may be entered, to be held at once.

    `in_steps`: a survey in four steps (M273), the days spread evenly over its time.
    """
    by.must_at(RUN, unit.path)
    activity = Activity(code=new_code(), kind=ActivityKind(kind), unit=unit, unit_path=unit.path, drive=drive)
    _describe(
        activity, title=title, on=on, until=until or on, contact=contact, place=place, tag=tag, plan=plan,
        contact_phone=contact_phone, contact_dates=contact_dates, partners=partners, cost_planned_yuan=cost_planned_yuan,
    )  # fmt: skip
    activity.save()
    if in_steps:
        whole = (activity.until - activity.on) / 3
        SurveyStep.objects.bulk_create(
            SurveyStep(activity=activity, step=step, order=n, planned_on=activity.on + n * whole)
            for n, step in enumerate(Step)
        )
    _tell("activity.planned", activity, by, at, {"title": activity.title}, kind=activity.get_kind_display(), on=str(on))
    return activity


@transaction.atomic
def correct_plan(*, activity: Activity, by: Actor, at: datetime, **changed: Any) -> Activity:
    """修改活动计划, as long as it has not been held: any of what `plan` takes about the activity itself."""
    activity = locked(activity, by)
    FLOW.after("correct", activity.status)
    held = {key: getattr(activity, key) for key in _DESCRIBED}
    held["contact_dates"] = activity.contact_days
    changed["until"] = changed.get("until") or changed.get("on") or activity.until
    _describe(activity, **{**held, **changed})
    activity.save()
    _tell("activity.corrected", activity, by, at, {}, on=str(activity.on))
    return activity


@transaction.atomic
def hold(
    *, activity: Activity, by: Actor, at: datetime, on: date | None = None, until: date | None = None,
    cost_yuan: int | None = None, summary: str = "", quantities: Mapping[int, int] | None = None,
    people: Mapping[int, tuple[int, str, str]] | None = None,
) -> Activity:  # fmt: skip
    """登记活动结果: the days as they were, what it cost; each planned line gets its number, or stays as planned nought.

    `quantities`: by the key of a planned line; `people`: (number, method, words) by the key of a planned group. A
    planned line without a number did not take place and is struck out.
    """
    activity = locked(activity, by)
    after = FLOW.after("hold", activity.status)
    activity.on = on or activity.on
    activity.until = max(until or (activity.until if on is None else activity.on), activity.on)
    if activity.until > localdate(at):
        raise Unfit(_("活动还没有结束，结束以后再登记结果。"), "until" if until else "on")
    activity.status, activity.cost_yuan, activity.summary = after, cost_yuan, summary.strip()
    activity.save()
    settle_lines(activity, quantities or {}, people or {}, localdate(at))
    _tell("activity.held", activity, by, at, {"title": activity.title}, kind=activity.get_kind_display())
    return activity


@transaction.atomic
def call_off(*, activity: Activity, reason: str, by: Actor, at: datetime) -> Activity:
    """取消活动: with the reason; it is counted nowhere."""
    activity = locked(activity, by)
    if not reason.strip():
        raise Unfit(_("请写取消的理由。"), "reason")
    activity.status, activity.called_why = FLOW.after("call_off", activity.status), reason.strip()[:200]
    activity.save(update_fields=["status", "called_why"])
    _tell("activity.called_off", activity, by, at, {"reason": activity.called_why})
    return activity


@transaction.atomic
def sum_up(*, activity: Activity, summary: str, by: Actor, at: datetime, cost_yuan: int | None = None) -> Activity:
    """改写活动小结 and what it cost, once it was held."""
    activity = locked(activity, by)
    if activity.status != ActivityStatus.HELD:
        raise Unfit(_("活动办完以后才写小结。"))
    activity.summary, activity.cost_yuan = summary.strip(), cost_yuan
    activity.save(update_fields=["summary", "cost_yuan"])
    _tell("activity.summed_up", activity, by, at, {})
    return activity


@transaction.atomic
def finish_step(
    *, activity: Activity, step: str, text: str, by: Actor, at: datetime, on: date | None = None
) -> SurveyStep:  # fmt: skip
    """完成专题调查的一步: 开题, 实践, 交流评价, 总结, one after the other (M273)."""
    activity = locked(activity, by)
    stage = activity.stages.filter(step=step).first()
    if stage is None or activity.status == ActivityStatus.CALLED_OFF:
        raise Unfit(_("这个活动没有这一步。"))
    if activity.stages.filter(order__lt=stage.order, done_on=None).exists():
        raise Unfit(_("请先完成前面的步骤。"))
    if not text.strip():
        raise Unfit(_("请写这一步做了什么、得出什么。"), "text")
    if (on or localdate(at)) > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    stage.done_on, stage.text = on or localdate(at), text.strip()
    stage.save(update_fields=["done_on", "text"])
    _tell("activity.stepped", activity, by, at, {"text": stage.text}, step=Step(step).label)
    return stage


@transaction.atomic
def refer(*, activity: Activity, ref: str, by: Actor, at: datetime) -> Reference:
    """关联已有的记录: a visit, a dispute, a concern; it is counted in its own room alone (M257, M275)."""
    activity = locked(activity, by)
    if not REF.fullmatch(ref):
        raise Unfit(_("请填走访、纠纷或诉求的编号。"), "ref")
    reference, new = Reference.objects.get_or_create(activity=activity, ref=ref)
    if not new:
        raise Unfit(_("已经关联过。"), "ref")
    _tell("activity.referred", activity, by, at, {}, ref=ref)
    return reference


@transaction.atomic
def unrefer(*, activity: Activity, ref: str, by: Actor, at: datetime) -> None:
    """取消关联: the record itself stays as it is."""
    activity = locked(activity, by)
    if not Reference.objects.filter(activity=activity, ref=ref).delete()[0]:
        raise Unfit(_("没有这条关联。"))
    _tell("activity.unreferred", activity, by, at, {}, ref=ref)


_DESCRIBED = ("title", "on", "until", "place", "tag", "contact", "contact_phone", "contact_dates", "plan", "partners",
              "cost_planned_yuan")  # fmt: skip


def _describe(activity: Activity, **given: Any) -> None:
    if not given["title"].strip():
        raise Unfit(_("请写活动名称。"), "title")
    if not given["contact"].strip():
        raise Unfit(_("请写联络人。"), "contact")
    if not given["on"] <= given["until"] <= given["on"] + LONGEST:
        raise Unfit(_("结束日期不能早于开始日期，活动不超过一年。"), "until")
    clearance.demand({"title": given["title"], "place": given["place"]})  # they stand on the station's page at once
    given["contact_dates"] = sorted({day.isoformat() for day in given["contact_dates"]})
    for key in _DESCRIBED:
        value = given[key]
        setattr(activity, key, value.strip() if isinstance(value, str) else value)


def locked(activity: Activity, by: Actor) -> Activity:
    """The activity, locked, if the actor may run it."""
    activity = Activity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=activity.pk)
    by.must(RUN, activity)
    return activity


def _tell(event: str, activity: Activity, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    book.record(event, of=activity.ref, unit_path=activity.unit_path, by=by, at=at, private=private, **detail)
