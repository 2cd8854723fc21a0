"""核对结果的样子: the text paragraph by paragraph, cut at every remark, with its remarks beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lianxin.reports.summaries.remarks import Remark

_GRAVITY = {"wrong": 5, "doubtful": 4, "style": 3, "unsure": 2, "near": 1, "right": 0}


@dataclass(frozen=True)
class Note:
    """意见 with its number; what holds has a number of its own row, so that the others count 1, 2, 3."""

    number: int
    remark: Remark

    @property
    def tone(self) -> str:
        return self.remark.tone

    @property
    def anchor(self) -> str:
        return f"{'h' if self.holds else 'n'}{self.number}"

    @property
    def holds(self) -> bool:
        """Whether it is shown only when asked for."""
        return self.remark.tone in ("right", "near")

    @property
    def is_beside(self) -> bool:
        """Whether it has words in the margin; a bound figure that agrees has its tick only."""
        return not (self.remark.kind == "bound" and self.remark.tone == "right")


@dataclass(frozen=True)
class Piece:
    """Words of one paragraph: the gravest tone of what is said of them, and the notes that end here."""

    text: str
    tone: str = ""
    notes: tuple[Note, ...] = ()


@dataclass
class Line:
    """A paragraph with its notes."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """核对结果: counts, what must be looked at, the text with everything in place."""

    lines: list[Line]
    wrong: list[Note]
    unsure: list[Note]
    right: list[Note]

    @property
    def total(self) -> int:
        return len(self.wrong) + len(self.unsure) + len(self.right)

    @property
    def listed(self) -> list[Note]:
        """What is to be looked at: what is wrong, and what was typed in without a source."""
        typed = [note for note in self.unsure if note.remark.kind == "unbacked"]
        return sorted([*self.wrong, *typed], key=lambda note: note.number)

    @property
    def open(self) -> list[Note]:
        """The rest of what cannot be decided."""
        return [note for note in self.unsure if note.remark.kind != "unbacked"]


def result_of(text: str, remarks: Sequence[Remark]) -> Result:
    """The text as the page shows it."""
    notes = list(_numbered(remarks))
    groups = {tone: [note for note in notes if note.tone == tone] for tone in _GRAVITY}
    return Result(
        list(_lines(text, notes)),
        groups["wrong"],
        [*groups["doubtful"], *groups["style"], *groups["unsure"]],
        [n for n in notes if n.tone in ("near", "right")],
    )


def _numbered(remarks: Sequence[Remark]) -> Iterator[Note]:
    looked_at = held = 0
    for remark in remarks:
        if remark.tone in ("right", "near"):
            held += 1
            yield Note(held, remark)
        else:
            looked_at += 1
            yield Note(looked_at, remark)


def _lines(text: str, notes: Sequence[Note]) -> Iterator[Line]:
    """Paragraphs; `notes` are in the order of the text, so each paragraph looks only at those that may touch it."""
    start, waiting, open_ = 0, list(reversed(notes)), []  # type: int, list[Note], list[Note]
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        while waiting and waiting[-1].remark.start < max(end, start + 1):
            open_.append(waiting.pop())
        if paragraph.strip():
            line = _line(text, start, end, open_)
            yield line
        open_ = [note for note in open_ if note.remark.end > end]
        start = end + 1


def _line(text: str, start: int, end: int, notes: Sequence[Note]) -> Line:
    cuts = {start, end}
    for note in notes:
        cuts |= {place for place in (note.remark.start, note.remark.end) if start < place < end}
    edges = sorted(cuts)
    line = Line(notes=[note for note in notes if note.remark.start >= start])
    for first, last in zip(edges, edges[1:], strict=False):
        over = [note for note in notes if note.remark.start < last and note.remark.end > first]
        tone = max((note.tone for note in over), key=_GRAVITY.__getitem__, default="")
        ended = tuple(note for note in over if min(note.remark.end, end) == last and note.remark.start >= start)
        line.pieces.append(Piece(text[first:last], tone, ended))
    return line
