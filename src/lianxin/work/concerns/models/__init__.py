"""诉求的表: one module per part; everything is imported from here."""

from lianxin.work.concerns.drafts import ImportDraft
from lianxin.work.concerns.models.concern import (
    Concern,
    ConcernQuerySet,
    ConcernSubject,
    ImportBatch,
    Rating,
    Reply,
    Requester,
    Topic,
)

__all__ = [
    "Concern", "ConcernQuerySet", "ConcernSubject", "ImportBatch", "ImportDraft", "Rating", "Reply", "Requester", "Topic",
]  # fmt: skip
