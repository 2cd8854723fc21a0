"""活动宣传的表: activities with their lines, and donation accounts; everything is imported from here."""

from lianxin.work.activities.models.activity import Activity, Reference, SurveyStep
from lianxin.work.activities.models.donation import Account, Donation
from lianxin.work.activities.models.lines import Part, Turnout

__all__ = ["Account", "Activity", "Donation", "Part", "Reference", "SurveyStep", "Turnout"]
