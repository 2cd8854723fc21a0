"""对照: the typed figures of a document against the records, the unit's earlier texts and its other texts of the same time.

Only what its writer may read himself is held against it. A figure that is bound is held by its binding alone: its words
may say less than it knows (of which topic, of which unit).
"""

from datetime import date

from lianxin.base.indicators import FIGURES
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.documents import queries
from lianxin.reports.documents.bodies import Reading
from lianxin.reports.documents.models import Document
from lianxin.reports.summaries.across import check_across
from lianxin.reports.summaries.backing import beside_bound
from lianxin.reports.summaries.earlier import Earlier, check_earlier
from lianxin.reports.summaries.remarks import Said
from lianxin.reports.summaries.stated import check_stated

_STEPS = "next_step."
#: a text is held against so many of each sort, the newest first
MOST = 12


def held_of(document: Document, reading: Reading, *, by: Actor, today: date) -> list[Said]:
    """What the records and the other texts of the unit say otherwise; nothing of a document without a period."""
    period, unit = document.about, document.unit
    if period is None or document.is_elsewhere:
        return []
    found: list[Said] = []
    if by.may_at(FIGURES, unit.path):
        found += beside_bound(check_stated(reading.text, unit, period, by=by, today=today), reading.bound)
    kept = [one for one in queries.texts_of(unit, by) if one.ref != document.ref and one.period is not None]
    before = [_as_earlier(one) for one in kept if one.kind == document.kind and one.period != period][:MOST]
    beside = [_as_earlier(one) for one in kept if one.period == period][:MOST]
    promised = check_earlier(reading.text, before, period)
    if any(one.binding.indicator.startswith(_STEPS) for one in reading.bound):
        promised = [one for one in promised if one.kind != "promise"]  # the records say what became of them
    return [*found, *beside_bound([*promised, *check_across(reading.text, beside, period)], reading.bound)]


def _as_earlier(one: queries.Archived) -> Earlier:
    return Earlier(one.ref, one.title.replace("\n", ""), one.period, one.text)
