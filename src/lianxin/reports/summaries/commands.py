"""工作总结的事项: writing one out as a file, and making records of what it says is to be done next."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import write_docx
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import commands as nextsteps
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.summaries import steps
from lianxin.reports.summaries.compose import compose, facts_of, problems_of
from lianxin.reports.summaries.options import WHOLE, Options
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
    today = localdate(at)
    facts = facts_of(unit, period, by, today, options)
    lines = steps.proposed(facts, problems_of(facts, steps.kept(facts), options), today)
    return nextsteps.take_over(unit=unit, period=period, lines=lines, by=by, at=at)
