"""自定指标的办理: what a clerk drafts and tries, what another person approves."""

from lianxin.reports.definitions.commands.deciding import approve, retire, send_back
from lianxin.reports.definitions.commands.drafting import change, draft, drop, revise, submit, try_out
from lianxin.reports.definitions.problems import Unfit

__all__ = ["Unfit", "approve", "change", "draft", "drop", "retire", "revise", "send_back", "submit", "try_out"]
