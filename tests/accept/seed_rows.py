"""The hundred known claims of the five source texts: what the checker must say of each, and what it says.

`python -m tests.accept.seed_rows` prints the table, and precision and recall per kind.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lianxin.pure.checking import Claim, check

from .seed_table import ANYTHING, EXPECTED, NONE, Elsewhere, Say

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CASES = SHARED / "cases" / "seed_claims.csv"
SEEDS = ("000", "001", "002", "003", "004")
_QUOTES = {"‚": "“", "‛": "”", "‘": "“", "’": "”"}


@dataclass(frozen=True)
class Result:
    """One row: what was expected, what was said at its places, whether that is right."""

    id: str
    kind: str
    expected: Say | Elsewhere
    said: tuple[str, ...]
    right: bool

    @property
    def line(self) -> str:
        """The row as one line of the printed table."""
        said = " ".join(self.said) or "–"
        return f"{self.id:>4} {self.kind:<12} {str(self.expected):<42} {said:<60} {'ok' if self.right else 'NO'}"


@cache
def text_of(seed: str) -> str:
    return next((SHARED / "seeds").glob(f"{seed}_*.txt")).read_text(encoding="utf-8")


@cache
def claims_on(seed: str) -> tuple[Claim, ...]:
    """All claims on a source text, checked once for all its rows."""
    return check(text_of(seed)).claims


@cache
def _squeezed(seed: str) -> tuple[str, list[int]]:
    return squeeze(text_of(seed))


def squeeze(text: str) -> tuple[str, list[int]]:
    """NFKC without blanks and with one kind of quotes, and where each character came from."""
    chars, places = [], []
    for place, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char):
            if not piece.isspace():
                chars.append(_QUOTES.get(piece, piece))
                places.append(place)
    return "".join(chars), places


def spans(seed: str, quote: str) -> list[tuple[int, int]]:
    """Where the pieces of a quote (parted by …) stand in a source text, every occurrence."""
    plain, places = _squeezed(seed)
    found = []
    for piece in quote.split("…"):
        wanted = squeeze(piece)[0]
        place = plain.find(wanted)
        while wanted and place >= 0:
            found.append((places[place], places[place + len(wanted) - 1] + 1))
            place = plain.find(wanted, place + 1)
    return found


def rows() -> list[dict[str, str]]:
    """The rows of the file; none where it is absent."""
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def at_row(row: dict[str, str]) -> Iterator[Claim]:
    """Every claim that touches the quote of a row."""
    for seed in row["seed"].split("/"):
        places = spans(seed, row["quote"])
        for claim in claims_on(seed):
            if any(claim.start < end and start < claim.end for start, end in places):
                yield claim


def result_of(row: dict[str, str]) -> Result:
    """What the checker says of a row, against the table."""
    expected = EXPECTED[row["id"]]
    touching = list(at_row(row))
    if isinstance(expected, Elsewhere):
        said = [c for c in touching if c.grade == "wrong" and c.kind in expected.kinds]
        return Result(row["id"], row["kind"], expected, _said(said), not said)
    of_kind = [c for c in touching if c.kind in expected.kinds or expected.kinds == ANYTHING]
    if expected.verdicts == NONE:
        said = [c for c in of_kind if c.grade or c.verdict == "holds"]
        return Result(row["id"], row["kind"], expected, _said(of_kind), not said)
    hits = [c for c in of_kind if any(_is(c.verdict, wanted) for wanted in expected.verdicts)]
    against = (
        []
        if any(w.startswith(("fails", "doubtful", "placeholder")) for w in expected.verdicts)
        else [c for c in of_kind if c.grade == "wrong"]
    )
    return Result(row["id"], row["kind"], expected, _said(of_kind), bool(hits) and not against)


def _is(verdict: str, wanted: str) -> bool:
    """fails means any reason; fails:sum means that reason; holds means holds."""
    return verdict == wanted or ":" not in wanted and verdict.startswith(wanted + ":")


def _said(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{c.kind}/{c.verdict}" for c in claims))


def failing_places(seed: str) -> list[tuple[int, int]]:
    """Where the rows say that a source text is wrong, unfilled or not filled in."""
    bad = ("fails", "placeholder", "blank", "typo", "suspect", "repair")
    return [
        span
        for row in rows()
        if seed in row["seed"] and row["verdict"].startswith(bad)
        for span in spans(seed, row["quote"])
    ]


def beyond(seed: str) -> list[Claim]:
    """Findings graded wrong that no row calls wrong; an unfilled place is row D11 wherever it stands."""
    places = failing_places(seed)
    return [
        c
        for c in claims_on(seed)
        if c.grade == "wrong"
        and c.kind not in ("placeholder", "blank")
        and not any(c.start < end and start < c.end for start, end in places)
    ]


def shares(results: list[Result]) -> Iterator[str]:
    """Per kind: rows to decide and decided rightly (recall), verdicts given and right (precision), silence kept."""
    extra = {seed: beyond(seed) for seed in SEEDS}
    kinds = dict.fromkeys(result.kind for result in results)
    for kind in [*kinds, ""]:
        mine = [r for r in results if not kind or r.kind == kind]
        asked = [r for r in mine if isinstance(r.expected, Say) and r.expected.verdicts != NONE]
        silent = [r for r in mine if isinstance(r.expected, Say) and r.expected.verdicts == NONE]
        right = sum(r.right for r in asked)
        given = right + sum(bool(r.said) and not r.right for r in mine)
        given += sum(not kind or c.kind == kind for found in extra.values() for c in found)
        precision = f"{right}/{given}" if given else "–"
        recall = f"{right}/{len(asked)}" if asked else "–"
        kept = f"{sum(r.right for r in silent)}/{len(silent)}" if silent else "–"
        yield f"{kind or 'all':<14} recall {recall:>7}   precision {precision:>7}   silent {kept:>7}"


def main() -> None:
    """Print the table."""
    results = [result_of(row) for row in rows()]
    print("\n".join(result.line for result in results))
    print("\n".join(shares(results)))
    for seed in SEEDS:
        for claim in beyond(seed):
            print(f"beyond the rows: {seed} {claim.kind} {claim.verdict} {claim.quote!r} {claim.explain}")


if __name__ == "__main__":
    main()
