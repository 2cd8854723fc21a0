"""谁要什么: requests to us, by us, from above, to be approved; what still stands in the way of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.clocks.queries import calendar
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.asking.models import ReportingRequest, RequestedField, RequestedUnit, RequestSheet
from lianxin.reports.asking.queries.held import Candidate, Held, catalogue, matching
from lianxin.reports.asking.terms import APPROVE, VIEW, Decision, Frequency, HeldKind, RequestState

#: working days between the day one asks and the day it is due, unless it is urgent (ours; the texts say 频次、截止 only)
NOTICE = 3
FOREVER = date(9998, 12, 31)


def requests(by: Actor) -> "QuerySet[ReportingRequest]":
    """报送要求 that the actor may see, the newest first, with how many items each has."""
    found: QuerySet[ReportingRequest] = ReportingRequest.objects.reachable(by=by, to=VIEW).select_related("unit")
    return found.annotate(
        typed=Count("fields", filter=Q(fields__decision=Decision.TYPED), distinct=True),
        saved=Count("fields", filter=Q(fields__decision=Decision.RECORDS), distinct=True),
        unit_count=Count("units", distinct=True),
    ).order_by("-pk")


def to_approve(by: Actor) -> "QuerySet[ReportingRequest]":
    """待批准 where the actor may approve and did not draft it himself."""
    waiting = requests(by).filter(state=RequestState.EXAMINED).exclude(drafted_ref=by.ref)
    return waiting.filter(pk__in=ReportingRequest.objects.reachable(by=by, to=APPROVE).values("pk"))


def sheets_of(by: Actor) -> "QuerySet[RequestSheet]":
    """要我们报的: of one's own unit, what is to do first."""
    found: QuerySet[RequestSheet] = RequestSheet.objects.filter(unit_path=by.own_path).select_related(
        "of__unit", "unit"
    )
    return found.exclude(of__state=RequestState.WITHDRAWN)


@dataclass(frozen=True)
class Weighed:
    """一项 beside what the system holds of it."""

    field: RequestedField
    hits: Sequence[Held]

    @property
    def same(self) -> Held | None:
        """The one that it is, if there is one."""
        return next((one for one in self.hits if one.is_exact), None)

    @property
    def problem(self) -> str:
        """Why it cannot be asked for like that; empty where it can."""
        field = self.field
        if field.decision in (Decision.DROPPED, Decision.RECORDS):
            return ""
        if self.same is not None:
            return self.same.sentence
        if field.decision == Decision.OPEN or (self.hits and not field.not_same_why):
            return _("“%(label)s”可能已有：%(near)s。请说怎么办。") % {
                "label": field.words, "near": "、".join(one.words for one in self.hits[:3]) or "—",
            }  # fmt: skip
        return ""


def weigh(request: ReportingRequest, among: Sequence[Candidate] | None = None) -> list[Weighed]:
    """Every item of a request beside what is held; what another request has other units type does not count."""
    known = among if among is not None else catalogue(besides=request)
    units = {row.unit_id for row in request.units.all()}
    return [Weighed(field, fitting(matching(field.words, known), request, units)) for field in request.fields.all()]


def fitting(hits: Sequence[Held], request: ReportingRequest, units: set[int]) -> list[Held]:
    """Those hits that concern this request: of another one only with a unit and a day in common.

    Where something is the same, what is only like it does not matter.
    """
    hits = _concerning(hits, request, units)
    return [one for one in hits if one.is_exact] or hits


def _concerning(hits: Sequence[Held], request: ReportingRequest, units: set[int]) -> list[Held]:
    others = {one.request.pk: one.request for one in hits if one.request is not None}
    if not others:
        return list(hits)
    asked = RequestedUnit.objects.filter(of__in=others, unit__in=units)
    common = {pk for pk in asked.values_list("of", flat=True) if _meet(request, others[pk])}
    return [one for one in hits if one.kind != HeldKind.FIELD or (one.request is not None and one.request.pk in common)]


def _meet(one: ReportingRequest, other: ReportingRequest) -> bool:
    """Whether both speak of a day in common: one that recurs goes on from its first period."""
    return one.span.first <= _until(other) and other.span.first <= _until(one)


def _until(request: ReportingRequest) -> date:
    return request.span.last if request.frequency == Frequency.ONCE else FOREVER


def problems_of(request: ReportingRequest, today: date, weighed: Sequence[Weighed] | None = None) -> list[str]:
    """What stands in the way of asking: ground, notice, villages, items; empty where nothing does."""
    found = [] if request.units.all() else [_("还没有写向哪些单位要。")]
    weighed = weigh(request) if weighed is None else weighed
    if not any(one.field.is_typed or one.field.is_held for one in weighed):
        found.append(_("还没有要的项目。"))
    found += [one.problem for one in weighed if one.problem]
    if short := notice_problem(request.due_on, today, request.urgent_why):
        found.append(short)
    if request.asks_villages and not request.villages_why:
        found.append(_("部门的事不往村、社区压：请写明为什么非到村、社区不可，报县里批准（JF-10）。"))
    return found


def notice_problem(due_on: date, today: date, urgent_why: str) -> str:
    """Why the day is too near; empty where it is not, or where it is said why it is urgent."""
    if due_on < today:
        return _("截止日期已经过了。")
    if urgent_why.strip() or calendar().workdays_after(today, due_on) >= NOTICE:
        return ""
    return _("从发出到截止至少要有 %(n)s 个工作日；确实紧急的，写明紧急原因。") % {"n": NOTICE}


def periods_of(request: ReportingRequest) -> list[Period]:
    """The periods that were asked for, the newest first."""
    codes = set(request.sheets.values_list("period", flat=True))
    return sorted((Period.parse(code) for code in codes), key=lambda one: one.first, reverse=True)
