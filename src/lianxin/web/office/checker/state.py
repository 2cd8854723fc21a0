"""页面自己带着的东西: what was read and what was done to it, signed, in the page itself. Nothing of it is stored here."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core import signing

from lianxin.pure.paper import Binding, BoundFigure
from lianxin.reports.summaries.documents import Document

SALT, HOURS = "lianxin.checker", 12
MAX_CHARACTERS = 200_000
MOST_STEPS = 30


@dataclass(frozen=True)
class Kept:
    """核对中的一份: the text as it is now, how it came to be so, what is to be ignored and why, what was found last time.

    `steps` are changes that can be undone: (start, length of what stands there now, what stood there before).
    `mends` are (start, end, words) that were offered; only those can be applied. `ignored`: fingerprint → reason.
    """

    name: str
    text: str
    kind: str = "txt"
    notes: tuple[str, ...] = ()
    bound: tuple[BoundFigure, ...] = ()
    is_body: bool = False
    steps: tuple[tuple[int, int, str], ...] = ()
    ignored: dict[str, str] = field(default_factory=dict)
    found: tuple[str, ...] | None = None
    mends: tuple[tuple[int, int, str], ...] = ()
    unit: str = ""
    period: str = ""

    @classmethod
    def of(cls, name: str, document: Document, **further: Any) -> "Kept":
        """What was just read."""
        return cls(name, document.text, document.kind, document.notes, document.bound, document.is_body, **further)

    @property
    def document(self) -> Document:
        """The text as a document, with its bound figures where they stand now."""
        return Document(self.text, self.notes, self.bound, self.kind, is_body=self.is_body)

    @property
    def is_changed(self) -> bool:
        """Whether the text is no longer that of the file."""
        return bool(self.steps)

    def sealed(self) -> str:
        """For the page: signed and packed."""
        row = asdict(self) | {"bound": [asdict(one) for one in self.bound]}
        return signing.dumps(row, salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str) -> "Kept":
        """What a page carried. Raises `signing.BadSignature` when it is not ours or too old."""
        row = signing.loads(sealed, salt=SALT, max_age=HOURS * 3600)
        row["bound"] = tuple(BoundFigure(**{**one, "binding": Binding(**one["binding"])}) for one in row["bound"])
        for name in ("steps", "mends"):
            row[name] = tuple(tuple(one) for one in row[name])
        for name in ("notes", "found"):
            row[name] = None if row[name] is None else tuple(row[name])
        return cls(**row)

    def with_words(self, start: int, end: int, words: str) -> "Kept":
        """The text with other words at a place; only what differs counts as changed."""
        old = self.text[start:end]
        words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        if words == old or len(self.text) - len(old) + len(words) > MAX_CHARACTERS:
            return self
        ahead = _common(old, words)
        behind = min(_common(old[::-1], words[::-1]), len(old) - ahead, len(words) - ahead)
        first, last = start + ahead, end - behind
        made = self._replaced(first, last, words[ahead : len(words) - behind])
        step = (first, len(words) - ahead - behind, self.text[first:last])
        return replace(made, steps=(*self.steps, step)[-MOST_STEPS:])

    def undone(self) -> "Kept":
        """The text before the last change."""
        if not self.steps:
            return self
        start, length, words = self.steps[-1]
        return replace(self._replaced(start, start + length, words), steps=self.steps[:-1])

    def _replaced(self, start: int, end: int, words: str) -> "Kept":
        """Other words at a place; bound figures behind it move along, one around it says what now stands in it."""
        text, shift = self.text[:start] + words + self.text[end:], len(words) - (end - start)
        bound = []
        for one in self.bound:
            if one.end <= start:
                bound.append(one)
            elif one.start >= end:
                bound.append(replace(one, start=one.start + shift, end=one.end + shift))
            elif one.start <= start and end <= one.end:
                bound.append(replace(one, end=one.end + shift, text=text[one.start : one.end + shift]))
        return replace(self, text=text, bound=tuple(bound))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
