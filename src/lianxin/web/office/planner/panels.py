"""走访安排在今日上的: one's own visits that are near, or whose day went by unrecorded; who comes to one's place."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.planner import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet, Waiting
from lianxin.work.planner import queries
from lianxin.work.planner.terms import MAKE, VIEW

NEAR, FORGOTTEN = timedelta(days=2), timedelta(days=31)
COMING = timedelta(days=2)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Visits that one planned for these days, and those of which nothing was recorded: one statement."""
    if actor.person_id is None or not actor.has(MAKE):
        return
    for one in queries.own_open(actor.person_id, today + NEAR).filter(until__gte=today - FORGOTTEN)[:most]:
        gone = one.until < today
        word = gettext_lazy("记走访") if gone else gettext_lazy("去走访")
        days = (one.on - today).days
        left = _("去了吗") if gone else (_("今天") if days <= 0 else _("%(n)s 日后") % {"n": days})
        url = reverse("planner:plan", args=[one.code])
        yield Waiting(word, one.purpose, one.unit.name, url, one.on, left, "" if gone else "soon")


def quiet(actor: Actor, today: date) -> Iterator[Quiet]:
    """谁要来: who comes to one's own village today or in the next two days; one sentence, one or two statements."""
    unit = Unit.objects.filter(path=actor.own_path).first() if actor.has(VIEW) else None
    if unit is None or unit.kind not in ("village", "community"):
        return
    found = [one for one in queries.calendar(unit, today, today + COMING, by=actor) if one.comes_to(unit.path)]
    if found:
        said = "；".join(f"{shown.days_words(one.on, one.until)}{one.home.name}" for one in found[:3])
        yield Quiet(_("要来村里的：%(who)s。") % {"who": said}, f"{reverse('planner:coming')}")


panels.waits(waits)
panels.quiet(quiet)
