"""The checker on real summaries: each known claim gets its verdict. Reads ../shared; left out where it is absent."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from lianxin.pure.checking import Claim, check

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CASES = SHARED / "cases" / "seed_claims.csv"
KINDS = {"difference", "rate", "sum", "subset", "count-word"}

pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not CASES.exists(), reason="验收资料不在：没有找到 ../shared/cases/seed_claims.csv"),
]


def squeeze(text: str) -> tuple[str, list[int]]:
    """NFKC without blanks and with one kind of quotes, and where each character came from."""
    chars, places = [], []
    for place, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char):
            if not piece.isspace():
                chars.append({"‚": "“", "‛": "”", "‘": "“", "’": "”"}.get(piece, piece))
                places.append(place)
    return "".join(chars), places


def spans(text: str, quote: str) -> list[tuple[int, int]]:
    """Where the pieces of a quote (parted by …) stand in a text, every occurrence."""
    plain, places = squeeze(text)
    found = []
    for piece in quote.split("…"):
        wanted = squeeze(piece)[0]
        place = plain.find(wanted)
        while wanted and place >= 0:
            found.append((places[place], places[place + len(wanted) - 1] + 1))
            place = plain.find(wanted, place + 1)
    return found


def rows() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["kind"] in KINDS and (row["verdict"] == "holds" or row["verdict"].startswith("fails"))
        ]


def claims_of(row: dict[str, str]) -> list[Claim]:
    """What the checker says on the quote of a row, of the row's kind."""
    text = next((SHARED / "seeds").glob(f"{row['seed']}_*.txt")).read_text(encoding="utf-8")
    places = spans(text, row["quote"])
    assert places, f"the quote of {row['id']} is not in its seed"
    return [
        claim
        for claim in check(text).claims
        if claim.kind == row["kind"] and any(claim.start < end and start < claim.end for start, end in places)
    ]


class TestAKnownClaim:
    @pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
    def test_gets_its_verdict(self, row: dict[str, str]) -> None:
        verdicts = [claim.verdict for claim in claims_of(row)]
        print(f"{row['id']:>4} {row['kind']:<10} {row['verdict']:<15} {verdicts}")

        if row["verdict"] == "holds":
            assert "holds" in verdicts
            assert not [verdict for verdict in verdicts if verdict.startswith("fails")]
        elif ":" in row["verdict"]:
            assert row["verdict"] in verdicts
        else:
            assert any(verdict.startswith("fails") for verdict in verdicts)


class TestARealReport:
    @pytest.mark.parametrize("path", sorted((SHARED / "data" / "gov_reports").glob("2026_*.csv")), ids=lambda p: p.stem)
    def test_is_hardly_ever_called_wrong(self, path: Path) -> None:
        csv.field_size_limit(10**9)
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = next(csv.DictReader(file))["full_text"]

        findings = check(text).findings

        assert len(findings) <= 1, [(claim.quote, claim.explain) for claim in findings]
