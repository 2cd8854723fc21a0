"""评议活动的读法: the definition as a value, what is stuck, what is counted."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.pure.questions import Sheet, Subject
from lianxin.work.appraisals import mending
from lianxin.work.appraisals.facts import Facts, facts_of
from lianxin.work.appraisals.models import (
    Campaign,
    CampaignSubject,
    Comment,
    GroupMember,
    Line,
    Method,
    SelfReview,
    Stage,
)
from lianxin.work.appraisals.terms import VIEW, CampaignStatus, GroupRole, MethodKind, StageKind

__all__ = [
    "Counts", "Facts", "Warned", "campaigns", "counts_of", "current", "facts_of", "is_outside", "lines_of", "obstacles",
    "poll_of", "sheet_for", "sheet_of", "unfinished", "warnings",
]  # fmt: skip

NOTICE_DAYS, INTERVAL_MONTHS = 10, 6  # rules.md §3.2
FROM_COMMENT = "comment"
RESEARCH_METHODS = (MethodKind.VISIT, MethodKind.TALK, MethodKind.FORUM, MethodKind.OPINION_SHEET, MethodKind.HOTLINE)

#: which stages must stand before one begins: done (True), or only begun (False): 边评议、边整改 (M166)
BEFORE: dict[StageKind, tuple[tuple[StageKind, bool], ...]] = {
    StageKind.RESEARCH: (),
    StageKind.SELF_CHECK: ((StageKind.RESEARCH, True),),
    StageKind.RATING: ((StageKind.RESEARCH, True), (StageKind.SELF_CHECK, True)),
    StageKind.COMMENT: ((StageKind.RATING, True),),
    StageKind.RECTIFY: ((StageKind.RATING, False),),
    StageKind.FEEDBACK: ((StageKind.RATING, True), (StageKind.COMMENT, True), (StageKind.RECTIFY, False)),
}


def campaigns(by: Actor) -> "QuerySet[Campaign]":
    """评议活动 that the actor may see: run by his unit or below, or in which a unit of his is rated and has been told."""
    return Campaign.objects.reachable(by=by, to=VIEW).select_related("unit", "box")


def is_outside(campaign: Campaign) -> bool:
    """Whether who runs it is none of those that are rated, nor a part of one; said openly on every page and result."""
    paths = campaign.subjects.values_list("owner_path", flat=True)
    return not any(is_within(campaign.unit_path, path) for path in paths)


def lines_of(campaign: Campaign) -> list[Line]:
    """评议矩阵 in order, with audience, questionnaire and subjects."""
    return list(campaign.lines.select_related("audience", "version__questionnaire").prefetch_related("subjects"))


def poll_of(campaign: Campaign) -> polling.Poll:
    """评议方案 as a value. Once the campaign is open, the very definition whose fingerprint the journal keeps.

    Each line of the matrix is a group; those of one audience share its name as their layer. Raises BadPoll, BadForm.
    """
    if campaign.box is not None:
        poll: polling.Poll = campaign.box.poll
        return poll
    lines = lines_of(campaign)
    several = {line.audience_id for line in lines if sum(one.audience_id == line.audience_id for one in lines) > 1}
    return polling.Poll(
        title=campaign.title, mode=campaign.mode, rules=campaign.counts, is_outside=is_outside(campaign),
        groups=tuple(_group(line, line.audience_id in several) for line in lines),
    )  # fmt: skip


def sheet_of(line: Line) -> Sheet:
    """答卷样张 of a line: its questionnaire and the subjects on one sheet."""
    return Sheet(
        line.version.form, tuple(Subject(one.code, one.label, one.kind) for one in line.subjects.order_by("code"))
    )


def sheet_for(line: Line, subject: CampaignSubject) -> Sheet:
    """答卷样张 of a named rating: of this one subject alone, with the questionnaire as it was fixed."""
    return Sheet(line.version.form, (Subject(subject.code, subject.label, subject.kind),))


def _group(line: Line, is_one_of_several: bool) -> polling.Group:
    audience = line.audience
    label = f"{audience.label}·{line.version.form.title}" if is_one_of_several else audience.label
    return polling.Group(
        code=line.group_code, label=label, sheet=sheet_of(line), size=audience.size, weight=Fraction(audience.weight),
        direction=line.direction, quota=audience.quota, layer=audience.label,
    )  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """What the conditions of the stages ask of one campaign; loaded for many campaigns at once by `counts_of`."""

    subjects: int = 0
    reviews: int = 0
    commented: int = 0
    researched: int = 0
    fed_back: int = 0
    unmended: int = 0
    leaders: int = 0


def counts_of(campaigns: Iterable[Campaign]) -> dict[int, Counts]:
    """The counts of these campaigns, in a fixed number of statements. Nothing of 心得体会 or other written matter."""
    codes = {one.pk: one.ref for one in campaigns}

    def tally(found: QuerySet[Any], what: str = "pk") -> dict[int, int]:
        rows = found.filter(campaign__in=codes).order_by().values("campaign").annotate(n=Count(what, distinct=True))
        return {row["campaign"]: row["n"] for row in rows}

    subjects, reviews = tally(CampaignSubject.objects.all()), tally(SelfReview.objects.all())
    commented = tally(Comment.objects.all(), "subject")
    researched = tally(Method.objects.counted().filter(kind__in=RESEARCH_METHODS))
    fed_back = tally(Method.objects.counted().filter(is_feedback=True))
    leaders = tally(GroupMember.objects.filter(role=GroupRole.LEADER))
    unmended = mending.still_open(codes)
    return {
        pk: Counts(
            subjects.get(pk, 0), reviews.get(pk, 0), commented.get(pk, 0), researched.get(pk, 0), fed_back.get(pk, 0),
            unmended.get(pk, 0), leaders.get(pk, 0),
        )
        for pk in codes
    }  # fmt: skip


def obstacles(stage: Stage, stages: Sequence[Stage], campaign: Campaign, counts: Counts) -> list[str]:
    """进入条件 of a stage that are not met, in words; empty where it may begin (M142, M166).

    The stages follow one another, but 整改 may begin while 评议 still runs (边评议、边整改).
    """
    of = {StageKind(one.kind): one for one in stages}
    waits: list[str] = []
    for kind, needs_done in BEFORE[StageKind(stage.kind)]:
        before = of.get(kind)
        if before is not None and (before.done_on if needs_done else before.begun_on) is None:
            waits.append(
                (_("“%(stage)s”还没有完成。") if needs_done else _("“%(stage)s”还没有开始。")) % {"stage": kind.label}
            )
    if not counts.leaders:
        waits.append(_("领导小组还没有组长。"))
    if not counts.subjects:
        waits.append(_("还没有列评议对象。"))
    if stage.kind == StageKind.RECTIFY and campaign.box_id is None:
        waits.append(_("评议还没有开启。"))
    return waits


def unfinished(stage: Stage, campaign: Campaign, counts: Counts) -> list[str]:
    """完成条件 of a stage that are not met, in words; empty where it may be called done."""
    missing = {
        StageKind.RESEARCH: (not counts.researched, _("还没有走访、谈话、座谈或征求意见的记录。")),
        StageKind.SELF_CHECK: (
            counts.reviews < counts.subjects,
            _("还有 %(n)s 个评议对象没有交自查情况。") % {"n": counts.subjects - counts.reviews},
        ),
        StageKind.RATING: (not campaign.is_closed, _("投票还没有截止开箱。")),
        StageKind.COMMENT: (
            counts.commented < counts.subjects,
            _("还有 %(n)s 个评议对象没有领导点评。") % {"n": counts.subjects - counts.commented},
        ),
        StageKind.RECTIFY: (
            not campaign.is_closed or bool(counts.unmended),
            _("还有 %(n)s 件整改没有销号。") % {"n": counts.unmended} if counts.unmended else _("投票还没有截止开箱。"),
        ),
        StageKind.FEEDBACK: (not counts.fed_back, _("还没有反馈评议结果的会议记录。")),
    }
    is_missing, words = missing[StageKind(stage.kind)]
    return [words] if is_missing else []


def current(stages: Sequence[Stage]) -> Stage | None:
    """The first stage that is not done; None when all are."""
    return next((one for one in stages if one.done_on is None), None)


@dataclass(frozen=True)
class Warned:
    """提醒: what the sources say should be otherwise; it does not stop anything. `source` names the rule."""

    words: str
    source: str


def warnings(campaign: Campaign, today: date) -> list[Warned]:
    """提醒 before the opening: ten days' notice, six months since the last, whose own appraisal it is (rules.md §3.2)."""
    found = []
    if not campaign.is_fixed or campaign.notified_on is None:
        found += _notice(campaign, today)
    found += _interval(campaign)
    if not is_outside(campaign):
        found.append(
            Warned(_("组织单位就在评议对象之中，结果要注明“由被评议单位自行组织”，不计入考核。"), _("本系统的规则"))
        )
    return found


