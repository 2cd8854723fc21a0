"""工作总结的事项: writing one out as a file, and making records of what it says is to be done next."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.indicators.kinds import FIGURES
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import commands as nextsteps
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.commands import StepLine
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.problems import Unfit
from lianxin.reports.nextsteps.terms import EDIT
from lianxin.reports.summaries import steps
from lianxin.reports.summaries.compose import compose, facts_of, problems_of
from lianxin.reports.summaries.options import PARTS, WHOLE, Options, read
from lianxin.reports.summaries.promised import Promise, promises_in
from lianxin.reports.summaries.terms import WRITE


@transaction.atomic
def write(*, unit: Unit, period: Period, by: Actor, at: datetime, options: Options = WHOLE) -> bytes:
    """生成工作总结: the docx in GB/T 9704 layout, every figure bound; the journal keeps its fingerprint."""
    by.must_at(WRITE, unit.path)
    data = write_docx(compose(unit=unit, period=period, by=by, dated=localdate(at), options=options))
    book.record(
        "summary.written", of=f"unit:{unit.pk}", unit_path=unit.path, by=by, at=at, unit=unit.name, period=period.label,
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    return data


@transaction.atomic
def hand_out(*, unit: Unit, period: Period, by: Actor, at: datetime, options: Options = WHOLE) -> list[NextStep]:
    """列入下步打算: every line of the summary's last part that is not yet a record becomes one (M290)."""
    return nextsteps.take_over(
        unit=unit, period=period, lines=_proposed(unit, period, by, at, options), by=by, at=at
    )  # fmt: skip


@transaction.atomic
def hand_out_signed(
    *, unit: Unit, period: Period | None, subject: str, paper: Paper, by: Actor, at: datetime
) -> None:  # fmt: skip
    """签发后列入下步打算: every line that was signed and is no record yet, with the words, day and owner that were signed.

    Nothing where the signer may not set steps down; then they are taken over by hand.
    """
    found = promises_in(paper.body, PARTS["next"])
    may = by.may_at(EDIT, unit.path) and by.may_at(FIGURES, unit.path)
    if period is None or not found or not may:
        return
    standing = queries.standing_headings(unit, period)
    proposed = _proposed(unit, period, by, at, read(subject))
    owners = _owners(unit, {one.unit for one in found})
    lines = [_line(one, proposed, owners.get(one.unit, unit)) for one in found if one.heading not in standing]
    with suppress(Unfit):  # all of them are records by now
        nextsteps.take_over(unit=unit, period=period, lines=lines, by=by, at=at)


def _proposed(unit: Unit, period: Period, by: Actor, at: datetime, options: Options) -> list[StepLine]:
    facts = facts_of(unit, period, by, localdate(at), options)
    return steps.proposed(facts, problems_of(facts, steps.kept(facts), options), localdate(at))


def _owners(unit: Unit, names: set[str]) -> dict[str, Unit]:
    """The units at or below one by the names that a paper gives them; a name that two of them bear names neither."""
    found = list(Unit.objects.filter(within("path", unit.path), name__in=names))
    counted = Counter(one.name for one in found)
    return {one.name: one for one in found if counted[one.name] == 1}


def _line(one: Promise, proposed: Sequence[StepLine], owner: Unit) -> StepLine:
    """The signed line; the problem that it answers is that of the same heading, or of the same words."""
    same = next((line for line in proposed if line.heading == one.heading or line.text == one.text), None)
    heading = same.heading if same else one.heading
    return StepLine(same.problem if same else "", heading, one.text, one.due_on, owner, one.owner)
