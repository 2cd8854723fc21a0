"""不合条件: why a table cannot be uploaded, set or filled; the sentence says what to do, the field where."""


class Unfit(ValueError):
    """不合条件, with the name of the form field that it belongs to ("" = the whole form)."""

    def __init__(self, sentence: object, field: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence, self.field = sentence, field
