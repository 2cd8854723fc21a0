"""分办 on a concern's page: who leads and who helps, with their dates; objections; the buttons; what waits on 今日."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.concerns import duty_queries as queries
from lianxin.work.concerns.commands.objecting import hindered
from lianxin.work.concerns.commands.tasks import RUNNING
from lianxin.work.concerns.duty_terms import HELP, OBJECT, TaskRole
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import ASSIGN, REPLY


def working(request: Request, concern: Concern) -> dict[str, Any] | None:
    """主办与协办: each with its date; nothing where nobody helps and nobody objected."""
    found = list(concern.tasks.standing().select_related("unit"))
    objections = list(concern.objections.select_related("unit", "names", "handed_to"))
    if not found and not objections:
        return None
    actor = request.actor
    is_running = concern.status in RUNNING
    rows = [
        {
            "task": one, "is_late": one.is_late(request.today) and (is_running or one.reported_on),
            "is_mine": is_running and actor.may_at(HELP, one.unit_path),
        }
        for one in found
        if one.role == TaskRole.ASSIST
    ]  # fmt: skip
    return {
        "concern": concern, "rows": rows, "objections": objections, "is_running": is_running,
        "first": [one for one in found if one.role == TaskRole.FIRST],
        "missing": [one["task"].unit.name for one in rows if one["task"].reported_on is None],
        "may_assign": actor.may(ASSIGN, concern), "today": request.today, "may_reply": actor.may(REPLY, concern),
    }  # fmt: skip


def checklist(request: Request, concern: Concern) -> dict[str, Any] | None:
    """办理步骤 while it is in somebody's hands."""
    if not concern.handler_id:
        return None
    rows = queries.steps_of(concern)
    may_tick = concern.status in RUNNING and (request.actor.may(REPLY, concern) or request.actor.has(HELP))
    return {"rows": rows, "concern": concern, "may_tick": may_tick} if rows else None


def keeping(request: Request, concern: Concern) -> dict[str, Any] | None:
    """个人清单: one small button."""
    if not request.actor.is_person:
        return None
    return {"concern": concern, "is_listed": queries.is_listed(concern, request.actor)}


def further(request: Request, concern: Concern) -> Iterator[panels.Step]:
    """The buttons: what this actor may and the state lets."""
    if concern.status not in RUNNING:
        return
    actor, code = request.actor, concern.code
    if actor.may(ASSIGN, concern):
        yield panels.Step(_("请协办"), reverse("duties:ask_help", args=[code]))
    if actor.may(REPLY, concern) or actor.has(HELP):
        yield panels.Step(_("记进展"), reverse("duties:progress", args=[code]))
    if actor.may(OBJECT, concern) and not hindered(concern, request.today):
        yield panels.Step(_("提出异议"), reverse("duties:object", args=[code]))


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[panels.Waiting]:
    """协办 to report, objections to review."""
    for task in queries.my_tasks(actor, most):
        is_late = task.due_on < today
        yield panels.Waiting(
            _("协办"), shown(task.concern.title, task.concern, actor), task.concern.unit.name,
            reverse("concerns:detail", args=[task.concern.code]), task.due_on,
            _("已超期") if is_late else _("限%(due)s") % {"due": task.due_on.isoformat()}, "late" if is_late else "",
        )  # fmt: skip
    for objection in queries.to_review(actor, most):
        yield panels.Waiting(
            _("审核异议"), shown(objection.concern.title, objection.concern, actor), objection.unit.name,
            reverse("duties:review", args=[objection.pk]), objection.concern.due_on,
        )  # fmt: skip


panels.panel("concern", "duties/panel.html", working, order=10)
panels.panel("concern", "duties/checklist.html", checklist, order=12)
panels.panel("concern", "duties/keep.html", keeping, order=90, where="aside")
panels.steps("concern", further, group="hand")
panels.waits(waiting)
