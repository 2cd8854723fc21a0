"""署名的自查、自评、领导点评: entered by login, declared named, never ballots (M143, M174, M199, M200)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import questions
from lianxin.work.appraisals import queries
from lianxin.work.appraisals.models import Campaign, CampaignSubject, Comment, Line, NamedRating, SelfReview
from lianxin.work.appraisals.terms import COMMENT, FLOW, REVIEW, REVIEW_TEMPLATES, Direction, StageKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands as rectification
from lianxin.work.rectification.models import Rectification

LONGEST = 2000


@transaction.atomic
def hand_in_review(
    *, subject: CampaignSubject, template: str, found: Mapping[str, str], by: Actor, at: datetime, measures: str = ""
) -> SelfReview:
    """自查自纠: what the subject found in each area of the template, in its own words (M199). Nothing else is asked for."""
    campaign = _lock(subject.campaign)
    by.must(REVIEW, subject)
    FLOW.after("work", campaign.status)
    stage = campaign.stages.filter(kind=StageKind.SELF_CHECK).first()
    if stage is None or stage.begun_on is None or stage.done_on is not None:
        raise Unfit(_("现在不是自查自纠阶段。"))
    if template not in REVIEW_TEMPLATES:
        raise Unfit(_("请选自查提纲。"), "template")
    areas = [code for code, _label in REVIEW_TEMPLATES[template][1]]
    kept = {code: found.get(code, "").strip()[:LONGEST] for code in areas}
    if not all(kept.values()):
        raise Unfit(
            _("每个方面都请写一句；没有发现问题的，写“未发现”。"), next(code for code in areas if not kept[code])
        )
    review, _new = SelfReview.objects.update_or_create(
        campaign=campaign, subject=subject,
        defaults={"template": template, "found": kept, "measures": measures.strip()[:LONGEST], "by_name": by.name,
                  "on": localdate(at)},
    )  # fmt: skip
    book.record(
        "review.handed_in", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at,
        kind=REVIEW_TEMPLATES[template][0],
    )  # fmt: skip
    return review


@transaction.atomic
def rate_by_name(
    *, line: Line, subject: CampaignSubject, answers: questions.Answers, texts: questions.Texts, by: Actor, at: datetime
) -> NamedRating:
    """署名评分: 自评 by the subject's own unit, 领导点评 by who may comment; entered again, the later one stands (M143)."""
    campaign = _lock(line.campaign)
    FLOW.after("work", campaign.status)
    if not line.is_named:
        raise Unfit(_("这一行是投票，不能署名录入。"))
    by.must(REVIEW if line.direction == Direction.SELF else COMMENT, subject)
    if not line.subjects.filter(pk=subject.pk).exists():
        raise Unfit(_("这一行不评“%(label)s”。") % {"label": subject.label})
    if campaign.opened_on is None:
        raise Unfit(_("评议还没有开启，问卷还没有定案。"))
    sheet = queries.sheet_for(line, subject)
    try:
        kept, words = sheet.read(answers, texts)
    except questions.Unfit as wrong:
        raise Unfit(_("答案和问卷对不上，请重新填写。")) from wrong
    if not kept:
        raise Unfit(_("还没有选择任何一项。"))
    rating, _new = NamedRating.objects.update_or_create(
        line=line, subject=subject, by_ref=by.ref,
        defaults={"campaign": campaign, "answers": kept, "texts": words, "by_name": by.name, "by_post": by.post,
                  "on": localdate(at)},
    )  # fmt: skip
    book.record(
        "rating.entered", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at,
        kind=Direction(line.direction).label,
    )  # fmt: skip
    return rating


@transaction.atomic
def comment_on(*, subject: CampaignSubject, words: str, by: Actor, at: datetime) -> Comment:
    """领导点评: what the leader says of the subject, by name (M174, M200)."""
    campaign = _lock(subject.campaign)
    by.must(COMMENT, campaign)
    FLOW.after("work", campaign.status)
    if campaign.opened_on is None:
        raise Unfit(_("评议还没有开启，开启以后再点评。"))
    if not words.strip():
        raise Unfit(_("请写点评意见。"), "words")
    comment = Comment.objects.create(
        campaign=campaign, subject=subject, words=words.strip()[:LONGEST], by_name=by.name, by_post=by.post,
        on=localdate(at),
    )  # fmt: skip
    book.record(
        "comment.given", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, private={"words": comment.words}
    )
    return comment


@transaction.atomic
def follow_comment(
    *, comment: Comment, items: Sequence[tuple[str, str]], owner: Unit, starts_on: date, ends_on: date, person: str,
    supervisor: str, by: Actor, at: datetime,
) -> list[Rectification]:  # fmt: skip
    """根据点评意见，逐项进行整改: each (problem, measure) becomes a rectification of the unit that answers (M174, M200)."""
    campaign = comment.campaign
    FLOW.after("work", campaign.status)
    if not items:
        raise Unfit(_("请至少写一项问题和措施。"), "items")
    issued = [
        rectification.issue(
            source=queries.FROM_COMMENT, source_ref=f"{campaign.ref}/{comment.ref}",
            source_label=_("%(title)s：%(name)s点评") % {"title": campaign.title, "name": comment.by_name},
            problem=problem, owner=owner, measure=measure, starts_on=starts_on, ends_on=ends_on, person=person,
            supervisor=supervisor, by=by, at=at,
        )
        for problem, measure in items
    ]  # fmt: skip
    book.record("comment.followed", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at)
    return issued


def _lock(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("unit", "box").get(pk=campaign.pk)
