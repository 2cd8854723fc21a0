"""典型在今日、诉求页和走访页上的: one's own word is asked for; a finished concern or a visit is put forward in one step."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Status
from lianxin.work.examples import queries
from lianxin.work.examples.terms import NOMINATE
from lianxin.work.visits.models import Visit


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """请我本人同意的典型: one statement."""
    for one in queries.asked_of(actor)[:most]:
        url = reverse("examples:asked", args=[one.pk])
        yield Waiting(_("说同意不同意"), one.example.title, one.example.unit.name, url, one.asked_on)


def steps(request: Request, concern: Concern) -> Iterator[Step]:
    """推荐典型: of what is closed, never of what complains about somebody."""
    if concern.status != Status.CLOSED or concern.kind in CONFIDENTIAL_KINDS or concern.is_confidential:
        return
    if request.actor.may_at(NOMINATE, concern.unit_path):
        yield Step(_("推荐典型"), reverse("examples:from_concern", args=[concern.code]))


def visit_steps(request: Request, visit: Visit) -> Iterator[Step]:
    """推荐典型: seen on this visit."""
    if request.actor.may_at(NOMINATE, request.actor.own_path):
        address: Any = reverse("examples:nominate", query={"found": "visit", "source": visit.code})
        yield Step(_("推荐典型"), address)


panels.waits(waits)
panels.steps("concern", steps, group="open")
panels.steps("visit", visit_steps, group="open")
panels.rows("example", "examples/rows_example.html")
