"""办理中的事 on a concern's page: merges, parts, pauses, notes, papers, outside requests, reviews; the clocks of each step."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.through import deeds
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.concerns import through_queries as queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import EXTEND
from lianxin.work.concerns.through_terms import PAUSE, REVIEW


def hanging(request: Request, concern: Concern) -> dict[str, Any] | None:
    """What hangs on it; nothing where there is nothing."""
    found = queries.hanging(concern, request.actor)
    if not found and concern.merged_into_id is None and concern.split_from_id is None:
        return None
    return {"hanging": found, "main": _other(concern.merged_into, request), "whole": _other(concern.split_from, request),
            "today": request.today, "may_review": request.actor.has(REVIEW)}  # fmt: skip


def _other(concern: Concern | None, request: Request) -> Concern | None:
    """The other concern, where this actor may see it."""
    if concern is None or concern.is_hidden_from(request.actor):
        return None
    return concern


def step_clocks(request: Request, concern: Concern) -> dict[str, Any] | None:
    """The clocks of the channel's regime beside the answer's own."""
    found = queries.stages(concern, request.today, clocks.calendar())
    return {"stages": found} if found else None


GROUP = {
    "merge": "hand", "unmerge": "hand", "split": "hand", "reassign": "hand", "pause": "time", "resume": "time", "ask": "time",
    "note": "note", "paper": "note", "outside": "note", "review": "ask",
}  # fmt: skip


def further(request: Request, concern: Concern) -> Iterator[panels.Step]:
    """The buttons: what this actor may and the state lets."""
    rests = bool(concern.paused_by) and queries.is_resting(concern, request.today)
    for name, deed in deeds.DEEDS.items():
        if request.actor.may(deed.to, concern) and deeds.is_open(name, concern):
            if name == ("pause" if rests else "resume"):
                continue
            yield panels.Step(deed.word, reverse(f"through:{name}", args=[concern.code]), GROUP[name])
    yield panels.Step(_("群众看到的样子"), reverse("through:seen", args=[concern.code]), "ask")


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[panels.Waiting]:
    """Applications to decide, reviews to give an opinion on."""
    if actor.has(EXTEND) or actor.has(PAUSE):
        for one in queries.open_asks(actor)[:most]:
            if one.by != actor.ref:
                yield panels.Waiting(
                    _("批准%(what)s") % {"what": one.get_what_display()}, shown(one.concern.title, one.concern, actor),
                    one.unit.name, reverse("through:decide", args=[one.pk]), one.concern.due_on,
                )  # fmt: skip
    if actor.has(REVIEW):
        for review in queries.open_reviews(actor).filter(unit_id=actor.unit_id)[:most]:
            yield panels.Waiting(
                review.get_level_display(), shown(review.concern.title, review.concern, actor), review.concern.unit.name,
                reverse("through:decide_review", args=[review.pk]), review.due_on,
                _("限%(due)s") % {"due": review.due_on}, "late" if review.due_on < today else "",
            )  # fmt: skip


panels.panel("concern", "through/panel.html", hanging, order=20)
panels.panel("concern", "through/stages.html", step_clocks, order=20, where="aside")
panels.steps("concern", further)
panels.waits(waiting)
