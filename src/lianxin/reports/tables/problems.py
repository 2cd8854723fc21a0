"""不合条件: what was asked makes no table; the sentence says what to do, the field where."""

from lianxin.reports.returns.problems import Unfit

__all__ = ["Unfit"]
