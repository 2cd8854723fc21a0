"""可比对的文字: what was written down of a visit. The place visited does not read it, and is told nothing of it here."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.work.visits.models import Visit, VisitQuerySet
from lianxin.work.visits.terms import VIEW

KIND = "visit"


def _noted() -> VisitQuerySet:
    found: VisitQuerySet = Visit.objects.standing().exclude(note="")
    return found


def _passages(found: VisitQuerySet) -> Iterator[Passage]:
    for one in found.select_related("unit").order_by("pk").iterator():
        title = _g("%(on)s走访%(where)s") % {"on": one.on.isoformat(), "where": one.unit.name}
        yield Passage(one.ref, title, one.note, one.home_id, one.home_path, one.on, one.recorded_by_id)


def _readable(refs: Iterable[str], by: Actor) -> set[str]:
    """The same rule as `queries.may_read_note`, asked of many: who went, their own unit and those above it."""
    roots = by.grants.get(VIEW.code, ())
    may: Q = Q(pk__in=())
    for root in roots:
        may |= within("home_path", root)
    if roots and by.is_person:
        may |= Visit.objects.all().own(by=by, to=VIEW)
    return readable_codes(_noted().reachable(by=by, to=VIEW).filter(may), KIND, refs)


source(
    Source(
        KIND,
        _("走访记录"),
        rows=lambda: _passages(_noted()),
        found=lambda refs: _passages(_noted().filter(code__in=codes_of(KIND, refs))),
        readable=_readable,
        page="visits:visit",
        is_personal=True,
    )
)
