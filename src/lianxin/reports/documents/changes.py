"""改动: figures whose records have changed, and what a person changed between two versions, sentence by sentence."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Figure, Heading, Item, Paper, Run, Table, Text
from lianxin.pure.redaction import Mark, blanked
from lianxin.reports.documents import bodies
from lianxin.reports.documents.findings import key_of
from lianxin.reports.summaries.backing import name_of
from lianxin.reports.summaries.facts import Records

How = Literal["same", "added", "removed", "typed", "hand", "records", "figure_added", "figure_removed"]
Fate = Literal["same", "added", "removed", "changed"]
_TOKEN = re.compile(r"\d[\d.,]*[%％]?|[A-Za-z]+|.", re.DOTALL)
_ENDS = "。！？\n"
#: two sentences that share less are two sentences, not one that was changed
_ALIKE = 0.4
_MOST_PAIRS = 160_000
#: so many places that say the same are compared one by one; more only in texts that repeat themselves
_MOST_ALIKE = 500_000


@dataclass(frozen=True)
class Outdated:
    """数字有变动: what stands in the document, what the records say now, whether a hand had changed it."""

    key: str
    name: str
    text: str
    now: Figure
    is_by_hand: bool


def outdated(paper: Paper, *, by: Actor, today: date) -> list[Outdated]:
    """The bound figures that do not say what the records say now, each once, as this reader may know them."""
    records, found = Records(by, today), {}
    for figure in _figures(paper):
        key = figure_key(figure)
        now = records.look_up(figure.binding) if key not in found else None
        if now is not None and now.text != figure.text:
            name = name_of(figure.binding)
            found[key] = Outdated(key, name, figure.text, replace(now, label=figure.label), bool(figure.printed))
    return list(found.values())


def figure_key(figure: Figure) -> str:
    """What the same figure with the same text is known by."""
    return key_of(*astuple(figure.binding)[:4], figure.text)


def with_figures(paper: Paper, now: Mapping[str, Figure]) -> Paper:
    """The paper with the figures of these keys replaced."""
    return bodies.mapped(
        paper,
        lambda parts: tuple(now.get(figure_key(part), part) if isinstance(part, Figure) else part for part in parts),
    )


def redacted(paper: Paper, marks: Iterable[Mark]) -> Paper:
    """The paper with the words of the marks replaced wherever they stand, also in its title."""
    instead = {mark.text: blanked(mark.text, [Mark(0, len(mark.text), mark.kind, mark.text)]) for mark in marks}

    def without(text: str) -> str:
        for words in sorted(instead, key=len, reverse=True):
            text = text.replace(words, instead[words])
        return text

    found = bodies.mapped(
        paper, lambda parts: tuple(Text(without(part.text)) if isinstance(part, Text) else part for part in parts)
    )
    return replace(found, title=without(paper.title), addressee=without(paper.addressee))


@dataclass(frozen=True)
class Piece:
    """几个字 of a changed sentence and what became of them; `was` is what a figure said before."""

    text: str
    how: How = "same"
    was: str = ""


@dataclass(frozen=True)
class Changed:
    """一句: as it was and as it is, piece by piece; a sentence that stayed has only `pieces`."""

    fate: Fate
    pieces: tuple[Piece, ...]
    is_heading: bool = False


@dataclass(frozen=True)
class _Sentence:
    runs: tuple[Run, ...]
    is_heading: bool = False

    @property
    def key(self) -> str:
        """The words with the figures marked as figures: a typed number is not a bound one."""
        return "".join(f"\x02{part.text}\x03" if isinstance(part, Figure) else part.text for part in self.runs)


def compare(old: Paper, new: Paper) -> list[Changed]:
    """The two papers sentence by sentence, in the order of the new one; what was removed stands where it stood."""
    before, after = list(_sentences(old)), list(_sentences(new))
    found: list[Changed] = []
    for tag, a, b, c, d in _steps([one.key for one in before], [one.key for one in after]):
        if tag == "equal":
            found += [Changed("same", _plain(one), one.is_heading) for one in after[c:d]]
        else:
            found += _block(before[a:b], after[c:d])
    return found


def _steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[str, int, int, int, int]]:
    """How one row becomes the other, as difflib says it; what is so alike that it would take minutes is exchanged whole."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", 0, head, 0, head
    often = Counter(a)
    if sum(often[one] for one in b) > _MOST_ALIKE:
        yield "replace", head, head + len(a), head, head + len(b)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield tag, head + i, head + j, head + k, head + m
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _block(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> Iterator[Changed]:
    """Sentences between two that stayed: alike ones are one sentence that was changed."""
    pairs = _pairs(before, after)
    here = 0
    for place, sentence in enumerate(after):
        partner = pairs.get(place)
        if partner is None:
            yield Changed("added", tuple(_whole(sentence, "added")), sentence.is_heading)
            continue
        yield from (_removed(one) for one in before[here:partner])
        here = partner + 1
        yield Changed("changed", tuple(_inner(before[partner], sentence)), sentence.is_heading)
    yield from (_removed(one) for one in before[here:])


def _pairs(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> dict[int, int]:
    """Which new sentence is which old one: the most alike first, never crossing one another."""
    if len(before) * len(after) > _MOST_PAIRS:
        return {}
    shapes = [_shape(one) for one in before]
    scored = sorted(
        (-(2 * len(shape & theirs) / max(len(shape) + len(theirs), 1)), place, partner)
        for place, one in enumerate(after)
        for shape in [_shape(one)]
        for partner, theirs in enumerate(shapes)
    )
    found: dict[int, int] = {}
    for score, place, partner in scored:
        if -score < _ALIKE:
            break
        if place in found or partner in found.values():
            continue
        if all((other < place) == (theirs < partner) for other, theirs in found.items()):
            found[place] = partner
    return found


def _shape(sentence: _Sentence) -> set[str]:
    words = "".join("#" if isinstance(part, Figure) else part.text for part in sentence.runs)
    return {words[place : place + 2] for place in range(max(len(words) - 1, 1))}


def _inner(old: _Sentence, new: _Sentence) -> Iterator[Piece]:
    """A changed sentence word by word; a figure stays the same figure when its text changes."""
    a, b = _tokens(old.runs), _tokens(new.runs)
    pieces: list[Piece] = []
    for tag, i, j, k, m in _steps([_same(one) for one in a], [_same(one) for one in b]):
        if tag == "equal":
            pieces += [_kept(was, now) for was, now in zip(a[i:j], b[k:m], strict=True)]
            continue
        pieces += [Piece(one.text, "figure_removed" if isinstance(one, Figure) else "removed") for one in a[i:j]]
        pieces += [_new(one) for one in b[k:m]]
    return _joined(pieces)


def _same(token: Run) -> Hashable:
    return astuple(token.binding)[:4] if isinstance(token, Figure) else token.text


def _kept(was: Run, now: Run) -> Piece:
    if was.text == now.text:
        return Piece(now.text)
    return Piece(now.text, "hand" if isinstance(now, Figure) and now.printed else "records", was.text)


def _new(token: Run) -> Piece:
    if isinstance(token, Figure):
        return Piece(token.text, "hand" if token.printed else "figure_added", token.printed)
    return Piece(token.text, "typed" if token.text[:1].isdigit() else "added")


def _tokens(parts: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for part in parts:
        found += [part] if isinstance(part, Figure) else [Text(word) for word in _TOKEN.findall(part.text)]
    return found


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours with the same fate as one piece; figures stay apart."""
    held: Piece | None = None
    for piece in pieces:
        if held and held.how == piece.how and piece.how in ("same", "added", "removed"):
            held = Piece(held.text + piece.text, held.how)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _whole(sentence: _Sentence, how: How) -> Iterator[Piece]:
    figures: dict[How, How] = {"added": "figure_added", "removed": "figure_removed"}
    for part in sentence.runs:
        if isinstance(part, Figure):
            yield Piece(part.text, "hand" if part.printed else figures.get(how, how), part.printed)
        elif how == "added":
            yield from _joined(_new(token) for token in _tokens([part]))
        else:
            yield Piece(part.text, how)


def _plain(sentence: _Sentence) -> tuple[Piece, ...]:
    """A sentence that stayed; figures that a hand had changed before still show it."""
    return tuple(
        Piece(part.text, "hand", part.printed) if isinstance(part, Figure) and part.printed else Piece(part.text)
        for part in sentence.runs
    )


def _removed(sentence: _Sentence) -> Changed:
    return Changed("removed", tuple(_whole(sentence, "removed")), sentence.is_heading)


def _sentences(paper: Paper) -> Iterator[_Sentence]:
    yield _Sentence((Text(paper.title.replace("\n", "")),), is_heading=True)
    if paper.addressee:
        yield _Sentence((Text(paper.addressee + "："),))
    yield from _of_items(paper.body)
    for one in paper.attachments:
        yield _Sentence((Text(f"附件：{one.name}"),), is_heading=True)
        yield from _of_items(one.body)
    if paper.signature:
        yield _Sentence((Text(paper.signature),))


def _of_items(items: Iterable[Item]) -> Iterator[_Sentence]:
    for item in items:
        if isinstance(item, Table):
            for row in (item.header, *item.rows):
                cells = [part for cell in row for part in (*bodies.as_runs(cell), Text(" | "))]
                yield _Sentence(tuple(cells[:-1]))
        elif isinstance(item, Heading):
            yield _Sentence(item.runs, is_heading=True)
            yield from _cut(item.then)
        else:
            yield from _cut(item.runs)


def _cut(parts: tuple[Run, ...]) -> Iterator[_Sentence]:
    """A paragraph at its full stops."""
    held: list[Run] = []
    for part in parts:
        if isinstance(part, Figure):
            held.append(part)
            continue
        start = 0
        for place, character in enumerate(part.text):
            if character in _ENDS:
                yield _Sentence((*held, Text(part.text[start : place + 1])))
                held, start = [], place + 1
        if part.text[start:]:
            held.append(Text(part.text[start:]))
    if held:
        yield _Sentence(tuple(held))


def _figures(paper: Paper) -> Iterator[Figure]:
    yield from bodies.figures_in(paper.body)
    for one in paper.attachments:
        yield from bodies.figures_in(one.body)
