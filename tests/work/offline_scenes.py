"""手机的场面: a registered phone that seals as the real one does, and what it sends; for the tests of this room."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline import commands, sealing
from lianxin.work.offline.commands import Sent
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Handset, Parcel, SealKey, about
from tests.conftest import NOON

VISIT = {"kind": "household", "on": "2026-11-02", "note": "老人血压稳定，药还够半个月。"}
DIARY = {"on": "2026-11-02", "text": "三组的路灯又不亮了。回来想想，应当早一点去看。"}


@dataclass
class Phone:
    """一部手机: it seals to the key that it was given, numbers its items, and remembers nothing of them."""

    handset: Handset
    key: SealKey
    by: Actor
    seq: int = 0
    numbers: list[str] = field(default_factory=list)

    def item(self, kind: str = "visit", values: dict[str, Any] | None = None, *, after: str = "", version: int = 0,
             number: str = "", seq: int = 0) -> Sent:  # fmt: skip
        """封存一条."""
        number = number or uuid4().hex
        self.seq = seq or self.seq + 1
        content: dict[str, Any] = {"kind": kind, "version": version or KINDS[kind].version, "values": values or VISIT}
        if after:
            content["after"] = after
        bound = about(self.handset.client_key, number, self.key.code)
        sealed = sealing.seal(bytes.fromhex(self.key.public), content, bound)
        self.numbers.append(number)
        return Sent(number, self.seq, self.key.code, sealed)

    def sends(self, *items: Sent, first: int = 1, at: datetime = NOON, **more: Any) -> list[Parcel]:
        """Hand these over; returns how they stand then."""
        given: dict[str, Any] = {"is_clock_off": False, "by": self.by, **more}
        found = commands.receive(handset=self.handset, parcels=items, first=first, at=at, **given)
        self.handset.refresh_from_db()
        return found


def phone_of(town: Any, who: str = "officer", *, at: datetime = NOON, name: str = "我的手机") -> Phone:
    """The registered phone of somebody of the cast."""
    actor: Actor = town.actors[who]
    home = next(unit for unit in town.units.values() if unit.pk == actor.unit_id)
    handset = commands.register_handset(name=name, client_key=uuid4().hex, home=home, by=actor, at=at)
    key = commands.note_contact(handset=handset, waiting=0, key_codes=[], by=actor, at=at)
    return Phone(handset, key, actor)
