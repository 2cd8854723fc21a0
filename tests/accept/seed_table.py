"""What the checker must say of each known claim, by the row's id, in the kinds and verdicts of the checker itself.

A verdict without a reason stands for all its reasons. `none` is asked of rows that cannot be decided from the text:
nothing is graded there and nothing is said to hold. Rows that need other means than the one text say which.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE: tuple[str, ...] = ()
ANYTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Say:
    """The kinds of claim that are looked at, and the verdicts that are right (none: silence)."""

    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'|'.join(self.kinds) or 'any'} {'|'.join(self.verdicts) or 'none'}"


@dataclass(frozen=True)
class Elsewhere:
    """Decided by other means; here no claim of these kinds may be graded wrong."""

    means: str
    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"elsewhere: {self.means}"


def _say(kinds: str, verdicts: str) -> Say:
    return Say(tuple(kinds.split()), tuple(verdicts.split()))


_SILENT = _say("", "")
_COUNT = _say("count-word", "holds")
_SUBSET = _say("subset", "holds")
_SUM = _say("sum", "holds")
_RATIO = _say("ratio", "plausible")
_BROKEN = _say("enumeration structure", "fails doubtful")
_DATE = _say("date", "fails doubtful")

EXPECTED: dict[str, Say | Elsewhere] = {
    # figures
    "A1": _say("difference", "holds"),
    "A2": _say("rate", "fails:truncated"),
    "A3": _say("difference", "holds"),
    "A4": _say("rate", "holds"),
    "A5": _SUM,
    "A6": _SUM,
    "A7": _SUBSET,
    "A8": _say("derived", "holds"),
    "A9": _SUBSET,
    "A10": _SUM,
    "A11": _SILENT,
    "A12": _say("rate", ""),
    "A13": _say("period", "fails doubtful"),
    "A14": _say("subset sum", ""),
    "A15": _say("subset", "fails:subset"),
    "A16": _say("subset repair", "fails:subset note"),
    "A17": _say("blank", "blank:derivable"),
    "A18": _SUBSET,
    "A19": _say("subset sum rate", ""),
    "A20": _say("unit", "fails doubtful"),
    "A21": _say("blank", "blank"),
    "A22": _say("sum subset", ""),
    "A23": _SUBSET,
    "A24": _SILENT,
    "A25": _SILENT,
    "A26": _RATIO,
    "A27": _say("rate", "undecidable:no-base"),
    "A28": _say("share", "approx"),
    "A29": Elsewhere("the texts of one unit: pure.checking.quantities"),
    "A30": _say("rate", "holds"),
    "A31": _say("duplicate", "fails:duplicate"),
    "A32": _SUBSET,
    "A33": _RATIO,
    "A34": _say("rate", "holds"),
    "A35": _say("sum", ""),
    "A36": Elsewhere("the register of divisions", ("sum", "subset")),
    "A37": Elsewhere("the register of divisions", ("sum", "subset")),
    "A38": _say("subset rate sum equal", ""),
    "A39": _say("sum subset", ""),
    "A40": _RATIO,
    "A41": _say("ratio", "holds"),
    "A42": _SUBSET,
    "A43": _say("equal", "holds"),
    "A44": _say("duration date", "holds"),
    "A45": _say("wording", "fails doubtful"),
    "A46": _SUBSET,
    "A47": _RATIO,
    "A48": _SUBSET,
    "A49": _say("order", "holds"),
    "A50": _say("unit", "fails:unit"),
    "A51": _say("rate share", ""),
    "A52": _RATIO,
    "A53": _say("sum derived", ""),
    "A54": _say("ratio", "plausible note"),
    "A55": _say("count", "holds"),
    "A56": _say("sum subset", ""),
    # count words, enumerations, structure
    "E1": _say("count-word", "fails"),
    "E2": _COUNT,
    "E3": _COUNT,
    "E4": _say("typo", "style fails:typo doubtful"),
    "E5": _COUNT,
    "E6": _COUNT,
    "E7": _say("count-word", "note holds"),
    "E8": _COUNT,
    "E9": _COUNT,
    "E10": _COUNT,
    "E11": _COUNT,
    "E12": _BROKEN,
    "E13": _BROKEN,
    "E14": _say("numbering structure", "fails doubtful style"),
    "E15": _say("numbering structure", "fails doubtful style"),
    "E16": _COUNT,
    "E17": _say("count-word", ""),
    "E18": _COUNT,
    "E19": _say("count-word enumeration", "fails"),
    "E20": _COUNT,
    "E21": _COUNT,
    "E22": _COUNT,
    "E23": _COUNT,
    "E24": _COUNT,
    "E25": _say("gap blank wording", "fails doubtful blank"),
    "E26": _COUNT,
    "E27": _say("count-word enumeration", "note holds"),
    "E28": _BROKEN,
    "E29": _say("foreign foreign-text structure", "fails doubtful"),
    # dates, names, forms
    "D1": _DATE,
    "D2": _DATE,
    "D3": _DATE,
    "D4": _say("date", "holds"),
    "D5": _DATE,
    "D6": _say("name", "fails doubtful"),
    "D7": Elsewhere("the texts of one unit: pure.checking.quantities"),
    "D8": _say("name", "fails doubtful"),
    "D9": _say("role", "holds"),
    "D10": _say("title", "fails doubtful"),
    "D11": _say("placeholder", "placeholder"),
    "D12": _say("date", "doubtful fails suspect"),
    "D13": _say("conflict rule-conflict", "fails doubtful"),
    "D14": _say("format", "fails:format style"),
    "D15": _say("format", "fails:format style"),
}
