"""汇总文件: the monthly figures of a county as a file that it hands up, and what province and nation add up from them.

A row is a unit × a month × an indicator: how many, for a rate out of how many; whole numbers, no record, no person. The
county itself is the unit with the empty path. The files are Parquet (`parquet.py`), a manifest beside them says how many
rows each has and its SHA-256; `handed.py` looks at what counties handed in, `nation.py` says the sums once, as one ibis
expression, and `engines.py` has SQLite, PostgreSQL, DuckDB or Spark reckon it.

>>> name_of("330102", Period.parse("2026-10"))
'rollup-330102-2026-10.parquet'

Not here: who counts (`reports/rollups`). Medians and what stands at a day are not in the files: they cannot be added up.
The libraries are an extra of the installation; importing this package needs none of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.pure.periods import Period

SCHEMA = 1
CODE = re.compile(r"[0-9]{6}")
NAMED = re.compile(r"rollup-([0-9]{6})-([0-9]{4}-[0-9]{2})\.parquet")
MANIFEST = re.compile(r"rollup-([0-9]{6})\.json")
#: the columns in their order; `whole` is empty for a count
TEXTS = ("county", "period", "unit", "unit_code", "unit_name", "unit_kind", "indicator", "version")
NUMBERS = ("part", "whole")
NATION = "00"
NEEDED = "没有装汇总用的库。请先运行 pip install --require-hashes -r requirements/{extra}.txt，再做一次。"


class Refused(ValueError):
    """不收: what was handed in, or asked, is not fit to be added up; the sentence says which and why."""


@dataclass(frozen=True)
class County:
    """县: its division code of six digits and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Row:
    """一行: of one unit and indicator in the month of the file. `unit` is its path below the county."""

    unit: str
    unit_code: str
    unit_name: str
    unit_kind: str
    indicator: str
    version: str
    part: int
    whole: int | None


@dataclass(frozen=True)
class Meaning:
    """指标: how an indicator of the files is called, whether it is a rate, and which version of its 口径 was counted."""

    label: str
    version: str
    is_rate: bool


@dataclass(frozen=True)
class Counted:
    """一县的汇总: what the indicators mean, and the rows of each month, as they stood on that day."""

    county: County
    as_of: date
    meanings: Mapping[str, Meaning]
    months: Mapping[Period, Sequence[Row]]


def name_of(code: str, month: Period) -> str:
    """The name of a county's file of a month."""
    return f"rollup-{code}-{month.code}.parquet"


def manifest_of(code: str) -> str:
    """The name of a county's manifest."""
    return f"rollup-{code}.json"
