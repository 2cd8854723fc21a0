"""走访抽查在今日上的: one's own unit's checks that are not asked to the end."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.spotchecks import queries
from lianxin.work.spotchecks.terms import RUN


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    if not actor.has(RUN):
        return
    for one in queries.open_to_call(actor)[:most]:
        title = _("%(unit)s的走访，抽了 %(size)s 次") % {"unit": one.checked_name, "size": one.size}
        yield Waiting(_("走访抽查"), title, "", reverse("spotchecks:check", args=[one.code]))


panels.waits(_waits)
