"""群众评议的表: the campaign and its plan, what is done and rated by name in it; everything is imported from here."""

from lianxin.work.appraisals.models.campaigns import Campaign, Series, Stage
from lianxin.work.appraisals.models.doings import Help, Method, Observation, PlannedDay
from lianxin.work.appraisals.models.named import Comment, NamedRating, SelfReview
from lianxin.work.appraisals.models.parties import Audience, CampaignSubject, GroupMember, Line

__all__ = [
    "Audience", "Campaign", "CampaignSubject", "Comment", "GroupMember", "Help", "Line", "Method", "NamedRating",
    "Observation", "PlannedDay", "SelfReview", "Series", "Stage",
]  # fmt: skip
