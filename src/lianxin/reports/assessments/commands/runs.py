"""一次考核: drafted with frozen figures, shown, objections decided, signed and published, put away (M280, M291)."""

from datetime import date, datetime
from secrets import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.clocks.queries import calendar
from lianxin.base.indicators import Indicator
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.assessments import queries, reckoning, snapshot
from lianxin.reports.assessments.models import Cell, Export, Item, Run, Scheme, Sheet
from lianxin.reports.assessments.problems import Unfit
from lianxin.reports.assessments.terms import OBJECT, PUBLISH, RUN, RUN_FLOW, ObjectionState, RunState
from lianxin.reports.freezes.commands import freeze
from lianxin.reports.freezes.counting import as_kept

FORMS = ("docx", "xlsx")


@transaction.atomic
def draft_run(*, scheme_code: str, unit: Unit, period: str, by: Actor, at: datetime) -> Run:
    """拟一次考核: every item of every unit is counted and frozen; a period that is not over is not assessed.

    By the version of the scheme that held on the first day of the period; one run for a scheme and period.
    """
    by.must_at(RUN, unit.path)
    found = _period(period)
    if localdate(at) <= found.last:
        raise Unfit(_("这一期还没有过完，过完以后再考核。"), "period")
    scheme = queries.for_period(scheme_code, found)
    if scheme is None or scheme.unit_id != unit.pk:
        raise Unfit(_("这一期的第一天没有已经批准执行的考核方案。"), "period")
    if found.kind not in scheme.every:
        raise Unfit(_("方案规定%(every)s考核一次，请选这样的一期。") % {"every": scheme.every_words}, "period")
    if (
        Run.objects.filter(scheme_code=scheme_code, unit=unit, in_period=period)
        .exclude(state=RunState.DROPPED)
        .exists()
    ):
        raise Unfit(_("这一期已经有了，不重复考核。"), "period")
    units = queries.units_of(scheme, found)
    if not units:
        raise Unfit(_("这一期没有可以考核的单位。"), "period")
    run = Run.objects.create(
        code=new_code(SystemRandom()), scheme=scheme, scheme_code=scheme_code, unit=unit, unit_path=unit.path,
        in_period=period, drafted_by=by.name, drafted_ref=by.ref, drafted_on=localdate(at),
    )  # fmt: skip
    asked = _asked(scheme)
    sheets = [_sheet(run, one, asked, by, at) for one in units]
    book.record(
        "assessment.drafted", of=run.ref, unit_path=run.unit_path, by=by, at=at, period=found.label, name=scheme.title,
        units=len(sheets), left=sum(1 for sheet in sheets if not sheet.is_rated),
    )  # fmt: skip
    return run


@transaction.atomic
def show_run(*, run: Run, by: Actor, at: datetime) -> Run:
    """给单位核对: each unit sees its own sheet and may object until the end of a working day that is named now."""
    run = _moved(run, "show", RUN, by)
    run.shown_on = localdate(at)
    run.object_until = _workday_after(run.shown_on, run.scheme.objection_days)
    run.save()
    return _told(run, "assessment.shown", by, at, until=run.object_until.isoformat())


@transaction.atomic
def confirm_sheet(*, sheet: Sheet, by: Actor, at: datetime) -> Sheet:
    """核对无异议: the unit says so, while it may still object; an objection that is open is withdrawn first."""
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("run__scheme", "unit").get(pk=sheet.pk)
    by.must(OBJECT, sheet)
    if not sheet.run.may_object(localdate(at)):
        raise Unfit(_("现在不是核对的时候。"))
    if sheet.confirmed_on is not None:
        raise Unfit(_("已经核对过。"))
    if sheet.objections.filter(state=ObjectionState.RAISED).exists():
        raise Unfit(_("还有异议没有答复，要改主意请先撤回。"))
    sheet.confirmed_by, sheet.confirmed_on = by.name, localdate(at)
    sheet.save(update_fields=["confirmed_by", "confirmed_on"])
    book.record(
        "assessment.confirmed", of=sheet.run.ref, unit_path=sheet.run.unit_path, by=by, at=at, unit=sheet.unit_name
    )
    return sheet


@transaction.atomic
def decide_run(*, run: Run, by: Actor, at: datetime) -> Run:
    """异议办完: all are answered, and the time to object is over or every unit has confirmed."""
    run = _moved(run, "decide", RUN, by)
    held = run.sheets.filter(objections__state=ObjectionState.RAISED).distinct().count()
    if held:
        raise Unfit(_("还有 %(n)s 个单位的异议没有答复。") % {"n": held})
    if run.object_until is not None and localdate(at) <= run.object_until:
        left = run.sheets.filter(confirmed_on=None, objections=None).count()
        if left:
            sentence = _("异议截止到%(on)s，还有 %(n)s 个单位没有核对，要等到那天以后。")
            raise Unfit(sentence % {"on": run.object_until.isoformat(), "n": left})
    run.decided_on = localdate(at)
    run.save()
    states = [state for (state,) in run.sheets.exclude(objections=None).values_list("objections__state")]
    return _told(run, "assessment.decided", by, at, upheld=states.count(ObjectionState.UPHELD),
                 rejected=states.count(ObjectionState.REJECTED))  # fmt: skip


