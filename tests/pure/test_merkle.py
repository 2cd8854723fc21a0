"""默克尔树: the vectors of the certificate transparency log (RFC 6962, 7 entries of its test tree), and its faults."""

import hashlib
from random import Random

import pytest

from lianxin.pure import merkle
from lianxin.work.ballots import verify_board

ENTRIES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class TestTheRoot:
    @pytest.mark.parametrize("size", range(1, 9))
    def test_is_that_of_the_known_tree_of_this_size(self, size):
        assert merkle.root(ENTRIES[:size]).hex() == ROOTS[size - 1]
        assert verify_board.merkle_root(ENTRIES[:size]).hex() == ROOTS[size - 1]

    def test_of_nothing_is_the_hash_of_nothing(self):
        assert merkle.root([]) == hashlib.sha256(b"").digest() == verify_board.merkle_root([])

    def test_is_the_same_level_by_level_and_by_halves(self):
        random = Random(1)
        for size in range(200):
            entries = [random.randbytes(random.randrange(40)) for _each in range(size)]
            assert merkle.root(entries) == verify_board.merkle_root(entries)

    def test_changes_with_every_change_of_the_list(self):
        roots = {merkle.root(entries) for entries in (
            ENTRIES, ENTRIES[:-1], [*ENTRIES, b""], ENTRIES[::-1], [*ENTRIES[:3], b"\x31\x30", *ENTRIES[4:]],
            [merkle.node(merkle.leaf(ENTRIES[0]), merkle.leaf(ENTRIES[1])), *ENTRIES[2:]],  # a node for a leaf
        )}  # fmt: skip
        assert len(roots) == 6
