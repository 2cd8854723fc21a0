"""拟订评议方案: the campaign, its stages, its rules. After the opening every deed here is refused (security.md T13)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.work.appraisals.models import Campaign, Stage
from lianxin.work.appraisals.terms import FLOW, GOALS, RUN, Sector, StageKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code

ALL_STAGES = tuple(StageKind)
REVISABLE = {"title", "sector", "goal", "plan", "members", "opens_on", "closes_on", "mode", "script", "attached"}


@transaction.atomic
def plan(
    *, unit: Unit, title: str, opens_on: date, closes_on: date, by: Actor, at: datetime,
    stages: Sequence[str] = ALL_STAGES, mode: str = polling.SLIPS, **more: Any,
) -> Campaign:  # fmt: skip
    """拟订评议方案: a unit plans a campaign with its ordered stages (M138, M142). `more`: what `revise` takes.

    Without a goal of its own it takes the goal of its sector (六大行业, M157). Raises Unfit.
    """
    by.must_at(RUN, unit.path)
    campaign = Campaign(
        code=new_code(), title=title.strip(), unit=unit, unit_path=unit.path, unit_name=unit.name,
        planned_on=localdate(at), opens_on=opens_on, closes_on=closes_on, mode=mode, rules=asdict(polling.Rules()), **more,
    )  # fmt: skip
    _set_right(campaign)
    campaign.save()
    _lay_out(campaign, stages)
    book.record(
        "campaign.planned", of=campaign.ref, unit_path=unit.path, by=by, at=at, private={"title": campaign.title}
    )
    return campaign


@transaction.atomic
def revise(*, campaign: Campaign, by: Actor, at: datetime, **changes: Any) -> Campaign:
    """修改方案: title, goal, plan, days, way of voting, script (the names in REVISABLE)."""
    campaign = editable(campaign, by)
    for name in changes:
        if name not in REVISABLE:
            raise TypeError(name)
        setattr(campaign, name, changes[name])
    _set_right(campaign)
    campaign.save(update_fields=[*changes, "title", "goal"])
    revised(campaign, gettext_lazy("方案"), by, at)
    return campaign


@transaction.atomic
def set_stages(*, campaign: Campaign, stages: Sequence[str], by: Actor, at: datetime) -> Campaign:
    """排定阶段: which stages there are; their order is that of the sources, the rating always among them."""
    campaign = editable(campaign, by)
    if campaign.stages.filter(begun_on__isnull=False).exists():
        raise Unfit(_("已经有阶段开始，阶段不能再改。"))
    campaign.stages.all().delete()
    _lay_out(campaign, stages)
    revised(campaign, gettext_lazy("阶段"), by, at)
    return campaign


@transaction.atomic
def schedule_stage(*, stage: Stage, starts_on: date, ends_on: date, by: Actor, at: datetime) -> Stage:
    """排定阶段日期: from when to when a stage is to run."""
    campaign = editable(stage.campaign, by)
    if ends_on < starts_on:
        raise Unfit(_("完成日期不能早于开始日期。"), "ends_on")
    stage.starts_on, stage.ends_on = starts_on, ends_on
    stage.save(update_fields=["starts_on", "ends_on"])
    revised(campaign, gettext_lazy("阶段日期"), by, at)
    return stage


@transaction.atomic
def set_rules(*, campaign: Campaign, spoils: str, base: str, fairly_counts: bool, by: Actor, at: datetime) -> Campaign:
    """定计票规则: what a blank or double mark spoils, what a rate is divided by, what counts as 满意 (rules.md §3.2)."""
    campaign = editable(campaign, by)
    if spoils not in {polling.PART, polling.WHOLE} or base not in {
        polling.VALID,
        polling.RETURNED,
        polling.VALID_KNOWN,
    }:
        raise Unfit(_("请选计票规则。"))
    campaign.rules = asdict(polling.Rules(spoils=spoils, base=base, fairly_counts=fairly_counts))
    campaign.save(update_fields=["rules"])
    revised(campaign, gettext_lazy("计票规则"), by, at)
    return campaign


def editable(campaign: Campaign, by: Actor) -> Campaign:
    """The campaign, locked, for who may run it, while its definition is not yet fixed. Raises NotAllowed, WrongState."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit", "box").get(pk=campaign.pk)
    by.must(RUN, campaign)
    FLOW.after("edit", campaign.status)
    return campaign


def revised(campaign: Campaign, what: object, by: Actor, at: datetime) -> None:
    """Tell that a part of the plan was changed."""
    book.record("campaign.revised", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, matter=what)


def _set_right(campaign: Campaign) -> None:
    campaign.title = campaign.title.strip()
    if not campaign.title:
        raise Unfit(_("请写评议活动的名称。"), "title")
    if campaign.closes_on < campaign.opens_on:
        raise Unfit(_("截止日期不能早于开始日期。"), "closes_on")
    if campaign.mode not in polling.MODES:
        raise Unfit(_("请选投票方式。"), "mode")
    if campaign.sector and not campaign.goal.strip():
        campaign.goal = str(GOALS[Sector(campaign.sector)])


def _lay_out(campaign: Campaign, stages: Sequence[str]) -> None:
    chosen = [kind for kind in StageKind if kind in stages or kind == StageKind.RATING]
    Stage.objects.bulk_create(
        Stage(campaign=campaign, kind=kind, number=number) for number, kind in enumerate(chosen, 1)
    )


__all__ = ["editable", "plan", "revise", "revised", "schedule_stage", "set_rules", "set_stages"]
