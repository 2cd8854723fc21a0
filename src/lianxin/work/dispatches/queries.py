"""发文的读法: the register by filters, and how many of each kind (M228: the count is a query that opens)."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.dispatches.models import KEPT, Dispatch
from lianxin.work.dispatches.terms import VIEW, DispatchKind


@dataclass(frozen=True)
class Wanted:
    """要看哪些: everything empty means all."""

    year: int | None = None
    kind: str = ""
    words: str = ""
    own: bool = False


def dispatches(by: Actor, wanted: Wanted = Wanted()) -> "QuerySet[Dispatch]":
    """发文登记, newest first, voided numbers among them."""
    found = Dispatch.objects.reachable(by=by, to=VIEW)
    if wanted.year:
        found = found.of_year(wanted.year)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.words:
        found = found.filter(title__contains=wanted.words)
    if wanted.own:
        found = found.filter(unit_path=by.own_path)
    return found.select_related("unit").order_by("-on", "-pk")


def by_kind(by: Actor, wanted: Wanted = Wanted()) -> list[tuple[DispatchKind, int]]:
    """各文种几件: those that count (not voided), of kinds that occur, in the order of the kinds; one statement."""
    found = dispatches(by, wanted).filter(KEPT).order_by().values("kind").annotate(n=Count("pk"))
    counted = {row["kind"]: row["n"] for row in found}
    return [(kind, counted[kind]) for kind in DispatchKind if kind in counted]


def of_source(source: str) -> "Dispatch | None":
    """The dispatch of a record, if its number stands."""
    return Dispatch.objects.filter(KEPT, source=source).select_related("unit").first()


def under(path: str) -> "QuerySet[Dispatch]":
    """Those of a unit and below that count."""
    return Dispatch.objects.kept().filter(within("unit_path", path))
