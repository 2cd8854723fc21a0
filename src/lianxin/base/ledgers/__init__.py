"""台账: the ledgers that offices keep, each with its usual columns, computed from the records (rules.md §6.3).

A room declares its ledger when its app is ready; whoever fills a table or exports one reads it here. A ledger is never
stored: its rows are the records that the reader may open, so it holds nothing that he could not look up one by one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.periods import Period

Words = str | Promise
CellValue = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """一栏: its usual heading, other headings by which offices know it, and what it says of a row."""

    code: str
    label: Words
    value: Callable[[Any], CellValue]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """台账: `rows(by, unit, period, today)` are the rows under a unit that the reader may open, in the ledger's order.

    `period` None is everything. The rows may be records or small objects made of them; in a constant number of
    statements, however many there are.
    """

    code: str
    label: Words
    columns: Sequence[Column]
    rows: Callable[[Actor, Unit, Period | None, date], Iterable[Any]]
    to_open: Permission
    group: Words = ""


#: 序号: whoever writes a ledger counts its rows; a record has no number of its own
NUMBER = Column("number", _("序号"), lambda row: None, ("编号顺序", "序", "顺序号", "No"))

LEDGERS: dict[str, Ledger] = {}


class UnknownLedger(LookupError):
    """没有这样的台账."""


def register(*ledgers: Ledger) -> None:
    """Enter ledgers, once each. Raises ValueError for a code or a column's code that is there twice."""
    for ledger in ledgers:
        codes = [column.code for column in ledger.columns]
        if ledger.code in LEDGERS or len(set(codes)) < len(codes):
            raise ValueError(f"ledger {ledger.code} or one of its columns is registered twice")
        LEDGERS[ledger.code] = ledger


def get(code: str) -> Ledger:
    """The ledger with this code. Raises UnknownLedger."""
    try:
        return LEDGERS[code]
    except KeyError:
        raise UnknownLedger(code) from None


def seen(by: Actor) -> list[Ledger]:
    """Those that the actor's post opens, in the order of the register."""
    return [ledger for ledger in LEDGERS.values() if by.has(ledger.to_open)]


def of(unit: Unit, period: Period | None, dated: str, *places: str) -> Q:
    """The condition of a ledger's rows: at one of the `places` (path fields) under the unit, dated in the period."""
    here = Q()
    for place in places or ("unit_path",):
        here |= unit.covers(place)
    return here & (Q(**{f"{dated}__range": (period.first, period.last)}) if period else Q())
