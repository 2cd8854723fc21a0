"""Claims of real reports that hold, and the same with one digit altered so that they can not hold any more.

What must change is told by a relation of the figures themselves: which of two is the greater, whether parts add up,
whether a number word is the number it was. A report is cut to the sentence of the claim, so that many can be asked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from lianxin.pure.checking import Claim, check
from lianxin.pure.numerals import Numeral, read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORTS = sorted((SHARED / "data" / "gov_reports").glob("2026_*.csv"))
KINDS = ("direction", "subset", "sum", "share", "rate", "difference", "mean", "product", "order", "count-word")
_HAN = "二三四五六七八九"


@dataclass(frozen=True)
class Alteration:
    """A sentence before and after, and where in it the claim stands."""

    kind: str
    before: str
    after: str
    start: int
    end: int

    @property
    def seen(self) -> bool:
        """Whether a finding stands at the claim that did not stand there before."""
        return bool(_graded(self.after, self.start, self.end) - _graded(self.before, self.start, self.end))


def _graded(text: str, start: int, end: int) -> set[tuple[str, str]]:
    return {
        (c.kind, c.verdict)
        for c in check(text).findings
        if c.grade in ("wrong", "doubtful") and c.start < end and start < c.end
    }


def report(path: Path) -> str:
    """The text of a report."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["full_text"]


def holding(path: Path) -> Iterator[tuple[str, Claim]]:
    """The claims of a report that hold, each with the paragraph it stands in and placed in that paragraph."""
    text = report(path)
    for claim in check(text).claims:
        if claim.verdict != "holds" or claim.kind not in KINDS or claim.explain.startswith("从"):
            continue  # 从“一”到“四”: an enumeration without a number word
        begin = text.rfind("\n", 0, claim.start) + 1
        # the enumeration that a number word announces may be as long as the report
        announced = claim.kind == "count-word" and not re.search("[、；]", claim.quote)
        stop = len(text) if announced else text.find("\n", claim.end)
        piece = text[begin : stop if stop >= 0 else len(text)]
        placed = Claim(claim.kind, claim.quote, claim.start - begin, claim.end - begin, *_rest(claim))
        if claim.kind != "count-word" or _word(placed) and _listed(piece, placed):
            yield piece, placed


def _rest(claim: Claim) -> tuple[str, str, str, str]:
    return claim.stated, claim.computed, claim.verdict, claim.explain


def altered(piece: str, claim: Claim, random: Random) -> Alteration | None:
    """The paragraph with one digit of the claim altered so that the claim fails; None where no digit does that."""
    figures = _figures(claim.quote)
    for _ in range(40):
        spots = [
            i
            for n in figures
            for i in range(n.start, n.number_end or n.end)
            if claim.quote[i].isdecimal() and claim.kind != "count-word"
        ]
        if claim.kind == "count-word":
            spots = _word(claim)
        if not spots:
            return None
        spot = random.choice(spots)
        old = claim.quote[spot]
        new = random.choice([d for d in (_HAN if old in _HAN else "123456789") if d != old])
        quote = claim.quote[:spot] + new + claim.quote[spot + 1 :]
        if _must_change(claim, figures, _figures(quote)):
            after = piece[: claim.start] + quote + piece[claim.end :]
            return Alteration(claim.kind, piece, after, claim.start, claim.end)
    return None


def _figures(quote: str) -> list[Numeral]:
    """The figures of a quote that are no dates; what is hedged (余, 左右, 以上) can not be told wrong by one digit."""
    return [n for n in read(quote) if n.form not in ("date", "range") and n.exact]


def _word(claim: Claim) -> list[int]:
    """Where the number of a count word stands in its claim: at the end behind its list, else at the beginning."""
    named = re.match("“([^”]+)”对应的列举", claim.explain)
    word = named[1] if named else ""
    if not word or word[0] not in _HAN + "123456789" or word[1:2] in tuple("十0123456789"):
        return []
    place = claim.quote.find(word) if claim.quote.startswith(word) else claim.quote.rfind(word)
    return [place] if place >= 0 else []


def _listed(piece: str, claim: Claim) -> bool:
    """Whether the list stands at the word, so that another number is false: not behind 等, not somewhere else in the text.

    Most count words are names (“五大战略” for the tenth time); of those nothing is false in a sentence of their own.
    """
    place = claim.start + _word(claim)[0]
    if piece[:place].rstrip('“‘" ').endswith(("等", "等的")):
        return False
    behind = re.match(r"[^。；\n]{0,40}[：:。\n]\s*(?:一是|一要|（一）|\(一\)|首先|1[.、])", piece[claim.end :])
    return len(claim.quote) > len(claim.stated) + 6 and re.search("[、；]", claim.quote) is not None or bool(behind)


def _must_change(claim: Claim, before: list[Numeral], after: list[Numeral]) -> bool:
    """Whether the relation that the claim states is no longer there."""
    if claim.kind == "count-word":
        return True
    if len(before) != len(after):
        return False
    values = [n.value for n in after]
    if claim.kind == "direction":
        return len(values) == 2 and _side(*values) != _side(before[0].value, before[1].value)
    if claim.kind in ("subset", "order"):
        kin = [n for n in after if n.family == after[-1].family]
        top, part = max(before, key=lambda n: n.value), min(before, key=lambda n: n.value)
        return len(kin) == len(after) == 2 and after[before.index(top)].value < after[before.index(part)].value
    return True


def _side(one: Fraction, other: Fraction) -> int:
    return (one > other) - (one < other)
