"""核对结果的样子: the text paragraph by paragraph, cut at every remark, with its remarks beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.summaries.remarks import Remark
from lianxin.web.office.checker.typed import Typed, Why

#: what covers what in the text where several remarks meet
_GRAVITY = {"wrong": 6, "doubtful": 5, "style": 4, "typed": 3, "unsure": 2, "near": 1, "right": 0, "ignored": 0}
LISTED = ("wrong", "doubtful", "style", "typed")


@dataclass(frozen=True)
class Note:
    """意见 with its number; what is not to be looked at has numbers of its own, so that the others count 1, 2, 3."""

    number: int
    remark: Remark
    key: str
    is_new: bool = False
    why: str = ""
    typed: Why | None = None  # its reason is being given
    is_newest: bool = False

    @property
    def tone(self) -> str:
        """The grade; typed (a figure without a source), unsure, near, right, or ignored."""
        if self.why:
            return "ignored"
        return "typed" if self.remark.kind == "unbacked" else self.remark.tone

    @property
    def is_listed(self) -> bool:
        """Whether a person must look at it."""
        return self.tone in LISTED

    @property
    def anchor(self) -> str:
        return f"{'n' if self.is_listed else 'h' if self.holds else self.tone[0]}{self.number}"

    @property
    def holds(self) -> bool:
        """Whether it agrees."""
        return self.tone in ("right", "near")

    @property
    def is_graded(self) -> bool:
        """Whether it may be ignored with a reason."""
        return self.tone in LISTED[:3]

    @property
    def offers(self) -> bool:
        """Whether other words are offered for it."""
        return bool(self.remark.mend) and self.remark.mend != self.remark.quote

    @property
    def why_key(self) -> str:
        """What the button sends that asks for a reason."""
        return f"why:{self.key}"

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
    """A paragraph with its notes: the line of the text, from 0."""

    number: int
    text: str
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    draft: str | None = None  # it is open for writing
    is_newest: bool = False

    @property
    def key(self) -> str:
        """What the button sends that opens it for writing."""
        return f"line:{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is being written anew."""
        return self.draft is not None

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return "\t" in self.text

    @property
    def asks(self) -> bool:
        """Whether something in it must be looked at."""
        return any(note.is_listed for note in self.notes)


@dataclass(frozen=True)
class Result:
    """核对结果: counts, what must be looked at, the text with everything in place."""

    lines: list[Line]
    groups: Mapping[str, list[Note]]

    @property
    def total(self) -> int:
        return sum(map(len, self.groups.values()))

    @property
    def listed(self) -> list[Note]:
        """What is to be looked at, in the order of the text."""
        return sorted((note for tone in LISTED for note in self.groups[tone]), key=lambda note: note.number)

    @property
    def right(self) -> list[Note]:
        """What agrees."""
        return [*self.groups["right"], *self.groups["near"]]


def result_of(
    text: str,
    remarks: Sequence[Remark],
    *,
    ignored: Mapping[str, str] | None = None,
    known: Collection[str] | None = None,
    typed: Typed | None = None,
) -> Result:
    """The text as the page shows it; `known` are the findings of the last check, what is not among them is new."""
    typed = typed or Typed()
    notes = [_opened(note, typed) for note in _numbered(text, remarks, ignored or {}, known)]
    groups = {tone: [note for note in notes if note.tone == tone] for tone in _GRAVITY}
    lines = list(_lines(text, notes))
    for line in lines:
        line.draft, line.is_newest = typed.lines.get(line.number), typed.newest == str(line.number)
    return Result(lines, groups)


def _opened(note: Note, typed: Typed) -> Note:
    """The note with the reason that is being typed."""
    why = typed.whys.get(note.key) if not note.why else None
    return replace(note, typed=why, is_newest=typed.newest == note.key) if why else note


def _numbered(
    text: str, remarks: Sequence[Remark], ignored: Mapping[str, str], known: Collection[str] | None
) -> Iterator[Note]:
    counts = dict.fromkeys("nhui", 0)
    for remark in remarks:
        key = fingerprint(remark, text)
        draft = Note(0, remark, key, known is not None and key not in known, ignored.get(key, ""))
        first = draft.anchor[0]
        counts[first] += 1
        yield Note(counts[first], remark, key, draft.is_new, draft.why)


def _lines(text: str, notes: Sequence[Note]) -> Iterator[Line]:
    """Paragraphs; `notes` are in the order of the text, so each paragraph looks only at those that may touch it."""
    start, waiting, open_ = 0, list(reversed(notes)), []  # type: int, list[Note], list[Note]
    for number, paragraph in enumerate(text.split("\n")):
        end = start + len(paragraph)
        while waiting and waiting[-1].remark.start < max(end, start + 1):
            open_.append(waiting.pop())
        if paragraph.strip():
            yield _line(text, number, start, end, open_)
        open_ = [note for note in open_ if note.remark.end > end]
        start = end + 1


def _line(text: str, number: int, start: int, end: int, notes: Sequence[Note]) -> Line:
    cuts = {start, end}
    for note in notes:
        cuts |= {place for place in (note.remark.start, note.remark.end) if start < place < end}
    edges = sorted(cuts)
    line = Line(number, text[start:end], notes=[note for note in notes if note.remark.start >= start])
    for first, last in zip(edges, edges[1:], strict=False):
        over = [note for note in notes if note.remark.start < last and note.remark.end > first]
        tone = max((note.tone for note in over), key=_GRAVITY.__getitem__, default="")
        ended = tuple(note for note in over if min(note.remark.end, end) == last and note.remark.start >= start)
        line.pieces.append(Piece(text[first:last], tone, ended))
    return line
