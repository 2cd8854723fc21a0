"""可比对的文字: circulars as they were issued, and what was written down of an inspection."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.work.circulars.models import Circular, CircularQuerySet, Inspection, InspectionQuerySet
from lianxin.work.circulars.terms import VIEW, CircularState

CIRCULAR, INSPECTION = "circular", "inspection"


def _issued() -> CircularQuerySet:
    found: CircularQuerySet = Circular.objects.filter(state=CircularState.ISSUED).exclude(text="")
    return found


def _circulars(found: CircularQuerySet) -> Iterator[Passage]:
    for one in found.order_by("pk").iterator():
        yield Passage(one.ref, one.title, one.text, one.unit_id, one.unit_path, one.issued_on or one.last)


def _readable_circulars(refs: Iterable[str], by: Actor) -> set[str]:
    return readable_codes(_issued().reachable(by=by, to=VIEW), CIRCULAR, refs)


def _written() -> InspectionQuerySet:
    found: InspectionQuerySet = Inspection.objects.standing().exclude(Q(work_seen="") & Q(good=""))
    return found


def _inspections(found: InspectionQuerySet) -> Iterator[Passage]:
    for one in found.select_related("unit").order_by("pk").iterator():
        title = _g("%(on)s督查%(where)s") % {"on": one.on.isoformat(), "where": one.unit.name}
        yield Passage(one.ref, title, f"{one.work_seen}\n{one.good}".strip(), one.home_id, one.home_path, one.on)


def _readable_inspections(refs: Iterable[str], by: Actor) -> set[str]:
    return readable_codes(_written().reachable(by=by, to=VIEW), INSPECTION, refs)


source(
    Source(
        CIRCULAR,
        _("督查通报"),
        rows=lambda: _circulars(_issued()),
        found=lambda refs: _circulars(_issued().filter(code__in=codes_of(CIRCULAR, refs))),
        readable=_readable_circulars,
        page="circulars:circular",
    )
)
source(
    Source(
        INSPECTION,
        _("督查记录"),
        rows=lambda: _inspections(_written()),
        found=lambda refs: _inspections(_written().filter(code__in=codes_of(INSPECTION, refs))),
        readable=_readable_inspections,
        page="circulars:inspection",
    )
)
