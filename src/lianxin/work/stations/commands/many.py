"""成批导入: stations, people of the wall, contacts, from a list; each row is a deed of its own, bad rows are named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations.commands.contacts import name_contact
from lianxin.work.stations.commands.station import join_station, open_station

MOST_ROWS = 2_000
DEEDS: dict[str, Callable[..., Any]] = {"stations": open_station, "members": join_station, "contacts": name_contact}


@dataclass(frozen=True)
class Row:
    """一行 of a list: its number in the sheet, what the deed is to be given, or what could not be read."""

    number: int
    given: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """导入结果: how many rows went in, the rows that were refused with the reason of each."""

    made: int
    refused: tuple[tuple[int, str], ...]


@transaction.atomic
def import_rows(*, what: str, rows: Sequence[Row], unit: Unit, by: Actor, at: datetime) -> Outcome:
    """导入名单: good rows go in, bad ones stay out and are named; the same list again enters nothing twice."""
    if len(rows) > MOST_ROWS:
        raise Unfit(_("一次最多导入 %(most)s 行，请分成几次。") % {"most": MOST_ROWS})
    made, refused = 0, []
    for row in rows:
        if row.problem:
            refused.append((row.number, row.problem))
            continue
        try:
            with transaction.atomic():
                DEEDS[what](by=by, at=at, **row.given)
                made += 1
        except (Unfit, NotAllowed) as problem:
            refused.append((row.number, str(problem)))
    if made:
        book.record("station.imported", of=unit.ref, unit_path=unit.path, by=by, at=at, made=made)
    return Outcome(made, tuple(refused))
