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
def examine(*, asking: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """提请批准: everything that is held is taken from the records or left out, and nothing else stands in the way."""
    asking = _moved(asking, "examine", ASK, by)
    _refuse_problems(asking, localdate(at))
    asking.save()
    fields = list(asking.fields.all())
    book.record(
        "asking.examined", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title,
        typed=sum(one.is_typed for one in fields), saved=sum(one.is_held for one in fields),
    )  # fmt: skip
    return asking


@transaction.atomic
def approve(*, asking: ReportingRequest, by: Actor, at: datetime, reason: str = "") -> ReportingRequest:
    """批准: by another person; beyond a unit's limit only with an exemption; a department's turn to villages by the county.

    Raises Uncleared where a limit is passed, Unfit where something new stands in the way.
    """
    asking = _moved(asking, "approve", APPROVE, by)
    if by.ref == asking.drafted_ref:
        raise Unfit(_("自己拟的，请另一位负责人批准。"))
    if asking.asks_villages and (len(by.own_path) > STEP or not reason.strip()):
        raise Unfit(_("部门要到村、社区的，由县里批准，并写明理由（JF-10）。"), "reason")
    _refuse_problems(asking, localdate(at))
    _guarded(asking, by, at)
    asking.approved_by, asking.approved_on = by.name, localdate(at)
    asking.approved_why, asking.ended_why = reason.strip()[:200], ""
    asking.save()
    book.record(
        "asking.approved", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title,
        private={"reason": asking.approved_why} if asking.approved_why else {},
    )  # fmt: skip
    return asking


@transaction.atomic
def send_back(*, asking: ReportingRequest, reason: str, by: Actor, at: datetime) -> ReportingRequest:
    """退回修改, by whoever approves or by the asker himself, with the reason."""
    held = ReportingRequest.objects.select_related("unit").get(pk=asking.pk)
    asking = _moved(asking, "send_back", APPROVE if by.may(APPROVE, held) else ASK, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么退回。"), "reason")
    asking.approved_by, asking.approved_on, asking.approved_why = "", None, ""
    asking.ended_why = reason.strip()[:200]
    asking.save()
    book.record(
        "asking.sent_back", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title,
        private={"reason": asking.ended_why},
    )  # fmt: skip
    return asking


@transaction.atomic
def ask(*, asking: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """发出: each unit gets a sheet with what nobody holds; where all is held nobody is asked for anything."""
    asking, today = _moved(asking, "ask", ASK, by), localdate(at)
    _refuse_problems(asking, today)
    _guarded(asking, by, at)
    asking.asked_on = today
    asking.save()
    _send(asking, asking.period, asking.due_on, by, at)
    return asking


@transaction.atomic
def ask_again(*, asking: ReportingRequest, period: str, due_on: date, by: Actor, at: datetime) -> ReportingRequest:
    """开始下一期 of a request that recurs: the same items, a later period, its own day."""
    asking, today = _moved(asking, "ask_again", ASK, by), localdate(at)
    if asking.frequency == Frequency.ONCE:
        raise Unfit(_("这是一次性的报送要求，再要请另拟一份。"))
    try:
        found = Period.parse(period)
    except NotAPeriod as wrong:
        raise Unfit(str(wrong), "period") from wrong
    last = queries.periods_of(asking)[0]
    is_later = found.first > last.first or (asking.frequency == Frequency.WEEKLY and found == last)
    if found.kind != PERIOD_KINDS[Frequency(asking.frequency)] or not is_later:
        raise Unfit(_("请写比%(last)s晚的一期：同一期不重复要。") % {"last": last.label}, "period")
    if problem := queries.notice_problem(due_on, today, asking.urgent_why):
        raise Unfit(problem, "due_on")
    if asking.sheets.filter(due_on=due_on).exists():
        raise Unfit(_("这一天截止的已经发过了。"), "due_on")
    _guarded(asking, by, at)
    _send(asking, found.code, due_on, by, at)
    return asking


def _send(asking: ReportingRequest, period: str, due_on: date, by: Actor, at: datetime) -> None:
    cost, today = queries.cost_of(asking), localdate(at)
    saved = sum(one.is_held for one in asking.fields.all())
    done = {"state": SheetState.ANSWERED, "answered_on": today} if not cost.fields else {}
    sheets = [
        RequestSheet(
            code=new_code(SystemRandom()), of=asking, unit=row.unit, unit_path=row.unit.path, period=period, asked_on=today,
            due_on=due_on, fields=cost.fields, minutes=cost.minutes, saved=saved, **done,
        )
        for row in asking.units.select_related("unit")
    ]  # fmt: skip
    RequestSheet.objects.bulk_create(sheets)
    book.record(
        "asking.asked", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title,
        units=len(sheets) if cost.fields else 0, period=Period.parse(period).label, due=due_on.isoformat(),
    )  # fmt: skip


@transaction.atomic
def close(*, asking: ReportingRequest, by: Actor, at: datetime) -> ReportingRequest:
    """结束: what the records say is kept beside what was typed; who has not answered stays to be seen as such."""
    asking = _moved(asking, "close", ASK, by)
    fields = [one for one in asking.fields.all() if one.is_held]
    sheets = list(asking.sheets.select_related("unit"))
    for period in queries.periods_of(asking):
        ours = [sheet for sheet in sheets if sheet.period == period.code]
        units = [sheet.unit for sheet in ours]
        now = queries.records(fields, units, period, queries.shared(by), localdate(at))
        RequestAnswer.objects.bulk_create(
            RequestAnswer(sheet=sheet, field=field, value=value.text[:300], amount=value.amount, from_records=True)
            for sheet in ours
            for field in fields
            if (value := now.get((field.pk, sheet.unit_id))) is not None
        )
    asking.ended_on = localdate(at)
    asking.save()
    answered = sum(sheet.state == SheetState.ANSWERED for sheet in sheets)
    book.record(
        "asking.closed", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title, answered=answered,
        units=len(sheets),
    )  # fmt: skip
    return asking


@transaction.atomic
def withdraw(*, asking: ReportingRequest, reason: str, by: Actor, at: datetime) -> ReportingRequest:
    """撤销, with the reason: nobody has to answer it any more; that it was asked stays counted."""
    asking = _moved(asking, "withdraw", ASK, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么撤销。"), "reason")
    asking.ended_on, asking.ended_why = localdate(at), reason.strip()[:200]
    asking.save()
    book.record(
        "asking.withdrawn", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title,
        private={"reason": asking.ended_why},
    )  # fmt: skip
    return asking


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


def _moved(asking: ReportingRequest, verb: str, permission: Permission, by: Actor) -> ReportingRequest:
    """The request after the verb, not yet saved."""
    found = ReportingRequest.objects.select_for_update(of=("self",)).select_related("unit")
    asking = found.prefetch_related("fields", "units__unit").get(pk=asking.pk)
    by.must(permission, asking)
    asking.state = RequestState(FLOW.after(verb, asking.state))
    return asking


def _refuse_problems(asking: ReportingRequest, today: date) -> None:
    found: Sequence[str] = queries.problems_of(asking, today)
    if found:
        raise Unfit(found[0])


def _guarded(asking: ReportingRequest, by: Actor, at: datetime) -> None:
    """Beyond the month's limit of a unit only with an exemption."""
    found = queries.overs([asking], Period.containing(localdate(at)))[asking.pk]
    guard(compliance.REQUEST, asking.code, compliance.value_of(asking), compliance.breaches_of(found), by=by, at=at)
