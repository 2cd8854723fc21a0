"""流水树 over the journal of the town: what is kept gives the same roots and proofs as reckoning all anew."""

import pytest
from django.db import transaction

from lianxin.base.journal import book, tree
from lianxin.base.journal.models import Entry, Subtree
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure import merkle, translog
from tests.conftest import NOON


def write(count: int) -> None:
    with transaction.atomic():
        book.record_many([book.Line("person.logged_in", "person:1", "", SYSTEM, NOON, {"username": f"u{n}"})
                          for n in range(count)])  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiles of four, so that a short journal has some levels of them."""
    monkeypatch.setattr(tree, "STEP", 2)
    monkeypatch.setattr(tree, "TILE", 4)


class TestTheKeptTree:
    def test_gives_the_roots_and_proofs_of_the_whole(self, town, small) -> None:
        write(100)
        upto = tree.locked_size()
        tree.grow(upto)
        entries = list(tree.lines(upto))
        known = translog.hashes_of([merkle.leaf(one) for one in entries])

        for size in range(1, upto + 1, 7):
            assert tree.root(size) == merkle.root(entries[:size])
            assert tree.inclusions([1, size], size)[size] == translog.inclusion(known, size - 1, size)
            assert tree.consistency(size, upto) == translog.consistency(known, size, upto)

    def test_grows_by_the_day(self, town, small) -> None:
        for day in (3, 1, 40, 7, 90):
            write(day)
            tree.grow(tree.size())
            assert tree.root(tree.size()) == merkle.root(list(tree.lines(tree.size())))
        levels = Subtree.objects.filter(level=1).count(), Subtree.objects.filter(level=2).count()
        assert levels == (tree.size() // 4, tree.size() // 16)

    def test_asks_little_for_many_proofs(self, town, django_assert_max_num_queries) -> None:
        write(1_200)
        upto = tree.size()
        tree.grow(upto)

        with django_assert_max_num_queries(2):
            tree.inclusions(range(1, 1_200, 40), upto)

    def test_tells_nothing_of_a_neighbour(self, town) -> None:
        """Two entries that say the same have different leaves, and nobody can guess them."""
        write(2)
        one, other = Entry.objects.order_by("-n")[:2]

        assert one.salt != other.salt and len(one.salt) == 32
        assert one.salt.encode() in book.body_of(one)


class TestTheWalk:
    def test_in_stretches_is_the_walk_in_one(self, town) -> None:
        write(30)
        walk = tree.Walk()
        while walk.edge.size < tree.size():
            walk = walk.on(11)

        assert (walk.edge.size, walk.chain) == book.verify()
        assert walk.edge.root == tree.root(tree.size())
        assert tree.after(20).on(1_000) == walk
