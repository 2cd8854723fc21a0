"""热点的读法: what is alike, what a text speaks for, what a run found for this viewer, months and seasons."""

from lianxin.work.issues.queries.advice import TopicAdvice, UnitAdvice, suggest_topic, suggest_unit
from lianxin.work.issues.queries.alike import Alike, later_ones, similar
from lianxin.work.issues.queries.found import GroupShown, found_groups, latest_run, one_group
from lianxin.work.issues.queries.seasons import BeforeAfter, Cell, MonthRow, before_after, month_of_project, season

__all__ = [
    "Alike", "BeforeAfter", "Cell", "GroupShown", "MonthRow", "TopicAdvice", "UnitAdvice", "before_after", "found_groups",
    "later_ones", "latest_run", "month_of_project", "one_group", "season", "similar", "suggest_topic", "suggest_unit",
]  # fmt: skip
