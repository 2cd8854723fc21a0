"""会议在工作日志里: which meetings the unit held that day, and what it carried out of what was decided elsewhere."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.meetings.models import AgendaItem, Meeting
from lianxin.work.meetings.terms import VIEW
from lianxin.work.stations import logbook


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """会议 held by the unit, 议定事项 done by it: two statements."""
    held = Meeting.objects.reachable(by=by, to=VIEW).held().filter(unit_path=unit.path, held_on=day).order_by("pk")
    found = [
        logbook.LogLine(
            _("%(title)s，%(n)s 人参加") % {"title": one.title, "n": one.people}, "meetings:meeting", one.code
        )
        for one in held
    ]
    done = AgendaItem.objects.reachable(by=by, to=VIEW).filter(handler_path=unit.path, done_on=day).order_by("pk")
    for item in done:
        words = _("办完议定事项：%(decision)s") % {"decision": item.decision}
        found.append(logbook.LogLine(words, "meetings:item", item.code))
    return found


logbook.lines("meetings", gettext_lazy("会议"), find, order=70)
