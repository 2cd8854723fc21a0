"""雷同: the passages that two texts share.

Both texts are read after NFKC, without white space and with one kind of quotation mark, so that a copy with other
line breaks or full-width commas is still the same. A passage is a maximal exact run: it cannot be made longer at
either end. Each place of the first text belongs to one passage at most, the longest one.

>>> a = "第一段。群众的事情无小事，件件都要有着落有回音。第二段。"
>>> b = "群众的事情无小事,件件 都要有着落有回音。另外的话。"
>>> found = compare(a, b)
>>> [(p.length, p.start_a, p.start_b, p.text) for p in found.passages]
[(20, 4, 0, '群众的事情无小事,件件都要有着落有回音。')]
>>> found.chars, found.in_order
(20, True)

What it does not do: it says what is the same, not who copied from whom; and it knows no synonyms.
"""

import unicodedata
from dataclasses import dataclass

LEAST = 16  # below it, the idiom of official texts is shared by everybody (为群众办实事、做好事、解难事)
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "『": '"', "』": '"'})


@dataclass(frozen=True)
class Passage:
    """雷同段落: offsets into the texts as given (`end` exclusive), and the passage as compared."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    text: str

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Overlap:
    """What two texts share. `share` is of the shorter one, between 0 and 1; sizes are without white space."""

    passages: tuple[Passage, ...]
    size_a: int
    size_b: int

    @property
    def chars(self) -> int:
        """How many characters of the first text lie in shared passages."""
        return sum(passage.length for passage in self.passages)

    @property
    def share(self) -> float:
        """The part of the shorter text that is shared."""
        shorter = min(self.size_a, self.size_b)
        return min(1.0, self.chars / shorter) if shorter else 0.0

    @property
    def in_order(self) -> bool:
        """Whether the passages come in the second text in the same order as in the first."""
        starts = [passage.start_b for passage in self.passages]
        return starts == sorted(starts)


def packed(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place in the text as given."""
    letters: list[str] = []
    places: list[int] = []
    for place, raw in enumerate(text):
        for letter in unicodedata.normalize("NFKC", raw).translate(QUOTES):
            if not letter.isspace() and letter != "\ufeff":
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def compare(a: str, b: str, *, least: int = LEAST) -> Overlap:
    """The shared passages of at least `least` characters, in the order of the first text."""
    if least < 1:
        raise ValueError("最短长度至少为 1")
    short_a, places_a = packed(a)
    short_b, places_b = packed(b)
    passages = tuple(
        Passage(
            places_a[i],
            places_a[i + length - 1] + 1,
            places_b[j],
            places_b[j + length - 1] + 1,
            short_a[i : i + length],
        )
        for i, j, length in _runs(short_a, short_b, least)
    )
    return Overlap(passages, len(short_a), len(short_b))


def _runs(a: str, b: str, least: int) -> list[tuple[int, int, int]]:
    """(place in a, place in b, length) of the passages: longest first, what it leaves free may hold shorter ones."""
    automaton = _Automaton(b)
    taken = bytearray(len(a) + 1)
    chosen: list[tuple[int, int]] = []
    for start, length in sorted(automaton.longest_runs(a, least), key=lambda run: (-run[1], run[0])):
        end = taken.rfind(0, start, start + length) + 1
        start = taken.find(0, start, start + length)
        length = end - start
        if end and length >= least and taken.find(1, start, end) < 0:
            taken[start : start + length] = b"\x01" * length
            chosen.append((start, length))
    found, behind = [], 0
    for start, length in sorted(chosen):
        text = a[start : start + length]
        where = b.find(text, behind)  # a passage that b holds twice: the one that keeps the order
        where = where if where >= 0 else b.find(text)
        found.append((start, where, length))
        behind = where + length
    return found


class _Automaton:
    """Suffix automaton of a text (Blumer et al. 1985): whether a run occurs in it, in time linear in the run."""

    def __init__(self, text: str) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.link, self.size = [-1], [0]
        last = 0
        for letter in text:
            last = self._extend(last, letter)

    def _state(self, size: int, link: int, moves: dict[str, int]) -> int:
        self.next.append(moves)
        self.link.append(link)
        self.size.append(size)
        return len(self.size) - 1

    def _extend(self, last: int, letter: str) -> int:
        here = self._state(self.size[last] + 1, 0, {})
        back = last
        while back >= 0 and letter not in self.next[back]:
            self.next[back][letter] = here
            back = self.link[back]
        if back < 0:
            return here
        other = self.next[back][letter]
        if self.size[other] != self.size[back] + 1:
            twin = self._state(self.size[back] + 1, self.link[other], dict(self.next[other]))
            self.link[other] = twin
            while back >= 0 and self.next[back].get(letter) == other:
                self.next[back][letter] = twin
                back = self.link[back]
            other = twin
        self.link[here] = other
        return here

    def longest_runs(self, text: str, least: int) -> list[tuple[int, int]]:
        """(place, length) of each run of `text` that occurs here and cannot be made longer at either end."""
        runs: list[tuple[int, int]] = []
        state = length = 0
        for end, letter in enumerate(text):
            before = length
            while state > 0 and letter not in self.next[state]:
                state = self.link[state]
                length = self.size[state]
            if letter in self.next[state]:
                state, length = self.next[state][letter], length + 1
            if before >= least and length <= before:
                runs.append((end - before, before))
        if length >= least:
            runs.append((len(text) - length, length))
        return runs
