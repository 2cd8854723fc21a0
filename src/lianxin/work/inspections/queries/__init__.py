"""督查的读法: targets, what a unit received against its limit, coverage, the draw done again, cars, assignments."""

from lianxin.work.inspections.queries.assigned import Gaps, Line, gaps, leaders, table
from lianxin.work.inspections.queries.burden import Meter, limit_of, limits_of, meter, received, room_from
from lianxin.work.inspections.queries.cards import Card, cards
from lianxin.work.inspections.queries.coverage import Cell, coverage, inspected
from lianxin.work.inspections.queries.drawing import candidates, frame_of, is_the_same, units_of
from lianxin.work.inspections.queries.plans import plans, sees_whole, targets
from lianxin.work.inspections.queries.rota import last_lent, next_lenders, roster

__all__ = [
    "Card", "Cell", "Gaps", "Line", "Meter", "candidates", "cards", "coverage", "frame_of", "gaps", "inspected", "is_the_same",
    "last_lent", "leaders", "limit_of", "limits_of", "meter", "next_lenders", "plans", "received", "room_from", "roster",
    "sees_whole", "table", "targets", "units_of",
]  # fmt: skip
