"""走访在工作日志里: where somebody went that day, how many households were met; no note of what was said there."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.stations import logbook
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """走访 of that day to the unit or from it: two statements."""
    found = Visit.objects.reachable(by=by, to=VIEW).standing().filter(on__lte=day, until__gte=day)
    found = found.filter(Q(unit_path=unit.path) | Q(home_path=unit.path)).select_related("unit")
    told = []
    for one in found.prefetch_related("people__person").order_by("pk").distinct():
        words = {
            "who": "、".join(row.person.name for row in one.people.all()), "kind": one.get_kind_display(),
            "where": f"{one.unit.name}{one.group}", "households": one.households,
        }  # fmt: skip
        text = _("%(who)s到%(where)s，%(kind)s") % words
        if one.households:
            text += _("，%(households)s 户") % words
        told.append(logbook.LogLine(text, "visits:visit", one.code, one.households))
    return told


logbook.lines("visits", gettext_lazy("走访"), find, order=20)
