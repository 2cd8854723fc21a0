"""拟定、试算、送批准: a draft may be changed as often as one likes; each change needs a new trial."""

from datetime import date, datetime
from secrets import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.definitions import queries
from lianxin.reports.definitions.alike import same_as
from lianxin.reports.definitions.building import Built, Spec, build
from lianxin.reports.definitions.models import Definition, Trial
from lianxin.reports.definitions.problems import Unfit
from lianxin.reports.definitions.terms import EDIT, FLOW, PREFIX, State
from lianxin.reports.definitions.trying import tried

PLAIN = ("name", "group", "measure", "better", "remark", "kind", "source", "timed", "placed", "measured")


@transaction.atomic
def draft(*, unit: Unit, spec: Spec, by: Actor, at: datetime, slug: str = "") -> Definition:
    """拟定: the first version of a new indicator. Raises Unfit for what cannot be counted, or is counted already."""
    by.must_at(EDIT, unit.path)
    code = f"{PREFIX}{slug or new_code(SystemRandom()).lower()}"
    if Definition.objects.filter(code=code).exists():
        raise Unfit(_("这个代码已经用了，请换一个。"), "slug")
    made = Definition(
        code=code, version=1, unit=unit, unit_path=unit.path, made_by=by.name, made_ref=by.ref, made_on=localdate(at)
    )
    _write(made, spec)
    made.save()
    _tell("definition.drafted", made, by, at, basis=made.basis)
    return made


@transaction.atomic
def revise(*, definition: Definition, by: Actor, at: datetime) -> Definition:
    """拟下一版: a draft beside the version in force, beginning as a copy of it; both stay readable."""
    newest = Definition.objects.select_for_update().filter(code=definition.code).order_by("-version").first()
    assert newest is not None
    by.must(EDIT, newest)
    if newest.state in (State.DRAFT, State.SUBMITTED):
        raise Unfit(_("已经有一稿没有办完，请先办完那一稿。"))
    last = Definition.objects.approved().filter(code=definition.code).first()
    if last is None:
        raise Unfit(_("还没有批准过的版本，请重新拟定。"))
    made = Definition(
        code=last.code, version=newest.version + 1, unit=last.unit, unit_path=last.unit_path, made_by=by.name,
        made_ref=by.ref, made_on=localdate(at),
    )  # fmt: skip
    _write(made, queries.spec_of(last), may_be_same=True)
    made.save()
    _tell("definition.drafted", made, by, at, basis=made.basis)
    return made


@transaction.atomic
def change(*, definition: Definition, spec: Spec, by: Actor, at: datetime) -> Definition:
    """修改草稿. What it counts is another thing then, and is tried again."""
    made = _draft_of(definition, by)
    _write(made, spec)
    made.made_by, made.made_ref, made.made_on = by.name, by.ref, localdate(at)
    made.save()
    _tell("definition.changed", made, by, at, basis=made.basis)
    return made


@transaction.atomic
def try_out(*, definition: Definition, by: Actor, at: datetime, month: str = "") -> Trial:
    """试算: last month's records, or those of another month that is over; kept with the definition's fingerprint."""
    made = _draft_of(definition, by)
    today = localdate(at)
    period = _month(month, today)
    found = tried(queries.built(made), made.unit, period, by=by, today=today)
    trial = Trial.objects.create(
        of=made, fingerprint=made.fingerprint, month=period.code, figures=found.figures, below=found.below,
        same=found.same, counted=found.counted, near=found.near, by_name=by.name, on=today,
    )  # fmt: skip
    value = next(each["text"] for each in found.figures if each["period"] == period.code)
    _tell("definition.tried", made, by, at, month=period.code, value=value)
    return trial


@transaction.atomic
def submit(*, definition: Definition, by: Actor, at: datetime) -> Definition:
    """送批准: only what was tried as it stands, against the month just over, and is not counted already."""
    made = _draft_of(definition, by)
    trial = made.trials.first()
    if trial is None or trial.fingerprint != made.fingerprint:
        raise Unfit(_("请先试算：试算以后改过的，要再试一次。"))
    last = Period.containing(localdate(at)).previous().code
    if not made.trials.filter(fingerprint=made.fingerprint, month=last).exists():
        raise Unfit(_("请用上个月的记录试算一次。"))
    _check_new(made, queries.built(made))
    made.state, made.sent_back_why = State(FLOW.after("submit", made.state)), ""
    made.save(update_fields=["state", "sent_back_why"])
    _tell("definition.submitted", made, by, at)
    return made


@transaction.atomic
def drop(*, definition: Definition, by: Actor, at: datetime) -> Definition:
    """不要这一稿: it stays to be read as such."""
    made = _draft_of(definition, by)
    made.state = State(FLOW.after("drop", made.state))
    made.save(update_fields=["state"])
    _tell("definition.dropped", made, by, at)
    return made


def _draft_of(definition: Definition, by: Actor) -> Definition:
    made = Definition.objects.select_for_update(of=("self",)).select_related("unit").get(pk=definition.pk)
    by.must(EDIT, made)
    if made.state != State.DRAFT:
        raise Unfit(_("已经送批准或者批准的不再改；要改请退回，或者拟下一版。"))
    return made


def _write(made: Definition, spec: Spec, *, may_be_same: bool = False) -> None:
    """Put what was chosen into the row, with the words and the fingerprint that follow from it."""
    built = build(spec, code=made.code, version=str(made.version))
    if not may_be_same:
        _check_new(made, built)
    for name in PLAIN:
        setattr(made, name, getattr(spec, name).strip())
    made.name, made.remark = made.name[:30], made.remark[:200]
    made.group, made.measure = str(built.indicator.group)[:20], str(built.indicator.measure)[:8]
    made.conditions = [one.kept() for one in spec.conditions]
    made.part = [one.kept() for one in spec.part]
    made.basis, made.numerator, made.denominator = built.basis, built.numerator, built.denominator
    made.fingerprint = built.fingerprint


def _check_new(made: Definition, built: Built) -> None:
    """Refuse what is counted already: by an indicator in force, by another draft, by its own last version."""
    same = same_as(built.indicator, apart_from=made.code)
    if same is not None:
        raise Unfit(_("已有“%(name)s”，口径相同，请直接用它。") % {"name": same.label})
    others = Definition.objects.filter(fingerprint=built.fingerprint).exclude(state__in=(State.DROPPED, State.RETIRED))
    other = others.exclude(pk=made.pk).first()
    if other is not None:
        raise Unfit(
            _("“%(name)s”第 %(version)s 版的口径与这一稿相同。") % {"name": other.name, "version": other.version}
        )


def _month(words: str, today: date) -> Period:
    if not words:
        return Period.containing(today).previous()
    try:
        found = Period.parse(words)
    except NotAPeriod as wrong:
        raise Unfit(_("月份请写成 2026-11 这样。"), "month") from wrong
    if found.kind != "month" or found.last >= today:
        raise Unfit(_("请选一个已经过完的月份。"), "month")
    return found


def _tell(event: str, made: Definition, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(
        event, of=made.ref, unit_path=made.unit_path, by=by, at=at, name=made.name, version=made.version, **detail
    )
