"""制度库的事项."""

from lianxin.work.regulations.commands.aims import (
    change_target,
    drop_target,
    name_item,
    set_target,
    tick_item,
    untick_item,
)
from lianxin.work.regulations.commands.library import (
    approve_version,
    change_draft,
    draft_regulation,
    draft_version,
    withdraw_version,
)
from lianxin.work.regulations.commands.responsibles import end_responsibility, name_responsible

__all__ = [
    "approve_version", "change_draft", "change_target", "draft_regulation", "draft_version", "drop_target",
    "end_responsibility", "name_item", "name_responsible", "set_target", "tick_item", "untick_item", "withdraw_version",
]  # fmt: skip
