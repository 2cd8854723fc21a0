"""频次与对照的读法: what a cadence breaks, how often it was kept, every setting beside every rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import RULES, SETTINGS, Breach, Reading, Rule, Setting
from lianxin.base.indicators import FIGURES
from lianxin.base.indicators.kinds import Count, Stock
from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.work.regulations.models import Cadence, Exemption, RegulationVersion
from lianxin.work.regulations.terms import APPROVE, VIEW, CadenceStatus, Every

#: those on whom nothing is to be put oftener than once a month
GRASSROOTS = (UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)


def cadence_value(cadence: Cadence) -> str:
    """周周，村: the value to the letter, which an exemption covers."""
    return f"{cadence.get_every_display()}，{cadence.get_who_display()}"


def breaches_of(cadence: Cadence) -> tuple[Breach, ...]:
    """What the cadence breaks: daily and weekly duties of villages, communities, schools; daily ones of anybody below."""
    words = {"who": cadence.get_who_display(), "every": cadence.get_every_display()}
    if cadence.who in GRASSROOTS and cadence.every in (Every.DAY, Every.WEEK):
        why = _("要%(who)s%(every)s做，一般不超过每月一次") % words
        return (Breach("BAN-4", why), Breach("JF-6", why))
    if cadence.every == Every.DAY and cadence.who != UnitKind.COUNTY:
        return (Breach("BAN-4", _("要%(who)s%(every)s做") % words),)
    return ()


@dataclass(frozen=True)
class Kept:
    """做到几个月、几周、几天 of those that have passed this year, by the days of the records; None: nothing shows it."""

    of: int
    kept: int | None


def kept(cadence: Cadence, by: Actor, today: date) -> Kept:
    """做到情况 this year, from the records that an indicator counts; one statement (M243). Never by person."""
    start = max(date(today.year, 1, 1), cadence.on_since or cadence.set_on)
    spans = {_span(start + timedelta(days=n), cadence.every) for n in range((today - start).days + 1)}
    indicator = INDICATORS.get(cadence.counted_by)
    if not isinstance(indicator, Count) or isinstance(indicator, Stock) or not by.may_at(FIGURES, cadence.unit_path):
        return Kept(len(spans), None)
    found = indicator.records(Period("year", today.year), cadence.unit, by=by, today=today).order_by()
    days = {_day(one) for one in found.values_list(indicator.dated, flat=True).distinct()}
    return Kept(len(spans), len({_span(day, cadence.every) for day in days if start <= day <= today}))


def _day(value: date | datetime) -> date:
    return localdate(value) if isinstance(value, datetime) else value


def _span(day: date, every: str) -> tuple[int, ...]:
    if every == Every.DAY:
        return (day.toordinal(),)
    if every == Every.WEEK:
        return tuple(day.isocalendar())[:2]
    months = {Every.MONTH: 1, Every.QUARTER: 3}.get(Every(every), 12)
    return (day.year, (day.month - 1) // months)


def cadences(by: Actor) -> list[Cadence]:
    """检查频次 that the actor may see, those in force first."""
    found = Cadence.objects.reachable(by=by, to=VIEW).select_related("unit", "regulation")
    return sorted(found, key=lambda one: (one.status != CadenceStatus.ON, one.unit_path, one.title))


def read_cadences(by: Actor, on: date) -> Iterator[Reading]:
    """The cadences as readings of the compliance page."""
    for one in cadences(by):
        if one.status != CadenceStatus.OFF:
            yield Reading(
                one.code, one.title, cadence_value(one), breaches_of(one), one.on_by_name or one.set_by_name,
                one.on_since or one.set_on, one.status == CadenceStatus.ON, one.unit_path, "regulations:cadences",
            )  # fmt: skip


@dataclass(frozen=True)
class Held:
    """对照的一行: a reading beside its rules, with the exemption that covers it, if one stands, or was asked for."""

    reading: Reading
    exemption: Exemption | None

    @property
    def state(self) -> str:
        """ "fits", "draft" (breaks a rule, binds nobody yet), "exempt" (with a named approver), "breaks"."""
        if not self.reading.breaches:
            return "fits"
        if not self.reading.is_on:
            return "draft"
        return "exempt" if self.exemption is not None and self.exemption.status == "approved" else "breaks"


@dataclass(frozen=True)
class Compared:
    """对照的一项: one setting, the rules it could touch, its values, each with the verdict."""

    setting: Setting
    rules: tuple[Rule, ...]
    held: tuple[Held, ...]

    @property
    def label(self) -> str | Promise:
        return self.setting.label

    @property
    def is_clean(self) -> bool:
        return all(one.state == "fits" for one in self.held)


def compared(by: Actor, on: date) -> list[Compared]:
    """对照检查: every setting of every room against the rules it could touch; one statement beside those of the rooms."""
    standing = _exemptions(by, on)
    found = []
    for setting in SETTINGS.values():
        held = tuple(
            Held(one, standing.get((setting.code, one.key, str(one.value)[:200]))) for one in setting.read(by, on)
        )
        found.append(Compared(setting, tuple(RULES[code] for code in setting.rules), held))
    return found


def touching(rule: str, found: Iterable[Compared]) -> list[Compared]:
    """The settings that could touch one rule."""
    return [one for one in found if rule in one.setting.rules]


def _exemptions(by: Actor, on: date) -> dict[tuple[str, str, str], Exemption]:
    """Those that stand or are asked for, by what they cover; one that stands goes before one that is asked for."""
    found = Exemption.objects.reachable(by=by, to=VIEW)
    known = {(one.setting, one.key, one.value): one for one in found.filter(status="asked")}
    return known | {(one.setting, one.key, one.value): one for one in found.standing(on)}


def exemptions(by: Actor) -> list[Exemption]:
    """例外 that the actor may see: those to decide first, then those that stand, then what is over."""
    order = {"asked": 0, "approved": 1}
    found = Exemption.objects.reachable(by=by, to=VIEW).select_related("unit")[:200]
    return sorted(found, key=lambda one: (order.get(one.status, 2), -one.pk))


def to_approve(by: Actor, on: date) -> list[tuple[str, str, str, date | None]]:
    """等我批准的: drafts of regulations, exemptions asked for, exemptions that stand; one statement.

    Each as (state, code, title or setting, until).
    """
    drafts = RegulationVersion.objects.reachable(by=by, to=APPROVE).drafts().exclude(drafted_by=by.ref)
    asked = Exemption.objects.reachable(by=by, to=APPROVE)
    rows = asked.filter(Q(status="asked") & ~Q(asked_by=by.ref) | Q(status="approved", until__gte=on))
    found = (
        drafts.order_by()
        .values_list("status", "regulation__code", "regulation__title", "valid_to")
        .union(rows.order_by().values_list("status", "code", "setting", "until"))
    )
    order = {"asked": 0, "draft": 1}
    return sorted(found, key=lambda one: order.get(one[0], 2))
