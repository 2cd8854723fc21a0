"""收集 → 审核 → 统计 → 备案 → 上报: each step by whom and when; from 备案 on the figures are locked (M232)."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from secrets import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators import of_figure
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.queries import top_unit
from lianxin.pure.codes import new_code
from lianxin.reports.returns import gates, queries
from lianxin.reports.returns.commands.forms import month_of
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, ReturnStep
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import APPROVE, COLLECT, FLOW, VERIFY, Stage


@transaction.atomic
def open_return(*, form_code: str, unit: Unit, month: str, by: Actor, at: datetime) -> MonthReturn:
    """开始收集: the month's return of a unit, by the version of the form that holds in that month; once each."""
    by.must_at(COLLECT, unit.path)
    today, period = localdate(at), month_of(month)
    if period.first > today:
        raise Unfit(_("还没到这个月。"), "month")
    form = queries.form_in_force(form_code, unit, month)
    if form is None:
        raise Unfit(_("这个月没有启用的摸底表，请先设好。"), "month")
    if MonthReturn.objects.filter(unit=unit, form_code=form_code, month=month).exists():
        raise Unfit(_("这个月的摸底统计已经有了，不重复收集。"), "month")
    after = period.next()
    held = MonthReturn.objects.create(
        code=new_code(SystemRandom()), form=form, form_code=form_code, unit=unit, unit_path=unit.path, month=month,
        due_on=date(after.year, after.number, form.due_day), opened_on=today,
    )  # fmt: skip
    for line in form.lines.all():
        for one in queries.asked_units(line, unit):
            ReturnFigure.objects.create(of=held, line=line, unit=one)
    book.record("return.opened", of=held.ref, unit_path=unit.path, by=by, at=at, month=month, name=form.title)
    return held


@transaction.atomic
def collect(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """收集完毕: every figure from elsewhere is there with its source and evidence, or says why there is none."""
    month = _moved(month, "collect", COLLECT, by)
    for figure in month.figures.select_related("line", "unit"):
        if figure.line.is_external and figure.value is None and not figure.no_data:
            raise Unfit(_("“%(label)s”还没有填数，也没有写明为什么没有。") % {"label": figure.line.label})
    return _step(month, "collect", by, at, comment)


@transaction.atomic
def review(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """审核通过: whoever reviews has looked at every line; what is not verified stays to be seen as such."""
    month = _moved(month, "review", VERIFY, by)
    return _step(month, "review", by, at, comment, private={"comment": comment.strip()})


@transaction.atomic
def count(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """统计定数: each figure of our own is kept with its definition, the keys of what was counted and their fingerprint.

    A month that is not over is not counted. What stands in two lines is noted: they may not be added up.
    """
    month = _moved(month, "count", VERIFY, by)
    today = localdate(at)
    if today <= month.period.last:
        raise Unfit(_("这个月还没有过完，月底以后再统计定数。"))
    office = queries.as_office(by, month.unit)
    for figure in month.figures.select_related("line", "unit"):
        if not figure.line.is_external:
            _keep(figure, month, office, today)
    found = queries.overlaps(month, office, today)
    month.overlaps = [[one.one, one.other, one.count] for one in found]
    return _step(month, "count", by, at, comment, lines=month.figures.count(), overlaps=len(found))


def _keep(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> None:
    indicator = queries.indicator_of(figure.line)
    if indicator is None:
        raise Unfit(_("“%(label)s”的指标已经停用，请退回收集并换一版摸底表。") % {"label": figure.line.label})
    found = indicator.figure(month.period, figure.unit, by=by, today=today)
    figure.value = None if found.value is None else Decimal(found.value)
    figure.version, figure.basis = indicator.version, str(indicator.basis)
    figure.keys = list(queries.keys_of(figure, month, by, today))
    kept: list[Any] = [of_figure(found).code, figure.version, month.month, found.canonical, figure.keys]
    figure.fingerprint = hashlib.sha256(json.dumps(kept).encode()).hexdigest()
    figure.save(update_fields=["value", "version", "basis", "keys", "fingerprint"])


@transaction.atomic
def file(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """备案: put on file and locked; how many figures nobody verified is written down with it.

    Raises Unfit while a gate is shut: with the first sentence, and how many more there are.
    """
    month = _moved(month, "file", APPROVE, by)
    found = gates.shut(month, by, localdate(at))
    if found:
        more = _("还有 %(n)s 条。") % {"n": len(found) - 1} if len(found) > 1 else ""
        raise Unfit(f"{found[0]}{more}")
    month.filed_on, month.filed_by = localdate(at), by.name
    left = month.figures.filter(checked_on=None).count()
    return _step(month, "file", by, at, comment, private={"comment": comment.strip()}, unverified=left)


@transaction.atomic
def report(*, month: MonthReturn, by: Actor, at: datetime, to: str = "") -> MonthReturn:
    """上报: to whom; after the due day it is late, and that is written down."""
    month = _moved(month, "report", APPROVE, by)
    top = top_unit()
    month.reported_to = to.strip()[:60] or (top.name if top and top.pk != month.unit_id else "")
    if not month.reported_to:
        raise Unfit(_("请写明上报给哪个单位。"), "to")
    month.reported_on = localdate(at)
    late = month.days_late(month.reported_on)
    timely = _("按期") if not late else _("比最迟日期晚 %(n)s 天") % {"n": late}
    return _step(month, "report", by, at, month.reported_to, to=month.reported_to, timely=timely)


@transaction.atomic
def send_back(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """退回收集, by whoever reviews or files, with the reason; what was kept of our own figures is counted anew."""
    month = _moved(month, "send_back", VERIFY if by.may(VERIFY, month) else APPROVE, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么退回。"), "reason")
    month.overlaps = []
    for figure in month.figures.select_related("line"):
        if not figure.line.is_external:
            figure.value, figure.keys, figure.fingerprint = None, [], ""
            figure.save(update_fields=["value", "keys", "fingerprint"])
    return _step(month, "send_back", by, at, reason, private={"reason": reason.strip()})


EVENTS = {
    "collect": "return.collected", "review": "return.reviewed", "count": "return.counted", "file": "return.filed",
    "report": "return.reported", "send_back": "return.sent_back",
}  # fmt: skip


def _moved(month: MonthReturn, verb: str, permission: Permission, by: Actor) -> MonthReturn:
    """The return after the verb, not yet saved."""
    month = MonthReturn.objects.select_for_update(of=("self",)).select_related("unit", "form").get(pk=month.pk)
    by.must(permission, month)
    month.stage = Stage(FLOW.after(verb, month.stage))
    return month


def _step(
    month: MonthReturn, verb: str, by: Actor, at: datetime, note: str, *, private: dict[str, str] | None = None,
    **detail: Any,
) -> MonthReturn:  # fmt: skip
    month.save()
    ReturnStep.objects.create(
        of=month, verb=verb, by_name=by.name, by_post=by.post, on=localdate(at), note=note.strip()[:200]
    )
    kept = {key: text for key, text in (private or {}).items() if text}
    book.record(
        EVENTS[verb], of=month.ref, unit_path=month.unit_path, by=by, at=at, private=kept, month=month.month, **detail
    )
    return month
