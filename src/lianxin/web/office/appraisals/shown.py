"""评议活动的样子: the one next step, the stages with what they wait for, what stands beside the campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators.kinds import FIGURES
from lianxin.base.indicators.registry import get
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.pure.polling import LEAST
from lianxin.work.appraisals import mending, queries
from lianxin.work.appraisals.models import Campaign, Line, Stage
from lianxin.work.appraisals.queries import Counts
from lianxin.work.appraisals.terms import RUN, CampaignStatus, StageKind

TONES: dict[str, str] = {
    CampaignStatus.PLANNED: "todo", CampaignStatus.OPEN: "doing", CampaignStatus.FINISHED: "done",
    CampaignStatus.CANCELLED: "quiet",
}  # fmt: skip
MODE_WORDS = {
    "slips": gettext_lazy("抽签条：不编号、打乱后自取，系统不知道谁拿到哪一张。"),
    "blind": gettext_lazy("盲签名：先领凭据、后投票，两段时间不重叠。"),
    "open": gettext_lazy("开放链接：谁都能填，只作参考，不计入考核。"),
}
SATISFACTION = "concern.satisfaction_rate"
MOST_UNITS = 5


@dataclass(frozen=True)
class Next:
    """下一步: one sentence why, and one button: a page (`url`) or a deed that is pressed (`post`)."""

    word: str | Promise
    why: str | Promise
    url: str = ""
    post: str = ""


@dataclass(frozen=True)
class StageRow:
    """一个阶段 as a row: where it stands, what it waits for, what may be pressed now."""

    stage: Stage
    word: str | Promise
    tone: str
    waits: list[str]
    can_begin: bool
    can_finish: bool


def page_of(name: str, *args: Any) -> str:
    """The address of another room's page; empty where that room is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def deed_url(campaign: Campaign, verb: str) -> str:
    return reverse("appraisals:deed", args=[campaign.code, verb])


def press_url(campaign: Campaign, verb: str) -> str:
    return reverse("appraisals:press", args=[campaign.code, verb])


def stage_rows(campaign: Campaign, stages: Sequence[Stage], counts: Counts, today: date) -> list[StageRow]:
    """The stages in order."""
    return [_stage_row(stage, campaign, stages, counts, today) for stage in stages]


def _stage_row(stage: Stage, campaign: Campaign, stages: Sequence[Stage], counts: Counts, today: date) -> StageRow:
    goes_on = campaign.status in (CampaignStatus.PLANNED, CampaignStatus.OPEN)
    if stage.done_on is not None:
        return StageRow(stage, gettext_lazy("已完成"), "done", [], False, False)
    if stage.begun_on is not None:
        waits = queries.unfinished(stage, campaign, counts)
        word, tone = (
            (gettext_lazy("已超过计划日期"), "late") if stage.is_late(today) else (gettext_lazy("进行中"), "doing")
        )
        return StageRow(stage, word, tone, waits, False, goes_on and not waits)
    waits = queries.obstacles(stage, stages, campaign, counts)
    can = goes_on and not waits and stage.kind != StageKind.RATING
    return StageRow(stage, gettext_lazy("还没有开始"), "quiet", waits, can, False)


def next_step(campaign: Campaign, stages: Sequence[Stage], counts: Counts) -> Next | None:
    """The one clear next step; None where nothing is left to do."""
    if campaign.status == CampaignStatus.PLANNED:
        return _planning(campaign, counts) or _staged(campaign, stages, counts)
    if campaign.status == CampaignStatus.OPEN:
        return _voting(campaign) or _staged(campaign, stages, counts)
    return None


def _planning(campaign: Campaign, counts: Counts) -> Next | None:
    if not counts.leaders:
        return Next(_("设领导小组"), _("先定组长和办公室主任。"), deed_url(campaign, "role"))
    if not counts.subjects:
        return Next(_("列评议对象"), _("评谁，先列出来。"), deed_url(campaign, "subject"))
    audiences = list(campaign.audiences.prefetch_related("lines"))
    if not audiences:
        return Next(_("设评议主体"), _("请谁来评，一层一层设。"), deed_url(campaign, "audience"))
    if any(not one.lines.all() for one in audiences):
        return Next(_("排评议矩阵"), _("还有一层没有安排评谁、用哪份问卷。"), deed_url(campaign, "line"))
    small = [one for one in audiences if one.size < LEAST and any(not line.is_named for line in one.lines.all())]
    if small and campaign.mode != "open":
        words = _("“%(label)s”只有 %(n)s 人，会认出是谁评的。") % {"label": small[0].label, "n": small[0].size}
        return Next(_("合并评议主体"), words, deed_url(campaign, "merge"))
    if campaign.notified_on is None:
        return Next(
            _("已告知评议对象"),
            _("把实施方案和十日通知送到评议对象，再点这里记下。"),
            post=press_url(campaign, "notify"),
        )
    return None


