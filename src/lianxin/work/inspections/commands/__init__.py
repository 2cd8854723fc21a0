"""督查的事项: plan and approve, draw, name, go, lend cars, assign townships, hand over the cards."""

from lianxin.work.inspections.commands.assigning import assign, end_assignment, send_cards
from lianxin.work.inspections.commands.cars import add_source, end_source, send_cars, skip_car
from lianxin.work.inspections.commands.drawing import draw, leave_out
from lianxin.work.inspections.commands.plans import amend, approve, call_off, draft, finish, set_limit
from lianxin.work.inspections.commands.targets import choose, form_group, mark_done, skip_target, urge

__all__ = [
    "add_source", "amend", "approve", "assign", "call_off", "choose", "draft", "draw", "end_assignment", "end_source", "finish",
    "form_group", "leave_out", "mark_done", "send_cards", "send_cars", "set_limit", "skip_car", "skip_target", "urge",
]  # fmt: skip
