"""使命进度: which mechanisms are shown by a test, and which not yet. Run as `python -m tests.mission`.

A mechanism is shown by a test that carries its number and would fail if it broke. The lists of all numbers lie
beside the project, where they are present; otherwise M001–M303 are taken, and F001–F146 of the features. A test
may carry a feature's number too; a feature without one may be shown all the same, by tests that do not name it.
"""

import contextlib
import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared"
MECHANISMS, FEATURES = ("M", 303), ("F", 146)


class Collector:
    """Gathers the marks of all tests without running any."""

    def __init__(self) -> None:
        self.shown: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("mechanism"):
                for number in mark.args:
                    self.shown[number].append(item.nodeid.split("[")[0])


def mechanisms() -> dict[str, str]:
    """Number → area and wording, as far as known."""
    return {row["id"]: f"{row['area']} · {row['quote']}" for row in _rows("mechanisms.csv")} or _numbers(*MECHANISMS)


def features() -> dict[str, str]:
    """Number → name, as far as known."""
    return {row["id"]: row["feature"] for row in _rows("features.csv")} or _numbers(*FEATURES)


def _rows(name: str) -> list[dict[str, str]]:
    if not (BESIDE / name).exists():
        return []
    with (BESIDE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(letter: str, last: int) -> dict[str, str]:
    return {f"{letter}{number:03d}": "" for number in range(1, last + 1)}


def main() -> int:
    """Print the two lists; 1 where a test names a number that does not exist."""
    collector, ids, others = Collector(), mechanisms(), features()
    arguments = ["--collect-only", "-q", "-o", "addopts=--strict-markers", "--no-header", "tests"]
    with contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main(arguments, plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        print("测试收集失败,请先运行 make test。", file=sys.stderr)
        return 2
    shown = {number: sorted(set(tests)) for number, tests in sorted(collector.shown.items())}
    for number, tests in shown.items():
        print(f"{number}  {len(tests)} 个测试  {ids.get(number) or others.get(number, '(没有这个编号)')}")
        print(f"      {tests[0]}" + (f" 等 {len(tests)} 个" if len(tests) > 1 else ""))
    missing = [number for number in ids if number not in shown]
    print(f"\n尚未证明 {len(missing)} 个:" + " ".join(missing))
    unknown = sorted(set(shown) - set(ids) - set(others))
    print(
        f"已证明 {len(set(shown) & set(ids))} / {len(ids)} 个机制；另有 {len(set(shown) & set(others))} 项功能有测试写明编号。"
    )
    if unknown:
        print(f"没有这些编号:{' '.join(unknown)}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
