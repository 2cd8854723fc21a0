"""核对结果: what the checker says of a text, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Grade = Literal["", "wrong", "doubtful", "style"]

HOLDS = "holds"
APPROX = "approx"
PLAUSIBLE = "plausible"
UNDECIDABLE = "undecidable"
#: reasons of fails:<reason> that are not beyond doubt, and those that touch the form alone; all others are wrong
DOUBTFUL = frozenset({"wording", "recycled", "conflict", "foreign", "name", "role", "title", "cross-text", "duplicate"})
STYLE = frozenset({"format", "typo"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text states and that can be reckoned again.

    `start` and `end` are character offsets in the text as read; `quote` is exactly that piece. `verdict` is
    holds, plausible, approx, undecidable[:<why>], note, fails:<reason>, doubtful:<reason>, style:<reason>, blank[:derivable]
    or placeholder; `explain` is one Chinese sentence with the computation; `mend` is what to write instead of `quote`,
    empty where only the author can know.
    """

    kind: str
    quote: str
    start: int
    end: int
    stated: str
    computed: str
    verdict: str
    explain: str
    mend: str = ""

    @property
    def grade(self) -> Grade:
        """wrong (beyond doubt), doubtful (a careful reader would ask), style (the form alone), or nothing to look at."""
        return grade_of(self.verdict)

    @property
    def fails(self) -> bool:
        """Whether the text is wrong here."""
        return self.grade == "wrong"


def grade_of(verdict: str) -> Grade:
    """The grade of a verdict."""
    head, _, reason = verdict.partition(":")
    if head == "style" or head == "fails" and reason in STYLE:
        return "style"
    if head in ("doubtful", "suspect", "blank") or head == "fails" and reason in DOUBTFUL:
        return "doubtful"
    return "wrong" if head in ("fails", "placeholder") else ""


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
        "grade": claim.grade,
        "mend": claim.mend,
    }
