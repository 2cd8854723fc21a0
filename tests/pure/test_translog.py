"""流水树: every size to 130, every pair, against the definition written out; and whatever is not quite a proof."""

import hashlib
from random import Random

import pytest

from lianxin.pure import merkle, translog

MOST = 130
ENTRIES = [b"%d" % n for n in range(MOST)]
LEAVES = [merkle.leaf(one) for one in ENTRIES]
KNOWN = translog.hashes_of(LEAVES)
ROOTS = [merkle.root(ENTRIES[:size]) for size in range(MOST + 1)]


def head(leaves):
    """MTH of RFC 6962 §2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    middle = translog.split(len(leaves))
    return merkle.node(head(leaves[:middle]), head(leaves[middle:]))


def path(n, leaves):
    """PATH of §2.1.1."""
    if len(leaves) == 1:
        return []
    middle = translog.split(len(leaves))
    if n < middle:
        return [*path(n, leaves[:middle]), head(leaves[middle:])]
    return [*path(n - middle, leaves[middle:]), head(leaves[:middle])]


def proof(old, leaves, is_whole=True):
    """SUBPROOF of §2.1.2."""
    if old == len(leaves):
        return [] if is_whole else [head(leaves)]
    middle = translog.split(len(leaves))
    if old <= middle:
        return [*proof(old, leaves[:middle], is_whole), head(leaves[middle:])]
    return [*proof(old - middle, leaves[middle:], False), head(leaves[:middle])]


class TestAProofOfAnEntry:
    @pytest.mark.parametrize("size", range(1, MOST + 1))
    def test_is_that_of_the_definition_and_leads_to_the_head(self, size):
        assert translog.root(KNOWN, size) == ROOTS[size]
        for n in range(size):
            way = translog.inclusion(KNOWN, n, size)
            if size < 40 or n in (0, size // 2, size - 1):
                assert way == path(n, LEAVES[:size])
            assert translog.holds_inclusion(LEAVES[n], n, size, way, ROOTS[size])

    def test_is_of_no_other_leaf_place_size_or_head(self):
        for size in range(2, 40):
            for n in range(size):
                way = translog.inclusion(KNOWN, n, size)
                wrong = [
                    (LEAVES[(n + 1) % size], n, size, way, ROOTS[size]), (LEAVES[n], n, size, way, ROOTS[size - 1]),
                    (LEAVES[n], n, size, way[:-1], ROOTS[size]), (LEAVES[n], n, size, way[1:], ROOTS[size]),
                    (LEAVES[n], n, size, [*way, way[-1]], ROOTS[size]), (LEAVES[n], n, size, [b"", *way], ROOTS[size]),
                    (LEAVES[n], n, size, [], ROOTS[size]), (LEAVES[n], size, size, way, ROOTS[size]),
                    (LEAVES[n], -1, size, way, ROOTS[size]), (LEAVES[n], n, 0, way, ROOTS[size]),
                ]  # fmt: skip
                wrong += [(LEAVES[n], other, size, way, ROOTS[size]) for other in range(size) if other != n]
                assert not any(translog.holds_inclusion(*one) for one in wrong)

    def test_of_the_only_entry_is_empty(self):
        assert translog.inclusion(KNOWN, 0, 1) == []
        assert translog.holds_inclusion(LEAVES[0], 0, 1, [], ROOTS[1])
        assert not translog.holds_inclusion(LEAVES[0], 0, 1, [LEAVES[0]], ROOTS[1])

    def test_is_not_planned_for_an_entry_that_is_not_there(self):
        for n, size in ((0, 0), (3, 3), (-1, 3)):
            with pytest.raises(ValueError, match="no leaf"):
                translog.around(n, size)


class TestAProofOfGrowth:
    @pytest.mark.parametrize("new", range(MOST + 1))
    def test_is_that_of_the_definition_and_holds(self, new):
        for old in range(new + 1):
            way = translog.consistency(KNOWN, old, new)
            if old and new < 40:
                assert way == proof(old, LEAVES[:new])
            assert translog.holds_consistency(old, new, ROOTS[old], ROOTS[new], way)

    def test_holds_for_no_other_sizes_heads_or_path(self):
        random = Random(7)
        for new in range(1, 40):
            for old in range(new):
                way = translog.consistency(KNOWN, old, new)
                wrong = [
                    (old, new, ROOTS[old], ROOTS[new], [*way, LEAVES[0]]), (old, new, ROOTS[old], LEAVES[-1], way),
                    (old, new, LEAVES[-1], ROOTS[new], way), (new, old, ROOTS[new], ROOTS[old], way),
                    (-1, new, ROOTS[old], ROOTS[new], way), (old, new, ROOTS[old], ROOTS[new], [b"", *way]),
                ]  # fmt: skip
                if old:
                    bent = list(way)
                    bent[random.randrange(len(bent))] = LEAVES[-1]
                    wrong += [(old, new, ROOTS[old], ROOTS[new], one) for one in (way[:-1], way[1:], [], bent)]
                    wrong += [(old + 1, new, ROOTS[old], ROOTS[new], way)] if old + 1 < new else []
                else:
                    wrong = wrong[:1] + wrong[2:]  # from nothing to anything there is nothing to show
                assert not any(translog.holds_consistency(*one) for one in wrong), (old, new)

    def test_of_the_same_tree_is_empty_and_wants_the_same_head(self):
        assert translog.holds_consistency(5, 5, ROOTS[5], ROOTS[5], [])
        assert not translog.holds_consistency(5, 5, ROOTS[4], ROOTS[5], [])
        assert translog.holds_consistency(0, 0, ROOTS[0], ROOTS[0], [])
        assert not translog.holds_consistency(0, 0, ROOTS[0], ROOTS[1], [])
        assert not translog.holds_consistency(0, 5, ROOTS[1], ROOTS[5], [])

    def test_is_not_planned_backwards(self):
        with pytest.raises(ValueError, match="does not grow"):
            translog.between(5, 4)


def _note_in(told):
    return lambda level, index, found: told.update({(level, index): found})


class TestTheEdge:
    def test_grows_in_any_steps_to_the_same_head(self):
        random = Random(3)
        for _each in range(50):
            edge, told = translog.Edge(), {}
            while edge.size < MOST:
                step = random.randrange(1, 30)
                edge = edge.grown(LEAVES[edge.size : edge.size + step], _note_in(told))
                assert edge.root == ROOTS[edge.size]
            assert told == {piece: one for piece, one in KNOWN.items() if piece[0]}

    def test_of_nothing_has_the_head_of_nothing(self):
        assert translog.Edge().root == ROOTS[0]
