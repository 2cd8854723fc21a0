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
from lianxin.work.regulations.commands.limits import (
    approve_exemption,
    ask_exemption,
    draft_cadence,
    refuse_exemption,
    switch_off_cadence,
    switch_on_cadence,
    withdraw_exemption,
)
from lianxin.work.regulations.commands.responsibles import end_responsibility, name_responsible

__all__ = [
    "approve_exemption", "approve_version", "ask_exemption", "change_draft", "change_target", "draft_cadence",
    "draft_regulation", "draft_version", "drop_target", "end_responsibility", "name_item", "name_responsible",
    "refuse_exemption", "set_target", "switch_off_cadence", "switch_on_cadence", "tick_item", "untick_item",
    "withdraw_exemption", "withdraw_version",
]  # fmt: skip
