"""抽样: a draw that anyone can do again. The same seed and the same list give the same sample, on any machine.

Each code gets the number SHA-256(seed ‖ code); the smallest numbers are drawn. Nobody can steer the draw without
choosing the seed, and the seed stands in the journal before the draw.

>>> drawn("3f2a", ["A1", "B2", "C3", "D4"], 2) == drawn("3f2a", ["D4", "C3", "B2", "A1"], 2)
True

Not done here: no strata, no weights; a draw with several strata is several draws.
"""

import hashlib
from collections.abc import Iterable


def digest_of(codes: Iterable[str]) -> str:
    """校验值 of the list that is drawn from: the same for any order of it."""
    return hashlib.sha256("\n".join(sorted(set(codes))).encode()).hexdigest()


def drawn(seed: str, codes: Iterable[str], size: int) -> list[str]:
    """The sample in the order of the draw; the whole list where it is no longer than `size`."""
    numbered = ((hashlib.sha256(f"{seed}:{code}".encode()).hexdigest(), code) for code in set(codes))
    return [code for _number, code in sorted(numbered)[:size]]
