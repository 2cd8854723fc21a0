"""诉求在工作日志里: what came in, what was answered and what was closed that day, without saying of whom (M237)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW
from lianxin.work.stations.logbook import LogLine


def find(unit: Unit, day: date, by: Actor) -> list[LogLine]:
    """收到的, 答复的, 办结的 of that unit: one statement, behind the wall of whoever reads.

    The log lies on paper in the station, where anybody may open it: of a confidential one it gives only the number.
    """
    here, mine = Q(unit_path=unit.path), Q(handler_path=unit.path)
    on_day = (here & Q(received_on=day)) | ((here | mine) & (Q(replied_on=day) | Q(closed_on=day)))
    found = Concern.objects.reachable(by=by, to=VIEW).filter(on_day).select_related("requester", "unit", "handler")
    told = []
    for one in found.order_by("received_on", "code"):
        title = _("保密诉求 %(code)s") % {"code": one.code} if one.is_confidential else shown(one.title, one, by)
        if one.received_on == day and one.unit_path == unit.path:
            words = {"channel": one.get_channel_display(), "title": title}
            told.append(LogLine(_("收到（%(channel)s）：%(title)s") % words, "concerns:detail", one.code))
        if one.replied_on == day:
            told.append(LogLine(_("答复：%(title)s") % {"title": title}, "concerns:detail", one.code))
        if one.closed_on == day:
            words = {"title": title, "outcome": one.get_outcome_display()}
            told.append(LogLine(_("办结：%(title)s（%(outcome)s）") % words, "concerns:detail", one.code))
    return told