def _notice(campaign: Campaign, today: date) -> list[Warned]:
    source = _("重庆市实施村民委员会组织法办法（2013）第三十六条：民主评议前十日将实施方案书面告知评议对象")
    latest = campaign.opens_on - timedelta(days=NOTICE_DAYS)
    if campaign.notified_on is None:
        if latest < today:
            return [Warned(_("离投票开始不足十日，还没有告知评议对象。请推后投票日期，或者说明原因。"), source)]
        return [Warned(_("请在%(on)s前把实施方案书面告知评议对象。") % {"on": short_date(latest)}, source)]
    if campaign.notified_on > latest:
        return [Warned(_("告知评议对象的日期离投票开始不足十日。"), source)]
    if campaign.notice_fingerprint != poll_of(campaign).fingerprint:
        return [Warned(_("告知以后方案又改过，请重新告知。"), source)]
    return []


def _interval(campaign: Campaign) -> list[Warned]:
    owners = campaign.subjects.values("owner", "label", "kind")
    since = months_before(campaign.opens_on, INTERVAL_MONTHS)
    before = (
        CampaignSubject.objects.filter(
            campaign__status__in=(CampaignStatus.OPEN, CampaignStatus.FINISHED), campaign__opens_on__gt=since,
            campaign__opens_on__lte=campaign.opens_on, owner__in=[one["owner"] for one in owners],
        ).exclude(campaign=campaign.pk).exclude(campaign=campaign.round_of_id).select_related("campaign")
    )  # fmt: skip
    if campaign.series_id is not None:
        before = before.exclude(campaign__series=campaign.series_id)
    wanted = {(one["owner"], one["kind"], one["label"]) for one in owners}
    labels = sorted({one.label for one in before if (one.owner_id, one.kind, one.label) in wanted})
    if not labels:
        return []
    source = _("重庆市（2013）第三十六条、山东省（2012）第二十九条：对同一评议对象的评议间隔不得少于六个月")
    return [Warned(_("%(labels)s六个月内已经评议过。") % {"labels": "、".join(labels)}, source)]


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def short_date(day: date) -> str:
    """11月3日."""
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}
