"""全省、全国的数: said once as an ibis expression, which every engine understands; the text of the answer is one, too.

All is reckoned in whole numbers: a rate in tenths of a percent, half up, as `base/indicators` reckons a cell. The only
division is of a multiple by its divisor, exact also where an engine divides in floating point.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lianxin.pure.periods import Period
from lianxin.pure.rollups import NATION, Meaning
from lianxin.pure.tabular import csv_bytes

NOTHING = "—"
HEAD = ("area", "period", "indicator", "version", "label", "part", "whole", "value", "counties", "expected", "missing")
WHOLE_UNIT = ""


@dataclass(frozen=True)
class Asked:
    """要什么: the period, the indicators in their order and what they mean."""

    period: Period
    meanings: Mapping[str, Meaning]

    @property
    def months(self) -> list[str]:
        return [month.code for month in self.period.months()]


@dataclass(frozen=True)
class Roll:
    """应报名单: the counties from which figures are due, those that handed in all months, and what the rest lacks."""

    expected: Sequence[str]
    reported: Sequence[str]
    lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def within(self, area: str) -> "Roll":
        """The same of one province; of the nation all."""
        if area == NATION:
            return self
        keep = [code for code in self.expected if code.startswith(area)]
        return Roll(keep, [code for code in self.reported if code in keep], self.lacking)

    @property
    def missing(self) -> list[str]:
        """未报: each county without figures, with the months that it lacks where some came."""
        told = []
        for code in sorted(set(self.expected) - set(self.reported)):
            lacks = self.lacking.get(code, ())
            told.append(f"{code}（缺 {'、'.join(lacks)}）" if lacks else code)
        return told


def sums(rows: Any, reported: Any, asked: Asked) -> Any:
    """The figures of the nation and of each province: area, indicator, version, counties, part, whole, tenths.

    `rows` are the rows of the files, `reported` the counties that count. Several versions of a 口径 are never added up.
    """
    import ibis

    own = rows.filter(
        rows.unit == WHOLE_UNIT, rows.period.isin(asked.months), rows.indicator.isin(list(asked.meanings))
    ).semi_join(reported, "county")
    own = own.select("county", "indicator", "version", "part", "whole")
    placed = ibis.union(own.mutate(area=ibis.literal(NATION)), own.mutate(area=own.county.substr(0, 2)))
    found = placed.group_by(["area", "indicator", "version"]).aggregate(
        counties=placed.county.nunique().cast("int64"),
        part=placed.part.sum().cast("int64"),
        whole=placed.whole.sum().cast("int64"),
    )
    twice = (2 * found.whole).nullif(0)
    above = 2000 * found.part + found.whole
    tenths = ((above - above % twice) / twice).cast("int64")
    return found.mutate(tenths=tenths).order_by(["area", "indicator", "version"])


def answer(found: Iterable[Mapping[str, Any]], asked: Asked, roll: Roll) -> bytes:
    """一种写法: the answer as CSV, the same bytes whichever engine gave it; who did not report is named, never a nought."""
    by_key: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in found:
        by_key.setdefault((row["area"], row["indicator"]), []).append(row)
    lines: list[Sequence[object]] = [HEAD]
    for area in [NATION, *sorted({code[:2] for code in roll.expected})]:
        here = roll.within(area)
        missing = "、".join(here.missing)
        for code, meaning in asked.meanings.items():
            for row in sorted(by_key.get((area, code), [{}]), key=lambda one: str(one.get("version", ""))):
                lines.append((
                    area, asked.period.code, code, row.get("version", ""), meaning.label, *_numbers(row, meaning),
                    row.get("counties", 0), len(here.expected), missing,
                ))  # fmt: skip
    return csv_bytes(lines)


def _numbers(row: Mapping[str, Any], meaning: Meaning) -> tuple[str, str, str]:
    """Part, whole and value as they are printed; a line for nothing is a dash, not a nought."""
    if not row:
        return "", "", NOTHING
    if not meaning.is_rate:
        return str(row["part"]), "", str(row["part"])
    tenths = row["tenths"]
    return str(row["part"]), str(row["whole"]), NOTHING if tenths is None else f"{Decimal(tenths).scaleb(-1)}%"
