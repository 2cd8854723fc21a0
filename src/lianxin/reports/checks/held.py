"""对照: a text held against the records and the earlier texts of a unit, for whoever may know both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import BoundFigure
from lianxin.pure.periods import Period
from lianxin.reports.documents.queries import texts_of
from lianxin.reports.summaries.backing import beside_bound
from lianxin.reports.summaries.earlier import Earlier, check_earlier
from lianxin.reports.summaries.remarks import Said
from lianxin.reports.summaries.stated import check_stated
from lianxin.reports.summaries.terms import VIEW

MOST_EARLIER = 12


@dataclass(frozen=True)
class Against:
    """对照的单位和时期."""

    unit: Unit
    period: Period


def hold(text: str, against: Against, *, by: Actor, today: date, bound: Sequence[BoundFigure] = ()) -> list[Said]:
    """What the records of the unit and its earlier texts say otherwise of what is not bound. Raises `NotAllowed`.

    The figures of a unit are read by those who may see its summaries; so are the texts.
    """
    by.must_at(VIEW, against.unit.path)
    stated = beside_bound(check_stated(text, against.unit, against.period, by=by, today=today), bound)
    kept = texts_of(against.unit, by, before=today)[:MOST_EARLIER]
    earlier = [Earlier(one.ref, one.title, one.period, one.text) for one in kept if one.text.strip() != text.strip()]
    return [*stated, *beside_bound(check_earlier(text, earlier, against.period), bound)]