@transaction.atomic
def publish_run(*, run: Run, by: Actor, at: datetime, opinion: str = "") -> Run:
    """审定公布, signed by another person than who drafted it: everything under one hash, and the hash in the journal."""
    run = _moved(run, "publish", PUBLISH, by)
    if by.ref == run.drafted_ref:
        raise Unfit(_("考核结果由拟定人以外的人审定公布。"))
    run.published_on, run.signed_by, run.signed_post = localdate(at), by.name, by.post
    run.opinion = opinion.strip()[:200]
    before = Run.objects.filter(scheme_code=run.scheme_code, unit=run.unit).exclude(sha256="").exclude(pk=run.pk)
    previous = before.order_by("-published_on", "-pk").values_list("sha256", flat=True).first() or ""
    with override(settings.LANGUAGE_CODE):
        run.snapshot = snapshot.canonical(snapshot.body_of(run, previous))
    run.sha256 = snapshot.digest(run.snapshot)
    run.save()
    private = {"comment": run.opinion} if run.opinion else {}
    return _told(run, "assessment.published", by, at, private=private, sha256=run.sha256)


@transaction.atomic
def close_run(*, run: Run, by: Actor, at: datetime) -> Run:
    """归档: only while all is still as it was signed; else it says what is not."""
    run = _moved(run, "close", PUBLISH if by.may(PUBLISH, run) else RUN, by)
    if broken := snapshot.faults(run):
        raise Unfit(_("与公布时不一致，不能归档：%(what)s") % {"what": broken[0]})
    run.closed_on = localdate(at)
    run.save()
    return _told(run, "assessment.closed", by, at)


@transaction.atomic
def drop_run(*, run: Run, reason: str, by: Actor, at: datetime) -> Run:
    """作废 before it is published, with the reason; then the period may be assessed anew."""
    run = _moved(run, "drop", PUBLISH if by.may(PUBLISH, run) else RUN, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么作废。"), "reason")
    run.dropped_why = reason.strip()[:200]
    run.save()
    return _told(run, "assessment.dropped", by, at, private={"reason": run.dropped_why})


@transaction.atomic
def export_part(*, sheet: Sheet, written: str, by: Actor, at: datetime) -> Export:
    """导出单位结果, once it is published: who took it out and when stands on the unit's own page (M284)."""
    sheet = Sheet.objects.select_related("run").get(pk=sheet.pk)
    by.must(queries.right_of(by), sheet)
    if not sheet.run.is_published:
        raise Unfit(_("公布以后才能导出。"))
    if written not in FORMS:
        raise Unfit(_("请选 docx 或 xlsx。"))
    made = Export.objects.create(sheet=sheet, form=written, by_name=by.name, by_post=by.post, on=localdate(at))
    book.record(
        "assessment.exported", of=sheet.run.ref, unit_path=sheet.unit_path, by=by, at=at, unit=sheet.unit_name,
        period=sheet.run.period.label, form=written,
    )  # fmt: skip
    return made


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except NotAPeriod as wrong:
        raise Unfit(_("考核期请写成 2026-H1、2026-Q3 或 2026。"), "period") from wrong


def _asked(scheme: Scheme) -> list[tuple[Item, Indicator]]:
    """The items with their indicators, as the scheme defined them."""
    found = []
    for _dimension, items in queries.dimensions_of(scheme):
        for item in items:
            one = queries.indicator_of(item)
            if one is None:
                raise Unfit(_("“%(label)s”的指标已经停用或者改了口径，请先拟下一版方案。") % {"label": item.label})
            found.append((item, one))
    return found


def _sheet(run: Run, unit: Unit, asked: list[tuple[Item, Indicator]], by: Actor, at: datetime) -> Sheet:
    sheet = Sheet(
        code=new_code(SystemRandom()), run=run, unit=unit, unit_path=unit.path, unit_name=unit.name, unit_kind=unit.kind
    )
    cells = []
    for item, one in asked:
        figure = as_kept(one, run.period, unit, by=by, today=localdate(at))
        frozen = freeze(of=run.ref, figure=figure, label=f"{unit.name} {item.label}"[:120], by=by, at=at)
        cell = Cell(sheet=sheet, item=item, frozen=frozen)
        reckoning.judge(cell, reckoning.numbers_of(frozen))
        cells.append(cell)
    reckoning.weigh(sheet, cells, run.scheme)
    sheet.save()
    Cell.objects.bulk_create(cells)
    return sheet


def _workday_after(first: date, number: int) -> date:
    """The `number`-th working day after a day (the day itself is none of them)."""
    held, on = calendar(), first
    for _each in range(number):
        on = held.next_workday(on)
    return on


def _moved(run: Run, verb: str, permission: Permission, by: Actor) -> Run:
    """The run after the verb, not yet saved."""
    found = Run.objects.select_for_update(of=("self",)).select_related("scheme", "unit")
    run = found.get(pk=run.pk)
    by.must(permission, run)
    run.state = RunState(RUN_FLOW.after(verb, run.state))
    return run


def _told(
    run: Run, event: str, by: Actor, at: datetime, *, private: dict[str, str] | None = None, **detail: Any
) -> Run:
    book.record(
        event, of=run.ref, unit_path=run.unit_path, by=by, at=at, private=private or {}, period=run.period.label, **detail
    )  # fmt: skip
    return run
