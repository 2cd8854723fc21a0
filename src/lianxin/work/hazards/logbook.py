"""隐患点在工作日志里: which point was looked at that day and what it was like."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.hazards.models import HazardCheck
from lianxin.work.hazards.terms import VIEW
from lianxin.work.stations import logbook


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """隐患点检查 at the unit or by its keeper, without those whose concern lies behind the wall: one statement."""
    made = HazardCheck.objects.reachable(by=by, to=VIEW).filter(
        Q(unit_path=unit.path) | Q(keeper_path=unit.path), on=day
    )
    return [
        logbook.LogLine(
            _("%(name)s：%(finding)s") % {"name": one.hazard.name, "finding": one.get_finding_display()},
            "hazards:hazard", one.hazard.code,
        )
        for one in made.select_related("hazard").order_by("pk")
    ]  # fmt: skip


logbook.lines("hazards", gettext_lazy("隐患点"), find, order=60)
