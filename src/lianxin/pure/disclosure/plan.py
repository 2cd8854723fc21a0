"""公布方案: which tables may be told, given everything that was told before (security.md T2).

k persons for figures; the remainder rule (what is left of a total when its published parts are taken off is never 1…k−1
persons), which is the rank rule for rows of ones; weights and later publications by the rank rule; where one option has
all the votes or all but one, only a band (pure/tally `band_of`) and never the table itself.

>>> ledger = Ledger(5)
>>> ledger.know(Atom("a", "甲", 40, ""), Atom("b", "乙", 3, ""))
>>> ledger.admit({"a": 1}), ledger.admit({"a": 1, "b": 1}), ledger.admit({"b": 1})
(True, False, False)

Not done here: no noise, and no promise about what a person knows who voted himself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lianxin.pure.disclosure.rank import Basis, residues, small_sets

Weights = Mapping[str, Fraction | int]


class Leaks(ValueError):
    """会认出个人: what was published before already speaks of too few persons, or of a unanimous group."""


@dataclass(frozen=True)
class Atom:
    """一格: `key`; `block`, the people it is about (the same people in two atoms have the same block); how many voted;

    `unanimous`: the option that has all their votes or all but one, with its question ("" if none has).
    """

    key: str
    block: str
    persons: int
    unanimous: str = ""


@dataclass
class Ledger:
    """公布底账: every atom known, every row told. `admit` tells a row or refuses it; what was told is never taken back."""

    least: int
    atoms: dict[str, Atom] = field(default_factory=dict)
    told: list[dict[str, Fraction]] = field(default_factory=list)
    _basis: Basis = field(default_factory=Basis)
    _sets: list[frozenset[str]] | None = None
    _by_atom: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def know(self, *atoms: Atom) -> None:
        """Enter atoms; those without voters say nothing and are left out."""
        for atom in atoms:
            if atom.persons > 0:
                self.atoms[atom.key] = atom
        self._sets = None

    def admit(self, row: Weights, *, is_forced: bool = False) -> bool:
        """Tell a row if nothing protected follows from it; whether it is told. `is_forced`: it was told long ago.

        Raises Leaks for a forced row from which something protected follows.
        """
        exact = {key: Fraction(weight) for key, weight in row.items() if key in self.atoms and weight}
        plain = residues(exact)
        if exact and self._is_refused(exact, plain):
            if is_forced:
                raise Leaks("以前公布的数字已能推出人数过少的一组。")
            return False
        self._basis.add(plain)
        self.told.append(exact)
        return True

    def data(self) -> dict[str, Any]:
        """The ledger as plain JSON; `load` reads it into another."""
        return {
            "atoms": [[one.key, one.block, one.persons, one.unanimous] for one in self.atoms.values()],
            "rows": [{key: str(weight) for key, weight in row.items()} for row in self.told],
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what another ledger told: its atoms and rows. Raises Leaks if both together reveal somebody."""
        self.know(*(Atom(*one) for one in data["atoms"]))
        for row in data["rows"]:
            self.admit({key: Fraction(weight) for key, weight in row.items()}, is_forced=True)

    def persons(self, keys: Iterable[str]) -> int:
        """How many people some atoms are about at least: blocks add up, atoms of one block are the same people."""
        most: dict[str, int] = {}
        for key in keys:
            if atom := self.atoms.get(key):
                most[atom.block] = max(most.get(atom.block, 0), atom.persons)
        return sum(most.values())

    def _is_refused(self, exact: Weights, plain: dict[str, int]) -> bool:
        if self.persons(exact) < self.least:
            return True
        left = self._basis.reduced(plain)
        if not left:
            return False
        return any(self._basis.would_reveal(plain, inside) for inside in self._touching(left))

    def _touching(self, left: Mapping[str, int]) -> list[frozenset[str]]:
        """The protected sets that may begin to follow: a new combination is part of the new row itself, or of rows
        that stand where it stands; sets far from all of them stay as they were."""
        near = set(left)
        for key in left:
            for pivot in self._basis.holders.get(key, ()):
                near.update(self._basis.rows[pivot])
        found: dict[frozenset[str], None] = {}
        for key in near:
            for one in self._protected().get(key, ()):
                found[one] = None
        return list(found)

    def _protected(self) -> dict[str, list[frozenset[str]]]:
        if self._sets is None:
            blocks: dict[str, dict[str, int]] = {}
            unanimous: dict[str, set[str]] = {}
            for atom in self.atoms.values():
                if atom.persons < self.least:
                    blocks.setdefault(atom.block, {})[atom.key] = atom.persons
                if atom.unanimous:
                    unanimous.setdefault(atom.unanimous, set()).add(atom.key)
            self._sets = [*small_sets(blocks, self.least), *(frozenset(keys) for keys in unanimous.values())]
            self._by_atom = {}
            for one in self._sets:
                for key in one:
                    self._by_atom.setdefault(key, []).append(one)
        return self._by_atom


def remainder(parent: int, published: Iterable[int]) -> int:
    """余数: what is left of a total when its published parts are taken off."""
    return parent - sum(published)
