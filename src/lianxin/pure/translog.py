"""流水树: proofs over the tree of RFC 6962: that an entry is in it (§2.1.1), that it only grew (§2.1.2).

A tree is known by its pieces: `(level, index)` is the complete subtree over the leaves `index << level` and the
`1 << level` from there. What a proof needs is first planned as pieces, so that whoever keeps the hashes can fetch
them all at once; then it is folded.

>>> leaves = [merkle.leaf(bytes([n])) for n in range(7)]
>>> known = hashes_of(leaves)
>>> path = inclusion(known, 3, 7)
>>> holds_inclusion(leaves[3], 3, 7, path, root(known, 7)), holds_inclusion(leaves[3], 4, 7, path, root(known, 7))
(True, False)
>>> holds_consistency(3, 7, root(known, 3), root(known, 7), consistency(known, 3, 7))
True

Not done here: no signature (`pure/notes.py`), and nothing is stored.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxin.pure import merkle

Piece = tuple[int, int]
Range = tuple[int, int]
EMPTY = hashlib.sha256(b"").digest()


def split(count: int) -> int:
    """The largest power of two below `count`, which is at least two."""
    return 1 << ((count - 1).bit_length() - 1)


def pieces(first: int, last: int) -> list[Piece]:
    """The complete subtrees of the leaves from `first` to before `last`, the largest first, as a proof cuts them."""
    found = []
    while first < last:
        level = (last - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


def around(n: int, size: int) -> list[Range]:
    """PATH(n, D[size]): the ranges of leaves beside the way from leaf `n` up to the root, the nearest first."""
    if not 0 <= n < size:
        raise ValueError(f"no leaf {n} in a tree of {size}")
    first, last, path = 0, size, []
    while last - first > 1:
        middle = first + split(last - first)
        if n < middle:
            path.append((middle, last))
            last = middle
        else:
            path.append((first, middle))
            first = middle
    return path[::-1]


def between(old: int, new: int) -> list[Range]:
    """PROOF(old, D[new]): the ranges of leaves that show the tree of `old` within that of `new`."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not grow from one of {old}")
    if old in (0, new):
        return []
    first, last, path, is_whole = 0, new, [], True
    while last != old:
        middle = first + split(last - first)
        if old <= middle:
            path.append((middle, last))
            last = middle
        else:
            path.append((first, middle))
            first, is_whole = middle, False
    return ([] if is_whole else [(first, last)]) + path[::-1]


def needed(ranges: Iterable[Range]) -> set[Piece]:
    """All the pieces of these ranges: what must be fetched before folding."""
    return {piece for first, last in ranges for piece in pieces(first, last)}


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash over pieces that lie side by side, the largest first: from the right, as the split puts them."""
    found = hashes[-1]
    for left in reversed(hashes[:-1]):
        found = merkle.node(left, found)
    return found


def hash_of(known: Mapping[Piece, bytes], of: Range) -> bytes:
    """The hash of a range from its pieces."""
    return fold([known[piece] for piece in pieces(*of)])


def root(known: Mapping[Piece, bytes], size: int) -> bytes:
    """The tree's head at this size."""
    return hash_of(known, (0, size)) if size else EMPTY


def inclusion(known: Mapping[Piece, bytes], n: int, size: int) -> list[bytes]:
    """The proof that leaf `n` is in the tree of this size."""
    return [hash_of(known, one) for one in around(n, size)]


def consistency(known: Mapping[Piece, bytes], old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old`."""
    return [hash_of(known, one) for one in between(old, new)]


def hashes_of(leaves: Sequence[bytes]) -> dict[Piece, bytes]:
    """Every complete subtree over these leaves."""
    found: dict[Piece, bytes] = {}
    level, row = 0, list(leaves)
    while row:
        found |= {(level, index): one for index, one in enumerate(row)}
        row = [merkle.node(row[n], row[n + 1]) for n in range(0, len(row) - 1, 2)]
        level += 1
    return found


def holds_inclusion(leaf: bytes, n: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Whether the path leads from the leaf at place `n` to this head of a tree of this size (RFC 9162 §2.1.3.2)."""
    if not 0 <= n < size:
        return False
    place, end, found = n, size - 1, leaf
    for one in path:
        if not end or len(one) != len(EMPTY):
            return False
        if place & 1 or place == end:
            found = merkle.node(one, found)
            while place and not place & 1:
                place, end = place >> 1, end >> 1
        else:
            found = merkle.node(found, one)
        place, end = place >> 1, end >> 1
    return not end and found == head


def holds_consistency(old: int, new: int, old_head: bytes, new_head: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows the tree with the new head to begin with the one of the old head (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        same = old_head == (EMPTY if not old else new_head)
        return not path and same and (new > 0 or new_head == EMPTY)
    way = list(path) if old & (old - 1) else [old_head, *path]
    place, end = old - 1, new - 1
    while place & 1:
        place, end = place >> 1, end >> 1
    if not way or any(len(one) != len(EMPTY) for one in way):
        return False
    before = after = way[0]
    for one in way[1:]:
        if not end:
            return False
        if place & 1 or place == end:
            before, after = merkle.node(one, before), merkle.node(one, after)
            while place and not place & 1:
                place, end = place >> 1, end >> 1
        else:
            after = merkle.node(after, one)
        place, end = place >> 1, end >> 1
    return not end and (before, after) == (old_head, new_head)


@dataclass(frozen=True)
class Edge:
    """树的右缘: all that must be kept of a tree to let it grow: its size and its complete subtrees, the largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """The head of the tree as far as it has grown."""
        return fold(self.hashes) if self.hashes else EMPTY

    def grown(self, leaves: Iterable[bytes], seen: "Callable[[int, int, bytes], object] | None" = None) -> "Edge":
        """The edge after these leaves; `seen(level, index, hash)` is told of each subtree that became complete."""
        size, stack = self.size, list(self.hashes)
        for leaf in leaves:
            level, found, carry = 0, leaf, size
            while carry & 1:
                found = hashlib.sha256(b"\x01" + stack.pop() + found).digest()  # merkle.node, a million times
                carry, level = carry >> 1, level + 1
                if seen:
                    seen(level, size >> level, found)
            stack.append(found)
            size += 1
        return Edge(size, tuple(stack))
