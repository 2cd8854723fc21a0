"""督查负担 for the meter: every inspection that a unit received, by whoever's plan it was."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.burden import Burden, measure
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.terms import VIEW


def received(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """接受督查 that were carried out; plans may still be a secret. One statement."""
    found = PlanTarget.objects.standing().done().filter(within("unit_path", under.path), done_on__range=(first, last))
    for one in found.select_related("plan__unit").order_by("done_on", "pk"):
        page, arg = ("inspections:plan", one.plan.code) if by.may_at(VIEW, one.unit_path) else ("", "")
        yield Burden(one.unit_path, one.done_on, one.plan.unit.name, one.plan.title, page=page, arg=arg)


measure("inspection.received", _("接受督查"), _("次"), received)
