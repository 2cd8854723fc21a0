"""评议活动的总览: 四到位, the calendar, a year's series, how far the lower units are. All computed from records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.pure import periods, schedule
from lianxin.work.appraisals import mending
from lianxin.work.appraisals.facts import Facts, facts_of
from lianxin.work.appraisals.models import Campaign, Series, Stage
from lianxin.work.appraisals.terms import CampaignStatus, GroupRole, StageKind


@dataclass(frozen=True)
class InPlace:
    """四到位的一项: whether the records show it, and what they show (000-5)."""

    label: str | Promise
    holds: bool
    why: str


def four_in_place(campaign: Campaign) -> list[InPlace]:
    """四到位: 领导、责任、学习、措施落实. None asks for written impressions; each is read off what is done anyway."""
    roles = set(campaign.group.values_list("role", flat=True))
    mended = mending.of_campaigns({campaign.pk: campaign.ref})[campaign.pk]
    count = mended.aggregate(all=Count("pk"), done=Count("pk", filter=Q(status="signed_off")))
    stages = list(campaign.stages.all())
    dated = sum(one.starts_on is not None or one.begun_on is not None for one in stages)
    leads = {GroupRole.LEADER, GroupRole.OFFICE_HEAD} <= roles
    return [
        InPlace(gettext_lazy("领导到位"), leads, _("领导小组有组长，办公室有主任。") if leads else _("还缺组长或办公室主任。")),
        InPlace(
            gettext_lazy("责任到位"), count["all"] > 0,
            _("%(n)s 件整改都有责任单位、责任人、监督责任人。") % {"n": count["all"]} if count["all"] else _("还没有整改事项。"),
        ),
        InPlace(
            gettext_lazy("学习到位"), bool(campaign.plan.strip()) and dated == len(stages),
            _("有实施方案，%(n)s 个阶段中 %(dated)s 个排了日期。") % {"n": len(stages), "dated": dated}
            if campaign.plan.strip() else _("还没有写实施方案要点。"),
        ),
        InPlace(
            gettext_lazy("措施落实到位"), count["all"] > 0 and count["all"] == count["done"],
            _("整改 %(n)s 件，已销号 %(done)s 件。") % {"n": count["all"], "done": count["done"]},
        ),
    ]  # fmt: skip


@dataclass(frozen=True, order=True)
class Event:
    """日历上的一件事."""

    on: date
    words: str
    is_planned: bool = False


def calendar_of(campaign: Campaign, first: date, last: date) -> list[Event]:
    """What stands in the calendar from `first` to `last`: stages, what was held, what is planned (M206)."""
    found: list[Event] = []
    for stage in campaign.stages.all():
        for on, words, is_planned in (
            (stage.begun_on or stage.starts_on, _("%(stage)s开始"), stage.begun_on is None),
            (stage.done_on or stage.ends_on, _("%(stage)s完成"), stage.done_on is None),
        ):
            if on is not None:
                found.append(Event(on, words % {"stage": stage}, is_planned))
    found.append(Event(campaign.opens_on, _("投票开始"), campaign.opened_on is None))
    found.append(Event(campaign.closes_on, _("投票截止"), not campaign.is_closed))
    for method in campaign.methods.counted():
        found.append(Event(method.held_on, method.title or method.get_kind_display()))
    for day in campaign.days.all():
        found += [
            Event(on, day.title, True) for on in days_between(day.on, day.until, day.nth, day.weekday, first, last)
        ]
    return sorted(one for one in found if first <= one.on <= last)


def days_between(
    on: date, until: date | None, nth: int | None, weekday: int | None, first: date, last: date
) -> Sequence[date]:
    """The days of one planned entry that lie between `first` and `last`."""
    if nth is None or weekday is None or until is None:
        return [on] if first <= on <= last else []
    return schedule.nth_weekdays(nth, weekday, max(on, first), min(until, last))


@dataclass(frozen=True)
class Part:
    """系列的一段: a quarter's appraisal, the half-year brief, the year's total. Only released campaigns are in it."""

    label: str
    campaigns: tuple[Campaign, ...]
    waiting: tuple[Campaign, ...]
    facts: tuple[Facts, ...]

    @property
    def meetings(self) -> int:
        return sum(one.meetings.number for one in self.facts)

    @property
    def attendances(self) -> int:
        return sum(one.attendances.number for one in self.facts)

    @property
    def ballots(self) -> int:
        """答卷: as counted at the opening of each box."""
        return sum(one.box.count for one in self.campaigns if one.box)

    @property
    def asked(self) -> int:
        """应评人数 of the same boxes, the base of the number above."""
        return sum(
            group.size for one in self.campaigns if one.box for group in one.box.poll.groups if not group.is_named
        )


def composition(series: Series) -> list[Part]:
    """一季一评议、半年一小结、年终一总评: seven parts built from the same campaigns; nothing is entered twice (M167)."""
    found = list(
        series.campaigns.exclude(status=CampaignStatus.CANCELLED).select_related("box", "unit").order_by("period")
    )
    facts = {one.pk: facts_of(one) for one in found if one.is_closed}
    quarters = [periods.Period("quarter", series.year, number) for number in range(1, 5)]
    halves = [periods.Period("half_year", series.year, number) for number in (1, 2)]
    year = periods.Period("year", series.year)

    def part(label: str, within: Iterable[periods.Period]) -> Part:
        codes = {one.code for one in within}
        here = [one for one in found if one.period in codes]
        closed = tuple(one for one in here if one.is_closed)
        return Part(
            label, closed, tuple(one for one in here if not one.is_closed), tuple(facts[one.pk] for one in closed)
        )

    parts = [part(one.label, [one]) for one in quarters]
    parts.insert(2, part(_("%(half)s小结") % {"half": halves[0].label}, quarters[:2]))
    parts.append(part(_("%(half)s小结") % {"half": halves[1].label}, quarters[2:]))
    parts.append(part(_("%(year)s总评") % {"year": year.label}, quarters))
    return parts


@dataclass(frozen=True)
class Progress:
    """一个下级单位的进度: its own campaign, if it took it up, and how far each stage is."""

    unit: Unit
    campaign: Campaign | None
    stages: tuple[Stage | None, ...]
    late: bool


def progress_of(campaign: Campaign, today: date) -> tuple[list[StageKind], list[Progress]]:
    """哪个单位到了哪个阶段: the units directly below, in three statements (M201)."""
    kinds = [StageKind(kind) for kind in campaign.stages.values_list("kind", flat=True)]
    own = {one.unit_id: one for one in campaign.adopted.select_related("unit").prefetch_related("stages")}
    below = list(Unit.objects.filter(parent_id=campaign.unit_id).valid(today).order_by("path"))
    below += [one.unit for one in own.values() if one.unit_id not in {unit.pk for unit in below}]
    rows = []
    for unit in below:
        adopted = own.get(unit.pk)
        of = {stage.kind: stage for stage in adopted.stages.all()} if adopted else {}
        late = any(stage.is_late(today) for stage in of.values())
        rows.append(Progress(unit, adopted, tuple(of.get(kind) for kind in kinds), late))
    return kinds, rows


__all__ = ["Event", "InPlace", "Part", "Progress", "calendar_of", "composition", "days_between", "four_in_place",
           "progress_of"]  # fmt: skip
