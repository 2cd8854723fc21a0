"""写和读 Parquet: one file for a county's month, put in its place whole or not at all; the manifest last.

What is killed half way leaves files that the manifest does not know, and the reader says so: written once more, all fits.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from lianxin.pure.durable import settle
from lianxin.pure.periods import Period
from lianxin.pure.rollups import (
    CODE,
    NEEDED,
    NUMBERS,
    SCHEMA,
    TEXTS,
    Counted,
    Refused,
    Row,
    manifest_of,
    name_of,
)

MARK = b"lianxin.rollup"


def library() -> Any:
    """pyarrow with its Parquet. Raises Refused where it is not installed."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError as missing:
        raise Refused(NEEDED.format(extra="analytics")) from missing
    return pyarrow


def schema() -> Any:
    """The columns of a file: texts, and whole numbers of which only `whole` may be missing."""
    pa = library()
    texts = [pa.field(name, pa.string(), nullable=False) for name in TEXTS]
    return pa.schema([*texts, pa.field("part", pa.int64(), nullable=False), pa.field("whole", pa.int64())])


def write(folder: Path, counted: Counted) -> dict[str, Any]:
    """Write a county's files and its manifest; returns the manifest. Raises Refused, OSError.

    Months that lie there from before and were not counted now stay, and stay in the manifest.
    """
    if not CODE.fullmatch(counted.county.code):
        raise Refused("本县还没有六位行政区划代码。请在“单位”里补上县的代码，再做一次。")
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    files = {one["period"]: one for one in _before(folder, counted)}
    for month, rows in counted.months.items():
        name = name_of(counted.county.code, month)
        _put(folder / name, _bytes(counted, month, rows))
        units = {row.unit for row in rows}
        files[month.code] = {
            "name": name, "period": month.code, "as_of": counted.as_of.isoformat(), "units": len(units),
            "rows": len(rows), "sha256": digest(folder / name),
        }  # fmt: skip
    manifest = {
        "schema": SCHEMA, "county": counted.county.code, "name": counted.county.name,
        "use": "内部汇总用，不是公开数据；含不足五人的数，公布前按公布规则处理",
        "indicators": {
            code: {"label": one.label, "version": one.version, "is_rate": one.is_rate}
            for code, one in sorted(counted.meanings.items())
        },
        "files": [files[code] for code in sorted(files)],
    }  # fmt: skip
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    _put(folder / manifest_of(counted.county.code), text.encode())
    settle(folder)
    return manifest


def _before(folder: Path, counted: Counted) -> list[dict[str, Any]]:
    """The months of the old manifest whose files still lie there as it says."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        old = json.loads((folder / manifest_of(counted.county.code)).read_text("utf-8"))
        if old["schema"] == SCHEMA:
            return [one for one in old["files"] if _is_so(folder, counted.county.code, one)]
    return []


def _is_so(folder: Path, code: str, told: dict[str, Any]) -> bool:
    name = name_of(code, Period.parse(told["period"]))
    with suppress(OSError):
        return bool(told["name"] == name and digest(folder / name) == told["sha256"])
    return False


def _bytes(counted: Counted, month: Period, rows: Sequence[Row]) -> bytes:
    pa = library()
    ordered = sorted(rows, key=lambda row: (row.unit, row.indicator))
    columns: dict[str, list[Any]] = {
        "county": [counted.county.code] * len(ordered), "period": [month.code] * len(ordered),
        **{name: [getattr(row, name) for row in ordered] for name in (*TEXTS[2:], *NUMBERS)},
    }  # fmt: skip
    about = {"schema": SCHEMA, "county": counted.county.code, "period": month.code, "as_of": counted.as_of.isoformat()}
    marked = schema().with_metadata({MARK: json.dumps(about, sort_keys=True).encode()})
    out = pa.BufferOutputStream()
    pa.parquet.write_table(pa.Table.from_pydict(columns, schema=marked), out, compression="zstd")
    return bytes(out.getvalue())


def _put(place: Path, content: bytes) -> None:
    """Whole or not at all: beside its place, on the disk, then under its name."""
    beside = place.with_name(f".{place.name}.part")
    with suppress(FileNotFoundError):
        beside.unlink()
    descriptor = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o640)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def digest(place: Path) -> str:
    """The SHA-256 of a file."""
    with open(place, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(place: Path, code: str, month: Period) -> Any:
    """The table of a file, looked at: its mark, its columns, one county and month, no number below zero, no row twice.

    Raises Refused with the name of the file.
    """
    pa = library()
    try:
        table = pa.parquet.ParquetFile(place).read()
        about = json.loads((table.schema.metadata or {}).get(MARK, b"null"))
    except (pa.ArrowException, OSError, ValueError) as problem:
        raise Refused(f"{place.name} 读不出来，不是完好的 Parquet 文件。请县里重新报送。") from problem
    if not isinstance(about, dict) or not table.schema.equals(schema()):
        raise Refused(f"{place.name} 不是本系统写的汇总文件。")
    if about.get("schema") != SCHEMA:
        raise Refused(f"{place.name} 的格式是第 {about.get('schema')} 版，这里认第 {SCHEMA} 版。请两边用同一版本。")
    if (about.get("county"), about.get("period")) != (code, month.code) or not _is_of(table, code, month):
        raise Refused(f"{place.name} 里的县或月份和文件名不符。")
    if not _is_whole(table):
        raise Refused(f"{place.name} 里有负数、空格或重复的行。请县里重新报送。")
    return table


def _is_of(table: Any, code: str, month: Period) -> bool:
    return bool(set(table["county"].to_pylist()) <= {code} and set(table["period"].to_pylist()) <= {month.code})


def _is_whole(table: Any) -> bool:
    needed = [table[name].null_count for name in (*TEXTS, "part")]
    numbers = [n for name in NUMBERS for n in table[name].to_pylist() if n is not None]
    keys = list(zip(table["unit"].to_pylist(), table["indicator"].to_pylist(), strict=True))
    return not any(needed) and min(numbers, default=0) >= 0 and len(set(keys)) == len(keys)
