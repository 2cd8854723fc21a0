"""报送要求的读法: what is held, what stands in the way, who has how much to do, what was answered."""

from lianxin.reports.asking.queries.budget import UNTIL_SET, Load, Over, cost_of, limits, overs, used
from lianxin.reports.asking.queries.held import Candidate, Held, catalogue, held, matching
from lianxin.reports.asking.queries.requests import (
    NOTICE,
    Weighed,
    fitting,
    notice_problem,
    periods_of,
    problems_of,
    requests,
    sheets_of,
    to_approve,
    weigh,
)
from lianxin.reports.asking.queries.values import Table, Value, preview, records, shared, sheet_values, table

__all__ = [
    "NOTICE", "UNTIL_SET", "Candidate", "Held", "Load", "Over", "Table", "Value", "Weighed", "catalogue", "cost_of", "fitting",
    "held", "limits", "matching", "notice_problem", "overs", "periods_of", "preview", "problems_of", "records", "requests",
    "shared", "sheet_values", "sheets_of", "table", "to_approve", "used", "weigh",
]  # fmt: skip
