"""署名的自查、自评、点评 as a page: one block per subject, with what the actor may see and do of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.questions import Answers
from lianxin.web.office.appraisals import promised
from lianxin.web.ui.answering import Fact
from lianxin.work.appraisals import promises, queries
from lianxin.work.appraisals.models import Campaign, CampaignSubject, Comment, Line, NamedRating, SelfReview
from lianxin.work.appraisals.terms import COMMENT, REVIEW, REVIEW_TEMPLATES, RUN, VIEW, Direction, StageKind
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import VIEW as SEE_RECTIFICATION


@dataclass
class Block:
    """一个评议对象: its self-review, the named ratings and comments, and which of them this actor may add."""

    subject: CampaignSubject
    may_review: bool
    review: SelfReview | None = None
    found: list[tuple[object, str]] = field(default_factory=list)
    rates: list[Line] = field(default_factory=list)
    ratings: list[tuple[NamedRating, str]] = field(default_factory=list)
    comments: list[tuple[Comment, list[Rectification]]] = field(default_factory=list)
    promised: Fact | None = None


def shown(campaign: Campaign, by: Actor) -> dict[str, Any]:
    """The blocks: all of them for who runs or comments, for others only the subjects of their own units."""
    sees_all = by.may(RUN, campaign) or by.may(COMMENT, campaign) or by.may_at(VIEW, campaign.unit_path)
    subjects = [one for one in campaign.subjects.select_related("owner") if sees_all or by.may_at(VIEW, one.owner_path)]
    blocks = {one.pk: Block(one, by.may(REVIEW, _with(one, campaign))) for one in subjects}
    for review in campaign.reviews.filter(subject__in=blocks):
        block = blocks[review.subject_id]
        block.review = review
        block.found = [(label, review.found.get(code, "")) for code, label in REVIEW_TEMPLATES[review.template][1]]
    for key, found in promises.promised(campaign, subjects).items():
        blocks[key].promised = promised.fact(found)
    _rated(campaign, by, blocks)
    _commented(campaign, by, blocks)
    stage = campaign.stages.filter(kind=StageKind.SELF_CHECK).first()
    return {
        "blocks": list(blocks.values()), "may_comment": by.may(COMMENT, campaign), "may_follow": by.may(RUN, campaign),
        "is_reviewing": stage is not None and stage.begun_on is not None and stage.done_on is None,
    }  # fmt: skip


def _with(subject: CampaignSubject, campaign: Campaign) -> CampaignSubject:
    subject.campaign = campaign
    return subject


def _rated(campaign: Campaign, by: Actor, blocks: dict[int, Block]) -> None:
    lines = [line for line in queries.lines_of(campaign) if line.is_named]
    of = {line.pk: line for line in lines}
    for line in lines:
        for subject in line.subjects.all():
            block = blocks.get(subject.pk)
            needed = REVIEW if line.direction == Direction.SELF else COMMENT
            if block is not None and campaign.opened_on is not None and by.may(needed, block.subject):
                block.rates.append(line)
    for rating in campaign.ratings.filter(subject__in=blocks):
        line = of[rating.line_id]
        blocks[rating.subject_id].ratings.append((rating, _words(rating.answers, line)))


def _words(answers: Answers, line: Line) -> str:
    """“满意 5 项，基本满意 1 项”: what was chosen, counted."""
    form, counts = line.version.form, dict[str, int]()
    for row in answers.values():
        for code, chosen in row.items():
            item = form.item(code)
            scale = form.scale_of(item) if item else None
            for one in chosen:
                option = scale.option(one) if scale else None
                if option is not None:
                    counts[option.label] = counts.get(option.label, 0) + 1
    return "，".join(f"{label} {n}" for label, n in counts.items())


def _commented(campaign: Campaign, by: Actor, blocks: dict[int, Block]) -> None:
    comments = list(campaign.comments.filter(subject__in=blocks))
    items = _followed(campaign, comments, by)
    for comment in comments:
        blocks[comment.subject_id].comments.append((comment, items.get(comment.ref, [])))


def _followed(campaign: Campaign, comments: Iterable[Comment], by: Actor) -> dict[str, list[Rectification]]:
    refs = {f"{campaign.ref}/{one.ref}": one.ref for one in comments}
    found: dict[str, list[Rectification]] = {}
    items = Rectification.objects.reachable(by=by, to=SEE_RECTIFICATION).filter(source_ref__in=refs)
    for item in items.order_by("pk"):
        found.setdefault(refs[item.source_ref], []).append(item)
    return found
