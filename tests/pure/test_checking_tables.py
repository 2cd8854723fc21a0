"""表格核对: totals, rates and changes of a table, judged by what the table itself shows to be meant."""

import doctest
import time

import pytest

from lianxin.pure.checking import tables
from lianxin.pure.checking.tables import check_tables
from lianxin.pure.texts import Cell, Table


def table(*rows: str) -> Table:
    """Rows of cells parted by |, each cell with its place in the text made of them."""
    made, place = [], 0
    for number, row in enumerate(rows, 1):
        cells = []
        for column, words in enumerate(row.split("|"), 1):
            cells.append(Cell(words, place, f"表1第{number}行第{column}列"))
            place += len(words) + 1
        made.append(tuple(cells))
    return Table("表1", tuple(made))


def said(*rows: str) -> list[tuple[str, str, str]]:
    return [(one.quote, one.computed, one.verdict) for one in check_tables([table(*rows)]) if one.verdict != "holds"]


def test_the_example_in_the_docs_runs() -> None:
    assert doctest.testmod(tables).failed == 0


class TestTotals:
    def test_of_columns_are_added_up_and_the_place_is_named(self) -> None:
        rows = ("单位|收到|办结|办结率", "清水镇|40|36|90.0%", "白沙镇|1,025|1,000|97.6%", "合  计|1065|1035|97.2%")

        [found] = [one for one in check_tables([table(*rows)]) if one.grade]

        assert (found.quote, found.computed, found.verdict) == ("1035", "1036", "fails:sum")
        assert found.explain == "（表1第4行第3列）“办结”：36+1000=1036，表中写1035，相差1。"
        assert "|".join(rows)[found.start : found.end] == "1035"

    @pytest.mark.parametrize(
        "rows",
        [
            ("单位|件数", "合计|65", "清水镇|40", "白沙镇|25"),  # the total stands on top
            ("片区|单位|件数", "东片|甲村|3", "|乙村|4", "|小计|7", "西片|丙村|5", "|丁村|6", "|小计|11", "合计||18"),
            ("项目|件数", "来访|10", "其中：集体访|4", "来信|5", "合计|15"),
            ("项目|件数", "一、信访|10", "1.来访|6", "2.来信|4", "二、热线|5", "总计|15"),
            ("单位|金额（万元）", "甲|1.25", "乙|2.33", "丙|3.34", "合计|6.9"),
            ("单位|件数|平均天数|排名", "甲|3|4.5|1", "乙|4|6.5|2", "合计|7|5.6|"),
            ("月份|件数", "一月|3", "二月|4", "平均|3.5"),
            ("序号|单位|件数", "1|甲|3", "2|乙|4", "合计||7"),
        ],
    )
    def test_that_are_right_are_left_alone_however_they_are_laid_out(self, rows: tuple[str, ...]) -> None:
        assert said(*rows) in ([], [("6.9", "6.92", "approx")])

    def test_with_a_blank_part_are_only_doubted_and_what_cannot_be_made_out_is_not_judged(self) -> None:
        assert said("单位|件数", "甲|3", "乙|4", "丙|", "合计|9") == [("9", "7", "doubtful:sum")]
        strange = ("单位|收|办|访|回", "甲|3|4|5|6", "乙|4|5|6|7", "合计|70|90|11|13")
        assert {verdict for _q, _c, verdict in said("单位|收|办|访|回", *strange[1:3], "合计|70|90|60|80")} == {
            "undecidable"
        }

    def test_of_rows_are_held_against_the_columns_beside_them_where_most_rows_show_it(self) -> None:
        head = "单位|来访|来信|热线|合计"

        assert said(head, "甲|3|2|1|6", "乙|4|0|2|6", "丙|5|1|1|8") == [("8", "7", "fails:sum")]
        assert said(head, "甲|3|2|1|60", "乙|4|0|2|70", "丙|5|1|1|80") == []
        assert said("单位|合计|来访|来信", "甲|5|3|2", "乙|4|4|0", "丙|7|5|1") == [("7", "6", "fails:sum")]


class TestColumnsFromColumns:
    def test_a_rate_that_does_not_follow_is_wrong_where_the_others_do(self) -> None:
        rows = ("单位|收到|办结|办结率", "甲|43|36|83.72%", "乙|40|39|97.50%", "丙|30|28|93.33%", "丁|60|50|83.43%")

        [found] = [one for one in check_tables([table(*rows)]) if one.grade]

        assert (found.quote, found.verdict, found.mend) == ("83.43%", "fails:differs", "83.33%")
        assert "50÷60=83.3333%" in found.explain

    def test_changes_are_reckoned_and_a_column_of_another_kind_is_not(self) -> None:
        head = "单位|本月|上月|增减|幅度%"

        assert said(head, "甲|50|40|10|25.0", "乙|30|40|-10|-25.0", "丙|44|40|4|10.0", "丁|21|20|2|5.0") == [
            ("2", "1", "fails:differs")
        ]
        assert said("单位|收到|办结|满意率", "甲|43|36|91.2%", "乙|40|39|87.1%", "丙|30|28|99.3%") == []

    def test_a_large_or_strange_table_takes_no_time(self) -> None:
        began = time.process_time()
        wide = table(
            "|".join(f"率{n}" for n in range(200)),
            *["|".join(f"{n % 7}.{row % 10}%" for n in range(200)) for row in range(60)],
        )
        long = table("单位|数", *[f"村{n}|{n}" for n in range(4000)], "合计|7998000")

        assert [one.verdict for one in check_tables([long])] == ["holds"]
        check_tables([wide, table("合计"), table("合计|", "合计|1", "合计|2"), table("", ""), table("1|2", "3|4")])
        assert time.process_time() - began < 2
