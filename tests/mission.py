"""使命进度: which mechanisms are shown by a test, and which not yet. Run as `python -m tests.mission`.

A mechanism is shown by a test that carries its number and would fail if it broke. The list of all numbers lies
beside the project, where it is present; otherwise M001–M303 are taken.
"""

import contextlib
import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

LIST = Path(__file__).resolve().parents[2] / "shared" / "mechanisms.csv"
LAST = 303


class Collector:
    """Gathers the marks of all tests without running any."""

    def __init__(self) -> None:
        self.shown: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("mechanism"):
                for number in mark.args:
                    self.shown[number].append(item.nodeid.split("[")[0])


def known() -> dict[str, str]:
    """Number → area and wording, as far as known."""
    if LIST.exists():
        with LIST.open(encoding="utf-8-sig", newline="") as file:
            return {row["id"]: f"{row['area']} · {row['quote']}" for row in csv.DictReader(file)}
    return {f"M{number:03d}": "" for number in range(1, LAST + 1)}


def main() -> int:
    """Print the two lists; 1 where a test names a number that does not exist."""
    collector, mechanisms = Collector(), known()
    arguments = ["--collect-only", "-q", "-o", "addopts=--strict-markers", "--no-header", "tests"]
    with contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main(arguments, plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        print("测试收集失败,请先运行 make test。", file=sys.stderr)
        return 2
    shown = {number: sorted(set(tests)) for number, tests in sorted(collector.shown.items())}
    for number, tests in shown.items():
        print(f"{number}  {len(tests)} 个测试  {mechanisms.get(number, '(没有这个编号)')}")
        print(f"      {tests[0]}" + (f" 等 {len(tests)} 个" if len(tests) > 1 else ""))
    missing = [number for number in mechanisms if number not in shown]
    print(f"\n尚未证明 {len(missing)} 个:" + " ".join(missing))
    unknown = sorted(set(shown) - set(mechanisms))
    print(f"已证明 {len(shown) - len(unknown)} / {len(mechanisms)} 个机制。")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
