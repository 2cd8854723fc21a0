"""不合条件: the sentence says what to do, the field where on the page it belongs."""

from lianxin.reports.returns.problems import Unfit

__all__ = ["Unfit"]
