"""交办单、处理意见书 as documents that can be composed: of the concerns that this reader may see and writes about."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern, ConcernQuerySet, Reply
from lianxin.work.concerns.models.sorting import Sorting
from lianxin.work.concerns.papers import assignment, handling_opinion
from lianxin.work.concerns.queries import may_know_asker, shown
from lianxin.work.concerns.terms import ASSIGN, REPLY, VIEW, Status

MOST = 50
IN_HAND = (Status.ASSIGNED, Status.IN_HAND)


@translation.override(settings.LANGUAGE_CODE)
def compose_assignment(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """交办单 of a concern of the unit that was handed on. Raises NotAllowed, LookupError."""
    concern = _one(_assigned(unit, by), subject)
    by.must(ASSIGN, concern)
    return assignment(concern, list(concern.tasks.standing().select_related("unit")), unit=unit, by=by, dated=dated)


@translation.override(settings.LANGUAGE_CODE)
def compose_opinion(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """处理意见书 of a concern that the unit has answered. Raises NotAllowed, LookupError."""
    concern = _one(_answered(unit, by), subject)
    by.must(REPLY, concern)
    reply = concern.replies.filter(unit=unit).order_by("-at", "-pk").select_related("unit").first()
    if reply is None:
        raise LookupError("本单位还没有答复这件诉求。")
    asker = getattr(concern, "requester", None)
    name = asker.name if asker and may_know_asker(by, concern) else ""
    return handling_opinion(concern, reply, name=name, by=by, dated=dated)


def to_assign(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """已交办、在办的诉求 of the unit, the newest first."""
    return _choices(_assigned(unit, by), by) if by.may_at(ASSIGN, unit.path) else ()


def to_settle(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """本单位答复并写明依据的诉求, the newest first."""
    if not by.may_at(REPLY, unit.path):
        return ()
    based = Q(Exists(Reply.objects.filter(concern=OuterRef("pk"), unit=unit).exclude(explained="")))
    based |= Q(Exists(Sorting.objects.filter(concern=OuterRef("pk")).exclude(policy="")))
    return _choices(_answered(unit, by).filter(based), by)


def _assigned(unit: Unit, by: Actor) -> ConcernQuerySet:
    found: ConcernQuerySet = Concern.objects.reachable(by=by, to=VIEW).filter(within("unit_path", unit.path))
    return found.filter(status__in=IN_HAND, handler__isnull=False, due_on__isnull=False)


def _answered(unit: Unit, by: Actor) -> ConcernQuerySet:
    found: ConcernQuerySet = Concern.objects.reachable(by=by, to=VIEW).filter(handler=unit, replied_on__isnull=False)
    return found


def _one(found: ConcernQuerySet, subject: str) -> Concern:
    concern: Concern | None = (
        found.filter(code=subject.removeprefix("concern:")).select_related("unit", "handler", "requester").first()
    )
    if concern is None:
        raise LookupError("没有这件诉求，或者它现在不需要这份公文。")
    return concern


def _choices(found: ConcernQuerySet, by: Actor) -> list[Choice]:
    rows = found.select_related("requester").order_by("-received_on", "-pk")[:MOST]
    return [Choice(one.ref, f"{shown(one.title, one, by)}（{one.code}）") for one in rows]


composer(Composer(
    "assignment", _("交办单"), compose_assignment, ASSIGN, series="letter", subjects=to_assign, group=_("诉求办理"),
))  # fmt: skip
composer(Composer(
    "handling_opinion", _("处理意见书"), compose_opinion, REPLY, series="letter", subjects=to_settle, group=_("诉求办理"),
))  # fmt: skip
