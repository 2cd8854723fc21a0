"""督查在工作日志上的: units inspected on that day, as far as the actor may see them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.terms import VIEW
from lianxin.work.stations import logbook
from lianxin.work.stations.logbook import LogLine


def lines(unit: Unit, on: date, by: Actor) -> list[LogLine]:
    """接受督查 of that day: one statement."""
    found = PlanTarget.objects.reachable(by=by, to=VIEW).standing().filter(within("unit_path", unit.path), done_on=on)
    return [
        LogLine(_("%(unit)s接受督查（%(mode)s）") % {"unit": one.unit.name, "mode": one.plan.get_mode_display()},
                "inspections:plan", one.plan.code)
        for one in found.select_related("unit", "plan").order_by("unit_path", "pk")
    ]  # fmt: skip


logbook.lines("inspections", gettext_lazy("督查"), lines)
