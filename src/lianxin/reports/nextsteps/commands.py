"""下步打算的事项: take lines of a summary over, set one down, say what became of it (M290)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators import UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.models import NextStep, StepDeed
from lianxin.reports.nextsteps.problems import Unfit
from lianxin.reports.nextsteps.terms import EDIT, FLOW, REPORT, Aim, Source, State


@dataclass(frozen=True)
class StepLine:
    """总结里的一条打算: the problem it answers, its heading and words, by when, and who answers for it (else the unit)."""

    problem: str
    heading: str
    text: str
    due_on: date
    owner_unit: Unit | None = None
    owner: str = ""


@dataclass(frozen=True)
class Target:
    """以数为准的目标: which figure, at most or at least how much, in which period."""

    code: str
    aim: str
    value: Decimal
    period: str


@transaction.atomic
def take_over(*, unit: Unit, period: Period, lines: Iterable[StepLine], by: Actor, at: datetime) -> list[NextStep]:
    """列入下步打算: the lines of one summary become records, each once; what still stands open is not set down again."""
    by.must_at(EDIT, unit.path)
    offered = {f"{unit.pk}:{period.code}:{line.problem or line.heading}"[:80]: line for line in lines}
    known = set(NextStep.objects.filter(source_key__in=offered).values_list("source_key", flat=True))
    standing = queries.standing(unit)
    fresh = {
        key: line for key, line in offered.items() if key not in known and not {line.problem, line.heading} & standing
    }
    if not fresh:
        raise Unfit(_("这份总结的下步打算已经列入，或者同样的事还在落实，不重复列。"))
    found = []
    for key, line in fresh.items():
        step = _new(unit, line.owner_unit or unit, period, localdate(at), by)
        step.source, step.source_key, step.problem = Source.SUMMARY, key, line.problem
        _describe(step, line.heading, line.text, line.owner_unit or unit, line.owner, line.due_on)
        found.append(_add(step, by, at))
    return found


@transaction.atomic
def add(
    *, unit: Unit, heading: str, text: str, owner_unit: Unit, due_on: date, by: Actor, at: datetime, owner: str = "",
    about: str = "", target: Target | None = None,
) -> NextStep:  # fmt: skip
    """自行列入一项: the work, the unit at or below one's own that answers for it, the day, and an aim if it is measured."""
    by.must_at(EDIT, unit.path)
    today = localdate(at)
    step = _new(unit, owner_unit, _period(about) if about else Period.containing(today), today, by)
    _describe(step, heading, text, owner_unit, owner, due_on)
    if due_on < today:
        raise Unfit(_("完成时限不能早于今天。"), "due_on")
    _aim(step, target)
    return _add(step, by, at)


@transaction.atomic
def edit(
    *, step: NextStep, heading: str, text: str, owner_unit: Unit, due_on: date, by: Actor, at: datetime,
    owner: str = "", target: Target | None = None,
) -> NextStep:  # fmt: skip
    """修改: wording, who answers for it, the day; on the day it was set down the promised day changes with it."""
    step = _moved(step, "edit", EDIT, by)
    old = step.due_on
    _describe(step, heading, text, owner_unit, owner, due_on)
    _aim(step, target)
    if localdate(at) == step.added_on and not step.deeds.filter(verb="carry_over").exists():
        step.first_due_on = due_on
    _deed(step, "edit", by, at, "", (old, due_on) if due_on != old else None)
    book.record(
        "next_step.edited", of=step.ref, unit_path=step.unit_path, by=by, at=at, heading=step.heading,
        owner=step.owner_unit.name, due_on=step.due_on.isoformat(),
    )  # fmt: skip
    return step


@transaction.atomic
def finish(*, step: NextStep, result: str, by: Actor, at: datetime) -> NextStep:
    """报告已完成, by whoever answers for it: what was done. Where a figure decides, it must say so."""
    step = _moved(step, "finish", REPORT, by)
    if not result.strip():
        raise Unfit(_("请写做了什么、结果怎样。"), "result")
    found = queries.reached(step, by, localdate(at))
    if found and not found.is_reached:
        raise Unfit(_not_reached(step, found), "result")
    step.result, step.closed_on = result.strip()[:400], localdate(at)
    _deed(step, "finish", by, at, step.result)
    book.record("next_step.finished", of=step.ref, unit_path=step.unit_path, by=by, at=at,
                private={"result": step.result})  # fmt: skip
    return step


@transaction.atomic
def carry_over(*, step: NextStep, due_on: date, reason: str, by: Actor, at: datetime) -> NextStep:
    """改到新的日期, by whoever answers for it, with the reason; the day promised first stays to be read."""
    step = _moved(step, "carry_over", REPORT, by)
    old = step.due_on
    _because(reason)
    if due_on <= max(old, localdate(at)):
        raise Unfit(_("新的日期要晚于今天，也要晚于原来的时限。"), "due_on")
    step.due_on, step.result = due_on, reason.strip()[:400]
    _deed(step, "carry_over", by, at, step.result, (old, due_on))
    book.record("next_step.carried_over", of=step.ref, unit_path=step.unit_path, by=by, at=at, old=old.isoformat(),
                new=due_on.isoformat(), private={"reason": step.result})  # fmt: skip
    return step


