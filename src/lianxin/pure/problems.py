"""不合条件: what a deed refuses because of the facts; the sentence says what to do, the field where it is to be said.

Every room has a kind of its own below this one; whoever shows a refusal catches this.
"""


class Unfit(ValueError):
    """不合条件, with the name of the form field that it belongs to ("" = the whole form)."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence, self.field = sentence, field
