"""不能这样办: what a batch or a waiver cannot be, in a sentence and with its field."""

from lianxin.pure.problems import Unfit as Base


class Unfit(Base):
    """The sentence for people, and the field that it belongs to."""
