"""开展评议: notice, opening, stages, end. With the opening the definition is fixed and goes into the journal (T13)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling, questions
from lianxin.work.appraisals import queries
from lianxin.work.appraisals.commands.planning import editable
from lianxin.work.appraisals.models import Campaign, Stage
from lianxin.work.appraisals.terms import FLOW, RUN, StageKind
from lianxin.work.ballots import commands as ballots
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def notify(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """告知评议对象: the plan as it stands now was given to the subjects in writing; from now on they see it (十日前)."""
    campaign = editable(campaign, by)
    subjects = campaign.subjects.count()
    if not subjects:
        raise Unfit(_("还没有列评议对象。"))
    campaign.notified_on = localdate(at)
    campaign.notice_fingerprint = queries.poll_of(campaign).fingerprint
    campaign.save(update_fields=["notified_on", "notice_fingerprint"])
    book.record("campaign.notified", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, subjects=subjects)
    return campaign


@transaction.atomic
def open_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """开启评议: the definition is fixed, its fingerprint goes into the journal, the box is prepared (security.md T13).

    The stage 评议 begins with it. Raises Unfit with the first condition that is not met.
    """
    campaign = editable(campaign, by)
    campaign.status = FLOW.after("open", campaign.status)
    today = localdate(at)
    stage = campaign.stages.get(kind=StageKind.RATING)
    _refuse_unready(campaign, stage)
    if campaign.closes_on < today:
        raise Unfit(_("投票截止日期已经过了，请先改日期。"))
    poll = _checked(campaign)
    campaign.box = ballots.prepare(
        poll=poll, unit=campaign.unit, opens_on=campaign.opens_on, closes_on=campaign.closes_on, by=by, at=at
    )
    campaign.fingerprint, campaign.opened_on = poll.fingerprint, today
    campaign.save(update_fields=["box", "fingerprint", "opened_on", "status"])
    book.record(
        "campaign.opened", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, fingerprint=poll.fingerprint,
        groups=len(poll.groups),
    )  # fmt: skip
    _begin(stage, campaign, by, at)
    return campaign


@transaction.atomic
def begin_stage(*, stage: Stage, by: Actor, at: datetime) -> Stage:
    """进入阶段: where its entry conditions are met; 评议 begins with the opening alone (M142, M166)."""
    campaign = working(stage.campaign, by)
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    if stage.begun_on is not None:
        raise Unfit(_("这个阶段已经开始。"))
    if stage.kind == StageKind.RATING:
        raise Unfit(_("评议随“开启评议”开始。"))
    _refuse_unready(campaign, stage)
    return _begin(stage, campaign, by, at)


@transaction.atomic
def finish_stage(*, stage: Stage, by: Actor, at: datetime) -> Stage:
    """完成阶段: where its conditions are met: reviews handed in, box closed, comments given, rectifications signed off …"""
    campaign = working(stage.campaign, by)
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    if stage.begun_on is None or stage.done_on is not None:
        raise Unfit(_("这个阶段还没有开始，或者已经完成。"))
    missing = queries.unfinished(stage, campaign, queries.counts_of([campaign])[campaign.pk])
    if missing:
        raise Unfit(missing[0])
    stage.done_on = localdate(at)
    stage.save(update_fields=["done_on"])
    _tell_stage("stage.done", stage, campaign, by, at)
    return stage


@transaction.atomic
def finish(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """评议活动结束: every stage is done."""
    campaign = working(campaign, by)
    campaign.status = FLOW.after("finish", campaign.status)
    left = queries.current(list(campaign.stages.all()))
    if left is not None:
        raise Unfit(_("“%(stage)s”还没有完成。") % {"stage": left})
    campaign.finished_on = localdate(at)
    campaign.save(update_fields=["status", "finished_on"])
    book.record("campaign.finished", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at)
    return campaign


@transaction.atomic
def cancel(*, campaign: Campaign, reason: str, by: Actor, at: datetime) -> Campaign:
    """取消评议活动: with a reason; a box that is not yet closed is voided with it, released votes stay as they are."""
    campaign = working(campaign, by)
    campaign.status = FLOW.after("cancel", campaign.status)
    if not reason.strip():
        raise Unfit(_("请写明取消的原因。"), "reason")
    if campaign.is_closed:
        raise Unfit(_("投票已经截止开箱，不能再取消。"))
    if campaign.box is not None and campaign.box.status != "void":
        ballots.void_box(box=campaign.box, reason=reason, by=by, at=at)
    campaign.save(update_fields=["status"])
    book.record(
        "campaign.cancelled", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at,
        private={"reason": reason.strip()},
    )  # fmt: skip
    return campaign


def working(campaign: Campaign, by: Actor) -> Campaign:
    """The campaign, locked, for who may run it, while it goes on. Raises NotAllowed, WrongState."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit", "box").get(pk=campaign.pk)
    by.must(RUN, campaign)
    FLOW.after("work", campaign.status)
    return campaign


def _refuse_unready(campaign: Campaign, stage: Stage) -> None:
    stages = list(campaign.stages.all())
    waits = queries.obstacles(stage, stages, campaign, queries.counts_of([campaign])[campaign.pk])
    if waits:
        raise Unfit(waits[0])


def _checked(campaign: Campaign) -> polling.Poll:
    poll = queries.poll_of(campaign)
    rated = {subject.code for subject in poll.subjects}
    for subject in campaign.subjects.all():
        if subject.code not in rated:
            raise Unfit(_("“%(label)s”还没有人评，请排进评议矩阵，或者撤去。") % {"label": subject.label})
    asked = {group.layer for group in poll.groups}
    for audience in campaign.audiences.all():
        if audience.label not in asked:
            raise Unfit(_("“%(label)s”还没有要评的对象，请排进评议矩阵，或者撤去。") % {"label": audience.label})
    if all(group.is_named for group in poll.groups):
        raise Unfit(_("只有署名的自评和点评，没有群众投票，不能开启。"))
    try:
        poll.check()
    except (polling.BadPoll, questions.BadForm) as wrong:
        raise Unfit(str(wrong)) from wrong
    return poll


def _begin(stage: Stage, campaign: Campaign, by: Actor, at: datetime) -> Stage:
    stage.begun_on = localdate(at)
    stage.save(update_fields=["begun_on"])
    _tell_stage("stage.begun", stage, campaign, by, at)
    return stage


def _tell_stage(event: str, stage: Stage, campaign: Campaign, by: Actor, at: datetime) -> None:
    label = StageKind(stage.kind).label
    book.record(event, of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, kind=label)


__all__ = [
    "begin_stage", "cancel", "finish", "finish_stage", "notify", "open_campaign", "working",
]  # fmt: skip
