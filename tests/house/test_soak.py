"""长时间测试的报告: what ran gets a new line, what did not keeps its old one; a failure is never counted as passed."""

import pytest

from tests import soak


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("12 passed in 3.1s", (12, 0)),
        ("== 2 failed, 10 passed, 1 skipped in 3.1s ==", (10, 2)),
        ("1 failed, 1 error in 0.2s", (0, 2)),
        ("collecting …\nERROR: file not found", (0, 0)),
    ],
)
def test_the_last_words_of_a_run_are_counted(said: str, counts: tuple[int, int]) -> None:
    assert soak.counted(said) == counts


def test_a_row_that_did_not_run_keeps_its_line_and_a_row_that_is_gone_goes() -> None:
    first, second = soak.ROWS[:2]
    report = soak.kept("", {first.name: soak.line_of(first, 3, 0, 9.6, "abc"), second.name: "| old | |"})
    report += "| 早就没有的一行 | x 1 | | | | | |\n"

    again = soak.kept(report, {second.name: soak.line_of(second, 5, 1, 2.0, "def")})

    assert f"| {first.name} |" in again and "| 3 | 0 | 10 |" in again
    assert f"| {second.name} |" in again and "| 5 | 1 | 2 |" in again
    assert {line.count("|") for line in again.splitlines() if line.startswith("| ")} == {9}
    assert "old" not in again and "早就没有" not in again


def test_every_file_that_is_to_be_soaked_is_there() -> None:
    missing = [path for row in soak.ROWS for path in row.tests if not (soak.ROOT / path).exists()]

    assert not missing


def test_the_readme_quotes_what_stands_in_the_report() -> None:
    told = soak.QUOTED.search(soak.README.read_text("utf-8"))

    assert told and told[0] == soak.quoted(soak.REPORT.read_text("utf-8"))
    assert told[0].count(" passed, 0 failed") == told[0].count("\n") > 5
