"""The checker on real texts: each of the hundred known claims gets its verdict. Left out where ../shared is absent."""

from __future__ import annotations

import pytest

from .seed_rows import CASES, SEEDS, beyond, result_of, rows
from .seed_table import EXPECTED

pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not CASES.exists(), reason="验收资料不在：没有找到 ../shared/cases/seed_claims.csv"),
]


class TestAKnownClaim:
    @pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
    def test_gets_its_verdict(self, row: dict[str, str]) -> None:
        result = result_of(row)
        print(result.line)

        assert result.right, result.line

    def test_of_every_row_is_in_the_table(self) -> None:
        assert {row["id"] for row in rows()} == set(EXPECTED)


class TestASourceText:
    @pytest.mark.parametrize("seed", SEEDS)
    def test_is_called_wrong_only_where_a_row_says_so(self, seed: str) -> None:
        assert not [(c.kind, c.verdict, c.quote, c.explain) for c in beyond(seed)]
