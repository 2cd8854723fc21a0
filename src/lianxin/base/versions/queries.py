"""设置版次的读法: what is in force on a day, what waits, what was before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxin.base.versions.kinds import KINDS, Given, SettingKind, Value
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.terms import State


@dataclass(frozen=True)
class Standing:
    """一项设置 as it stands on a day: the version in force (None: what is given), what waits, what is in hand."""

    kind: SettingKind
    key: str
    name: str
    version: SettingVersion | None
    given: Given
    waiting: SettingVersion | None = None
    in_hand: SettingVersion | None = None

    @property
    def value(self) -> Value:
        return self.version.value if self.version else self.given.value

    @property
    def number(self) -> int:
        return self.version.number if self.version else self.given.number

    @property
    def since(self) -> date | None:
        return self.version.valid_from if self.version else self.given.since

    @property
    def words(self) -> list[tuple[str, str]]:
        """What is set, line by line."""
        return [(str(label), text) for label, text in self.kind.words(self.value)]


def in_force(kind: str, key: str, on: date) -> SettingVersion | None:
    """The version that holds on that day; None where only what is given holds."""
    return SettingVersion.objects.of(kind, key).approved().filter(valid_from__lte=on).last()


def value(kind: str, key: str, on: date) -> Value:
    """What holds on that day."""
    found = in_force(kind, key, on)
    return found.value if found else KINDS[kind].given(key).value


def values(kind: str, on: date) -> Mapping[str, Value]:
    """What the county set itself and holds on that day, by key: one statement."""
    rows = SettingVersion.objects.filter(kind=kind, valid_from__lte=on).approved()
    return {row.key: row.value for row in rows}


def standing(kind: SettingKind, on: date, key: str | None = None) -> list[Standing]:
    """Every setting of a kind, or the one named: one statement beside what the kind itself reads."""
    keys = kind.names()
    rows = SettingVersion.objects.filter(kind=kind.code, state__in=(State.APPROVED, State.DRAFT, State.SUBMITTED))
    found: dict[str, list[SettingVersion]] = {}
    for row in (rows if key is None else rows.filter(key=key)).order_by("valid_from", "number"):
        found.setdefault(row.key, []).append(row)
    chosen = keys if key is None else {key: keys[key]} if key in keys else {}
    return [_standing(kind, one, str(name), found.get(one, []), on) for one, name in chosen.items()]


def _standing(kind: SettingKind, key: str, name: str, rows: list[SettingVersion], on: date) -> Standing:
    approved = [row for row in rows if row.state == State.APPROVED]
    begun = [row for row in approved if row.valid_from <= on]
    waiting = next((row for row in approved if row.valid_from > on), None)
    in_hand = next((row for row in rows if row.state != State.APPROVED), None)
    return Standing(kind, key, name, begun[-1] if begun else None, kind.given(key), waiting, in_hand)


def history(kind: str, key: str) -> list[SettingVersion]:
    """Every version of a setting, the newest first."""
    return list(SettingVersion.objects.of(kind, key).order_by("-number"))


def in_hand() -> int:
    """How many drafts there are, those that wait for approval among them."""
    return SettingVersion.objects.in_hand().filter(kind__in=KINDS).count()
