"""不合条件: what was asked contradicts the facts of the assessment; the sentence says what to do, the field where."""

from lianxin.reports.returns.problems import Unfit as ReturnUnfit


class Unfit(ReturnUnfit):
    """不合条件, with the name of the form field that it belongs to ("" = the whole form)."""
