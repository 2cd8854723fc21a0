"""数字核对: the claims that a text makes with its figures, each reckoned again.

>>> checked = check("1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。")
>>> [(claim.kind, claim.verdict) for claim in checked.claims]
[('difference', 'holds'), ('rate', 'fails:truncated')]
>>> checked.findings[0].explain
'7÷43=16.28%，四舍五入应为16.3%，文中16.2%是截尾。'

Precision comes before recall: what a careful reader would not call wrong is not called wrong. What it does not do:
it knows no records (bound figures are compared elsewhere), no dates and no names.
"""

from collections.abc import Iterable

from . import (
    averages,
    bases,
    changes,
    countwords,
    joint,
    kinds,
    moves,
    rates,
    ratios,
    repeats,
    shares,
    subsets,
    sums,
    textlevel,
)
from .claims import Checked, Claim, to_json
from .layout import Page, lay_out

__all__ = ["Checked", "Claim", "check", "checked", "claims_of", "to_json"]

_RULES = (
    changes.find,
    bases.find,
    moves.find,
    rates.find,
    averages.find,
    shares.find,
    sums.find,
    joint.find,
    kinds.find,
    subsets.find,
    ratios.find,
    repeats.find,
    countwords.find,
)


def check(text: str) -> Checked:
    """All claims of a text with their verdicts, in the order of the text, each span once."""
    return checked(claims_of(lay_out(text)))


def claims_of(page: Page) -> list[Claim]:
    """What the arithmetic says of a page that is laid out already."""
    found = [claim for rule in _RULES for claim in rule(page)]
    return [*found, *textlevel.find(page)]


def checked(found: Iterable[Claim]) -> Checked:
    """Claims in the order of the text, each kind and span once; what is to be looked at stands in the findings."""
    seen: dict[tuple[str, int, int], Claim] = {}
    for claim in found:
        before = seen.setdefault((claim.kind, claim.start, claim.end), claim)
        if before.verdict.startswith("undecidable"):  # another rule may know more
            seen[claim.kind, claim.start, claim.end] = claim
    claims = tuple(sorted(seen.values(), key=lambda claim: (claim.start, claim.end)))
    return Checked(claims, tuple(claim for claim in claims if claim.grade))
