"""每月一题: take an issue or a topic up as a whole, list measures, say what came of it. F118."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.issues.models import Issue, Project, ProjectMeasure
from lianxin.work.issues.terms import PROJECT
from lianxin.work.issues.terms import VIEW as SEE_ISSUE


@transaction.atomic
def start(
    *, name: str, goal: str, owner: Unit, unit: Unit, started_on: date, by: Actor, at: datetime,
    issue: Issue | None = None, topic: Topic | None = None,
) -> Project:  # fmt: skip
    """立题: either of an issue or of a topic in the unit's area."""
    by.must_at(PROJECT, unit.path)
    if (issue is None) == (topic is None):
        raise Unfit(_("请从一个热点立题，或选一个分类。"), "topic")
    if not name.strip() or not goal.strip():
        raise Unfit(_("请写明题目和目标。"), "goal" if name.strip() else "name")
    if issue is not None:
        by.must(SEE_ISSUE, issue)
        if Project.objects.filter(issue=issue).exists():
            raise Unfit(_("这个热点已经立题。"))
    project = Project.objects.create(
        unit=unit, unit_path=unit.path, name=name.strip()[:60], goal=goal.strip(), issue=issue, topic=topic, owner=owner,
        started_on=started_on, by_name=by.name, at=at,
    )  # fmt: skip
    book.record("project.started", of=project.ref, unit_path=unit.path, by=by, at=at, owner=owner.name,
                private={"name": project.name, "goal": project.goal})  # fmt: skip
    return project


@transaction.atomic
def add_measure(*, project: Project, text: str, owner: Unit, due_on: date, by: Actor, at: datetime) -> ProjectMeasure:
    """列措施."""
    project = _running(project, by)
    if not text.strip():
        raise Unfit(_("请写明措施。"), "text")
    if due_on < project.started_on:
        raise Unfit(_("完成期限不能早于开始日期。"), "due_on")
    measure = ProjectMeasure.objects.create(project=project, text=text.strip()[:300], owner=owner, due_on=due_on)
    book.record("project.measure_added", of=project.ref, unit_path=project.unit_path, by=by, at=at, owner=owner.name,
                due_on=due_on.isoformat(), private={"text": measure.text})  # fmt: skip
    return measure


@transaction.atomic
def finish_measure(*, measure: ProjectMeasure, result: str, by: Actor, at: datetime) -> ProjectMeasure:
    """措施完成: what was done."""
    measure = ProjectMeasure.objects.select_for_update().get(pk=measure.pk)
    project = _running(measure.project, by)
    if measure.done_on is not None:
        raise Unfit(_("这项措施已经完成。"))
    if not result.strip():
        raise Unfit(_("请写明完成情况。"), "result")
    measure.done_on, measure.result = localdate(at), result.strip()[:500]
    measure.save()
    book.record("project.measure_done", of=project.ref, unit_path=project.unit_path, by=by, at=at,
                private={"result": measure.result})  # fmt: skip
    return measure


@transaction.atomic
def end(*, project: Project, result: str, by: Actor, at: datetime) -> Project:
    """收尾: what came of it, beside the figures that the records give."""
    project = _running(project, by)
    if not result.strip():
        raise Unfit(_("请写明成效。"), "result")
    project.ended_on, project.result = localdate(at), result.strip()
    project.save(update_fields=["ended_on", "result"])
    book.record("project.ended", of=project.ref, unit_path=project.unit_path, by=by, at=at,
                private={"result": project.result})  # fmt: skip
    return project


def _running(project: Project, by: Actor) -> Project:
    project = Project.objects.select_for_update(of=("self",)).select_related("issue").get(pk=project.pk)
    by.must(PROJECT, project)
    if project.ended_on is not None:
        raise Unfit(_("这一题已经收尾。"))
    return project
