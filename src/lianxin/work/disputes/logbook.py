"""纠纷在工作日志里: what was found that day, and which mediation was held or concluded; nobody's name."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.disputes.models import Dispute, Mediation
from lianxin.work.disputes.terms import VIEW
from lianxin.work.stations import logbook


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """纠纷 of that day at that very unit, without those behind the wall: two statements."""
    found = Dispute.objects.reachable(by=by, to=VIEW).filter(unit_path=unit.path, found_on=day).order_by("pk")
    told = [
        logbook.LogLine(_("登记纠纷：%(title)s") % {"title": one.title}, "disputes:dispute", one.code) for one in found
    ]
    held = Q(sessions__on=day) | Q(concluded_on=day) | Q(started_on=day)
    spoken = Mediation.objects.reachable(by=by, to=VIEW).filter(held, unit_path=unit.path)
    for one in spoken.select_related("dispute").order_by("pk").distinct():
        words = {"title": one.dispute.title, "result": one.get_result_display()}
        text = _("调解：%(title)s，%(result)s") if one.concluded_on == day else _("调解：%(title)s")
        told.append(logbook.LogLine(text % words, "disputes:dispute", one.dispute.code))
    return told


logbook.lines("disputes", gettext_lazy("矛盾纠纷"), find, order=70)
