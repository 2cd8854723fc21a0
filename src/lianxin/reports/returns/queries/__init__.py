"""摸底统计的读法: forms and whom they ask, the sheet of a period, the levels, the month end, who reported."""

from lianxin.reports.returns.queries.forms import (
    Level,
    asked_below,
    day_of,
    form_in_force,
    forms_for,
    forms_seen,
    indicator_of,
    level_of,
    levels_of,
    missing,
)
from lianxin.reports.returns.queries.month_end import MonthEnd, Moved, current, month_end, stands_out
from lianxin.reports.returns.queries.reading import as_office, kept_keys, keys_of, list_behind, live
from lianxin.reports.returns.queries.rolling import Below, Gap, Part, below_of, gap, rolled_value
from lianxin.reports.returns.queries.sheet import (
    Cell,
    Overlap,
    Row,
    overlaps,
    returns,
    sheet,
    unverified,
)
from lianxin.reports.returns.queries.standing import Standing, conditions, listed, questions_of, standings, under
from lianxin.reports.returns.queries.tree import (
    around,
    may_ask,
    may_take,
    must_take,
    node_of,
    open_questions,
    say,
    steps_open,
    tree_of,
    why_locked,
    why_not,
)
from lianxin.reports.returns.queries.tryout import FormTrial, try_form

__all__ = [
    "Below", "Cell", "FormTrial", "Gap", "Level", "MonthEnd", "Moved", "Overlap", "Part", "Row", "Standing", "around", "as_office",
    "asked_below", "below_of", "conditions", "current", "day_of", "form_in_force", "forms_for", "forms_seen", "gap",
    "indicator_of", "kept_keys", "keys_of", "level_of", "levels_of", "list_behind", "listed", "live", "may_ask",
    "may_take", "missing", "month_end", "must_take", "node_of", "open_questions", "overlaps", "questions_of",
    "returns", "rolled_value", "say", "sheet", "standings", "stands_out", "steps_open", "tree_of", "try_form", "under",
    "unverified", "why_locked", "why_not",
]  # fmt: skip
