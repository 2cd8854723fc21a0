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
from lianxin.work.concerns.models.reissue import Reissue
from lianxin.work.concerns.models.through import (
    Ask,
    ChannelRegime,
    HandedPaper,
    Merge,
    Note,
    OutsideRequest,
    Pausing,
    ReplyTemplate,
    Review,
)

__all__ = [
    "Ask", "ChannelRegime", "Concern", "ConcernQuerySet", "ConcernSubject", "HandedPaper", "ImportBatch", "ImportDraft",
    "Merge", "Note", "OutsideRequest", "Pausing", "Rating", "Reissue", "Reply", "ReplyTemplate", "Requester", "Review", "Topic",
]  # fmt: skip
