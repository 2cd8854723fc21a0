"""部署、承接、督导、补课、系列: campaigns of lower units, of a second round, of the quarters of a year."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import draws, periods
from lianxin.work.appraisals import queries
from lianxin.work.appraisals.commands.parties import add_audience, add_line, add_subject, set_role
from lianxin.work.appraisals.commands.planning import editable, plan, revised
from lianxin.work.appraisals.commands.running import working
from lianxin.work.appraisals.models import Campaign, CampaignSubject, Observation, Series
from lianxin.work.appraisals.terms import OBSERVE, RUN, VIEW
from lianxin.work.concerns.problems import Unfit

KEPT = ("sector", "goal", "plan", "script")


@transaction.atomic
def call(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """部署下级: the units below see the plan and may take it up as their own (M201)."""
    campaign = working(campaign, by)
    if campaign.called_on is not None:
        raise Unfit(_("已经部署过了。"))
    campaign.called_on = localdate(at)
    campaign.save(update_fields=["called_on"])
    book.record("campaign.called", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at)
    return campaign


@transaction.atomic
def adopt(*, campaign: Campaign, unit: Unit, by: Actor, at: datetime) -> Campaign:
    """承接上级部署: the unit's own campaign with the stages, goal and script of the superior's; the rest it plans itself."""
    campaign = Campaign.objects.select_related("unit").get(pk=campaign.pk)
    by.must(VIEW, campaign)
    by.must_at(RUN, unit.path)
    if campaign.called_on is None or unit.path == campaign.unit_path or not is_within(unit.path, campaign.unit_path):
        raise Unfit(_("这次评议没有部署给本单位。"))
    if Campaign.objects.filter(adopted_from=campaign, unit=unit).exists():
        raise Unfit(_("本单位已经承接了。"))
    own = plan(
        unit=unit, title=campaign.title, opens_on=campaign.opens_on, closes_on=campaign.closes_on, mode=campaign.mode,
        stages=list(campaign.stages.values_list("kind", flat=True)), by=by, at=at,
        adopted_from=campaign, **{name: getattr(campaign, name) for name in KEPT},
    )  # fmt: skip
    book.record("campaign.adopted", of=own.ref, unit_path=own.unit_path, by=by, at=at)
    return own


@transaction.atomic
def second_round(
    *, campaign: Campaign, subjects: Sequence[CampaignSubject], opens_on: date, closes_on: date, by: Actor, at: datetime
) -> Campaign:
    """补课: a new campaign over those subjects that were rated low, with the same audiences and questionnaires (M165)."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit", "box").get(pk=campaign.pk)
    by.must(RUN, campaign)
    if not campaign.is_closed:
        raise Unfit(_("第一轮投票还没有截止开箱，不能补课。"))
    if not subjects or any(one.campaign_id != campaign.pk for one in subjects):
        raise Unfit(_("请从这次评议里选要补课的评议对象。"), "subjects")
    again = plan(
        unit=campaign.unit, title=_("%(title)s（补课）") % {"title": campaign.title[:50]}, opens_on=opens_on,
        closes_on=closes_on, mode=campaign.mode, by=by, at=at, round_of=campaign,
        stages=list(campaign.stages.values_list("kind", flat=True)),
        **{name: getattr(campaign, name) for name in KEPT},
    )  # fmt: skip
    again.rules = campaign.rules
    again.save(update_fields=["rules"])
    _copy_parties(campaign, again, subjects, by, at)
    book.record("campaign.round_opened", of=again.ref, unit_path=again.unit_path, by=by, at=at, subjects=len(subjects))
    return again


def _copy_parties(
    first: Campaign, again: Campaign, subjects: Sequence[CampaignSubject], by: Actor, at: datetime
) -> None:
    for member in first.group.all():
        set_role(
            campaign=again, role=member.role, name=member.name, post=member.post, person=member.person, by=by, at=at
        )
    rated = {
        one.pk: add_subject(campaign=again, label=one.label, owner=one.owner, kind=one.kind, by=by, at=at)
        for one in subjects
    }
    audiences = {}
    for line in queries.lines_of(first):
        kept = [rated[one.pk] for one in line.subjects.all() if one.pk in rated]
        if not kept:
            continue
        old = line.audience
        if old.pk not in audiences:
            audiences[old.pk] = add_audience(
                campaign=again, label=old.label, kind=old.kind, size=old.size, quota=old.quota, weight=old.weight,
                names=old.names, by=by, at=at,
            )  # fmt: skip
        add_line(
            campaign=again, audience=audiences[old.pk], direction=line.direction, version=line.version, subjects=kept,
            by=by, at=at,
        )  # fmt: skip


