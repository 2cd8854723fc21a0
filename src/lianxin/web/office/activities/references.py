"""关联的记录: visits, disputes and concerns of other rooms, each shown to whoever may see it there, and to nobody else."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities.models import Activity
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.disputes.models import Dispute
from lianxin.work.disputes.terms import SETTLED_STATES
from lianxin.work.disputes.terms import VIEW as SEE_DISPUTE
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT
from lianxin.work.visits.terms import VisitKind

NEAR = 10


@dataclass(frozen=True)
class Line:
    """一条关联: what it is called where it stands, its page, and what of it matters here."""

    ref: str
    kind: str
    text: str | Promise
    url: str
    amount_yuan: int = 0
    is_settled: bool = False

    @property
    def code(self) -> str:
        """The record's number."""
        return self.ref.partition(":")[2]


def _found(kind: str, by: Actor) -> Any:
    if kind == "visit":
        return Visit.objects.reachable(by=by, to=SEE_VISIT).standing().select_related("unit")
    if kind == "dispute":
        return Dispute.objects.reachable(by=by, to=SEE_DISPUTE)
    return Concern.objects.reachable(by=by, to=SEE_CONCERN).select_related("requester")


def _line(kind: str, one: Any, by: Actor) -> Line:
    ref = f"{kind}:{one.code}"
    if kind == "visit":
        words = _("%(on)s %(kind)s，%(unit)s") % {
            "on": one.on.isoformat(), "kind": one.get_kind_display(), "unit": one.unit.name,
        }  # fmt: skip
        words += f" {one.whom}" if one.whom else ""
        return Line(ref, kind, words, _url("visits:visit", one.code), one.amount_yuan or 0)
    if kind == "dispute":
        return Line(ref, kind, one.title, _url("disputes:dispute", one.code), is_settled=one.status in SETTLED_STATES)
    return Line(ref, kind, shown(one.title, one, by), _url("concerns:detail", one.code))


def _url(name: str, code: str) -> str:
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""


def lines(activity: Activity, by: Actor) -> list[Line]:
    """The references that the actor may see, in the order of entering: one statement per kind that there is."""
    refs = list(activity.references.values_list("ref", flat=True))
    found: dict[str, Line] = {}
    for kind in dict.fromkeys(ref.partition(":")[0] for ref in refs):
        codes = [ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")]
        for one in _found(kind, by).filter(code__in=codes):
            line = _line(kind, one, by)
            found[line.ref] = line
    return [found[ref] for ref in refs if ref in found]


def may_see(ref: str, by: Actor) -> bool:
    """Whether there is such a record that the actor may see."""
    kind, _colon, code = ref.partition(":")
    return bool(_found(kind, by).filter(code=code).exists())


def near(activity: Activity, by: Actor, held: list[Line]) -> list[Line]:
    """What could belong to it: the condolence visits, or the settled disputes, of its unit in its days."""
    taken = {line.ref.partition(":")[2] for line in held}
    if activity.kind == "condolence":
        found = _found("visit", by).filter(kind=VisitKind.CONDOLENCE, home_path=activity.unit_path)
        found = found.filter(on__lte=activity.until, until__gte=activity.on)
        return [_line("visit", one, by) for one in found.exclude(code__in=taken).order_by("on", "pk")[:NEAR]]
    if activity.kind == "special":
        found = _found("dispute", by).filter(
            unit_path=activity.unit_path, found_on__range=(activity.on, activity.until)
        )
        return [_line("dispute", one, by) for one in found.exclude(code__in=taken).order_by("found_on", "pk")[:NEAR]]
    return []
