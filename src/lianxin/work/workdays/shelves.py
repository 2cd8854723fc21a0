"""工作日在别处: the station's log of a day, what hangs on the notice board, who stands in on the duty table."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.stations import board, logbook, roster
from lianxin.work.stations.logbook import LogLine
from lianxin.work.stations.models import Station
from lianxin.work.workdays import queries
from lianxin.work.workdays.models import Absence, DayRecord
from lianxin.work.workdays.terms import VIEW

FORWARD = timedelta(days=31)


def logged(unit: Unit, on: date, by: Actor) -> list[LogLine]:
    """工作日志: the theme of the day, how many stations confirmed, who was away; at most four statements."""
    day = queries.day_on(unit, on)
    if day is None:
        return []
    found = [LogLine(_("群众工作日，主题：%(theme)s") % {"theme": day.theme.title} if day.theme and day.theme.sent_on
                     else _("群众工作日"), "workdays:day", on.isoformat())]  # fmt: skip
    confirmed = DayRecord.objects.reachable(by=by, to=VIEW).filter(within("unit_path", unit.path), on=on).count()
    away = list(queries.absences_on(unit.path, on).reachable(by=by, to=VIEW)) if confirmed else []
    if confirmed:
        found.append(LogLine(_("人员按安排到岗") if not away else _("除下列人员外按安排到岗"), count=confirmed))
    for one in away:
        instead = _("，%(name)s替代") % {"name": one.substitute.name} if one.substitute else ""
        words = {"name": one.member.name, "reason": one.reason_label, "instead": instead}
        found.append(LogLine(_("%(name)s不在岗：%(reason)s%(instead)s") % words))
    return found


def hung_up(station: Station, on: date) -> list[str]:
    """公示: the next work days within a month, and this month's theme where it was sent; two statements."""
    coming = queries.days(station.unit, on, on + FORWARD, decided=True)
    found = []
    if coming:
        found.append(_("群众工作日：%(days)s") % {"days": "、".join(_words_of(day) for day in coming)})
    for theme in {day.theme.month: day.theme for day in coming if day.theme}.values():
        month = Period.parse(theme.month).label
        found.append(_("%(month)s主题：%(title)s") % {"month": month, "title": theme.title})
    return found


def _words_of(day: queries.WorkDay) -> str:
    words = _("%(month)s月%(day)s日") % {"month": day.on.month, "day": day.on.day}
    if day.is_moved:
        words += _("（%(from)s日顺延）") % {"from": day.planned_on.day}
    return words + (_("（暂定）") if day.provisional else "")


def stood_in(station: Station, first: date, last: date) -> list[roster.Away]:
    """值班替代: the leaves of one station's people in these days, with who stands in; one statement."""
    found = Absence.objects.away().touching(first, last).filter(station=station).select_related("substitute")
    return [roster.Away(one.member_id, one.since, one.until, one.substitute) for one in found]


def put_up() -> None:
    """Register all three."""
    roster.away(stood_in)
    logbook.lines("workday", gettext_lazy("群众工作日"), logged, order=10)
    board.part("workday", gettext_lazy("群众工作日"), hung_up, order=10)
