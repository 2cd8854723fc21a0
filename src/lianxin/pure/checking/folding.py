"""从简: many remarks of one kind on the form of a text become a few and a count.

>>> from lianxin.pure.figures.claims import Claim
>>> many = [Claim("typo", "的的", place, place + 2, "", "的", "style:typo", "“的”写了两遍。", "的") for place in range(0, 90, 3)]
>>> few = folded(many)
>>> len(few), few[-1].explain
(8, '“的”写了两遍；同类的后面还有22处，改后请再核对一次。')

Only what touches the form alone (style) is folded: a fault of substance is told at each of its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from lianxin.pure.figures.claims import Claim

_MOST = 10
_KEPT = 8


def folded(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in the order of the text; of more than ten of one kind the first eight, the last with the count."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end))
    counted = Counter(claim.kind for claim in ordered if claim.grade == "style")
    kept: list[Claim] = []
    told: Counter[str] = Counter()
    for claim in ordered:
        if claim.grade == "style" and counted[claim.kind] > _MOST:
            told[claim.kind] += 1
            if told[claim.kind] > _KEPT:
                continue
            if told[claim.kind] == _KEPT:
                more = f"同类的后面还有{counted[claim.kind] - _KEPT}处，改后请再核对一次。"
                claim = replace(claim, explain=f"{claim.explain.rstrip('。')}；{more}")
        kept.append(claim)
    return kept
