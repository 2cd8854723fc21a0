"""走访任务 on 今日: one quiet sentence for the person himself; a check that the unit owes, for who leads it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.quotas import shown
from lianxin.web.ui import panels
from lianxin.work.quotas import queries
from lianxin.work.quotas.terms import TEAM, VIEW


def said(actor: Actor, today: date) -> list[panels.Quiet]:
    """What is still open of one's own duties; nobody else is ever told."""
    if actor.person_id is None or not actor.has(VIEW):
        return []
    return shown.quiet(queries.asked_of([actor.person_id], today).get(actor.person_id, []))


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[panels.Waiting]:
    """学期检查 that one's own unit owes."""
    if actor.unit_id is None or not actor.may_at(TEAM, actor.own_path):
        return
    for one in queries.asked_of_units([actor.unit_id], today).get(actor.unit_id, [])[:most]:
        if one.progress.missing:
            last = one.progress.period.last
            yield panels.Waiting(_("学期检查"), one.quota_set.title, one.progress.period.label, reverse("quotas:check"), last,
                                 _("%(due)s前") % {"due": last.isoformat()})  # fmt: skip


panels.quiet(said)
panels.waits(waiting)
