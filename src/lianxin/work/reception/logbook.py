"""接待日在工作日志里: who received that day; the concerns brought there stand in the log as concerns."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.reception.models import ReceptionSession
from lianxin.work.reception.terms import VIEW
from lianxin.work.stations import logbook


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """接待场次 that were really held: one statement."""
    held = ReceptionSession.objects.reachable(by=by, to=VIEW).held().filter(unit_path=unit.path, on=day)
    told = []
    for one in held.select_related("receiver").order_by("from_time", "pk"):
        text = _("%(who)s在%(place)s接待群众") % {"who": one.receiver.name, "place": one.place}
        if one.is_without_visitors:
            text += _("，无人来访")
        told.append(logbook.LogLine(text, "reception:session", one.code))
    return told


logbook.lines("reception", gettext_lazy("接待日"), find, order=25)
