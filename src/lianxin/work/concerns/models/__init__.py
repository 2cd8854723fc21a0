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
from lianxin.work.concerns.models.duties import DutyHelper, DutyList, DutyRule, OutsideHanding
from lianxin.work.concerns.models.hanging import OfConcernQuerySet
from lianxin.work.concerns.models.reissue import Reissue
from lianxin.work.concerns.models.sorting import (
    Cause,
    ConcernTag,
    ExtraAnswer,
    ShelfReview,
    Sorting,
    Tag,
    TopicMap,
    TopicQuestion,
    UpReport,
)
from lianxin.work.concerns.models.steps import Shortlisted, StepTick, TopicStep
from lianxin.work.concerns.models.tasks import Objection, Task, TaskQuerySet
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
    "Ask", "Cause", "ChannelRegime", "Concern", "ConcernQuerySet", "ConcernSubject", "ConcernTag", "DutyHelper",
    "DutyList", "DutyRule", "ExtraAnswer", "HandedPaper", "ImportBatch", "ImportDraft", "Merge", "Note", "Objection",
    "OfConcernQuerySet", "OutsideHanding", "OutsideRequest", "Pausing", "Rating", "Reissue", "Reply", "ReplyTemplate",
    "Requester", "Review", "ShelfReview", "Shortlisted", "Sorting", "StepTick", "Tag", "Task", "TaskQuerySet", "Topic",
    "TopicMap", "TopicStep",
    "TopicQuestion", "UpReport",
]  # fmt: skip
