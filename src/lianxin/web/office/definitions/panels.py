"""自定指标在今日上的: what was sent for approval, to whoever may approve it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import APPROVE, State
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Versions that wait for another person's approval: one statement, for those who approve."""
    if not actor.has(APPROVE):
        return
    found = Definition.objects.reachable(by=actor, to=APPROVE).filter(state=State.SUBMITTED)
    for one in found.exclude(made_ref=actor.ref)[:most]:
        url = reverse("definitions:version", args=[one.slug, one.version])
        yield Waiting(_("批准自定指标"), one.name, one.made_by, url)


panels.waits(waits)
