"""The reading of real ledgers, where the folder of real data lies beside the project; left out elsewhere.

Run with `pytest -m accept -s` to see the table: which sheets are ledgers, rows in, rows turned back and why.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lianxin.base.files.tables import Sheet, read_tables
from lianxin.pure.ledgers import (
    Rejected,
    Row,
    Skipped,
    duplicates,
    find_header,
    fingerprint,
    normalise,
    propose_mapping,
    year_in,
)

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not DATA.is_dir(), reason="no folder of real data beside the project"),
]


def ledgers(path: Path) -> Iterator[tuple[Sheet, list[Row | Rejected | Skipped]]]:
    """The sheets that are ledgers, each with its lines as they were read."""
    for sheet in read_tables(path.read_bytes(), path.name):
        header = find_header(sheet.rows)
        if header is None:
            continue
        body = sheet.rows[header.row_to + 1 :]
        mapping = propose_mapping(header.columns, body)
        if mapping.is_ledger:
            year = year_in(*header.titles, sheet.name, path.name)
            yield (
                sheet,
                [normalise(line, mapping, number=header.row_to + 2 + k, base_year=year) for k, line in enumerate(body)],
            )


def told(path: Path) -> dict[str, Counter]:
    """Per sheet how many lines became what; printed as a table, with every reason."""
    table: dict[str, Counter] = {}
    seen: set[str] = set()
    print(f"\n{path.name}\n{'sheet':<20}{'rows':>6}{'read':>6}{'back':>6}{'passed':>8}{'twice':>7}{'new':>6}  notes")
    for sheet, lines in ledgers(path):
        count = Counter(type(line).__name__ for line in lines)
        rows = [line for line in lines if isinstance(line, Row)]
        count["twice"] = len(duplicates(rows))
        marks = {fingerprint(row) for row in rows}
        count["new"] = len(marks - seen)
        seen |= marks
        table[sheet.name] = count
        notes = Counter(note.split("“")[0] for row in rows for note in row.notes)
        print(
            f"{sheet.name:<20}{len(lines):>6}{count['Row']:>6}{count['Rejected']:>6}{count['Skipped']:>8}"
            f"{count['twice']:>7}{count['new']:>6}  {dict(notes)}"
        )
        for reason, times in Counter(
            reason for line in lines if isinstance(line, Rejected) for reason in line.reasons
        ).items():
            print(f"    {times} × {reason}")
    return table


def test_the_ledger_of_a_city_has_its_seven_ledger_sheets_read_whole():
    table = told(DATA / "fuzhou" / "ledger_masked.xlsx")

    assert {name: (count["Row"], count["Rejected"], count["Skipped"]) for name, count in table.items()} == {
        "汇总": (1464, 0, 0), "鼓楼区": (56, 0, 0), "仓山区": (743, 0, 0), "台江区": (174, 0, 0), "晋安区": (222, 0, 0),
        "马尾区": (8, 0, 0), "汇总+历史数据0415": (1203, 0, 0),
    }  # fmt: skip
    # two are worded otherwise in the sheet of their district than in the one that holds all
    assert table["汇总"]["new"] == 1432 and sum(count["new"] for count in table.values()) == 1434


def test_dates_written_two_ways_in_one_column_are_both_read():
    (_sheet, lines), *_others = ledgers(DATA / "fuzhou" / "ledger_masked.xlsx")

    days = [line.received_on for line in lines if isinstance(line, Row)]

    assert (min(days), max(days)) == (date(2006, 12, 7), date(2020, 12, 29))


@pytest.mark.parametrize(("name", "rows"), [("hot_messages.xlsx", 4326), ("replies.xlsx", 2816)])
def test_messages_of_a_petition_site_are_read_whole(name, rows):
    (count,) = told(DATA / "zhengwu" / name).values()

    assert (count["Row"], count["Rejected"], count["twice"]) == (rows, 0, 0)


@pytest.mark.parametrize("path", sorted((DATA / "fupin").glob("*.xls")), ids=lambda path: path.name)
def test_tables_of_other_things_are_not_taken_for_ledgers(path):
    assert list(ledgers(path)) == []
    assert find_header(read_tables(path.read_bytes(), path.name)[0].rows) is not None


def test_service_requests_without_a_word_of_text_are_all_that_is_turned_back():
    for name in ("nyc_311_sample_100.csv", "nyc_311_2025_01_clean_sample.csv"):
        told(DATA / "nyc311" / name)
        for _sheet, lines in ledgers(DATA / "nyc311" / name):
            assert {reason for line in lines if isinstance(line, Rejected) for reason in line.reasons} == {"没有内容"}
