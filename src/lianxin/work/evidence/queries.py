"""佐证材料的读法: how many photographs the resident added himself, and whether there is room for more."""

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.terms import MOST_BY_RESIDENT


def attached_by_resident(concern: Concern) -> int:
    """群众本人附的, without withdrawn ones."""
    return Evidence.objects.kept().filter(concern=concern, by_path="").count()


def may_attach(concern: Concern, count: int) -> bool:
    """Whether the resident may add one more."""
    return count < MOST_BY_RESIDENT and concern.status != Status.VOIDED
