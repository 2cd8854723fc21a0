"""挂钩结对的翻看: the list as asked in the address, what is filled in beforehand, what is usual for a kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.ui.request import Request
from lianxin.work.households.models import Household
from lianxin.work.households.queries import seen_by
from lianxin.work.pairings import queries
from lianxin.work.pairings.models import Expert, FieldPosting, Pairing
from lianxin.work.pairings.terms import ARRANGE, KINDS, VIEW, PairingKind, Skill

YEARS = (2000, 2100)


@dataclass(frozen=True)
class Browsed:
    """一览 as asked: the links, the filters that were understood, the same as a query string."""

    found: Any
    kind: str
    unit: Unit | None
    name: str
    is_all: bool
    query: str


def text(request: Request, name: str, most: int = 40) -> str:
    """What the address says under a name."""
    return request.GET.get(name, "").replace("\0", "").strip()[:most]


def unit_of(request: Request, name: str = "unit") -> Unit | None:
    """A unit by its key in the address."""
    key = text(request, name, 9)
    return Unit.objects.valid(request.today).filter(pk=int(key)).first() if key.isdecimal() else None


def browse(request: Request) -> Browsed:
    """The links that the actor may see, narrowed by kind, unit (either end), name; those that hold unless all are asked."""
    found = Pairing.objects.reachable(by=request.actor, to=VIEW).select_related("person", "home", "unit", "household")
    kind, unit, name = text(request, "kind"), unit_of(request), text(request, "name")
    kind = kind if kind in PairingKind.values else ""
    is_all = bool(request.GET.get("all"))
    if not is_all:
        found = found.standing(request.today)
    if kind:
        found = found.filter(kind=kind)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path) | within("home_path", unit.path))
    if name:
        found = found.filter(person__name__contains=name)
    asked = request.GET.copy()
    return Browsed(
        found.order_by("unit_path", "kind", "person__name", "pk"), kind, unit, name, is_all, asked.urlencode()
    )


def near(request: Request) -> list[Household]:
    """Households in need without anybody, where this actor arranges: proposed while one types."""
    found: list[Household] = []
    for root in request.actor.grants.get(ARRANGE.code, ()):
        place = Unit.objects.filter(path=root).first()
        found += list(queries.seen_uncovered(place, request.today, request.actor)[:100]) if place else []
    return found[:100]


def household_of(request: Request) -> Household | None:
    """The household of the address, if the actor may see its line."""
    code = text(request, "household", 12)
    found = seen_by(request.actor, request.today).select_related("unit") if code else None
    return found.filter(code=code).first() if found is not None else None


def initial(request: Request) -> dict[str, Any]:
    """What the address knows already, so that it is not typed."""
    found: dict[str, Any] = {"since": request.today, "person": text(request, "person", 80)}
    found["household"] = household_of(request)
    found["unit"] = unit_of(request)
    return {name: value for name, value in found.items() if value}


def skill(request: Request) -> dict[str, Any]:
    """按特长 from the address."""
    found = text(request, "skill")
    return {"skill": found} if found in Skill.values else {}


def usual(kind: PairingKind) -> str:
    """What is usual for a kind, in a sentence."""
    spec, words = KINDS[kind], []
    if spec.most:
        words.append(_("一个人一般不超过 %(most)s 个。") % {"most": spec.most})
    if spec.least_days:
        words.append(_("至少联系 %(days)s 天。") % {"days": spec.least_days})
    return "".join(words) or _("谁、联系谁、从哪天起。")


def notes(found: Pairing) -> list[str]:
    """What a deed's page says of the link it is about."""
    words = [f"{found.person.name} · {found.get_kind_display()} · {found.unit.name}"]
    if found.least_until is not None:
        words.append(_("至少联系到 %(on)s。") % {"on": found.least_until.isoformat()})
    return words


def may_change(request: Request, found: Pairing) -> bool:
    """Whether this actor ends it or hands it over: of a household only where it lies."""
    if found.successor_id is not None or (found.until is not None and found.until < request.today):
        return False
    if found.household_id is not None:
        return request.actor.may_at(ARRANGE, found.unit_path)
    return request.actor.may(ARRANGE, found)


def own_postings(request: Request) -> list[FieldPosting]:
    """Where I am sent out today."""
    found = FieldPosting.objects.standing(request.today).filter(person=request.actor.person_id)
    return list(found.select_related("unit", "home"))


def own_expert(request: Request) -> Expert | None:
    """My own line among the volunteers."""
    return Expert.objects.active().filter(person=request.actor.person_id).first()


def day_of(request: Request) -> date:
    """The day of the address; today where none can be read."""
    try:
        day = date.fromisoformat(text(request, "on", 10))
    except ValueError:
        return request.today
    return day if YEARS[0] <= day.year < YEARS[1] else request.today
