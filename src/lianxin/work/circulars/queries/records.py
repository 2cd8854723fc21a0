"""督查记录、问题、通报的读法: lists, what waits for whom, who asks how much of a unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.circulars.models import (
    CORRECTED,
    Circular,
    CircularQuerySet,
    Finding,
    FindingQuerySet,
    Inspection,
    InspectionQuerySet,
)
from lianxin.work.circulars.terms import RECORD, REPLY, VIEW, FindingState, InspectionKind
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.inspections import queries as plans
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.models.targets import TargetQuerySet
from lianxin.work.inspections.terms import OPEN_STATES, InspectionState

LAST = 5  # findings on a reminder card
OFFERED = 8  # concerns that are offered to be held against what one sees


def inspections(by: Actor) -> InspectionQuerySet:
    """督查记录 that the actor may see, the newest first."""
    found: InspectionQuerySet = Inspection.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "home", "plan").order_by("-on", "-pk")


def findings(by: Actor) -> FindingQuerySet:
    """督查问题 that the actor may see, the newest first; those of voided records are none."""
    found: FindingQuerySet = Finding.objects.reachable(by=by, to=VIEW).filter(inspection__voided_on=None)
    return found.select_related("unit", "item", "inspection").order_by("-on", "-pk")


def circulars(by: Actor) -> CircularQuerySet:
    """督查通报: those of one's own office, and those that were issued above one."""
    found: CircularQuerySet = Circular.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit").order_by("-first", "-pk")


def open_findings() -> Q:
    """问题 not yet settled, or standing and not put right: what the unit still has to do."""
    settled = Q(state=FindingState.WITHDRAWN) | (Q(state__in=(FindingState.UPHELD, FindingState.CHANGED)) & CORRECTED)
    return ~settled


def waiting(by: Actor, today: date) -> FindingQuerySet:
    """要我办的问题: my unit's word is asked for, or my unit made the check and a reply, or silence, is to be weighed.

    One statement.
    """
    found = Q(pk__in=())
    if by.may_at(REPLY, by.own_path):
        found |= Q(unit_path=by.own_path, state=FindingState.ASKED)
    if by.may_at(RECORD, by.own_path):
        mine = Q(inspection__home_path=by.own_path)
        found |= mine & Q(state=FindingState.REPLIED)
        found |= mine & Q(state=FindingState.ASKED, reply_by__lt=today)
    rows: FindingQuerySet = Finding.objects.filter(found, inspection__voided_on=None)
    return rows.select_related("unit", "inspection").order_by("reply_by", "pk")


def to_record(unit: Unit, today: date) -> TargetQuerySet:
    """可以记督查的: units named by the approved plans of this office whose check has no record yet."""
    held = Inspection.objects.standing().filter(target=OuterRef("pk"))
    states = (*OPEN_STATES, InspectionState.CARRIED_OUT)
    found: TargetQuerySet = PlanTarget.objects.filter(
        plan__unit_path=unit.path, plan__state__in=states, skipped_on=None
    )
    found = found.filter(plan__starts_on__lte=today).exclude(plan__approval_number="").exclude(Exists(held))
    return found.select_related("plan", "unit", "group").order_by("on", "unit_path", "pk")


def to_sample(inspection: Inspection, by: Actor) -> list[Concern]:
    """可以抽看的: concerns on record at the checked unit lately, as far as the actor may see them (JF-8)."""
    held = inspection.samples.values("concern_id")
    found = Concern.objects.reachable(by=by, to=SEE_CONCERN).filter(received_on__lte=inspection.on)
    found = found.filter(within("unit_path", inspection.unit_path)).exclude(pk__in=held)
    return list(found.select_related("requester").order_by("-received_on", "-pk")[:OFFERED])


@dataclass(frozen=True)
class Asked:
    """谁来查的: an office, or the leaders, and how often they came to a unit in a period."""

    who: str | Promise
    times: int


def asked_by(unit: Unit, first: date, last: date) -> list[Asked]:
    """按督查单位: who came to exactly this unit in these days, and how often; leaders in a line of their own (F082)."""
    rows = Inspection.objects.standing().filter(unit_path=unit.path, on__range=(first, last)).order_by()
    told = rows.values_list("home__name", "kind").annotate(Count("pk")).order_by("home_path", "kind")
    found = []
    for name, kind, times in told:
        who = _("%(unit)s领导督导") % {"unit": name} if kind == InspectionKind.LEADER else name
        found.append(Asked(who, times))
    return found


def checked_units(by: Actor, today: date) -> list[tuple[Unit, int, int]]:
    """查过的单位 this quarter, where the actor sees inspections: unit, checks by plans, limit. Four statements."""
    quarter = Period.containing(today, "quarter")
    places = Q(pk__in=())
    for root in by.grants.get(VIEW.code, ()):
        places |= within("unit_path", root)
    rows = Inspection.objects.standing().filter(places, on__range=(quarter.first, quarter.last))
    rows = rows.filter(kind=InspectionKind.PLANNED).order_by()
    had = dict(rows.values_list("unit_id").annotate(Count("pk")))
    units = list(Unit.objects.filter(pk__in=had).order_by("path"))
    most = plans.limits_of([unit.path for unit in units], today)
    return [(unit, had[unit.pk], most[unit.path]["quarter"]) for unit in units]


def over_limit(by: Actor, today: date) -> list[tuple[Unit, int, int]]:
    """超过上限的单位 this quarter: what the county has to answer for, not the unit."""
    return [row for row in checked_units(by, today) if row[1] > row[2]]


def leaders_of(period: Period, by: Actor) -> InspectionQuerySet:
    """领导督导 of a period, as the office collects them each month (M230)."""
    found: InspectionQuerySet = inspections(by).standing().filter(kind=InspectionKind.LEADER)
    return found.filter(on__range=(period.first, period.last)).order_by("on", "pk")


def last_findings(unit: Unit, on: date, by: Actor) -> list[str]:
    """上次督查提出的问题 of a unit and those below it, for the card of who goes there next."""
    return list(last_findings_of([unit], on, by).get(unit.pk, []))


def last_findings_of(units: Iterable[Unit], on: date, by: Actor) -> Mapping[int, list[str]]:
    """The same of all units at once: one statement, one line per finding, the newest first."""
    wanted, places = list(units), Q(pk__in=())
    for unit in wanted:
        places |= within("unit_path", unit.path)
    rows = Finding.objects.reachable(by=by, to=VIEW).filter(places, on__range=(_half_a_year_before(on), on)).counted()
    told: dict[int, list[str]] = {}
    for one in rows.select_related("unit", "item").order_by("-on", "-pk"):
        for unit in wanted:
            if one.unit_path.startswith(unit.path) and len(told.setdefault(unit.pk, [])) < LAST:
                told[unit.pk].append(_line(one))
    return told


def _line(finding: Finding) -> str:
    how = _("已改正") if finding.is_corrected else finding.get_state_display()
    return _("%(on)s %(unit)s：%(text)s（%(how)s）") % {
        "on": finding.on.isoformat(), "unit": finding.unit.name, "text": finding.text[:60], "how": how,
    }  # fmt: skip


def _half_a_year_before(on: date) -> date:
    return Period.containing(on, "half_year").previous().first
