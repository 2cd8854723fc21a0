"""离线的读法: in which post a phone's owner acts, what his phone may hold, how his parcels stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import actor_for, postings_of
from lianxin.work.circulars.queries import to_record
from lianxin.work.circulars.terms import RECORD
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.offline import keys, sealing
from lianxin.work.offline.kinds import KINDS, Kind
from lianxin.work.offline.models import Handset, OwnQuerySet, Parcel, SealKey, is_open
from lianxin.work.offline.terms import LIST_LASTS, MANAGE, MOST_ENTRIES, ParcelState
from lianxin.work.pairings.models import Pairing

NUMBER = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Opened:
    """打开的一条: the form, its version on that phone, what was written, the number of the one before."""

    kind: Kind | None
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""


def opened(parcel: Parcel) -> Opened:
    """What is in a parcel. Raises keys.NoKey, sealing.CannotOpen."""
    found = sealing.unseal(keys.load(parcel.key_code), bytes(parcel.sealed), parcel.about)
    code, version, values, after = (found.get(name) for name in ("kind", "version", "values", "after"))
    return Opened(
        KINDS.get(code) if isinstance(code, str) else None, version if isinstance(version, int) else 0,
        values if isinstance(values, dict) else {}, after if isinstance(after, str) and NUMBER.fullmatch(after) else "",
    )  # fmt: skip


def acting(person: Person, home_path: str, on: date) -> Actor | None:
    """The owner of a phone in the post in which it was registered, or in the first that he holds; None without a post."""
    held = postings_of(person, on)
    there = next((one for one in held if one.unit.path == home_path), held[0] if held else None)
    return actor_for(there) if there else None


def standing_handset(client_key: str) -> Handset | None:
    """The phone with this number, stopped or not."""
    return Handset.objects.select_related("person", "home").filter(client_key=client_key).first()


def handsets_of(by: Actor) -> "QuerySet[Handset]":
    """One's own phones that are not stopped."""
    return Handset.objects.of(by).filter(revoked_at=None)


def managed_handsets(by: Actor) -> OwnQuerySet:
    """Phones of others that this actor may stop."""
    found = Handset.objects.reachable(by=by, to=MANAGE).filter(revoked_at=None).exclude(person_id=by.person_id)
    return found.select_related("person", "home").order_by("home_path", "person__name", "pk")


def parcels(by: Actor) -> OwnQuerySet:
    """One's own parcels and those of the units whose phones one manages."""
    own = Parcel.objects.of(by) | Parcel.objects.reachable(by=by, to=MANAGE)
    return own.select_related("handset", "person", "handset__home")


def to_check(by: Actor) -> "QuerySet[Parcel]":
    """待核 and held, the oldest first: what this actor may settle."""
    return parcels(by).filter(is_open()).order_by("arrived_at", "pk")


def counts(handset: Handset) -> dict[str, int]:
    """How the parcels of a phone stand: arrived in all, of which somebody must look at."""
    found = dict(handset.parcels.order_by().values_list("state").annotate(Count("pk")))
    waiting = found.get(ParcelState.TO_CHECK, 0) + found.get(ParcelState.HELD, 0)
    return {"arrived": sum(found.values()), "to_check": waiting}


def may_open(parcel: Parcel, content: Opened, by: Actor) -> bool:
    """Whether this actor may read what is inside: the writer; another only where nothing of it may be behind a wall."""
    if parcel.person_id == by.person_id:
        return True
    return content.kind is not None and by.may(MANAGE, parcel) and not content.kind.is_private(content.values)


def newest_key() -> SealKey | None:
    """The key to which phones seal now; None where its private half is gone."""
    key = SealKey.objects.filter(destroyed_at=None).first()
    return key if key is not None and keys.is_there(key.code) else None


def phone_list(person: Person, home: Unit, at: datetime) -> dict[str, Any]:
    """名单: what the phone may hold of one's own pairings: household code, group and door, the names of villages.

    Of who records inspections also the names of the units that approved plans name. At most 30 of each, for 72 hours;
    no name, no telephone (security.md T8).
    """
    on = localdate(at)
    links = Pairing.objects.standing(on).by_person(person).select_related("unit", "household")
    found = list(links.order_by("unit__path", "household__group", "household__door", "pk")[: 4 * MOST_ENTRIES])
    here = {home.pk: home.name} | {link.unit_id: link.unit.name for link in found if link.unit_id}
    rows = [
        {"code": link.household.code, "group": link.household.group, "door": link.household.door}
        for link in found
        if link.household is not None
    ]
    return {
        "until": (at + LIST_LASTS).isoformat(), "households": rows[:MOST_ENTRIES],
        "places": [{"id": str(pk), "name": name} for pk, name in list(here.items())[:MOST_ENTRIES]],
        "targets": [{"id": str(one.pk), "name": one.unit.name} for one in _targets(person, home, on)],
    }  # fmt: skip


def _targets(person: Person, home: Unit, on: date) -> list[PlanTarget]:
    """被查单位 that the owner's office may record; nothing for who records none."""
    by = acting(person, home.path, on)
    if by is None or not by.may_at(RECORD, home.path):
        return []
    return list(to_record(home, on)[:MOST_ENTRIES])
