"""帮扶的事项: plans with items and goals, funds, projects; everything is called from here."""

from lianxin.work.helping.commands.funds import enter_fund, void_fund
from lianxin.work.helping.commands.goals import finish_task, set_goal, set_task
from lianxin.work.helping.commands.items import add_item, drop_item, give, void_entry
from lianxin.work.helping.commands.plans import change_plan, empty_plans, end_plan, make_plan
from lianxin.work.helping.commands.projects import apply_for, correct_project, move_project

__all__ = [
    "add_item", "apply_for", "change_plan", "correct_project", "drop_item", "empty_plans", "end_plan", "enter_fund",
    "finish_task", "give", "make_plan", "move_project", "set_goal", "set_task", "void_entry", "void_fund",
]  # fmt: skip
