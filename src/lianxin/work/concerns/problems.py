"""不合条件: what was asked contradicts the facts of the record; the sentence says what to do, the field where."""

from lianxin.pure import problems


class Unfit(problems.Unfit):
    """不合条件 of a concern, and of what stands above them."""