def _staged(campaign: Campaign, stages: Sequence[Stage], counts: Counts) -> Next | None:
    stage = queries.current(stages)
    if stage is None:
        return Next(_("结束评议活动"), _("各阶段都已完成。"), post=press_url(campaign, "finish"))
    words = {"stage": stage}
    if stage.begun_on is not None:
        missing = queries.unfinished(stage, campaign, counts)
        if missing:
            return Next(*_where(stage, campaign, missing[0]))
        if (
            stage.kind == StageKind.RECTIFY
            and not mending.of_campaigns({campaign.pk: campaign.ref})[campaign.pk].exists()
        ):
            return Next(
                *_where(
                    stage,
                    campaign,
                    _("还没有整改事项。意见梳理好、点评提出来的，逐项列入；确实没有要改的，在“阶段”里完成。"),
                )
            )
        return Next(_("完成“%(stage)s”") % words, _("完成条件已经具备。"), post=_stage_url(stage, "finish"))
    waits = queries.obstacles(stage, stages, campaign, counts)
    if stage.kind == StageKind.RATING and not waits:
        return Next(_("开启评议"), _("开启以后方案定案，不能再改，只能另办一次。"), post=press_url(campaign, "open"))
    if waits:
        return Next(_("看方案"), waits[0], reverse("appraisals:setup", args=[campaign.code]))
    return Next(_("进入“%(stage)s”") % words, _("进入条件已经具备。"), post=_stage_url(stage, "begin"))


def _where(stage: Stage, campaign: Campaign, missing: str) -> tuple[str, str, str]:
    pages = {
        StageKind.RESEARCH: (_("记评议方式"), deed_url(campaign, "method")),
        StageKind.SELF_CHECK: (_("看自查情况"), reverse("appraisals:ratings", args=[campaign.code])),
        StageKind.RATING: (_("看投票"), box_url(campaign)),
        StageKind.COMMENT: (_("领导点评"), reverse("appraisals:ratings", args=[campaign.code])),
        StageKind.RECTIFY: (_("看整改"), page_of("rectification:index")),
        StageKind.FEEDBACK: (_("记反馈会议"), deed_url(campaign, "method")),
    }
    word, url = pages[StageKind(stage.kind)]
    return word, missing, url


def _stage_url(stage: Stage, verb: str) -> str:
    return reverse("appraisals:press_part", args=[stage.campaign.code, "stage", stage.pk, verb])


def box_url(campaign: Campaign) -> str:
    """The page of its ballot box."""
    if campaign.box is None:
        return ""
    return page_of("ballots:box", campaign.box.code) or page_of("ballots:index")


def _voting(campaign: Campaign) -> Next | None:
    box = campaign.box
    if box is None or box.status in ("closed", "void"):
        return None
    if box.status == "open":
        words = _("投票进行中，%(on)s截止。截止那天由两位保管人开箱。") % {"on": queries.short_date(box.closes_on)}
        return Next(_("看投票"), words, box_url(campaign))
    return Next(_("开启投票箱"), _("方案已经定案，投票箱要两位保管人各自设口令开启。"), box_url(campaign))


@dataclass(frozen=True)
class MatrixRow:
    """评议矩阵的一行. How many have voted is not here: a number that moves tells who has just voted."""

    line: Line
    items: int


def matrix(campaign: Campaign) -> list[MatrixRow]:
    """谁评谁 on one page."""
    return [MatrixRow(line, len(line.version.form.items)) for line in queries.lines_of(campaign)]


def everyday(campaign: Campaign, by: Actor, today: date) -> list[Any]:
    """平时的评价 beside the campaign: satisfaction with concerns of each unit that is rated, with its base; never mixed in."""
    owners = {one.owner_id: one.owner for one in campaign.subjects.select_related("owner")}
    period = Period("year", campaign.opens_on.year)
    indicator = get(SATISFACTION)
    return [
        indicator.figure(period, unit, by=by, today=today)
        for unit in list(owners.values())[:MOST_UNITS]
        if by.may_at(FIGURES, unit.path)
    ]


def may_run(campaign: Campaign, by: Actor) -> bool:
    return by.may(RUN, campaign)
