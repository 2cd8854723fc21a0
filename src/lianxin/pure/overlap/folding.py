"""归一: a text as it is compared, and the way back to the text as given."""

import unicodedata

_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』„‟‚‛〝〞'", '"'))


class _Folded(dict[str, str]):
    """What is left of a character; each is worked out once. What is not seen (U+200B, a soft hyphen) is nothing."""

    def __missing__(self, raw: str) -> str:
        written = unicodedata.normalize("NFKC", raw).translate(_QUOTES)
        kept = "".join(letter for letter in written if not letter.isspace() and unicodedata.category(letter) != "Cf")
        if len(self) < 100_000:
            self[raw] = kept
        return kept


_FOLDED = _Folded()


def packed(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place in the text as given."""
    letters: list[str] = []
    places: list[int] = []
    for place, raw in enumerate(text):
        for letter in _FOLDED[raw]:
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def is_letter(char: str) -> bool:
    """A character that says something: no punctuation, no sign."""
    return char.isalnum()
