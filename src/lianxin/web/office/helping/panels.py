"""帮扶在一户的页面和今日上的: the plans of a household, a task of mine that is due; the rows behind the figures."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.helping import queries
from lianxin.work.helping.terms import PLAN, VIEW
from lianxin.work.households.models import Household

AHEAD = timedelta(days=7)


def beside_household(request: Request, household: Household) -> dict[str, Any] | None:
    """帮扶计划 of this household: one statement."""
    if not request.actor.has(VIEW):
        return None
    found = list(queries.plans(request.actor).filter(household=household).order_by("-since", "-pk"))
    return {"plans": found} if found else None


def steps(request: Request, household: Household) -> Iterator[Step]:
    """制订帮扶计划, where there is none that runs."""
    by = request.actor
    if household.valid_to is not None or not (by.may_at(PLAN, household.unit_path) or by.may_at(PLAN, by.own_path)):
        return
    if not household.help_plans.filter(ended_on=None).exists():
        yield Step(_("制订帮扶计划"), reverse("helping:new", query={"household": household.code}))


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """帮扶任务 of mine, due within a week."""
    for task in queries.tasks_due(actor, today + AHEAD)[:most]:
        plan = task.goal.plan
        left = _("已过期限") if task.due_on < today else _("%(on)s前完成") % {"on": task.due_on.isoformat()}
        tone = "late" if task.due_on < today else "soon"
        url = reverse("helping:finish_task", args=[task.code])
        yield Waiting(_("帮扶任务"), f"{task.task}（{plan.label}）", plan.unit.name, url, task.due_on, left, tone)


panels.panel("household", "helping/panel.html", beside_household, order=40)
panels.steps("household", steps, group="note")
panels.waits(waits)
panels.rows("helpplan", "helping/rows_plan.html")
panels.rows("helpitem", "helping/rows_item.html")
panels.rows("helpfund", "helping/rows_fund.html")
panels.rows("villageproject", "helping/rows_project.html")
