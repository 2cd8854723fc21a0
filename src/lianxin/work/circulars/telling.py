"""告诉别的室: what a reminder card says of the last findings, what a station's log says of a check."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.circulars import queries
from lianxin.work.circulars.terms import InspectionKind
from lianxin.work.inspections import reminding
from lianxin.work.stations import logbook
from lianxin.work.stations.logbook import LogLine


def log_lines(unit: Unit, on: date, by: Actor) -> list[LogLine]:
    """工作日志: that a check came, or a leader; one statement."""
    found = []
    for one in queries.inspections(by).standing().filter(unit_path=unit.path, on=on):
        if one.kind == InspectionKind.LEADER:
            text = _("%(post)s%(leader)s来督导") % {"post": one.get_leader_post_display(), "leader": one.leader}
        else:
            text = _("%(home)s来督查（%(mode)s）") % {"home": one.home.name, "mode": one.get_mode_display()}
        found.append(LogLine(text, "circulars:inspection", one.code))
    return found


reminding.part("findings", gettext_lazy("上次督查提出的问题"), queries.last_findings, queries.last_findings_of)
logbook.lines("inspections", gettext_lazy("督查"), log_lines, order=80)
