"""流水树: the tree of RFC 6962 over the journal: its root at any size, proofs, and the entries as lines.

The hash over each 256 entries is kept, and over each 256 of those: a day's growth reads the day, and a proof some
thousand hashes at most, however long the journal is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from django.db.models import Q

from lianxin.base.journal import book, originals
from lianxin.base.journal.models import Entry, Head, Subtree
from lianxin.pure import translog
from lianxin.pure.translog import Edge, Piece

STEP = 8
TILE = 1 << STEP
AT_ONCE = 100  # ranges of one statement
BATCH = 5_000


def size() -> int:
    """How many entries the journal has, by its end."""
    head = Head.objects.filter(pk=1).first()
    return head.n if head else 0


def locked_size() -> int:
    """The same, and until the transaction ends nobody adds one."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    return head.n if head else 0


def grow(upto: int) -> None:
    """Keep the hash over every 256 that became complete, level by level; inside a transaction that locked the end."""
    level, count = 1, upto >> STEP
    while count:
        have = Subtree.objects.filter(level=level).count()
        below = _row(level - 1, have << STEP, count << STEP)
        Subtree.objects.bulk_create(
            [Subtree(level=level, index=index, hash=_over(islice(below, TILE))) for index in range(have, count)],
            batch_size=2_000,
        )
        level, count = level + 1, count >> STEP


def _over(hashes: Iterable[bytes]) -> str:
    return Edge().grown(hashes).root.hex()


def _row(level: int, first: int, last: int) -> Iterator[bytes]:
    """The hashes of one level, in order: leaves at 0, kept subtrees above."""
    if level:
        found = Subtree.objects.filter(level=level, index__gte=first, index__lt=last).order_by("index")
        rows = found.values_list("hash", flat=True).iterator(chunk_size=BATCH)
    else:
        entries = Entry.objects.filter(n__gt=first, n__lte=last).order_by("n")
        rows = entries.values_list("leaf", flat=True).iterator(chunk_size=BATCH)
    return map(bytes.fromhex, rows)


def hashes(pieces: Iterable[Piece]) -> dict[Piece, bytes]:
    """The hashes of these complete subtrees: of each level of what is kept all at once."""
    wanted = list(pieces)
    tiles: dict[int, set[int]] = {}
    for level, index in wanted:
        tiles.setdefault(level // STEP, set()).add((index << level % STEP) >> STEP)
    kept = {(step, place): one for step, numbers in tiles.items() for place, one in _tiles(step, sorted(numbers))}
    found = {}
    for level, index in wanted:
        step, first, count = level // STEP, index << level % STEP, 1 << level % STEP
        found[level, index] = Edge().grown(kept[step, first + n] for n in range(count)).root
    return found


def _tiles(level: int, numbers: list[int]) -> Iterator[tuple[int, bytes]]:
    """Place and hash of everything in these tiles of one level."""
    for start in range(0, len(numbers), AT_ONCE):
        within, key = Q(), "index" if level else "n"
        for number in numbers[start : start + AT_ONCE]:
            first = (number << STEP) + (0 if level else 1)  # entries are numbered from 1
            within |= Q(**{f"{key}__gte": first, f"{key}__lt": first + TILE})
        if level:
            rows = Subtree.objects.filter(within, level=level).values_list("index", "hash")
            yield from ((index, bytes.fromhex(one)) for index, one in rows)
        else:
            yield from ((n - 1, bytes.fromhex(one)) for n, one in Entry.objects.filter(within).values_list("n", "leaf"))


def root(upto: int) -> bytes:
    """The root over the first so many entries, from what is kept. Raises KeyError where some are gone."""
    return translog.root(hashes(translog.pieces(0, upto)), upto)


def inclusions(numbers: Iterable[int], upto: int) -> dict[int, list[bytes]]:
    """For each entry number the proof that it is among the first so many."""
    wanted = list(numbers)
    known = hashes(translog.needed(one for n in wanted for one in translog.around(n - 1, upto)))
    return {n: translog.inclusion(known, n - 1, upto) for n in wanted}


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the first `new` entries begin with the first `old`."""
    return translog.consistency(hashes(translog.needed(translog.between(old, new))), old, new)


@dataclass(frozen=True)
class Walk:
    """核验到哪里: the edge of the tree and the chain so far, so that a long journal can be walked in stretches."""

    edge: Edge = Edge()
    chain: str = book.GENESIS

    def on(self, most: int) -> "Walk":
        """The next entries reckoned anew from what they say; raises JournalBroken at the first that does not fit."""
        edge, leaves, done, before = self.edge, [], self.edge.size, bytes.fromhex(self.chain)
        for n, said, link, body in originals.rows(done, done + most):
            done += 1
            leaf = sha256(b"\x00" + body).digest()
            before = sha256(before + leaf).digest()
            if n != done or said != leaf.hex() or link != before.hex():
                raise book.JournalBroken(f"流水第 {done} 条与前文不符")
            leaves.append(leaf)
            if len(leaves) == BATCH:
                edge, leaves = edge.grown(leaves), []
        return Walk(edge.grown(leaves), before.hex())


def after(upto: int) -> Walk:
    """The walk as if the first so many had been walked, from what is kept: to look at the new entries alone."""
    last = Entry.objects.filter(n=upto).values_list("chain", flat=True).first()
    pieces = translog.pieces(0, upto)
    known = hashes(pieces)
    return Walk(Edge(upto, tuple(known[one] for one in pieces)), last or book.GENESIS)


def lines(upto: int) -> Iterator[bytes]:
    """The first so many entries, each as the canonical line that its leaf stands for."""
    return (body for _n, _leaf, _chain, body in originals.rows(0, upto))


def bodies(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Leaf and canonical line of these entries."""
    return {one.n: (one.leaf, book.body_of(one).decode()) for one in Entry.objects.filter(n__in=list(numbers))}
