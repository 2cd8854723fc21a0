"""权力事项在今日上的: what waits for a second person, powers given for some hours, and those nobody has looked at since."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import PowerRequest
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.powers.commands import APPROVE, EDIT, VIEW
from lianxin.base.orgs.powers.queries import what
from lianxin.base.orgs.terms import PowerState
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """The auditor sees what was given and what became of it; who decides, what there is to decide as well."""
    if not actor.has(VIEW) or actor.has(EDIT):
        return
    now, page = timezone.now(), reverse("powers:index")
    for one in PowerRequest.objects.open(now).select_related("person", "unit").order_by("asked_at")[:most]:
        if one.state == PowerState.ASKED:
            others = actor.person_id not in (one.asked_by_id, one.person_id)
            if actor.has(APPROVE) and others:
                yield Waiting(_("审批权力事项"), f"{one.get_kind_display()} {one.person.name} {what(one)}", "", page)
        elif one.until and one.until > now:
            yield Waiting(_("应急权限正在用"), f"{one.person.name} {what(one)}", one.unit.name, page)
        else:
            yield Waiting(_("应急权限待复核"), f"{one.person.name} {what(one)}", one.unit.name, page)


panels.waits(_waits)