@transaction.atomic
def leave_undone(*, step: NextStep, reason: str, by: Actor, at: datetime) -> NextStep:
    """结为未完成, with the reason; not where the figure that decides has been reached."""
    step = _moved(step, "leave_undone", REPORT, by)
    _because(reason)
    found = queries.reached(step, by, localdate(at))
    if found and found.is_reached:
        raise Unfit(_("按记录计算，目标已经达到，请报告已完成。"), "reason")
    step.result, step.closed_on = reason.strip()[:400], localdate(at)
    _deed(step, "leave_undone", by, at, step.result)
    book.record("next_step.left_undone", of=step.ref, unit_path=step.unit_path, by=by, at=at,
                private={"reason": step.result})  # fmt: skip
    return step


@transaction.atomic
def reopen(*, step: NextStep, due_on: date, reason: str, by: Actor, at: datetime) -> NextStep:
    """重新落实, by the unit that set it down: why, and by when."""
    step = _moved(step, "reopen", EDIT, by)
    old = step.due_on
    _because(reason)
    if due_on < localdate(at):
        raise Unfit(_("完成时限不能早于今天。"), "due_on")
    step.due_on, step.closed_on, step.result = due_on, None, reason.strip()[:400]
    _deed(step, "reopen", by, at, step.result, (old, due_on) if due_on != old else None)
    book.record("next_step.reopened", of=step.ref, unit_path=step.unit_path, by=by, at=at, due_on=due_on.isoformat(),
                private={"reason": step.result})  # fmt: skip
    return step


def _new(unit: Unit, owner_unit: Unit, period: Period, today: date, by: Actor) -> NextStep:
    return NextStep(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, source=Source.TYPED, about=period.code,
        about_on=period.last, added_by=by.name, added_on=today, owner_unit=owner_unit, owner_path=owner_unit.path,
    )  # fmt: skip


def _describe(step: NextStep, heading: str, text: str, owner_unit: Unit, owner: str, due_on: date) -> None:
    for field, typed, sentence in (
        ("heading", heading, _("请写要做什么，几个字就行。")), ("text", text, _("请写怎么做。")),
    ):  # fmt: skip
        if not typed.strip():
            raise Unfit(sentence, field)
    if not is_within(owner_unit.path, step.unit_path):
        raise Unfit(_("责任单位只能是本单位或者下级单位。"), "owner_unit")
    step.heading, step.text, step.owner = heading.strip()[:60], text.strip()[:400], owner.strip()[:60]
    step.owner_unit, step.owner_path, step.due_on = owner_unit, owner_unit.path, due_on


def _aim(step: NextStep, target: Target | None) -> None:
    if target is None:
        step.indicator, step.aim, step.aim_value, step.aim_period = "", "", None, ""
        return
    try:
        get(target.code)
    except UnknownIndicator:
        raise Unfit(_("没有这个指标。"), "indicator") from None
    step.indicator, step.aim, step.aim_value = target.code, Aim(target.aim), target.value
    step.aim_period = _period(target.period, "aim_period").code


def _period(code: str, field: str = "about") -> Period:
    try:
        return Period.parse(code)
    except NotAPeriod as problem:
        raise Unfit(str(problem), field) from None


def _because(reason: str) -> None:
    if not reason.strip():
        raise Unfit(_("请写明原因。"), "reason")


def _not_reached(step: NextStep, found: queries.Reached) -> str:
    if not found.is_over:
        return _("这一项以数为准，要看的时期还没有过完，到期后再报。")
    words = {
        "aim": step.get_aim_display(),
        "n": queries.aim_text(step),
        "now": found.text or "—",
    }
    return (
        _(
            "这一项以数为准：目标%(aim)s %(n)s，记录算出来是 %(now)s，没有达到。请改到新的日期，或者结为未完成并写明原因。"
        )
        % words
    )


def _add(step: NextStep, by: Actor, at: datetime) -> NextStep:
    step.first_due_on = step.due_on
    step.save(force_insert=True)
    _deed(step, "add", by, at, "")
    book.record(
        "next_step.added", of=step.ref, unit_path=step.unit_path, by=by, at=at, heading=step.heading,
        owner=step.owner_unit.name, due_on=step.due_on.isoformat(),
    )  # fmt: skip
    return step


def _moved(step: NextStep, verb: str, permission: Permission, by: Actor) -> NextStep:
    """The step after the verb, not yet saved."""
    held = NextStep.objects.select_for_update(of=("self",)).select_related("unit", "owner_unit").get(pk=step.pk)
    by.must(permission, held)
    held.state = State(FLOW.after(verb, held.state))
    return held


def _deed(
    step: NextStep, verb: str, by: Actor, at: datetime, note: str, moved: tuple[date, date] | None = None
) -> None:
    step.save()
    old, new = moved or (None, None)
    StepDeed.objects.create(
        step=step,
        verb=verb,
        by_name=by.name,
        by_post=by.post,
        on=localdate(at),
        note=note,
        old_due_on=old,
        new_due_on=new,
    )
