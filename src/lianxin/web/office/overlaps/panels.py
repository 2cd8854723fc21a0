"""雷同在今日上的: the author is asked to explain; on a writing's page its author is led to what it shares."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.overlaps import queries
from lianxin.reports.overlaps.terms import ANSWER
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.web.ui.templatetags.alike import compare_url
from lianxin.work.visits.models import Visit


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """待我说明的: one statement where there is none; where there is, whether I may read both is asked besides."""
    if not (actor.has(ANSWER) and actor.is_person):
        return
    for seen in queries.to_explain(actor)[:most]:
        url = reverse("overlaps:resemblance", args=[seen.found.code])
        yield Waiting(_("说明雷同"), seen.text.title, seen.found.unit.name, url, seen.found.opens_on)


def visit_steps(request: Request, visit: Visit) -> Iterator[Step]:
    """比对雷同 of the note, for whoever wrote it."""
    if visit.note and visit.voided_on is None and (
        url := compare_url(request.actor, visit.ref, visit.home_path, visit.recorded_by_id)
    ):  # fmt: skip
        yield Step(_("比对雷同"), url)


panels.waits(waits)
panels.steps("visit", visit_steps)
