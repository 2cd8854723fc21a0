"""座谈与征求意见的表: gatherings and opinions, opinion sheets, studies; everything is imported from here."""

from lianxin.work.gatherings.models.meetings import Gathering, Opinion
from lianxin.work.gatherings.models.resolutions import Resolution, ResolutionQuerySet
from lianxin.work.gatherings.models.sheets import OpinionSheet, Question, SheetReturn
from lianxin.work.gatherings.models.studies import Decision, Measure, Study

__all__ = [
    "Decision", "Gathering", "Measure", "Opinion", "OpinionSheet", "Question", "Resolution",
    "ResolutionQuerySet", "SheetReturn", "Study",
]  # fmt: skip
