"""摸底统计的事项: the form, a month's steps, figures from elsewhere with their evidence, verification, later changes."""

from lianxin.reports.returns.commands.figures import attach_file, enter_figure, note_change, verify_figure
from lianxin.reports.returns.commands.forms import LineSpec, draft_form, make_form, put_in_force
from lianxin.reports.returns.commands.samples import draw_sample, look_at
from lianxin.reports.returns.commands.steps import (
    collect,
    count,
    file,
    open_return,
    report,
    review,
    send_back,
)

__all__ = [
    "LineSpec", "attach_file", "collect", "count", "draft_form", "draw_sample", "enter_figure", "file", "look_at",
    "make_form", "note_change", "open_return", "put_in_force", "report", "review", "send_back", "verify_figure",
]  # fmt: skip
