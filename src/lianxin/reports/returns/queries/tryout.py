"""摸底表的试算: what a draft would have said of the last full period, and how much it would have asked of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.returns.models import ReturnForm
from lianxin.reports.returns.queries.forms import asked_below, indicator_of


@dataclass(frozen=True)
class FormTrial:
    """试算 of a form: each counted line by its key, how many lines are typed, how many units below are asked."""

    period: Period
    values: Mapping[int, str]
    typed: int
    units: int


def try_form(form: ReturnForm, by: Actor, today: date) -> FormTrial:
    """As this viewer may count it; nothing is kept."""
    period = Period.containing(today, form.kind).previous()
    lines = list(form.lines.all())
    counted = [(line, indicator) for line in lines if (indicator := indicator_of(line)) is not None]
    values = {
        line.pk: indicator.figure(period, form.unit, by=by, today=today).text for line, indicator in counted
    }  # fmt: skip
    return FormTrial(period, values, sum(line.is_external for line in lines), len(asked_below(form, form.unit, today)))
