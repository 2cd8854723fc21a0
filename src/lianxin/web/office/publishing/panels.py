"""公开的插页: on a concern's page what is public of it and what was adopted; on 今日 what waits for a second look."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing import queries
from lianxin.work.publishing.terms import ADOPT, ANSWERED, NEVER, OPINIONS, PREPARE


def beside(request: Request, concern: Concern) -> dict[str, Any] | None:
    """公开与采纳, and whether the resident was troubled; two statements."""
    state = queries.beside(concern)
    troubled = queries.disturbances(concern, request.actor)
    if not (state.publication or state.adoption or troubled or state.agrees is not None):
        return None
    links = [(one.second, True) if one.first_id == concern.pk else (one.first, False) for one in troubled]
    return {"state": state, "today": request.today, "troubled": links}


def steps(request: Request, concern: Concern) -> Iterator[Step]:
    """拟公开稿, 采纳情况."""
    actor = request.actor
    if concern.status in ANSWERED and concern.kind not in NEVER and actor.may(PREPARE, concern):
        yield Step(_("拟公开稿"), reverse("publishing:prepare", args=[concern.code]))
    if (
        concern.kind in OPINIONS
        and concern.status not in (Status.VOIDED, Status.DECLINED)
        and actor.may(ADOPT, concern)
    ):
        yield Step(_("采纳情况"), reverse("publishing:adopt", args=[concern.code]))


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    """要我复核的公开稿."""
    for version in queries.to_confirm(actor, most):
        publication = version.publication
        yield Waiting(
            _("复核公开稿"), version.title, publication.place_name, reverse("publishing:item", args=[publication.code])
        )


panels.panel("concern", "publishing/panel.html", beside, where="aside", order=70)
panels.steps("concern", steps, group="open")
panels.waits(waiting)
