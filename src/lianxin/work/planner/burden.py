"""接待负担 for the meter: groups that came to a village, each once a day, by the unit that they came from."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.burden import Burden, measure
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.planner.queries import loads
from lianxin.work.planner.terms import VIEW


def received(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """来人 as they came; plans of days to come do not count yet. Three statements; no person is named."""
    found = loads(under, first, last, date.max)
    paths = {*found, *(party for load in found.values() for parties in load.days.values() for party in parties)}
    units = {
        path: (pk, name) for pk, path, name in Unit.objects.filter(path__in=paths).values_list("pk", "path", "name")
    }
    for path in sorted(found):
        for day, parties in sorted(found[path].days.items()):
            for party in sorted(parties):
                page, arg = (
                    ("planner:days", str(units[path][0])) if path in units and by.may_at(VIEW, path) else ("", "")
                )
                yield Burden(path, day, units.get(party, (0, "—"))[1], _("来村走访、调研"), page=page, arg=arg)


measure("visit.received", gettext_lazy("接待来人"), gettext_lazy("批次"), received)
