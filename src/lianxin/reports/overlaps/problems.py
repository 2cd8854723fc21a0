"""不合条件: the sentence says what to do, the field where on the page it belongs."""

from lianxin.pure import problems


class Unfit(problems.Unfit):
    """不合条件 of a comparison."""
