"""字对: a text as runs of characters, the same for full-width and half-width, capital and small letters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

_RUN = re.compile(r"[^\W_]+")
_EMPTY = frozenset("的了是在我你他她它们们有于及与和被把就也都很还又这那其此而且并或但如果因为所以吗呢吧啊之个一")


def normal(text: str) -> str:
    """NFKC, lower case, white space as one blank."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def runs(text: str) -> list[str]:
    """The runs of letters, digits and characters of a normal text."""
    return _RUN.findall(text)


def grams(text: str, sizes: Iterable[int] = (2,)) -> Counter[str]:
    """How often each run of so many characters stands in a normal text; none reaches across punctuation.

    >>> sorted(grams("路灯,灯坏"))
    ['灯坏', '路灯']
    """
    found: Counter[str] = Counter()
    for run in runs(text):
        for size in sizes:
            found.update(run[i : i + size] for i in range(len(run) - size + 1))
    return found


def terms(texts: Iterable[str], weight: Callable[[str], float], *, most: int, longest: int = 6) -> list[str]:
    """词: the pairs of characters that weigh anything, run together where they overlap in the texts; heaviest first.

    >>> heavy = {"搅拌": 2.0, "拌站": 2.0, "噪声": 1.0}
    >>> terms(["旁边的搅拌站噪声大"], lambda pair: heavy.get(pair, 0.0), most=3)
    ['搅拌站', '噪声']
    """
    weights: dict[str, float] = {}
    for text in texts:
        for term, total in _joined(text, weight, longest):
            weights[term] = weights.get(term, 0.0) + total
    chosen: list[str] = []
    for term in sorted(weights, key=lambda one: (-weights[one], one)):
        if not any(term in had or had in term for had in chosen):
            chosen.append(term)
        if len(chosen) == most:
            break
    return chosen


def _joined(text: str, weight: Callable[[str], float], longest: int) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for run in runs(text):
        start, total = 0, 0.0
        for i in range(len(run)):
            pair = run[i : i + 2]
            heavy = weight(pair) if len(pair) == 2 and not _EMPTY & set(pair) else 0.0
            if heavy and i + 2 - start <= longest:
                total += heavy
                continue
            if total:
                found.append((run[start : i + 1], total))
            start, total = (i, heavy) if heavy else (i + 1, 0.0)
    return found
