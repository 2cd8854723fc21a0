"""收到的汇总: what counties handed in, looked at file by file before anything is added up.

Each county's files lie with their manifest in the folder or in one below it. Who hands in a damaged or foreign file, two
counties with one code, a county that reports a month after it was closed: named and refused, for a sum that is silently
wrong is worse than none. Who handed in nothing is told as such.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxin.pure.periods import NotAPeriod, Period
from lianxin.pure.rollups import CODE, MANIFEST, NAMED, SCHEMA, County, Meaning, Refused, name_of
from lianxin.pure.rollups.nation import Asked, Roll
from lianxin.pure.rollups.parquet import digest, read

LARGEST = 64 * 1024 * 1024
HEADED = ("代码", "名称", "起", "止")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Due:
    """应报的县: from which month to which its figures are due; empty for always."""

    county: County
    since: str = ""
    until: str = ""

    def owes(self, month: str) -> bool:
        return (not self.since or self.since <= month) and (not self.until or month <= self.until)


@dataclass(frozen=True)
class Handed:
    """一县报来的: its manifest, where it lies, its files by month."""

    county: County
    folder: Path
    meanings: Mapping[str, Meaning]
    files: Mapping[str, str]  # month → SHA-256

    def place(self, month: str) -> Path:
        return self.folder / name_of(self.county.code, Period.parse(month))


def everything(folder: Path) -> dict[str, Handed]:
    """All counties that handed something in, by code. Raises Refused."""
    found: dict[str, Handed] = {}
    for place in sorted(folder.rglob("rollup-*.json")):
        one = _manifest(place)
        if one.county.code in found:
            other = found[one.county.code].folder
            raise Refused(
                f"代码 {one.county.code} 报了两份：{other}（{found[one.county.code].county.name}）和 "
                f"{one.folder}（{one.county.name}）。请查明哪一份是对的，只留一份。"
            )
        found[one.county.code] = one
    known = {one.place(month) for one in found.values() for month in one.files}
    for place in sorted(folder.rglob("*.parquet")):
        if place not in known:
            why = "清单里没有它" if NAMED.fullmatch(place.name) else "文件名不是汇总文件的"
            raise Refused(f"{place} 不收：{why}。请拿开，或者连同清单重新报送。")
    return found


def _manifest(place: Path) -> Handed:
    refused = Refused(f"{place} 不是完好的汇总清单。请县里重新报送。")
    try:
        told = json.loads(place.read_text("utf-8"))
        if told["schema"] != SCHEMA:
            raise Refused(f"{place} 的格式是第 {told['schema']} 版，这里认第 {SCHEMA} 版。请两边用同一版本。")
        named = MANIFEST.fullmatch(place.name)
        county = County(told["county"], str(told["name"]))
        files = {_month(one["period"]): str(one["sha256"]) for one in told["files"]}
        meanings = {
            str(code): Meaning(str(one["label"]), str(one["version"]), bool(one["is_rate"]))
            for code, one in told["indicators"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise (problem if isinstance(problem, Refused) else refused) from problem
    if named is None or named[1] != county.code:
        raise Refused(f"{place} 里的县（{county.code}）和文件名不符。")
    return Handed(county, place.parent, meanings, files)


def _month(code: str) -> str:
    if not MONTH.fullmatch(code):
        raise NotAPeriod(code)
    return Period.parse(code).code


def due(place: Path) -> list[Due]:
    """应报名单 from a CSV with 代码, 名称 and, where a county began or was closed, 起 and 止 (months). Raises Refused."""
    try:
        lines = list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"))))
        found = [Due(County(one["代码"].strip(), one["名称"].strip()), *_bounds(one)) for one in lines]
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise Refused(
            f"{place} 不是应报名单。请写成 CSV（UTF-8），表头为 {'、'.join(HEADED)}，月份写成 2026-10。"
        ) from problem
    codes = [one.county.code for one in found]
    wrong = [code for code in codes if not CODE.fullmatch(code) or codes.count(code) > 1]
    if wrong or not codes:
        raise Refused(f"{place} 里的代码 {wrong[0] if wrong else ''} 不是六位数字，或者写了两次，或者一个也没有。")
    return found


def _bounds(line: Mapping[str, str]) -> tuple[str, str]:
    since, until = ((line.get(name) or "").strip() for name in HEADED[2:])
    return (_month(since) if since else "", _month(until) if until else "")


def roll(handed: Mapping[str, Handed], months: Sequence[str], owing: Sequence[Due] = ()) -> Roll:
    """Who should, who did, and what is lacking. Without a list, whoever ever handed something in. Raises Refused."""
    bounds = {one.county.code: one for one in owing} or {code: Due(one.county) for code, one in handed.items()}
    for code, one in handed.items():
        if code not in bounds:
            raise Refused(f"{one.county.name}（{code}）报了汇总，应报名单里没有它。请核对名单。")
        for month in months:
            if month in one.files and not bounds[code].owes(month):
                raise Refused(
                    f"{one.county.name}（{code}）在 {month} 不应再报（已撤销、并入或尚未设立），却报了。请核对，免得重复相加。"
                )
    expected, reported, lacking = [], [], {}
    for code in sorted(bounds):
        owed = [month for month in months if bounds[code].owes(month)]
        there = set(handed[code].files) if code in handed else set()
        if not owed:
            continue
        expected.append(code)
        lacks = [month for month in owed if month not in there]
        if not lacks:
            reported.append(code)
        elif len(lacks) < len(owed):
            lacking[code] = lacks
    return Roll(expected, reported, lacking)


def asked(handed: Mapping[str, Handed], period: Period, codes: Sequence[str]) -> Asked:
    """What these indicators mean, by the counties' own word. Raises Refused for one that nobody reports."""
    meanings: dict[str, Meaning] = {}
    for code in codes:
        told = [one.meanings[code] for _code, one in sorted(handed.items()) if code in one.meanings]
        if not told:
            raise Refused(f"报来的汇总里没有指标 {code}。")
        if len({one.is_rate for one in told}) > 1:
            raise Refused(f"指标 {code} 有的县当件数报，有的县当率报，不能相加。请统一版本。")
        meanings[code] = told[0]
    return Asked(period, meanings)


def looked_at(handed: Mapping[str, Handed], roll: Roll, months: Sequence[str]) -> Iterator[tuple[Path, Any]]:
    """Each file that is added up, with its table: as its county wrote it, to the byte. Raises Refused."""
    for code in roll.reported:
        one = handed[code]
        for month in months:
            if month not in one.files:
                continue
            place = one.place(month)
            if not place.is_file() or place.is_symlink():
                raise Refused(f"{place} 不在，清单里有它。请县里重新报送。")
            if place.stat().st_size > LARGEST or digest(place) != one.files[month]:
                raise Refused(f"{place} 和清单里的校验值不符，传送中损坏或者被改过。请县里重新报送。")
            yield place, read(place, code, Period.parse(month))
