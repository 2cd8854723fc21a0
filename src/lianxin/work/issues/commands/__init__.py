"""热点的事项: group, confirm and put in order, analyse, take up as a project, train the suggestions."""

from lianxin.work.issues.commands.grouping import ask_run, carry_out, leave_run
from lianxin.work.issues.commands.keeping import analyse, close, confirm, rename, set_source, take_in, take_out
from lianxin.work.issues.commands.projects import add_measure, end, finish_measure, start
from lianxin.work.issues.commands.training import train_topics

__all__ = [
    "add_measure", "analyse", "ask_run", "carry_out", "close", "confirm", "end", "finish_measure", "leave_run", "rename", "set_source",
    "start", "take_in", "take_out", "train_topics",
]  # fmt: skip
