"""成批安排: a table that a person confirmed, and a list brought in: each row is a deed of its own, bad rows are named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.models import Household
from lianxin.work.pairings.commands.pairing import pair
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import PairingKind

MOST_ROWS = 2_000


@transaction.atomic
def pair_all(
    *,
    chosen: Sequence[tuple[Household, Person]],
    since: date,
    by: Actor,
    at: datetime,
    over_why: str = "",
    basis: str = "",
) -> list[Pairing]:
    """成批包户: all that were chosen or none; the reason stands for everybody who gets one more than usual."""
    if not chosen:
        raise Unfit(_("请至少选一户。"))
    found = []
    for household, person in chosen:
        try:
            found.append(
                pair(
                    kind=PairingKind.HOUSEHOLD, person=person, household=household, since=since, by=by, at=at,
                    over_why=over_why, basis=basis,
                )
            )  # fmt: skip
        except Unfit as problem:
            words = {"place": household.label, "sentence": problem}
            raise Unfit(_("%(place)s：%(sentence)s") % words, problem.field) from problem
    return found


@dataclass(frozen=True)
class Row:
    """一行 of a list: its number in the sheet, what `pair` is to be given, or what could not be read."""

    number: int
    given: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """导入结果: the links that were made, the rows that were refused with the reason of each."""

    made: tuple[Pairing, ...]
    refused: tuple[tuple[int, str], ...]


@transaction.atomic
def import_pairings(*, rows: Sequence[Row], unit: Unit, by: Actor, at: datetime) -> Outcome:
    """导入挂钩联系一览表: good rows are linked, bad ones stay out and are named; the same list again links nobody twice."""
    if len(rows) > MOST_ROWS:
        raise Unfit(_("一次最多导入 %(most)s 行，请分成几个文件。") % {"most": MOST_ROWS}, "file")
    made: list[Pairing] = []
    refused: list[tuple[int, str]] = []
    for row in rows:
        if row.problem:
            refused.append((row.number, row.problem))
            continue
        try:
            with transaction.atomic():
                made.append(pair(by=by, at=at, **row.given))
        except (Unfit, NotAllowed) as problem:
            refused.append((row.number, str(problem)))
    if made:
        book.record("pairing.imported", of=unit.ref, unit_path=unit.path, by=by, at=at, made=len(made))
    return Outcome(tuple(made), tuple(refused))
