"""开始收集: the period's return of a unit, and in the same deed those of the units below that the form asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators.scopes import units_of
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.approvals import STILL_COLLECTS
from lianxin.pure.codes import new_code
from lianxin.pure.periods import Period
from lianxin.reports.returns import queries
from lianxin.reports.returns.commands.forms import period_of
from lianxin.reports.returns.models import FormLine, MonthReturn, ReturnFigure, ReturnForm
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import COLLECT

NOTICE = timedelta(days=3)


@transaction.atomic
def open_return(*, form_code: str, unit: Unit, month: str, by: Actor, at: datetime) -> MonthReturn:
    """开始收集: the period's return of a unit, by the version of the form that holds then; once each.

    Those of the units below that the form asks are opened with it, each for the one above it; one that a lower unit has
    begun by itself is taken in. Raises Unfit.
    """
    by.must_at(COLLECT, unit.path)
    today, form = localdate(at), queries.form_in_force(form_code, unit, month)
    if form is None:
        raise Unfit(_("这一期没有启用的摸底表，请先设好。"), "month")
    period = period_of(month, form.kind)
    if period.first > today:
        raise Unfit(_("还没到这一期。"), "month")
    if MonthReturn.objects.filter(unit=unit, form_code=form_code, month=month).exists():
        raise Unfit(_("这一期的摸底统计已经有了，不重复收集。"), "month")
    below = queries.asked_below(form, unit, today)
    opening = Opening(form, period, today, [unit, *below])
    held = opening.one(unit, _reports_to(form, unit, month))
    for lower in below:
        opening.one(lower, opening.nearest(lower))
    opening.write()
    told = {"month": month, "name": form.title}
    book.record_many(
        [book.Line("return.opened", one.ref, one.unit_path, by, at, told, {}) for one in opening.made.values()]
    )
    return held


def _reports_to(form: ReturnForm, unit: Unit, month: str) -> MonthReturn | None:
    """The return above that this unit's goes to, where the form asks the unit. Raises Unfit where it has moved on."""
    if form.unit_id == unit.pk or queries.level_of(form, unit) is None:
        return None
    paths = [path for path in ancestors(unit.path) if path != unit.path]
    found = MonthReturn.objects.filter(form_code=form.code, month=month, unit_path__in=paths).select_related("unit")
    above = found.select_for_update(of=("self",)).order_by("-unit_path").first()
    if above is not None and above.stage not in STILL_COLLECTS:
        raise Unfit(
            _("%(above)s的这一期已经往下办了：要补报，请%(above)s先退回收集。") % {"above": above.unit.name}, "month"
        )
    return above


@dataclass
class Opening:
    """What is opened in one deed: returns by the path of their unit, each with the lines that concern it."""

    form: ReturnForm
    period: Period
    today: date
    units: Sequence[Unit]
    made: dict[str, MonthReturn] = field(default_factory=dict)
    known: dict[str, MonthReturn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = list(self.form.lines.all())
        self.scopes = {line.pk: units_of(line.scope) for line in self.lines}
        keys = [unit.pk for unit in self.units]
        begun = MonthReturn.objects.filter(unit__in=keys, form_code=self.form.code, month=self.period.code)
        self.begun = {one.unit_path: one for one in begun}
        self.kinds: dict[str, set[str]] = {}
        there = Unit.objects.valid(self.today).filter(within("path", self.units[0].path))
        for path, kind in there.values_list("path", "kind"):
            for over in ancestors(path):
                self.kinds.setdefault(over, set()).add(kind)

    def nearest(self, unit: Unit) -> MonthReturn:
        """The return of the nearest unit above."""
        return next(self.known[path] for path in reversed(ancestors(unit.path)[:-1]) if path in self.known)

    def one(self, unit: Unit, above: MonthReturn | None) -> MonthReturn:
        """The return of a unit; one that it has begun by itself is taken in."""
        held = self.begun.get(unit.path)
        if held is not None:
            if held.above_id is None and above is not None:
                held.above = above
                held.save(update_fields=["above"])
        else:
            due = self.form.due_on(self.period, queries.day_of(self.form, unit))
            if above is not None:  # nobody is late with what he was only asked for today
                due = max(due, self.today + NOTICE)
            held = self.made[unit.path] = MonthReturn.objects.create(
                code=new_code(SystemRandom()), form=self.form, form_code=self.form.code, unit=unit, unit_path=unit.path,
                month=self.period.code, due_on=due, opened_on=self.today, above=above,
            )  # fmt: skip
        self.known[unit.path] = held
        return held

    def write(self) -> None:
        """The figures of all returns made, in one go."""
        ReturnFigure.objects.bulk_create(
            ReturnFigure(of=held, line=line, unit=one)
            for held in self.made.values() for line in self.lines if self.concerns(line, held)
            for one in self.asked(line, held)
        )  # fmt: skip

    def asked(self, line: FormLine, held: MonthReturn) -> Iterable[Unit]:
        """Of which units a figure is asked for: those named for one from elsewhere, else the return's own."""
        return self.scopes[line.pk] or [held.unit] if line.is_external else [held.unit]

    def concerns(self, line: FormLine, held: MonthReturn) -> bool:
        """Whether the line is asked of this return: below the top what rolls up, and what can be counted there."""
        if held.above_id is None:
            return True
        if line.is_external:
            return line.is_rolled
        named = self.scopes[line.pk]
        if named:
            return any(is_within(one.path, held.unit_path) for one in named)
        kinds = {kind for kind in line.scope.split("+") if kind in UnitKind.values}
        return not kinds or bool(kinds & self.kinds[held.unit_path])
