"""请协办, 签收协办, 反馈, 撤回, 记进展: what other units do for the one that has the concern in hand."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking
from lianxin.work.concerns.duty_terms import HELP, TaskRole
from lianxin.work.concerns.models import Concern, Task
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASSIGN, REPLY, Status

RUNNING = (Status.ASSIGNED, Status.IN_HAND)


def refuse_subject(concern: Concern, to: Unit, field: str) -> None:
    """条例 §30: no complaint to the unit complained about, nor to one below it, not even to help."""
    for subject in concern.subjects.all():
        if subject.unit_path and any(is_within(path, subject.unit_path) for path in to.paths):
            raise Unfit(_("不能交给被反映的单位办理，请交给它的上级单位。"), field)


def hand_tasks(
    concern: Concern, units: Sequence[Unit], *, due_on: date | None, instruction: str, by: Actor, at: datetime
) -> list[Task]:
    """A task for each unit that has none yet; the new handler's own ends, for now the whole is his."""
    if concern.handler_id is not None:
        _end(concern, at, unit_id=concern.handler_id)
    has_one = set(concern.tasks.standing().filter(role=TaskRole.ASSIST).values_list("unit_id", flat=True))
    found = []
    for unit in dict.fromkeys(units):
        if unit.pk != concern.handler_id and unit.pk not in has_one:
            found.append(_ask(concern, unit, due_on, instruction, by, at))
    return found


def _end(concern: Concern, at: datetime, **which: object) -> None:
    concern.tasks.standing().filter(**which).update(withdrawn_on=clocking.today(at))


def due_of(concern: Concern, due_on: date | None, today: date) -> date:
    """协办期限: not before today, not after the concern's own date (where that has passed: today)."""
    last = max(clocking.working_date(concern), today)
    if due_on is not None and not today <= due_on <= last:
        raise Unfit(_("协办期限应在今天和办理期限 %(due)s 之间。") % {"due": last}, "help_due_on")
    return due_on or last


def _ask(concern: Concern, unit: Unit, due_on: date | None, instruction: str, by: Actor, at: datetime) -> Task:
    today = clocking.today(at)
    refuse_subject(concern, unit, "helpers")
    task = Task.objects.create(
        concern=concern, unit=unit, unit_path=unit.path, instruction=instruction, asked_on=today,
        asked_by_name=by.name, due_on=due_of(concern, due_on, today),
    )  # fmt: skip
    book.record(
        "task.asked", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"instruction": instruction},
        unit=unit.name, unit_of=unit.path, due_on=task.due_on.isoformat(),
    )  # fmt: skip
    return task


@transaction.atomic
def ask_help(
    *, concern: Concern, helpers: Sequence[Unit], by: Actor, at: datetime, help_due_on: date | None = None,
    instruction: str = "",
) -> list[Task]:  # fmt: skip
    """请协办: ask further units to help the one in charge, each with its own date (潍坊市热线条例 §22)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ASSIGN, concern)
    if concern.status not in RUNNING:
        raise Unfit(_("交办以后、答复以前才能请别的单位协办。"))
    made = hand_tasks(concern, helpers, due_on=help_due_on, instruction=instruction, by=by, at=at)
    if not made:
        raise Unfit(_("这些单位已经在承办或协办。"), "helpers")
    return made


@transaction.atomic
def acknowledge_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """签收协办: the helping unit takes its part in hand."""
    task = _running(task, by)
    if task.acknowledged_on is not None:
        raise Unfit(_("已经签收过了。"))
    task.acknowledged_on = clocking.today(at)
    task.save(update_fields=["acknowledged_on"])
    _tell("task.acknowledged", task, by, at)
    return task


@transaction.atomic
def report_task(*, task: Task, report: str, by: Actor, at: datetime) -> Task:
    """反馈: what the helping unit tells the one in charge; the resident is answered by the latter alone."""
    task = _running(task, by)
    if not report.strip():
        raise Unfit(_("请写明办了什么、结果怎样。"), "report")
    today = clocking.today(at)
    task.acknowledged_on = task.acknowledged_on or today
    task.reported_on, task.report, task.reported_by_name = today, report, by.name
    task.save(update_fields=["acknowledged_on", "reported_on", "report", "reported_by_name"])
    _tell("task.reported", task, by, at, {"comment": report})
    return task


@transaction.atomic
def withdraw_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """撤回协办: the unit is not needed any more, and no longer sees the concern."""
    task = Task.objects.select_for_update(of=("self",)).select_related("concern", "unit").get(pk=task.pk)
    by.must(ASSIGN, task.concern)
    if task.withdrawn_on is not None or task.reported_on is not None:
        raise Unfit(_("已经反馈或撤回，不用再撤回。"))
    task.withdrawn_on = clocking.today(at)
    task.save(update_fields=["withdrawn_on"])
    _tell("task.withdrawn", task, by, at)
    return task


@transaction.atomic
def note_progress(*, concern: Concern, comment: str, by: Actor, at: datetime) -> None:
    """记进展: what has been done so far, by any unit that works on it (首接负责制: 阶段性办理情况要说明)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    unit = working_unit(concern, by)
    if unit is None:
        raise NotAllowed(_("记进展的只能是承办、协办或首接的单位。"))
    if concern.status not in RUNNING:
        raise Unfit(_("交办以后、答复以前才能记进展。"))
    if not comment.strip():
        raise Unfit(_("请写明进展。"), "comment")
    book.record(
        "task.progressed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"comment": comment},
        unit=unit.name,
    )  # fmt: skip


def working_unit(concern: Concern, by: Actor) -> Unit | None:
    """The unit for which this actor works on the concern: its handler, or one with a standing task."""
    if concern.handler is not None and by.may(REPLY, concern):
        return concern.handler
    tasks = concern.tasks.standing().select_related("unit", "concern")
    return next((task.unit for task in tasks if by.may(HELP, task)), None)


def _running(task: Task, by: Actor) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("concern", "unit").get(pk=task.pk)
    by.must(HELP, task)
    if task.role != TaskRole.ASSIST or task.withdrawn_on is not None:
        raise Unfit(_("这件协办已经撤回，不用再办。"))
    if task.reported_on is not None:
        raise Unfit(_("已经反馈过了。"))
    if task.concern.status not in RUNNING:
        raise Unfit(_("这件诉求已经答复或退回，不用再反馈。"))
    return task


def _tell(event: str, task: Task, by: Actor, at: datetime, private: dict[str, str] | None = None) -> None:
    book.record(
        event, of=task.concern.ref, unit_path=task.concern.unit_path, by=by, at=at, private=private or {},
        unit=task.unit.name, unit_of=task.unit_path,
    )  # fmt: skip


def end_first(concern: Concern, at: datetime) -> None:
    """首接负责 ends where the unit in charge has accepted."""
    _end(concern, at, role=TaskRole.FIRST)


def begin_first(concern: Concern, unit: Unit, *, by: Actor, at: datetime) -> None:
    """首接负责: the first receiver keeps in touch with the resident until the next unit has accepted (北京 §14)."""
    if concern.tasks.standing().filter(role=TaskRole.FIRST, unit=unit).exists():
        return
    today = clocking.today(at)
    Task.objects.create(
        concern=concern, role=TaskRole.FIRST, unit=unit, unit_path=unit.path, asked_on=today, acknowledged_on=today,
        asked_by_name=by.name, due_on=max(concern.due_on or today, today),
    )  # fmt: skip
