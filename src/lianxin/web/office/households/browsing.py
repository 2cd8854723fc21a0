"""户册的翻看: a unit, words, only those in need; pages by key (the code of the last row), never a running number."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.households import shown
from lianxin.web.ui.request import Request
from lianxin.work.households import queries
from lianxin.work.households.models import Household, HouseholdQuerySet
from lianxin.work.households.queries import UnitLine

ROWS, PRINTED = 50, 2000


@dataclass(frozen=True)
class Browsed:
    """户册 as read from an address: the unit, what was found, or the units to choose from."""

    unit: Unit | None
    words: str
    in_need: bool
    lines: list[UnitLine]
    found: HouseholdQuerySet

    @property
    def query(self) -> str:
        """The filters as a query."""
        given = {
            "unit": str(self.unit.pk) if self.unit else "",
            "words": self.words,
            "need": "1" if self.in_need else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def is_list(self) -> bool:
        """Whether there are rows to show, and not units to choose from."""
        return self.unit is not None or bool(self.words) or self.in_need or len(self.lines) <= 1


@dataclass(frozen=True)
class Page:
    """一页 and its neighbours."""

    rows: list[shown.Row]
    newer_url: str
    older_url: str


def unit_of(typed: str) -> Unit | None:
    """The unit in an address."""
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 10
    return Unit.objects.filter(pk=int(typed)).first() if is_key else None


def browse(request: Request) -> Browsed:
    """The register that an address asks for."""
    by, today, data = request.actor, request.today, request.GET
    unit, words = unit_of(data.get("unit", "")), data.get("words", "").replace("\0", "").strip()[:60]
    found = queries.seen_by(by, today)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path))
    if words:
        found = found.filter(_said(request, words))
    if in_need := data.get("need") == "1":
        found = found.in_need(today)
    return Browsed(unit, words, in_need, queries.by_unit(by, today), found)


def _said(request: Request, words: str) -> Q:
    """编号, 组别, 门牌 of every household one sees; the name only of those that are open and not in need."""
    named = queries.open_to(request.actor, request.today).filter(head_name__icontains=words)
    named = named.exclude(pk__in=queries.in_need(request.today).order_by().values("pk"))
    place = Q(group__icontains=words) | Q(door__icontains=words) | Q(code__iexact=words)
    if len(parts := words.split()) == 2:
        place |= Q(group__icontains=parts[0], door__icontains=parts[1])
    return place | Q(pk__in=named.order_by().values("pk"))


def ordered(found: HouseholdQuerySet) -> Any:
    """In the order of the register."""
    return found.select_related("unit").order_by("unit_path", "place_key", "pk")


def page_of(browsed: Browsed, request: Request) -> Page:
    """The rows after (or before) the household whose code stands in the address."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    key = _key(browsed, before) or _key(browsed, after)
    is_back = key is not None and _key(browsed, before) is not None
    everything = ordered(browsed.found)
    if key is not None:
        everything = everything.filter(_beyond(key, is_back))
    taken = list((everything.reverse() if is_back else everything)[: ROWS + 1])
    has_more, taken = len(taken) > ROWS, taken[:ROWS]
    if is_back:
        taken.reverse()
    start = reverse("households:index") + "?" + browsed.query + "&"
    newer = has_more if is_back else key is not None
    older = True if is_back else has_more
    return Page(
        shown.rows(taken, request),
        start + urlencode({"before": taken[0].code}) if newer and taken else "",
        start + urlencode({"after": taken[-1].code}) if older and taken else "",
    )


def _key(browsed: Browsed, code: str) -> Household | None:
    return browsed.found.filter(code=code.replace("\0", "")[:12]).first() if code else None


def _beyond(key: Household, is_back: bool) -> Q:
    step = "lt" if is_back else "gt"
    return Q(**{f"unit_path__{step}": key.unit_path}) | Q(unit_path=key.unit_path) & (
        Q(**{f"place_key__{step}": key.place_key}) | Q(**{"place_key": key.place_key, f"pk__{step}": key.pk})
    )
