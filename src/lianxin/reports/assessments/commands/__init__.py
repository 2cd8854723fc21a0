"""考核的事项: schemes, runs, objections."""

from lianxin.reports.assessments.commands.objections import (
    raise_objection,
    reject_objection,
    uphold_objection,
    withdraw_objection,
)
from lianxin.reports.assessments.commands.runs import (
    close_run,
    confirm_sheet,
    decide_run,
    draft_run,
    drop_run,
    export_part,
    publish_run,
    show_run,
)
from lianxin.reports.assessments.commands.schemes import (
    DimensionSpec,
    ItemSpec,
    approve_scheme,
    draft_scheme,
    drop_scheme,
)

__all__ = [
    "DimensionSpec", "ItemSpec", "approve_scheme", "close_run", "confirm_sheet", "decide_run", "draft_run", "draft_scheme",
    "drop_run", "drop_scheme", "export_part", "publish_run", "raise_objection", "reject_objection", "show_run",
    "uphold_objection", "withdraw_objection",
]  # fmt: skip
