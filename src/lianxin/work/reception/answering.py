"""答复函 as a document that can be composed: of a concern that the unit has answered, from a reception day or not."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.queries import may_know_asker, shown
from lianxin.work.concerns.terms import ANSWER_NOW, REPLY, VIEW
from lianxin.work.reception.models import ReceptionEntry
from lianxin.work.reception.papers import letter

MOST = 50


@translation.override(settings.LANGUAGE_CODE)
def compose(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """答复函. Raises LookupError for a concern that the unit has not answered or that this reader may not see."""
    concern = _answered(unit, by).filter(code=subject.removeprefix("concern:")).select_related("requester").first()
    if concern is None:
        raise LookupError("没有这件诉求，或者本单位还没有答复它。")
    if not by.may(ANSWER_NOW, concern):
        by.must(REPLY, concern)
    reply = concern.replies.filter(unit=unit).order_by("-at", "-pk").select_related("unit").first()
    assert reply is not None
    entry = ReceptionEntry.objects.filter(concern=concern).order_by("pk").first()
    asker = getattr(concern, "requester", None)
    name = asker.name if asker and may_know_asker(by, concern) else ""
    return letter(concern, reply, name=name, entry=entry, dated=dated)


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """本单位答复过的诉求, the newest first."""
    if not (by.may_at(REPLY, unit.path) or by.may_at(ANSWER_NOW, unit.path)):
        return ()
    rows = _answered(unit, by).select_related("requester").order_by("-replied_on", "-pk")[:MOST]
    return [Choice(one.ref, f"{shown(one.title, one, by)}（{one.code}）") for one in rows]


def _answered(unit: Unit, by: Actor) -> ConcernQuerySet:
    found: ConcernQuerySet = Concern.objects.reachable(by=by, to=VIEW).filter(replied_on__isnull=False)
    return found.filter(replies__unit=unit).distinct()


composer(Composer(
    "reply_letter", _("答复函"), compose, REPLY, series="letter", subjects=subjects, group=_("诉求办理"),
))  # fmt: skip
