"""评议在今日上的: a self-review that is still to be handed in, a subject that waits for a leader's comment."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.appraisals.models import CampaignSubject, Comment, SelfReview, Stage
from lianxin.work.appraisals.terms import COMMENT, REVIEW, CampaignStatus, StageKind

GOING_ON = (CampaignStatus.PLANNED, CampaignStatus.OPEN)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """自查自纠 not yet handed in by a unit of mine; 领导点评 not yet given: at most one statement each."""
    if actor.has(REVIEW):
        mine = CampaignSubject.objects.reachable(by=actor, to=REVIEW)
        done = SelfReview.objects.filter(subject=OuterRef("pk"))
        yield from _of(mine.filter(~Exists(done)), StageKind.SELF_CHECK, _("交自查情况"), most)
    if actor.has(COMMENT):
        roots = actor.grants[COMMENT.code]
        said = Comment.objects.filter(subject=OuterRef("pk"))
        found = CampaignSubject.objects.filter(~Exists(said), campaign__unit_path__in=roots)
        yield from _of(found, StageKind.COMMENT, _("领导点评"), most)


def _of(subjects: "object", kind: StageKind, word: str, most: int) -> Iterator[Waiting]:
    open_stage = Stage.objects.filter(campaign=OuterRef("campaign"), kind=kind, begun_on__isnull=False, done_on=None)
    found = subjects.filter(Exists(open_stage), campaign__status__in=GOING_ON)  # type: ignore[attr-defined]
    for one in found.select_related("campaign").order_by("campaign__closes_on")[:most]:
        url = reverse("appraisals:ratings", args=[one.campaign.code])
        yield Waiting(word, one.label, one.campaign.title, url)


panels.waits(waits)
