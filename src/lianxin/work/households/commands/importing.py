"""导入户册: the lines of a village's list, each registered or refused with its number and the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.commands.register import register_household
from lianxin.work.households.models import Household
from lianxin.work.households.terms import EDIT

MOST_LINES = 5_000


@dataclass(frozen=True)
class Line:
    """一行: what stood in a row of the list; `number` is the row's number in the sheet, `problem` what could not be read."""

    number: int
    group: str = ""
    door: str = ""
    head_name: str = ""
    phone: str = ""
    members: int = 1
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """导入结果: the households that were registered, the rows that were refused with the reason of each."""

    households: tuple[Household, ...]
    refused: tuple[tuple[int, str], ...]


@transaction.atomic
def import_households(*, unit: Unit, lines: Sequence[Line], by: Actor, at: datetime) -> Outcome:
    """导入户册: good rows are registered, bad ones stay out; the same list once more registers nothing twice."""
    by.must_at(EDIT, unit.path)
    if len(lines) > MOST_LINES:
        raise Unfit(_("一次最多导入 %(most)s 户，请分成几个文件。") % {"most": MOST_LINES}, "file")
    made: list[Household] = []
    refused: list[tuple[int, str]] = []
    for line in lines:
        if line.problem:
            refused.append((line.number, line.problem))
            continue
        try:
            made.append(
                register_household(
                    unit=unit, group=line.group, door=line.door, head_name=line.head_name, phone=line.phone,
                    members=line.members, by=by, at=at,
                )
            )  # fmt: skip
        except Unfit as problem:
            refused.append((line.number, str(problem)))
    book.record(
        "household.imported", of=unit.ref, unit_path=unit.path, by=by, at=at, count=len(made), refused=len(refused)
    )
    return Outcome(tuple(made), tuple(refused))
