"""公文的不合条件."""

from lianxin.pure import problems


class Unfit(problems.Unfit):
    """不合条件 of a document."""
