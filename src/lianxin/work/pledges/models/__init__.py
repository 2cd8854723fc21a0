"""公开承诺的表: pledges with their items, letters with who signs them, practical help; all is imported from here."""

from lianxin.work.pledges.models.letters import Letter, LetterQuerySet, Scan, Signing, SigningQuerySet
from lianxin.work.pledges.models.pledges import (
    ItemChange,
    ItemProgress,
    Pledge,
    PledgeItem,
    PledgeItemQuerySet,
    PledgeQuerySet,
    PledgeRating,
)
from lianxin.work.pledges.models.practical import PracticalHelp, PracticalOrigin, PracticalQuerySet, PracticalStep

__all__ = [
    "ItemChange", "ItemProgress", "Letter", "LetterQuerySet", "Pledge", "PledgeItem", "PledgeItemQuerySet", "PledgeQuerySet",
    "PledgeRating", "PracticalHelp", "PracticalOrigin", "PracticalQuerySet", "PracticalStep", "Scan", "Signing", "SigningQuerySet",
]  # fmt: skip
