"""提请批准 → 批准 → 发出 → 结束: what stands in the way is looked at again at every step; limits hold for each unit."""

from collections.abc import Sequence
from datetime import date, datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.asking import compliance, queries
from lianxin.reports.asking.models import AskingBudget, ReportingRequest, RequestAnswer, RequestSheet
from lianxin.reports.asking.problems import Unfit
from lianxin.reports.asking.terms import (
    APPROVE,
    ASK,
    FLOW,
    PERIOD_KINDS,
    Frequency,
    RequestState,
    SheetState,
)


@transaction.atomic
def examine(*, request: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """提请批准: everything that is held is taken from the records or left out, and nothing else stands in the way."""
    request = _moved(request, "examine", ASK, by)
    _refuse_problems(request, localdate(at))
    request.save()
    fields = list(request.fields.all())
    book.record(
        "asking.examined", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title,
        typed=sum(one.is_typed for one in fields), saved=sum(one.is_held for one in fields),
    )  # fmt: skip
    return request


@transaction.atomic
def approve(*, request: ReportingRequest, by: Actor, at: datetime, reason: str = "") -> ReportingRequest:
    """批准: by another person; beyond a unit's limit only with an exemption; a department's turn to villages by the county.

    Raises Uncleared where a limit is passed, Unfit where something new stands in the way.
    """
    request = _moved(request, "approve", APPROVE, by)
    if by.ref == request.drafted_ref:
        raise Unfit(_("自己拟的，请另一位负责人批准。"))
    if request.asks_villages and (len(by.own_path) > STEP or not reason.strip()):
        raise Unfit(_("部门要到村、社区的，由县里批准，并写明理由（JF-10）。"), "reason")
    _refuse_problems(request, localdate(at))
    _guarded(request, by, at)
    request.approved_by, request.approved_on = by.name, localdate(at)
    request.approved_why, request.ended_why = reason.strip()[:200], ""
    request.save()
    book.record(
        "asking.approved", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title,
        private={"reason": request.approved_why} if request.approved_why else {},
    )  # fmt: skip
    return request


@transaction.atomic
def send_back(*, request: ReportingRequest, reason: str, by: Actor, at: datetime) -> ReportingRequest:
    """退回修改, by whoever approves or by the asker himself, with the reason."""
    held = ReportingRequest.objects.select_related("unit").get(pk=request.pk)
    request = _moved(request, "send_back", APPROVE if by.may(APPROVE, held) else ASK, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么退回。"), "reason")
    request.approved_by, request.approved_on, request.approved_why = "", None, ""
    request.ended_why = reason.strip()[:200]
    request.save()
    book.record(
        "asking.sent_back", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title,
        private={"reason": request.ended_why},
    )  # fmt: skip
    return request


@transaction.atomic
def ask(*, request: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """发出: each unit gets a sheet with what nobody holds; where all is held nobody is asked for anything."""
    request, today = _moved(request, "ask", ASK, by), localdate(at)
    _refuse_problems(request, today)
    _guarded(request, by, at)
    request.asked_on = today
    request.save()
    _send(request, request.period, request.due_on, by, at)
    return request


@transaction.atomic
def ask_again(*, request: ReportingRequest, period: str, due_on: date, by: Actor, at: datetime) -> ReportingRequest:
    """开始下一期 of a request that recurs: the same items, a later period, its own day."""
    request, today = _moved(request, "ask_again", ASK, by), localdate(at)
    if request.frequency == Frequency.ONCE:
        raise Unfit(_("这是一次性的报送要求，再要请另拟一份。"))
    try:
        found = Period.parse(period)
    except NotAPeriod as wrong:
        raise Unfit(str(wrong), "period") from wrong
    last = queries.periods_of(request)[0]
    is_later = found.first > last.first or (request.frequency == Frequency.WEEKLY and found == last)
    if found.kind != PERIOD_KINDS[Frequency(request.frequency)] or not is_later:
        raise Unfit(_("请写比%(last)s晚的一期：同一期不重复要。") % {"last": last.label}, "period")
    if problem := queries.notice_problem(due_on, today, request.urgent_why):
        raise Unfit(problem, "due_on")
    if request.sheets.filter(due_on=due_on).exists():
        raise Unfit(_("这一天截止的已经发过了。"), "due_on")
    _guarded(request, by, at)
    _send(request, found.code, due_on, by, at)
    return request


def _send(request: ReportingRequest, period: str, due_on: date, by: Actor, at: datetime) -> None:
    cost, today = queries.cost_of(request), localdate(at)
    saved = sum(one.is_held for one in request.fields.all())
    done = {"state": SheetState.ANSWERED, "answered_on": today} if not cost.fields else {}
    sheets = [
        RequestSheet(
            code=new_code(SystemRandom()), of=request, unit=row.unit, unit_path=row.unit.path, period=period, asked_on=today,
            due_on=due_on, fields=cost.fields, minutes=cost.minutes, saved=saved, **done,
        )
        for row in request.units.select_related("unit")
    ]  # fmt: skip
    RequestSheet.objects.bulk_create(sheets)
    book.record(
        "asking.asked", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title,
        units=len(sheets) if cost.fields else 0, period=Period.parse(period).label, due=due_on.isoformat(),
    )  # fmt: skip


@transaction.atomic
def close(*, request: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """结束: what the records say is kept beside what was typed; who has not answered stays to be seen as such."""
    request = _moved(request, "close", ASK, by)
    fields = [one for one in request.fields.all() if one.is_held]
    sheets = list(request.sheets.select_related("unit"))
    for period in queries.periods_of(request):
        ours = [sheet for sheet in sheets if sheet.period == period.code]
        units = [sheet.unit for sheet in ours]
        now = queries.records(fields, units, period, queries.shared(by), localdate(at))
        RequestAnswer.objects.bulk_create(
            RequestAnswer(sheet=sheet, field=field, value=value.text[:300], amount=value.amount, from_records=True)
            for sheet in ours
            for field in fields
            if (value := now.get((field.pk, sheet.unit_id))) is not None
        )
    request.ended_on = localdate(at)
    request.save()
    answered = sum(sheet.state == SheetState.ANSWERED for sheet in sheets)
    book.record(
        "asking.closed", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title, answered=answered,
        units=len(sheets),
    )  # fmt: skip
    return request


@transaction.atomic
def withdraw(*, request: ReportingRequest, reason: str, by: Actor, at: datetime) -> ReportingRequest:
    """撤销, with the reason: nobody has to answer it any more; that it was asked stays counted."""
    request = _moved(request, "withdraw", ASK, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么撤销。"), "reason")
    request.ended_on, request.ended_why = localdate(at), reason.strip()[:200]
    request.save()
    book.record(
        "asking.withdrawn", of=request.ref, unit_path=request.unit_path, by=by, at=at, name=request.title,
        private={"reason": request.ended_why},
    )  # fmt: skip
    return request


@transaction.atomic
def set_budget(
    *, kind: str, fields: int, minutes: int, requests: int, since: str, by: Actor, at: datetime
) -> AskingBudget:  # fmt: skip
    """设报送限额 of a kind of unit from a month on, by the county; of villages and communities it has a limit itself.

    Raises Uncleared above that.
    """
    if len(by.own_path) > STEP or not by.has(APPROVE):
        by.must_at(APPROVE, by.own_path[:STEP])
    if kind not in UnitKind.values:
        raise Unfit(_("请选单位类别。"), "kind")
    try:
        month = Period.parse(since)
    except NotAPeriod as wrong:
        raise Unfit(str(wrong), "since") from wrong
    if month.kind != "month" or month.last < localdate(at):
        raise Unfit(_("请写这个月或以后的月份，如 2026-11。"), "since")
    if not all(0 <= number <= 9999 for number in (fields, minutes, requests)):
        raise Unfit(_("请写 0 到 9999 的数。"), "fields")
    load = queries.Load(fields, minutes, requests)
    guard(compliance.BUDGET, compliance.budget_key(kind, month.code), load.words,
          compliance.budget_breaches(kind, load), by=by, at=at, can_ask=False)  # fmt: skip
    given = {"fields": fields, "minutes": minutes, "requests": requests, "set_by": by.name, "set_on": localdate(at)}
    budget, _made = AskingBudget.objects.update_or_create(kind=kind, since=month.code, defaults=given)
    book.record(
        "asking.budget_set", of=f"asking_budget:{kind}", unit_path=by.own_path, by=by, at=at, kind=UnitKind(kind).label,
        fields=fields, minutes=minutes, requests=requests, since=month.label,
    )  # fmt: skip
    return budget


def _moved(request: ReportingRequest, verb: str, permission: Permission, by: Actor) -> ReportingRequest:
    """The request after the verb, not yet saved."""
    found = ReportingRequest.objects.select_for_update(of=("self",)).select_related("unit")
    request = found.prefetch_related("fields", "units__unit").get(pk=request.pk)
    by.must(permission, request)
    request.state = RequestState(FLOW.after(verb, request.state))
    return request


def _refuse_problems(request: ReportingRequest, today: date) -> None:
    found: Sequence[str] = queries.problems_of(request, today)
    if found:
        raise Unfit(found[0])


def _guarded(request: ReportingRequest, by: Actor, at: datetime) -> None:
    """Beyond the month's limit of a unit only with an exemption."""
    found = queries.overs([request], Period.containing(localdate(at)))[request.pk]
    guard(compliance.REQUEST, request.code, compliance.value_of(request), compliance.breaches_of(found), by=by, at=at)
