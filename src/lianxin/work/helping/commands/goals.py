"""帮扶目标与任务: near and mid term, and who does what for them by when (M124)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.helping.commands.plans import held
from lianxin.work.helping.models import HelpGoal, HelpPlan, HelpTask
from lianxin.work.helping.terms import PLAN, Term


@transaction.atomic
def set_goal(*, plan: HelpPlan, term: str, goal: str, until: date, by: Actor, at: datetime) -> HelpGoal:
    """定目标: near or mid term, what is to be reached until when."""
    plan = held(plan, by)
    if term not in Term.values or not goal.strip():
        raise Unfit(_("请写明是近期还是中期目标，要达到什么。"), "goal" if term in Term.values else "term")
    if until < plan.since:
        raise Unfit(_("达到日期不能早于计划开始日期。"), "until")
    made = HelpGoal.objects.create(plan=plan, term=term, goal=goal.strip(), until=until)
    book.record(
        "help.goal_set", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, kind=Term(term).label,
        until=until.isoformat(), private={"goal": made.goal},
    )  # fmt: skip
    return made


@transaction.atomic
def set_task(*, goal: HelpGoal, task: str, owner: Person, due_on: date, by: Actor, at: datetime) -> HelpTask:
    """安排任务: what somebody does for a goal, and by when; not after the goal itself."""
    plan = held(goal.plan, by)
    if not task.strip():
        raise Unfit(_("请写明要做什么。"), "task")
    if not localdate(at) <= due_on <= goal.until:
        raise Unfit(_("任务期限应在今天和目标的达到日期之间。"), "due_on")
    made = HelpTask.objects.create(code=new_code(), goal=goal, task=task.strip(), owner=owner, due_on=due_on)
    book.record(
        "help.task_set", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, person=owner.name,
        due_on=due_on.isoformat(), private={"task": made.task},
    )  # fmt: skip
    return made


@transaction.atomic
def finish_task(*, task: HelpTask, note: str, by: Actor, at: datetime, on: date | None = None) -> HelpTask:
    """任务完成: by its owner, or by whoever works on the plan; with what was done."""
    task = HelpTask.objects.select_for_update(of=("self",)).select_related("goal__plan").get(pk=task.pk)
    plan, on = task.goal.plan, on or localdate(at)
    if task.owner_id != by.person_id and not by.may(PLAN, plan):
        raise NotAllowed(_("只有责任人和制订计划的单位可以记完成。"))
    if task.done_on is not None:
        raise Unfit(_("这项任务已经记过完成。"))
    if not note.strip():
        raise Unfit(_("请写明做了什么。"), "note")
    if not plan.since <= on <= localdate(at):
        raise Unfit(_("完成日期应在计划开始日期和今天之间。"), "on")
    task.done_on, task.done_note = on, note.strip()
    task.save(update_fields=["done_on", "done_note"])
    book.record("help.task_done", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, private={"note": task.done_note})
    return task
