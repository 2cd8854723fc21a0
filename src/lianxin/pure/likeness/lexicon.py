"""词库: what a collection of matters has in common: how rare each pair of characters is, which names are known.

A name that one text gives with its ending (丽水新城) is known by its core (丽水) in all the others. Names belong to
the place of a matter and are left out of its problem, so that the problem can be compared across places.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lianxin.pure.likeness.names import LEVELS, LONGEST, Level, names
from lianxin.pure.likeness.words import grams, normal

READ = 400  # characters of a text that are compared: what comes later is mostly demands and figures of speech
TITLE = 2.0  # a pair in the title weighs as much as one that stands in the text six times
RARITY = 1.5
FEWEST = 50  # below so many matters it is not known what is rare
FEW = 20  # so many may share the name of a place in any collection
TOO_COMMON = 0.06  # a pair of characters in more than so many matters tells no place


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as it is compared. `where` is what the record itself says of the spot, `unit` the village, community
    or school that it belongs to by the record, whatever its text says."""

    key: int
    title: str
    text: str
    where: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A matter as read: its problem (weight by pair of characters, of length one), its places.

    `first` are the names by which it is known, by level: those of the title, or else the first of the text;
    `pairs` are the pairs of characters of all names in it, `first_pairs` those of the first ones.
    """

    key: int
    problem: Mapping[str, float]
    first: Mapping[Level, tuple[str, ...]]
    first_pairs: Mapping[Level, frozenset[str]]
    pairs: frozenset[str]
    labels: Mapping[str, str]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Spotted:
    """A text with its names taken out."""

    cores: dict[str, int]
    labels: dict[str, str]
    masked: tuple[str, str]


@dataclass(frozen=True)
class Lexicon:
    """词库 of `size` matters: in how many each pair occurs; the known cores with level and full name."""

    size: int
    spread: Mapping[str, int]
    cores: Mapping[str, tuple[Level, str, int]]
    _rarities: dict[int, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, matters: Iterable[Matter]) -> "Lexicon":
        """The lexicon of these matters."""
        spread: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        fulls: defaultdict[str, Counter[tuple[Level, str]]] = defaultdict(Counter)
        texts = []
        for matter in matters:
            title, body = parts(matter)
            texts.append((title, body))
            spread.update(grams(f"{title} {body}").keys())
            held = {(one.core, one.level, one.full) for text in (title, body) for one in names(text)}
            held |= {(core, Level.AREA, matter.unit) for core in _core(matter.unit)}
            seen.update({core for core, _level, _full in held})
            for core, level, full in held:
                fulls[core][level, full] += 1
        kept = _kept(seen, texts)
        cores = {core: (*max(fulls[core], key=lambda one: (fulls[core][one], one)), seen[core]) for core in kept}
        return cls(len(texts), dict(spread), cores)

    def rarity(self, pair: str) -> float:
        """How much a pair tells: nothing where every matter has it, most where it is new."""
        count = self.spread.get(pair, 0)
        if count not in self._rarities:
            self._rarities[count] = math.log((1 + max(self.size, FEWEST)) / (1 + count)) ** RARITY
        return self._rarities[count]

    def tells(self, pair: str) -> bool:
        """Whether a pair is rare enough to be part of a place's name."""
        return self.spread.get(pair, 0) <= max(FEW, self.size * TOO_COMMON)

    def read(self, matter: Matter) -> Reading:
        """The matter with its places and its problem apart."""
        spotted = self._spot(*parts(matter), matter.unit)
        in_title, in_body = grams(spotted.masked[0]), grams(spotted.masked[1])
        problem = {
            pair: (TITLE * (pair in in_title) + math.log1p(in_body.get(pair, 0))) * self.rarity(pair)
            for pair in {*in_title, *in_body}
            if self.spread.get(pair, 0) != 1  # a pair that only this one has ties it to nothing
        }
        length = math.sqrt(sum(weight * weight for weight in problem.values())) or 1.0
        first = self._first(spotted)
        return Reading(
            matter.key, {pair: weight / length for pair, weight in problem.items()}, first,
            {level: frozenset(p for core in cores for p in self._pairs(core)) for level, cores in first.items()},
            frozenset(p for core in spotted.cores for p in self._pairs(core)), spotted.labels,
            matter.unit,
        )  # fmt: skip

    def _pairs(self, core: str) -> list[str]:
        return [core[i : i + 2] for i in range(len(core) - 1) if self.tells(core[i : i + 2])]

    def _first(self, spotted: _Spotted) -> dict[Level, tuple[str, ...]]:
        chosen = [core for core, weight in spotted.cores.items() if weight == 2]
        chosen = chosen or [core for core in spotted.cores if self.cores.get(core, (0, "", 0))[2] > 1][:2]
        found: dict[Level, list[str]] = {level: [] for level in Level}
        for core in chosen:
            found[self._level(core, spotted)].append(core)
        return {level: tuple(cores) for level, cores in found.items()}

    def _level(self, core: str, spotted: _Spotted) -> Level:
        if core in self.cores:
            return self.cores[core][0]
        return LEVELS.get(spotted.labels[core].removeprefix(core), Level.POINT)

    def _spot(self, title: str, body: str, unit: str) -> _Spotted:
        cores: dict[str, int] = dict.fromkeys(_core(unit), 2)
        labels: dict[str, str] = dict.fromkeys(cores, unit)
        masked = []
        for weight, text in ((2, title), (1, body)):
            taken = bytearray(len(text))
            for one in names(text):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                cores.setdefault(one.core, weight)
                labels.setdefault(one.core, one.full)
            for start, core in self._known(text):
                taken[start : start + len(core)] = b"\1" * len(core)
                cores.setdefault(core, weight)
                labels.setdefault(core, self.cores[core][1])
            masked.append("".join(" " if gone else letter for gone, letter in zip(taken, text, strict=True)))
        return _Spotted(cores, labels, (masked[0], masked[1]))

    def _known(self, text: str) -> list[tuple[int, str]]:
        """Where known cores stand in a text, the longest at each place."""
        found, end = [], 0
        for i in range(len(text) - 1):
            if i >= end and text[i : i + 2] in self._heads:
                core = next((text[i : i + n] for n in range(LONGEST, 1, -1) if text[i : i + n] in self.cores), "")
                if core:
                    found.append((i, core))
                    end = i + len(core)
        return found

    @cached_property
    def _heads(self) -> frozenset[str]:
        """How the known cores begin: most places of a text are passed over by one look."""
        return frozenset(core[:2] for core in self.cores)

    def as_data(self) -> dict[str, Any]:
        """As plain lists and numbers, with only what at least three matters share."""
        return {
            "size": self.size,
            "spread": {pair: count for pair, count in self.spread.items() if count > 2},
            "cores": {core: [int(level), full, n] for core, (level, full, n) in self.cores.items() if n > 2},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Lexicon":
        """What `as_data` gave. What few had is not known any more and counts as new."""
        cores = {core: (Level(level), full, n) for core, (level, full, n) in data["cores"].items()}
        return cls(data["size"], data["spread"], cores)


def parts(matter: Matter) -> tuple[str, str]:
    """Title with the record's own words of the place, and the beginning of the text, both normal."""
    head = " ".join(part for part in (matter.unit, matter.where, matter.title) if part)
    return normal(head), normal(matter.text).replace(" ", "")[:READ]


def _core(unit: str) -> tuple[str, ...]:
    """The name of a unit without its ending: 石桥 of 石桥村; none where nothing would be left."""
    ending = next((one for one in sorted(LEVELS, key=len, reverse=True) if unit.endswith(one)), "")
    core = unit.removesuffix(ending)
    return (core,) if ending and len(core) > 1 else ()


def _kept(seen: Counter[str], texts: list[tuple[str, str]]) -> set[str]:
    """Cores that are mostly names where they occur, and either long or named twice."""
    likely = {core for core, count in seen.items() if count > 1 or len(core) > 2}
    met: Counter[str] = Counter()
    for title, body in texts:
        here = {
            text[i : i + n] for text in (title, body) for n in range(2, LONGEST + 1) for i in range(len(text) - n + 1)
        }
        met.update(here & likely)
    return {core for core in likely if len(core) > 3 or seen[core] >= 0.25 * met[core]}
