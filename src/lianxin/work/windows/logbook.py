"""窗口在工作日志里: how many came for what, what was finished at the counter, what was carried and brought back."""

from datetime import date

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.stations import logbook
from lianxin.work.windows.models import Errand, Service, Tally
from lianxin.work.windows.terms import VIEW, ServiceResult, TallyKind


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """咨询和小服务, 窗口办事, 代办 of the unit: three statements; neither for whom nor what somebody petitions for is told."""
    taps = Tally.objects.reachable(by=by, to=VIEW).filter(unit_path=unit.path, on=day)
    told = []
    for row in taps.order_by("kind").values("kind").annotate(people=Sum("people")):
        words = {"kind": TallyKind(row["kind"]).label, "people": row["people"]}
        told.append(logbook.LogLine(_("%(kind)s %(people)s 人次") % words, count=row["people"]))
    done = Service.objects.reachable(by=by, to=VIEW).filter(unit_path=unit.path, finished_on=day)
    for one in done.exclude(result=ServiceResult.OPEN).order_by("pk"):
        words = {"matter": one.matter, "result": one.get_result_display()}
        told.append(logbook.LogLine(_("%(matter)s：%(result)s") % words, "windows:service", one.code))
    errands = Errand.objects.reachable(by=by, to=VIEW).filter(unit_path=unit.path)
    for one in errands.filter(Q(taken_on=day) | Q(reported_on=day)).order_by("pk"):
        what = {"what": one.get_kind_display() if one.concern_id else one.what}
        if one.taken_on == day:
            told.append(logbook.LogLine(_("接手代办：%(what)s") % what, "windows:errand", one.code))
        if one.reported_on == day:
            told.append(logbook.LogLine(_("代办回告：%(what)s") % what, "windows:errand", one.code))
    return told


logbook.lines("windows", gettext_lazy("窗口代办"), find, order=40)
