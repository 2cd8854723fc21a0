"""热点在诉求页和今日的插页: the issue a concern belongs to, the way to what is alike, measures that are due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CLASSIFY, OPEN, Status
from lianxin.work.issues.models import Issue, Project, ProjectMeasure
from lianxin.work.issues.terms import PROJECT, VIEW

AHEAD = timedelta(days=7)


def _issues(request: Request, concern: Concern) -> dict[str, Any] | None:
    """The open issues that this concern is in; one statement."""
    if not request.actor.has(VIEW):
        return None
    found = Issue.objects.reachable(by=request.actor, to=VIEW).open()
    issues = list(found.filter(members__concern=concern, members__removed_at=None).only("name"))
    return {"issues": issues} if issues else None


def _steps(request: Request, concern: Concern) -> Iterator[Step]:
    """查相似, while it is not yet closed; no statement."""
    if concern.status in OPEN or (concern.status != Status.VOIDED and request.actor.may(CLASSIFY, concern)):
        yield Step(_("查相似"), reverse("issues:alike", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Measures of projects that are due within a week, the most urgent first; one statement."""
    if not actor.has(PROJECT):
        return
    seen = Project.objects.reachable(by=actor, to=PROJECT).filter(ended_on=None).values("pk")
    due = ProjectMeasure.objects.filter(project__in=seen, done_on=None, due_on__lte=today + AHEAD)
    for one in due.select_related("project", "owner")[:most]:
        days = (one.due_on - today).days
        words = ngettext("超期 %(days)s 日", "超期 %(days)s 日", -days) if days < 0 else (
            ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) if days else _("今天到期"))  # fmt: skip
        yield Waiting(
            _("落实措施"), f"{one.project.name} {one.text}", one.owner.name, reverse("issues:project", args=[one.project_id]),
            one.due_on, words % {"days": abs(days)} if days else words, "late" if days < 0 else "soon",
        )  # fmt: skip


panels.panel("concern", "issues/panel.html", _issues, where="aside", order=60)
panels.steps("concern", _steps, group="study")
panels.waits(_waits)