@transaction.atomic
def draw_observation(*, campaign: Campaign, size: int, by: Actor, at: datetime, seed: str = "") -> list[Observation]:
    """随机督导: draw units to look at from those that took the campaign up; the seed goes into the journal first (M201)."""
    by.must(OBSERVE, campaign)
    adopted = {str(one.unit_id): one.unit for one in campaign.adopted.select_related("unit")}
    if not 1 <= size <= len(adopted):
        raise Unfit(_("抽取的个数要在 1 到 %(most)s 之间（已承接的单位）。") % {"most": len(adopted)}, "size")
    seed = seed or secrets.token_hex(8)
    digest = draws.digest_of(adopted)
    book.record(
        "observation.drawn", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, size=size, seed=seed,
        digest=digest,
    )  # fmt: skip
    return Observation.objects.bulk_create(
        Observation(campaign=campaign, unit=adopted[code], seed=seed, digest=digest, drawn_on=localdate(at))
        for code in draws.drawn(seed, adopted, size)
    )


@transaction.atomic
def observe(*, observation: Observation, found: str, seen_on: date, by: Actor, at: datetime) -> Observation:
    """督导查看: what was seen at a unit that was drawn."""
    observation = (
        Observation.objects.select_for_update(of=("self",)).select_related("campaign", "unit").get(pk=observation.pk)
    )
    by.must(OBSERVE, observation.campaign)
    if observation.seen_on is not None:
        raise Unfit(_("这个单位已经查看过了。"))
    if not found.strip():
        raise Unfit(_("请写查看的情况。"), "found")
    if not observation.drawn_on <= seen_on <= localdate(at):
        raise Unfit(_("查看日期要在抽取之后，不能晚于今天。"), "seen_on")
    observation.found, observation.seen_on, observation.by_name = found.strip(), seen_on, by.name
    observation.save(update_fields=["found", "seen_on", "by_name"])
    book.record(
        "observation.made", of=observation.campaign.ref, unit_path=observation.campaign.unit_path, by=by, at=at,
        unit=observation.unit.name, private={"found": observation.found},
    )  # fmt: skip
    return observation


@transaction.atomic
def begin_series(*, unit: Unit, title: str, year: int, by: Actor, at: datetime) -> Series:
    """建评议系列: one year of 一季一评议、半年一小结、年终一总评 (M167)."""
    by.must_at(RUN, unit.path)
    if not title.strip() or not 2000 <= year <= 2100:
        raise Unfit(_("请写系列的名称和年度。"), "title")
    if Series.objects.filter(unit=unit, year=year, title=title.strip()).exists():
        raise Unfit(_("本单位这一年已经有同名的系列。"), "title")
    series = Series.objects.create(unit=unit, unit_path=unit.path, title=title.strip(), year=year)
    book.record(
        "series.begun", of=series.ref, unit_path=unit.path, by=by, at=at, year=year, private={"title": series.title}
    )
    return series


@transaction.atomic
def join_series(*, campaign: Campaign, series: Series, period: str, by: Actor, at: datetime) -> Campaign:
    """列入系列: the campaign is the appraisal of that quarter."""
    campaign = editable(campaign, by)
    quarters = [periods.Period("quarter", series.year, number).code for number in range(1, 5)]
    if period not in quarters or series.unit_path != campaign.unit_path:
        raise Unfit(_("请选本单位这一系列的一个季度。"), "period")
    if (
        Campaign.objects.filter(series=series, period=period)
        .exclude(status="cancelled")
        .exclude(pk=campaign.pk)
        .exists()
    ):
        raise Unfit(_("这个季度已经有一次评议。"), "period")
    campaign.series, campaign.period = series, period
    campaign.save(update_fields=["series", "period"])
    revised(campaign, gettext_lazy("评议系列"), by, at)
    return campaign
