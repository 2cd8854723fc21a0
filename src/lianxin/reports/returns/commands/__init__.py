"""摸底统计的事项: the form, a period's steps, what goes on between levels, figures with evidence, questions, corrections."""

from lianxin.reports.returns.commands.asking import answer, ask, close, go_on
from lianxin.reports.returns.commands.figures import attach_file, enter_figure, note_change, verify_figure
from lianxin.reports.returns.commands.forms import LevelSpec, LineSpec, draft_form, make_form, put_in_force
from lianxin.reports.returns.commands.levels import (
    accept,
    accept_several,
    excuse,
    send_back,
    take_back,
    unaccept,
    unexcuse,
)
from lianxin.reports.returns.commands.opening import open_return
from lianxin.reports.returns.commands.samples import draw_sample, look_at
from lianxin.reports.returns.commands.steps import collect, count, file, report, review

__all__ = [
    "LevelSpec", "LineSpec", "accept", "accept_several", "answer", "ask", "attach_file", "close", "collect", "count",
    "draft_form", "draw_sample", "enter_figure", "excuse", "file", "go_on", "look_at", "make_form", "note_change",
    "open_return", "put_in_force", "report", "review", "send_back", "take_back", "unaccept", "unexcuse", "verify_figure",
]  # fmt: skip
