"""佐证材料的读法: how many photographs the resident added himself, and whether there is room for more.

And whether the same photograph was added before (F116): told to whoever added it, kept nowhere, counted by nobody.
"""

from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.terms import MOST_BY_RESIDENT, VIEW, EvidenceKind

NEAR = 5  # of 64 bits; the same photograph sent twice differs by two or three
LOOKED_AT, MOST = 5000, 3


def attached_by_resident(concern: Concern) -> int:
    """群众本人附的, without withdrawn ones."""
    return Evidence.objects.kept().filter(concern=concern, by_path="").count()


def may_attach(concern: Concern, count: int) -> bool:
    """Whether the resident may add one more."""
    return count < MOST_BY_RESIDENT and concern.status != Status.VOIDED


def is_adder(evidence: Evidence, by: Actor) -> bool:
    """Whether this actor added it himself."""
    return by.is_person and bool(evidence.by_path) and (evidence.by_path, evidence.by_name) == (by.own_path, by.name)


def same_before(evidence: Evidence, by: Actor) -> list[Evidence]:
    """同一张照片 beside other concerns, as far as who added this one may see them; one statement, and one more where some are.

    For anybody else there is nothing: it is a question to the one who took or chose the photograph.
    """
    if not evidence.look or not is_adder(evidence, by):
        return []
    seen = Evidence.objects.reachable(by=by, to=VIEW).kept().filter(kind=EvidenceKind.PHOTO, at__lte=evidence.at)
    others = seen.exclude(concern_id=evidence.concern_id).exclude(look="")
    mine = int(evidence.look, 16)
    rows = others.order_by("-at", "-pk").values_list("pk", "look")[:LOOKED_AT]
    near = [pk for pk, look in rows if (int(look, 16) ^ mine).bit_count() <= NEAR]
    return list(others.filter(pk__in=near).light().select_related("concern").order_by("-at")[:MOST]) if near else []
