"""像不像: two matters as read, how their places stand to each other, how much of the problem they share."""

from dataclasses import dataclass
from enum import IntEnum

from lianxin.pure.likeness.lexicon import Reading
from lianxin.pure.likeness.names import Level
from lianxin.pure.likeness.words import terms


class Relation(IntEnum):
    """地点关系: contradicting names, none in common, or the narrowest level at which a name is shared."""

    APART = -1
    UNKNOWN = 0
    AREA = 1
    LINE = 2
    POINT = 3


#: how much of the problem must be shared (cosine), by how sure the place is. The surer, the less.
LEAST = {Relation.POINT: 0.08, Relation.LINE: 0.096, Relation.AREA: 0.112, Relation.UNKNOWN: 0.5}


@dataclass(frozen=True, slots=True)
class Likeness:
    """相似: `share` is the cosine of the problems; `place` and `words` are the reasons, in the words of the texts."""

    relation: Relation
    share: float
    place: str
    words: tuple[str, ...]

    @property
    def score(self) -> float:
        """1 is just alike; less is not. Matters at places that contradict each other score nothing."""
        return 0.0 if self.relation is Relation.APART else self.share / LEAST[self.relation]

    @property
    def is_alike(self) -> bool:
        return self.score >= 1


def related(a: Reading, b: Reading) -> Relation:
    """From the narrowest level down: a name of the one met anywhere in the other, or two that contradict.

    Of different villages by the record, only a name of at least three characters makes two matters one: 青山水泥 (厂).
    """
    if a.unit and b.unit and a.unit != b.unit:
        narrow = (a.first_pairs[Level.POINT] & b.pairs) | (b.first_pairs[Level.POINT] & a.pairs)
        return Relation.POINT if len(narrow) > 1 else Relation.APART
    for level in sorted(Level, reverse=True):
        mine, yours = a.first_pairs[level], b.first_pairs[level]
        if mine & b.pairs or yours & a.pairs:
            return Relation(level)
        if mine and yours:
            return Relation.APART
    if any(a.first_pairs.values()) and any(b.first_pairs.values()):
        return Relation.APART  # each is known by a name, and they have none in common
    return Relation.UNKNOWN


def shared(a: Reading, b: Reading) -> float:
    """The cosine of two problems."""
    small, large = (a.problem, b.problem) if len(a.problem) <= len(b.problem) else (b.problem, a.problem)
    return sum(weight * large[pair] for pair, weight in small.items() if pair in large)


def compare(a: Reading, b: Reading, text: str = "", *, words: int = 5) -> Likeness:
    """How alike, and why. `text` is one of the two texts, normal: the words are shown as they stand in it."""
    relation = related(a, b)
    return Likeness(relation, shared(a, b), common_place(a, b) if relation > 0 else "", common_words(a, b, text, words))


def common_place(a: Reading, b: Reading) -> str:
    """The full name of the narrowest place that both speak of."""
    for level in sorted(Level, reverse=True):
        if not (a.first_pairs[level] & b.pairs or b.first_pairs[level] & a.pairs):
            continue
        for core in (*a.first[level], *b.first[level]):
            pairs = {core[i : i + 2] for i in range(len(core) - 1)}
            if pairs & a.pairs & b.pairs:
                return a.labels.get(core) or b.labels.get(core) or core
    return ""


def common_words(a: Reading, b: Reading, text: str, most: int) -> tuple[str, ...]:
    """The words of the problem that both have, the most telling first."""
    weights = {pair: weight * b.problem[pair] for pair, weight in a.problem.items() if pair in b.problem}
    if not text:
        return tuple(sorted(weights, key=lambda pair: (-weights[pair], pair))[:most])
    least = max(weights.values(), default=0.0) / 12
    return tuple(
        terms([text], lambda pair: weights.get(pair, 0.0) if weights.get(pair, 0.0) >= least else 0.0, most=most)
    )
