"""公开的事项: publish what two persons looked at, take it down, say what was adopted, and the resident's own deeds."""

from lianxin.work.publishing.commands.adopting import adopt
from lianxin.work.publishing.commands.publishing import confirm, prepare, refuse, set_rule, take_down
from lianxin.work.publishing.commands.residents import agree, note_opening, report_disturbance, tell_status

__all__ = [
    "adopt", "agree", "confirm", "note_opening", "prepare", "refuse", "report_disturbance", "set_rule", "take_down",
    "tell_status",
]  # fmt: skip
