"""整改的表: the items with their rounds and ratings, the talks; everything is imported from here."""

from lianxin.work.rectification.models.items import (
    GiverRating,
    Rectification,
    RectificationQuerySet,
    RectificationRound,
)
from lianxin.work.rectification.models.notices import RectificationNotice
from lianxin.work.rectification.models.talks import Talk, TalkPlan

__all__ = [
    "GiverRating", "Rectification", "RectificationNotice", "RectificationQuerySet", "RectificationRound", "Talk", "TalkPlan",
]  # fmt: skip
