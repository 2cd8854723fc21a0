"""联系卡页面上显示的: the prints with their QR, the cards of a village, the ledger of the two cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.codes import grouped
from lianxin.web.public.reading import HOTLINE, station_name
from lianxin.web.ui import qr
from lianxin.web.ui.request import Request
from lianxin.work.cards import queries
from lianxin.work.cards.commands.issuing import Issued
from lianxin.work.cards.models import ContactCard
from lianxin.work.cards.terms import ISSUE, REVIEW
from lianxin.work.households import queries as households
from lianxin.work.households.models import Household
from lianxin.work.households.queries import UnitLine
from lianxin.work.pairings import queries as pairings
from lianxin.work.visits.models import Finding

TABS = (
    (gettext_lazy("制发情况"), "cards:index"), (gettext_lazy("两卡台账"), "cards:ledger"),
    (gettext_lazy("群众回应"), "cards:responses"),
)  # fmt: skip
MOST_ROWS = 1000
NEVER: tuple[int, date | None] = (0, None)


def tabs_for(by: Actor) -> Sequence[tuple[Any, str]]:
    """The pages of the room that this post opens."""
    return TABS if by.has(REVIEW) else TABS[:2]


# 印出来的卡 --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Print:
    """一张卡 as it is printed: the only place where code and secret ever stand."""

    card: ContactCard
    code: str
    secret: str
    address: str
    qr: qr.Picture
    station: tuple[str, str]
    above: tuple[str, str] | None


def prints(request: Request, issued: Iterable[Issued]) -> list[Print]:
    """The prints of these cards; telephones of all units in one statement. The secret stands behind #: no log sees it."""
    new = [one for one in issued if one.is_new]
    paths = {path for one in new for path in (*ancestors(one.card.unit_path), *ancestors(one.card.home_path))}
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}
    address = request.build_absolute_uri(reverse("public:card"))
    found = []
    for one in new:
        link = f"{address}#{one.card.code}.{one.secret}"
        above = one.card.home_path[: -len(ancestors(one.card.home_path)[0])]
        found.append(Print(
            one.card, grouped(one.card.code), grouped(one.secret), address, qr.picture(link), _ring(one.card.unit_path, units),
            _ring(above, units) if above else None,
        ))  # fmt: skip
    return found


def _ring(path: str, units: dict[str, Unit]) -> tuple[str, str]:
    """Whom to ring there: the nearest unit upwards that has a telephone, else the hotline."""
    chain = [units[one] for one in reversed(ancestors(path)) if one in units]
    near = next((unit for unit in chain if unit.phone), None)
    return (station_name(near), near.phone) if near else (station_name(chain[0]) if chain else "", HOTLINE)


# 制发 --------------------------------------------------------------------------------------------------------------


def people_for(household: Household, by: Actor, today: date) -> list[tuple[Person, str]]:
    """Who may stand on the card: who is linked to the household, then who asks. Two statements."""
    linked = pairings.of_unit(household.unit, today).filter(household=household)
    found = [(pairing.person, f"{pairing.person.name}（{pairing.home.name}）") for pairing in linked]
    me = Person.objects.filter(pk=by.person_id or 0).first()
    if me is not None and me.pk not in {person.pk for person, _words in found}:
        found.append((me, f"{me.name}（{by.post}）"))
    return list({person.pk: (person, words) for person, words in found}.values())


def pairs(unit: Unit, group: str, who: str, by: Actor, today: date) -> list[tuple[Household, Person]]:
    """Each household of the village (or of one group) without a card, and the person for its card. Four statements."""
    found = Household.objects.seen_by(by, today).valid(today).filter(unit=unit).select_related("unit")
    found = found.filter(group=group.strip()) if group.strip() else found
    rows = list(found.order_by("place_key", "pk"))
    held = set(ContactCard.objects.valid().filter(household__in=rows).values_list("household", flat=True))
    linked = {}
    if who == "paired":
        linked = {one.household_id: one.person for one in pairings.of_unit(unit, today).filter(household__isnull=False)}
    me = Person.objects.get(pk=by.person_id or 0)
    return [(one, linked.get(one.pk, me)) for one in rows if one.pk not in held]


@dataclass(frozen=True)
class VillageLine:
    """一村: households in the register, and how many of them hold a card. Sorted by unit, never by number."""

    line: UnitLine
    with_card: int


def villages(by: Actor, today: date) -> list[VillageLine]:
    """The villages that this actor sees. Four statements."""
    lines = households.by_unit(by, today)
    held = queries.cards(by).valid().order_by().values_list("unit_id").annotate(n=Count("household", distinct=True))
    counts = dict(held)
    return [VillageLine(line, counts.get(line.unit.pk, 0)) for line in lines]


def may_issue_in(by: Actor, lines: Iterable[VillageLine]) -> list[Unit]:
    """Of these the villages where he may issue."""
    return [one.line.unit for one in lines if by.may_at(ISSUE, one.line.unit.path)]


# 两卡一台账 --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LedgerRow:
    """台账的一行: what is known of a household from its register, the visits, what was found, its card."""

    household: Household
    name: str
    in_need: bool
    visits: int
    last: date | None
    found: int
    cards: Sequence[ContactCard]


def ledger(unit: Unit, by: Actor, today: date) -> list[LedgerRow]:
    """两卡一台账 of a village, nothing of it typed again; as far as this reader may see each part. Six statements."""
    found = Household.objects.seen_by(by, today).valid(today).filter(unit=unit)
    rows = list(found.select_related("unit").order_by("place_key", "pk")[:MOST_ROWS])
    keys = [one.pk for one in rows]
    is_open = set(households.open_to(by, today).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    needy = set(households.in_need(today).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    visited, cards = queries.visited(keys, by, today), queries.last_valid(keys)
    matters = Finding.objects.filter(visit__household__in=keys).standing().past_the_wall(by=by).order_by()
    brought = dict(matters.values_list("visit__household").annotate(n=Count("pk")))
    return [
        LedgerRow(
            one, _name(one, one.pk in is_open, one.pk in needy), one.pk in needy, visited.get(one.pk, NEVER)[0],
            visited.get(one.pk, NEVER)[1],
            brought.get(one.pk, 0), cards.get(one.pk, ()),
        )
        for one in rows
    ]  # fmt: skip


def _name(household: Household, is_open: bool, is_in_need: bool) -> str:
    """As in the register: nothing where it is not open, masked where the household is in need."""
    if not is_open or not household.head_name:
        return ""
    return mask_name(household.head_name) if is_in_need else household.head_name


COLUMNS = (
    (gettext_lazy("编号"), 12), (gettext_lazy("组别"), 10), (gettext_lazy("门牌"), 14), (gettext_lazy("户主"), 10),
    (gettext_lazy("人口"), 6), (gettext_lazy("困难户"), 8), (gettext_lazy("今年走访次数"), 8), (gettext_lazy("最近走访"), 12),
    (gettext_lazy("反映的事"), 8), (gettext_lazy("联系卡：联系人"), 18), (gettext_lazy("制发日期"), 12),
)  # fmt: skip


def cells(rows: Iterable[LedgerRow]) -> list[list[str]]:
    """The rows as texts, for the workbook."""
    return [
        [
            row.household.code, row.household.group, row.household.door, row.name, str(row.household.members),
            _("是") if row.in_need else "", str(row.visits), row.last.isoformat() if row.last else "", str(row.found),
            "；".join(f"{card.person.name}（{card.home.name}）" for card in row.cards),
            "；".join(card.issued_on.isoformat() for card in row.cards),
        ]
        for row in rows
    ]  # fmt: skip
