"""全县设置带出、带入: one file without persons and without records, read in another installation, looked at kind by kind.

A kind in versions carries itself: what comes in differently becomes a draft, which is tried and approved like any other.
A room with tables of its own declares with `carries` what it takes out, what would change and how it comes in.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.versions import queries
from lianxin.base.versions.kinds import KINDS, SettingKind
from lianxin.pure.problems import Unfit

FORMAT, MARK = 1, "lianxin.settings"
MOST_KEYS = 2_000


@dataclass(frozen=True)
class Difference:
    """一处不同: what, as it is here, as it comes; `problem` says why it cannot come in."""

    key: str
    name: str
    here: str
    comes: str
    problem: str = ""


@dataclass(frozen=True)
class Carried:
    """带得走的一类. `out` gives plain data; `compare` what differs; `bring` takes the differing in, and says how many."""

    code: str
    label: str | Promise
    to_edit: Permission
    out: Callable[[date], Any]
    compare: Callable[[Any, date], Sequence[Difference]]
    bring: Callable[[Any, Actor, datetime], int]
    #: whether it holds at once, or waits as a draft for another person
    is_at_once: bool = True


_CARRIED: dict[str, Carried] = {}


def carries(one: Carried) -> Carried:
    """Declare what a room carries; declared twice is declared once."""
    _CARRIED[one.code] = one
    return one


def carried() -> list[Carried]:
    """Every kind that can be taken along."""
    from lianxin.base.versions.commands import bring_kind

    return [_of(kind, bring_kind) for kind in KINDS.values()] + list(_CARRIED.values())


def _of(kind: SettingKind, bring: Any) -> Carried:
    return Carried(
        kind.code, kind.label, kind.to_edit,
        lambda on: {one.key: dict(one.value) for one in _given(kind, on)},
        lambda data, on: differences(kind, data, on),
        lambda data, by, at: bring(kind=kind.code, data=data, by=by, at=at), is_at_once=False,
    )  # fmt: skip


def _given(kind: SettingKind, on: date) -> list[queries.Standing]:
    """What stands, without what the county added itself: the same code means something else in another county."""
    return [one for one in queries.standing(kind, on) if one.given.number]


def taken_out(on: date, county: str) -> bytes:
    """The file."""
    told = {"mark": MARK, "format": FORMAT, "on": on.isoformat(), "county": county}
    return json.dumps(
        {**told, "settings": {one.code: one.out(on) for one in carried()}}, ensure_ascii=False, indent=1, sort_keys=True
    ).encode()


def read(data: bytes) -> dict[str, Any]:
    """The settings of a file by kind. Raises Unfit."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unfit(_("这个文件读不出来，请选“带出全县设置”得到的 .json 文件。"), "file") from None
    if not isinstance(told, dict) or told.get("mark") != MARK or not isinstance(told.get("settings"), dict):
        raise Unfit(_("这不是全县设置的文件，请选“带出全县设置”得到的 .json 文件。"), "file")
    if told.get("format") != FORMAT:
        raise Unfit(_("这个文件是另一版程序带出的，这一版读不了。"), "file")
    found: dict[str, Any] = told["settings"]
    return found


def differences(kind: SettingKind, data: Any, on: date) -> list[Difference]:
    """What comes differently; what cannot be is said with its reason. A key that is not here is said too."""
    if not isinstance(data, Mapping):
        return [Difference("", str(kind.label), "", "", _("这一类读不懂。"))]
    here = {one.key: one for one in _given(kind, on)}
    found = []
    for key, value in list(data.items())[:MOST_KEYS]:
        one = here.get(str(key))
        if one is None:
            found.append(Difference(str(key)[:34], str(key)[:60], "", "", _("这里没有这一项。")))
        elif value != dict(one.value):
            found.append(_difference(kind, one, value))
    return found


def _difference(kind: SettingKind, one: queries.Standing, value: Any) -> Difference:
    try:
        told = kind.check(one.key, value if isinstance(value, Mapping) else {})
        was, comes = dict(one.words), {str(label): text for label, text in kind.words(told)}
    except Unfit as problem:
        return Difference(one.key, one.name, "", "", str(problem))
    changed = [label for label in comes if comes[label] != was.get(label, "")]
    return Difference(
        one.key,
        one.name,
        "；".join(was.get(label, "") for label in changed),
        "；".join(comes[label] for label in changed),
    )
