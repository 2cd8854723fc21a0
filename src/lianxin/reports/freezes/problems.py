"""不合条件: what was asked contradicts the records or what was frozen; the sentence says what to do, the field where."""

from lianxin.pure import problems


class Unfit(problems.Unfit):
    """不合条件 of what was frozen."""
