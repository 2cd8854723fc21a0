"""不合条件: why a table cannot be uploaded, set or filled; the sentence says what to do, the field where."""

from lianxin.pure import problems


class Unfit(problems.Unfit):
    """不合条件 of a table."""
