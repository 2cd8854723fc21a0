"""提醒: the ladder is gone through; each step reminds once, by day, on a workday (F036). Nothing leaves the system."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.supervision import queries
from lianxin.work.supervision.models import LadderStep, Reminder
from lianxin.work.supervision.terms import CLIMB, LEADS

LONGEST = 60


@dataclass(frozen=True)
class Reminded:
    """提醒结果: how many were given; `is_quiet` when it was night or a rest day and nothing was done."""

    given: int
    is_quiet: bool = False


@transaction.atomic
def remind(*, at: datetime, by: Actor = SYSTEM) -> Reminded:
    """提醒: give every reminder that has fallen due and was not given yet.

    At night and on rest days nothing is given; the next run in the working hours gives it, and it says so.
    """
    calendar, today = clocks.calendar(), clocking.today(at)
    if queries.is_quiet(at):
        return Reminded(0, is_quiet=True)
    units = {unit.path: unit for unit in Unit.objects.all()}
    led = _led(today)
    given: list[Reminder] = []
    for step in queries.ladder():
        for concern in queries.candidates(step, today) if step.enabled else ():
            start = getattr(concern, queries.start_field(step))
            falls_on = queries.falls_on(step, start, calendar)
            unit = queries.told_unit(concern, step.told, units, led) if falls_on <= today else None
            if unit is not None:
                given.append(_reminder(concern, step, start, falls_on, unit, at))
    Reminder.objects.bulk_create(given, batch_size=500)
    book.record_many([
        Line("reminder.given", one.concern.ref, one.concern.unit_path, by, at,
             {"unit": one.unit.name, "step": one.step.label, "fell_on": one.fell_on.isoformat()})
        for one in given
    ])  # fmt: skip
    return Reminded(len(given))


def _led(today: date) -> set[str]:
    """Paths of the units that have a leader to tell."""
    roles = [role.code for role in ROLES.values() if LEADS.code in role.grants]
    held = Posting.objects.valid(today).filter(role__in=roles, person__is_active=True)
    return set(held.values_list("unit__path", flat=True))


def _reminder(
    concern: Concern, step: LadderStep, start: date, falls_on: date, unit: Unit, at: datetime
) -> Reminder:  # fmt: skip
    return Reminder(
        concern=concern, step=step, round=concern.round, counted_from=start, fell_on=falls_on, given_at=at, unit=unit,
        unit_path=unit.path, told=step.told,
    )  # fmt: skip


@transaction.atomic
def set_step(*, code: str, days: int, in_workdays: bool, enabled: bool, by: Actor, at: datetime) -> LadderStep:
    """修改提醒阶梯: a further version of a step; what was given under the old one stays as it was."""
    by.must_at(CLIMB, by.own_path)
    step = LadderStep.objects.filter(code=code).order_by("-version").first()
    if step is None:
        raise Unfit(_("没有这一级提醒。"))
    if abs(days) > LONGEST:
        raise Unfit(_("天数应在 %(most)s 以内。") % {"most": LONGEST}, "days")
    step.pk, step.version = None, step.version + 1
    step.days, step.in_workdays, step.enabled, step.valid_from = days, in_workdays, enabled, clocking.today(at)
    step.save(force_insert=True)
    book.record(
        "ladder.changed", of=step.ref, unit_path=by.own_path, by=by, at=at, step=step.label, version=step.version,
        days=days, in_workdays=in_workdays, enabled=enabled,
    )  # fmt: skip
    return step
