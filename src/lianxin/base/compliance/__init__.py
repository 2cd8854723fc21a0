"""减负对照: the bans and burden rules as code, every setting that could touch them, and the guard that nothing passes silently.

It stands in `base` because settings live on every floor above: in `clocks`, in the rooms of `work`, in `reports`. Each
room declares its own settings (`setting`) and asks the guard before it switches one on (`guard`); the page that puts
them side by side and the exemptions that another person allows belong to `work.regulations`, which none of them knows.
"""

from lianxin.base.compliance.guard import Uncleared, cleared_by, guard
from lianxin.base.compliance.register import SETTINGS, Breach, Reading, Setting, fixed, readings, setting
from lianxin.base.compliance.rules import RULES, Rule, rule_words

__all__ = [
    "RULES", "SETTINGS", "Breach", "Reading", "Rule", "Setting", "Uncleared", "cleared_by", "fixed", "guard",
    "readings",
    "rule_words", "setting",
]  # fmt: skip
