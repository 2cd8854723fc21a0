"""起草通报: drafted from the findings of the days, edited, sent to the named units for their word (M225, F084)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.circulars.commands.findings import asked
from lianxin.work.circulars.models import Circular, Finding, Named, named_units
from lianxin.work.circulars.queries import figures, wording
from lianxin.work.circulars.rules import must_not_rank, must_stop_at_the_unit, reply_by
from lianxin.work.circulars.terms import CIRCULAR_FLOW, DRAFT, CircularState, FindingState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.inspections.models import InspectionPlan

LONGEST = 366  # days
MOST_TEXT = 6000  # characters of one section


@transaction.atomic
def draft(*, first: date, last: date, by: Actor, at: datetime, plan: InspectionPlan | None = None) -> Circular:
    """起草通报 from the findings of these days, or of one plan's checks; those issued or withdrawn are left out."""
    by.must_at(DRAFT, by.own_path)
    today = localdate(at)
    if not first <= last or (last - first).days >= LONGEST:
        raise Unfit(_("起止日期要有先后，最长一年。"), "last")
    if first > today:
        raise Unfit(_("开始日期不能晚于今天。"), "first")
    if plan is not None and plan.unit_path != by.own_path:
        raise Unfit(_("这个督查计划不是本单位的。"), "plan")
    circular = _new(by, today, first=first, last=last, plan=plan)
    if not figures.checks(circular).exists():
        raise Unfit(_("这段时间没有督查记录，没有可通报的。"), "first")
    found = figures.findings(circular).counted().exclude(named_in__circular__state=CircularState.ISSUED)
    findings = list(found.select_related("unit").order_by("unit_path", "on", "pk"))
    circular.title = wording.title(circular)
    circular.sections = wording.sections(circular, findings)
    circular.save(force_insert=True)
    Named.objects.bulk_create(Named(circular=circular, finding=one) for one in findings)
    _tell("circular.drafted", circular, by, at, first=first.isoformat(), last=last.isoformat(), count=len(findings))
    return circular


@transaction.atomic
def begin_correction(*, circular: Circular, reason: str, by: Actor, at: datetime) -> Circular:
    """起草更正通报: an issued circular is never changed; what was wrong in it is said by a further one."""
    circular = Circular.objects.select_for_update(of=("self",)).select_related("unit").get(pk=circular.pk)
    by.must(DRAFT, circular)
    if circular.state != CircularState.ISSUED:
        raise Unfit(_("没有印发的通报，直接修改就行。"))
    if not reason.strip():
        raise Unfit(_("请写明哪里有误、实际是怎样的。"), "reason")
    today = localdate(at)
    further = _new(by, today, first=circular.first, last=circular.last, plan=circular.plan, corrects=circular)
    further.title = wording.title(further)
    further.sections = wording.corrected_sections(further, reason)
    _must_fit(further, [further.sections[0]["text"]], today)
    further.save(force_insert=True)
    days = {"first": circular.first.isoformat(), "last": circular.last.isoformat()}
    _tell("circular.drafted", further, by, at, count=0, **days)
    return further


def _new(by: Actor, today: date, **given: Any) -> Circular:
    unit = Unit.objects.get(path=by.own_path)
    return Circular(
        code=new_code(), unit=unit, unit_path=unit.path, drafted_on=today, drafted_by=by.name, drafted_by_ref=by.ref,
        written_by_ref=by.ref, **given,
    )  # fmt: skip


@transaction.atomic
def write(*, circular: Circular, title: str, texts: Mapping[str, str], by: Actor, at: datetime) -> Circular:
    """修改通报稿: the sentences; numbers stay slots, and the problems stay what the findings say."""
    circular = _held(circular, "write", by)
    if not title.strip():
        raise Unfit(_("请写标题。"), "title")
    for key, text in texts.items():
        if len(text) > MOST_TEXT:
            raise Unfit(_("这一部分太长，请压缩。"), key)
        for word in wording.SLOT.findall(text):
            if word not in figures.SLOTS:
                raise Unfit(_("没有叫【%(word)s】的数字，可用的见右边。") % {"word": word}, key)
    _must_fit(circular, [title, *texts.values()], localdate(at))
    circular.title, circular.written_by_ref = title.strip(), by.ref
    circular.sections = [
        one if one["key"] == wording.PROBLEMS else {**one, "text": texts.get(one["key"], one["text"]).strip()}
        for one in circular.sections
    ]
    circular.save(update_fields=["title", "sections", "written_by_ref"])
    _tell("circular.written", circular, by, at)
    return circular


def _must_fit(circular: Circular, texts: list[str], today: date) -> None:
    whole = "\n".join(texts)
    must_not_rank(whole, "")
    units = (
        list(named_units(circular))
        if circular.pk
        else list(named_units(circular.corrects))
        if circular.corrects
        else []
    )
    must_stop_at_the_unit(whole, units, today, "")


@transaction.atomic
def leave_out(*, circular: Circular, finding: Finding, by: Actor, at: datetime) -> Circular:
    """不写这个问题: it stays a finding, and is not named in this circular."""
    circular = _held(circular, "write", by)
    if not circular.named.filter(finding=finding).delete()[0]:
        raise Unfit(_("通报里没有这个问题。"))
    circular.written_by_ref = by.ref
    circular.save(update_fields=["written_by_ref"])
    _tell("circular.written", circular, by, at)
    return circular


@transaction.atomic
def send(*, circular: Circular, by: Actor, at: datetime) -> Circular:
    """送被查单位征求意见: whoever was not asked yet about a finding is asked now; the time for it runs from today (F084)."""
    circular = _held(circular, "send", by)
    today = localdate(at)
    waiting = Finding.objects.filter(named_in__circular=circular, state=FindingState.NOTED).select_related(
        "unit", "inspection"
    )
    for finding in waiting:
        asked(finding, by, at)
    circular.state, circular.sent_on, circular.opinion_by = (
        CIRCULAR_FLOW.after("send", circular.state),
        today,
        reply_by(today),
    )
    circular.save(update_fields=["state", "sent_on", "opinion_by"])
    _tell("circular.sent", circular, by, at, until=circular.opinion_by.isoformat())
    return circular


@transaction.atomic
def take_back(*, circular: Circular, by: Actor, at: datetime) -> Circular:
    """收回再改: the draft again; what the units said stays said."""
    circular = _held(circular, "take_back", by)
    circular.state = CIRCULAR_FLOW.after("take_back", circular.state)
    circular.save(update_fields=["state"])
    _tell("circular.taken_back", circular, by, at)
    return circular


@transaction.atomic
def drop(*, circular: Circular, reason: str, by: Actor, at: datetime) -> Circular:
    """通报不发了: the draft is kept with the reason; its findings can be named by another."""
    circular = _held(circular, "drop", by)
    if not reason.strip():
        raise Unfit(_("请写明为什么不发了。"), "reason")
    circular.state, circular.dropped_why = CIRCULAR_FLOW.after("drop", circular.state), reason.strip()[:200]
    circular.save(update_fields=["state", "dropped_why"])
    _tell("circular.dropped", circular, by, at, private={"reason": circular.dropped_why})
    return circular


def _held(circular: Circular, verb: str, by: Actor) -> Circular:
    found = Circular.objects.select_for_update(of=("self",)).select_related("unit")
    circular = found.get(pk=circular.pk)
    by.must(DRAFT, circular)
    CIRCULAR_FLOW.after(verb, circular.state)
    return circular


def _tell(event: str, circular: Circular, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=circular.ref, unit_path=circular.unit_path, by=by, at=at, **detail)
