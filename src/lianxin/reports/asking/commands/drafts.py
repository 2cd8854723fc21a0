"""拟报送要求: ground, purpose, frequency, day, units; each item beside what the system holds of it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from secrets import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.asking import queries
from lianxin.reports.asking.models import ReportingRequest, RequestedField, RequestedUnit
from lianxin.reports.asking.problems import Unfit
from lianxin.reports.asking.terms import ASK, PERIOD_KINDS, Decision, FieldKind, Frequency, RequestState

MOST_FIELDS, MOST_UNITS = 40, 800
VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@transaction.atomic
def draft(
    *, unit: Unit, title: str, basis: str, purpose: str, frequency: str, period: str, due_on: date, units: Sequence[Unit],
    by: Actor, at: datetime, outside: str = "", urgent_why: str = "", villages_why: str = "",
) -> ReportingRequest:  # fmt: skip
    """拟报送要求: who asks whom, on what ground, for what, how often, until when (JF-6).

    One from above (`outside`) is answered by the unit itself where it names no others.
    """
    by.must_at(ASK, unit.path)
    asking = ReportingRequest(code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, drafted_by=by.name,
                               drafted_ref=by.ref, drafted_on=localdate(at))  # fmt: skip
    told = list(units) or ([unit] if outside.strip() else [])
    _fill(asking, told, localdate(at), title=title, basis=basis, purpose=purpose, frequency=frequency, period=period,
          due_on=due_on, outside=outside, urgent_why=urgent_why, villages_why=villages_why)  # fmt: skip
    book.record("asking.drafted", of=asking.ref, unit_path=unit.path, by=by, at=at, name=asking.title, units=len(told))
    return asking


@transaction.atomic
def change(
    *, asking: ReportingRequest, title: str, basis: str, purpose: str, frequency: str, period: str, due_on: date,
    units: Sequence[Unit], by: Actor, at: datetime, outside: str = "", urgent_why: str = "", villages_why: str = "",
) -> ReportingRequest:  # fmt: skip
    """修改草稿: the same again, while it is a draft."""
    asking = held_draft(asking, by)
    told = list(units) or ([asking.unit] if outside.strip() else [])
    _fill(asking, told, localdate(at), title=title, basis=basis, purpose=purpose, frequency=frequency, period=period,
          due_on=due_on, outside=outside, urgent_why=urgent_why, villages_why=villages_why)  # fmt: skip
    book.record("asking.changed", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, name=asking.title)
    return asking


def _fill(asking: ReportingRequest, units: Sequence[Unit], today: date, **given: Any) -> None:
    for field, text in (("title", given["title"]), ("basis", given["basis"]), ("purpose", given["purpose"])):
        if not text.strip():
            raise Unfit(_("请写名称、依据和用途：要下面报送，要说清根据什么、做什么用。"), field)
    _refuse_rhythm(given["frequency"], given["period"], given["urgent_why"])
    _refuse_units(asking, units)
    if problem := queries.notice_problem(given["due_on"], today, given["urgent_why"]):
        raise Unfit(problem, "due_on")
    asking.title, asking.basis = given["title"].strip()[:60], given["basis"].strip()[:200]
    asking.purpose, asking.outside = given["purpose"].strip()[:200], given["outside"].strip()[:60]
    asking.frequency, asking.period, asking.due_on = given["frequency"], given["period"], given["due_on"]
    asking.urgent_why = given["urgent_why"].strip()[:200]
    villages = asking.unit.kind == UnitKind.DEPARTMENT and any(one.kind in VILLAGES for one in units)
    asking.asks_villages = villages
    asking.villages_why = given["villages_why"].strip()[:200] if villages else ""
    if villages and not asking.villages_why:
        raise Unfit(_("部门的事不往村、社区压：请写明为什么非到村、社区不可，报县里批准。"), "villages_why")
    asking.save()
    asking.units.all().delete()
    RequestedUnit.objects.bulk_create(RequestedUnit(of=asking, unit=one, unit_path=one.path) for one in units)


def _refuse_rhythm(frequency: str, period: str, urgent_why: str) -> None:
    if frequency not in Frequency.values:
        raise Unfit(_("请选频次。"), "frequency")
    if frequency == Frequency.WEEKLY and not urgent_why.strip():
        raise Unfit(_("每周报送一般不批准；确实是应急事项的，写明紧急原因。"), "frequency")
    try:
        found = Period.parse(period)
    except NotAPeriod as wrong:
        raise Unfit(str(wrong), "period") from wrong
    if frequency != Frequency.ONCE and found.kind != PERIOD_KINDS[Frequency(frequency)]:
        raise Unfit(_("统计期要和频次一致：每月选月份，每季度选季度。"), "period")


def _refuse_units(asking: ReportingRequest, units: Iterable[Unit]) -> None:
    told = list(units)
    if not told or len(told) > MOST_UNITS:
        raise Unfit(_("请写明向哪些单位要。"), "units")
    root = asking.unit_path if asking.unit.kind == UnitKind.TOWNSHIP else asking.unit_path[:STEP]
    for one in told:
        if not is_within(one.path, root):
            raise Unfit(_("“%(unit)s”不在本级范围内。") % {"unit": one.name}, "units")


def held_draft(asking: ReportingRequest, by: Actor) -> ReportingRequest:
    """The request, locked, while it is a draft. Raises NotAllowed, Unfit."""
    found = ReportingRequest.objects.select_for_update(of=("self",)).select_related("unit").get(pk=asking.pk)
    by.must(ASK, found)
    if found.state != RequestState.DRAFT:
        raise Unfit(_("已经提请批准，先退回修改。"))
    return found


@transaction.atomic
def add_field(
    *, asking: ReportingRequest, words: str, by: Actor, at: datetime, kind: str = FieldKind.NUMBER, minutes: int = 5,
    measure: str = "",
) -> RequestedField:  # fmt: skip
    """加一项: at once it is looked up; what is held, or may be, waits for a decision, anything else is typed."""
    asking = held_draft(asking, by)
    if not words.strip() or kind not in FieldKind.values or not 1 <= minutes <= 480:
        raise Unfit(_("请写项目、填什么、填一次大约几分钟（1 到 480）。"), "words")
    last = asking.fields.order_by("-number").first()
    if asking.fields.count() >= MOST_FIELDS:
        raise Unfit(_("一份最多 40 项。"), "words")
    if asking.fields.filter(words=words.strip()[:60]).exclude(decision=Decision.DROPPED).exists():
        raise Unfit(_("这一项已经有了。"), "words")
    hits = _hits(words, asking)
    field = RequestedField.objects.create(
        of=asking, number=last.number + 1 if last else 1, words=words.strip()[:60], kind=kind, minutes=minutes,
        measure=measure.strip()[:12], decision=Decision.OPEN if hits else Decision.TYPED, near=_names(hits),
    )  # fmt: skip
    book.record(
        "asking.field_added", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, label=field.words,
        held=sum(one.is_exact for one in hits), near=sum(not one.is_exact for one in hits),
    )  # fmt: skip
    return field


@transaction.atomic
def decide(
    *, field: RequestedField, decision: str, by: Actor, at: datetime, held: str = "", reason: str = ""
) -> RequestedField:  # fmt: skip
    """一项怎么办: taken from the records, not asked for, or typed after all, where it is not the same (JF-5).

    What the system holds under the same words is typed by nobody; what may be the same, only with the reason why it is not.
    """
    asking = held_draft(field.of, by)
    field = RequestedField.objects.select_for_update(of=("self",)).get(pk=field.pk)
    hits = _hits(field.words, asking)
    same = next((one for one in hits if one.is_exact), None)
    field.held_kind, field.held_code, field.held_words, field.not_same_why = "", "", "", ""
    if decision == Decision.RECORDS:
        chosen = next((one for one in hits if one.key == held), None)
        if chosen is None:
            raise Unfit(_("请选从哪里取数。"), "held")
        field.held_kind, field.held_code = chosen.kind, chosen.code
        field.held_words = chosen.words[:200]
    elif decision == Decision.TYPED:
        if same is not None:
            raise Unfit(same.sentence, "decision")
        if hits and not reason.strip():
            raise Unfit(_("不是同一项，请写明因为什么：%(near)s。") % {"near": _names(hits)}, "reason")
        field.not_same_why = reason.strip()[:200]
    elif decision != Decision.DROPPED:
        raise Unfit(_("请选怎么办。"), "decision")
    field.decision, field.near = decision, _names(hits)
    field.save()
    book.record(
        "asking.field_decided", of=asking.ref, unit_path=asking.unit_path, by=by, at=at, label=field.words,
        what=Decision(decision).label, private={"reason": field.not_same_why} if field.not_same_why else {},
    )  # fmt: skip
    return field


def _hits(words: str, asking: ReportingRequest) -> list[queries.Held]:
    units = {row.unit_id for row in asking.units.all()}
    return queries.fitting(queries.held(words, besides=asking), asking, units)


def _names(hits: Sequence[queries.Held]) -> str:
    return "、".join(one.words for one in hits)[:300]
