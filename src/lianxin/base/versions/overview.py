"""设置总览的登记: every kind of setting, with how it stands, told by the room that holds it.

A kind that lives in versions here tells itself; what has tables of its own declares a line with `shows`. What is missing
(`gap`) stands at the top of the page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.versions import queries
from lianxin.base.versions.kinds import KINDS, SettingKind


@dataclass(frozen=True)
class Line:
    """一类设置 as it stands: what holds, since when, by whom, what waits, what is given from where, what is missing.

    `page` with `args` is where it is looked at and changed; its own history stands there. `needs` is the permission that
    opens that page, where the menu does not say it.
    """

    label: str | Promise
    holds: str
    since: date | None = None
    by: str = ""
    waiting: str = ""
    given: str = ""
    gap: str = ""
    page: str = ""
    args: tuple[str, ...] = ()
    needs: str = ""


Read = Callable[[date], Sequence[Line]]
_READS: dict[str, Read] = {}


def shows(code: str) -> Callable[[Read], Read]:
    """Declare what tells lines of the overview; declared twice is declared once."""

    def declare(read: Read) -> Read:
        _READS[code] = read
        return read

    return declare


def lines(on: date) -> list[Line]:
    """Every kind of setting, those where something is missing first."""
    found = [_of_kind(kind, on) for kind in KINDS.values()]
    found += [line for code in sorted(_READS) for line in _READS[code](on)]
    return sorted(found, key=lambda line: not line.gap)


def _of_kind(kind: SettingKind, on: date) -> Line:
    held = queries.standing(kind, on)
    own = [one.version for one in held if one.version]
    last = max(own, key=lambda one: (one.valid_from, one.pk), default=None)
    return Line(
        kind.label, _("%(all)s 项，本县改过 %(own)s 项") % {"all": len(held), "own": len(own)},
        last.valid_from if last else None, last.decided_by if last else "", "；".join(_waits(held)),
        _("每项写明来源"), page="settings:kind", args=(kind.code,),
    )  # fmt: skip


def _waits(held: Sequence[queries.Standing]) -> Iterator[str]:
    for one in held:
        if one.waiting:
            yield _("%(name)s：第 %(number)s 版 %(on)s 启用") % {
                "name": one.name, "number": one.waiting.number, "on": one.waiting.valid_from}  # fmt: skip
        if one.in_hand:
            yield _("%(name)s：第 %(number)s 版%(state)s") % {
                "name": one.name, "number": one.in_hand.number, "state": one.in_hand.get_state_display()}  # fmt: skip
