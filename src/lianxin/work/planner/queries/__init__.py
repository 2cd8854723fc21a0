"""走访安排的读法: the calendar, who comes, how many days a village receives, whom nobody has seen for long, the team."""

from lianxin.work.planner.queries.burden import Load, burden, limit_for, loads
from lianxin.work.planner.queries.calendar import Coming, calendar, came, own_open
from lianxin.work.planner.queries.crowding import Crowding, crowding
from lianxin.work.planner.queries.team import Line, Span, Team, member_open, team
from lianxin.work.planner.queries.unseen import Unseen, longest_unseen, unseen_here

__all__ = [
    "Coming", "Crowding", "Line", "Load", "Span", "Team", "Unseen", "burden", "calendar", "came", "crowding", "limit_for", "loads",
    "longest_unseen", "member_open", "own_open", "team", "unseen_here",
]  # fmt: skip
