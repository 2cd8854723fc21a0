"""核对结果: what the checker says of a text, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass

HOLDS = "holds"
APPROX = "approx"
UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text states and that can be reckoned again.

    `start` and `end` are character offsets in the text as read; `quote` is exactly that piece. `verdict` is
    holds, approx, undecidable or fails:<reason>; `explain` is one Chinese sentence with the computation.
    """

    kind: str
    quote: str
    start: int
    end: int
    stated: str
    computed: str
    verdict: str
    explain: str

    @property
    def fails(self) -> bool:
        """Whether the text is wrong here."""
        return self.verdict.startswith("fails")


@dataclass(frozen=True, slots=True)
class Checked:
    """All claims found in a text, in the order of the text; `findings` are those a reader must look at."""

    claims: tuple[Claim, ...]
    findings: tuple[Claim, ...]


def to_json(file: str, checked: Checked) -> dict[str, object]:
    """The checked text in the shape that `lianxin check --json` prints, one object per file."""
    return {
        "file": file,
        "claims": [_plain(claim) for claim in checked.claims],
        "findings": [_plain(claim) for claim in checked.findings],
    }


def _plain(claim: Claim) -> dict[str, object]:
    return {
        "kind": claim.kind,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "stated": claim.stated,
        "computed": claim.computed,
        "verdict": claim.verdict,
        "explain": claim.explain,
    }
