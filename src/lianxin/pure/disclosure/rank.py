"""秩检验: what follows from everything published, however it is added, weighted and subtracted.

Each published table is a row over atoms (格: one block of voters at one place); whoever has all rows has every linear
combination of them. No combination may speak of protected atoms alone: those of fewer than k persons together, and those
whose votes all (or all but one) agree. Arithmetic is modulo a prime of 61 bits: a row that follows over the rationals
follows there too, and the weights of an appraisal are far too small to make more follow.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

PRIME = (1 << 61) - 1  # a Mersenne prime: an accidental zero has a chance of about 4e-19
Row = dict[str, int]


def residues(weights: Mapping[str, Fraction | int]) -> Row:
    """A row of weights modulo the prime, without its zeros."""
    found = {}
    for key, weight in weights.items():
        exact = Fraction(weight)
        value = exact.numerator * pow(exact.denominator, -1, PRIME) % PRIME
        if value:
            found[key] = value
    return found


class Basis:
    """行空间: all that follows from the rows admitted so far, in reduced echelon form.

    >>> basis = Basis()
    >>> basis.add(residues({"A": 1, "B": 1}))
    True
    >>> basis.reveals({"B"}), basis.would_reveal(residues({"A": 1}), {"B"})
    (False, True)
    """

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}  # pivot → its row, which has 1 there; no other row has that pivot
        self.holders: dict[str, set[str]] = {}  # atom → pivots of the rows in which it stands

    def reduced(self, row: Row) -> Row:
        """The part of a row that does not follow yet; empty if all of it does."""
        left = dict(row)
        for pivot in [key for key in row if key in self.rows]:
            _subtract(left, left.get(pivot, 0), self.rows[pivot])
        return left

    def add(self, row: Row) -> bool:
        """Admit a row; whether it brought anything that did not follow already."""
        left = self.reduced(row)
        if not left:
            return False
        pivot = min(left)
        fresh = _scaled(left, pivot)
        for holder in list(self.holders.get(pivot, ())):
            self._replace(holder, fresh, pivot)
        self.rows[pivot] = fresh
        for key in fresh:
            self.holders.setdefault(key, set()).add(pivot)
        return True

    def _replace(self, holder: str, fresh: Row, pivot: str) -> None:
        changed = dict(self.rows[holder])
        _subtract(changed, changed[pivot], fresh)
        for key in self.rows[holder].keys() - changed.keys():
            self.holders[key].discard(holder)
        for key in changed.keys() - self.rows[holder].keys():
            self.holders.setdefault(key, set()).add(holder)
        self.rows[holder] = changed

    def reveals(self, protected: Iterable[str]) -> bool:
        """Whether some combination of the rows speaks of these atoms alone."""
        return _speaks_alone([self.rows[key] for key in protected if key in self.rows], frozenset(protected))

    def would_reveal(self, row: Row, protected: Iterable[str]) -> bool:
        """The same if this row were admitted too. The basis itself must not reveal them yet."""
        inside = frozenset(protected)
        left = self.reduced(row)
        if not left:
            return False
        pivot = next((key for key in sorted(left) if key in inside), min(left))
        fresh = _scaled(left, pivot)
        touched = []
        for key in inside:
            if key in self.rows:
                changed = dict(self.rows[key])
                _subtract(changed, changed.get(pivot, 0), fresh)
                touched.append(changed)
        if pivot in inside:
            touched.append(fresh)
        return _speaks_alone(touched, inside)


def _scaled(row: Row, pivot: str) -> Row:
    inverse = pow(row[pivot], -1, PRIME)
    return {key: value * inverse % PRIME for key, value in row.items()}


def _subtract(row: Row, times: int, other: Row) -> None:
    if not times:
        return
    for key, value in other.items():
        left = (row.get(key, 0) - times * value) % PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _speaks_alone(rows: list[Row], inside: frozenset[str]) -> bool:
    """Whether these rows, each with a pivot of its own inside, have a combination that is zero outside.

    A combination of an echelon basis has at each pivot the factor of that row, so only rows whose pivots lie inside
    can take part: their outer parts must be linearly dependent.
    """
    if not rows:
        return False
    seen: dict[str, Row] = {}
    for row in rows:
        outer = {key: value for key, value in row.items() if key not in inside}
        while outer:
            pivot = min(outer)
            if pivot not in seen:
                seen[pivot] = _scaled(outer, pivot)
                break
            _subtract(outer, outer[pivot], seen[pivot])
        else:
            return True
    return False


def small_sets(blocks: Mapping[str, Mapping[str, int]], least: int) -> Iterator[frozenset[str]]:
    """Every largest set of atoms that speaks of fewer than `least` persons.

    `blocks`: block → {atom: persons}. The atoms of one block are answers of the same people to several questions, so a set
    speaks of as many persons of a block as its largest atom has; blocks are people apart and add up.
    """
    levels = [
        sorted({n for n in atoms.values() if 0 < n < least})
        for atoms in blocks.values()
    ]  # fmt: skip
    names = list(blocks)
    for choice in _choices(levels, 0, least - 1):
        yield frozenset(
            atom
            for name, most in zip(names, choice, strict=True)
            for atom, persons in blocks[name].items()
            if 0 < persons <= most
        )


def _choices(levels: list[list[int]], at: int, left: int) -> Iterator[list[int]]:
    """For each block a level (0: none of it), together at most `left`, and no block could be given more."""
    for choice in _all_choices(levels, at, left):
        rest = left - sum(choice)
        grown = (
            level - mine
            for mine, row in zip(choice, levels, strict=True)
            for level in row
            if level > mine
        )  # fmt: skip
        if any(choice) and not any(step <= rest for step in grown):
            yield choice


def _all_choices(levels: list[list[int]], at: int, left: int) -> Iterator[list[int]]:
    if at == len(levels):
        yield []
        return
    for level in (0, *levels[at]):
        if level <= left:
            for rest in _all_choices(levels, at + 1, left - level):
                yield [level, *rest]
