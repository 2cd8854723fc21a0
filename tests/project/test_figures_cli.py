"""lianxin figures: the table in the terminal, as JSON, as Excel; the figures are those of the page."""

import json
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from lianxin.base.indicators import INDICATORS
from lianxin.project.cli import main
from lianxin.project.figures_cli import figures_table
from lianxin.pure.periods import Period
from tests.work.conftest import registered


@pytest.fixture
def two(town):
    registered(town)
    registered(town, unit=town.shahe, by=town.stranger)
    return town


class TestTheCommand:
    @pytest.mark.thorough
    def test_prints_every_indicator_of_the_unit(self, two, capsys):
        assert main(["figures", "--unit", "清水镇", "--period", "2026-11"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "清水镇 2026年11月"
        assert len(lines) == len(INDICATORS) + 2
        assert "收到诉求" in lines[2] and "1件" in lines[2]

    def test_takes_the_whole_county_where_no_unit_is_named_and_gives_json(self, two, capsys):
        assert main(["figures", "--period", "2026-Q4", "--json", "--only", "concern.received"]) == 0

        table = json.loads(capsys.readouterr().out)
        assert (table["unit"], table["period"], len(table["figures"])) == ("定安县", "2026-Q4", 1)
        assert table["figures"][0]["value"] == "2"

    @pytest.mark.thorough
    def test_writes_an_excel_file(self, two, tmp_path, capsys):
        file = tmp_path / "数字.xlsx"

        assert main(["figures", "--period", "2026", "--xlsx", str(file)]) == 0

        rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        assert rows[0][0] == "定安县 2026年"
        assert rows[2][:3] == ["concern.received", "收到诉求", 2.0]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            (["--unit", "月球镇", "--period", "2026-11"], "没有名为“月球镇”的单位"),
            (["--period", "2026-13"], "没有这样的统计期：2026年，第13个"),
            (["--period", "2026-11", "--only", "lamp"], "没有“lamp”这个指标"),
        ],
    )
    def test_says_what_it_does_not_know(self, two, capsys, wrong, sentence):
        assert main(["figures", *wrong]) == 2

        said = capsys.readouterr()
        assert sentence in said.err and not said.out


class TestFiguresTable:
    def test_is_the_readers_own(self, two):
        rows = figures_table(
            two.qingshui, Period.parse("2026-11"), two.officer, only=["concern.received"], today=date(2026, 11, 3)
        )

        assert [(row.code, row.value) for row in rows] == [("concern.received", "1")]

    def test_compares_whole_periods_and_never_what_changes_with_the_day_one_looks(self, two):
        def words(today):
            only = ["concern.received", "concern.unfinished"]
            rows = figures_table(two.qingshui, Period.parse("2026-11"), two.officer, only=only, today=today)
            return [(row.value, row.year_on_year, row.month_on_month) for row in rows]

        never = ("1", "随时变化，不作比较", "随时变化，不作比较")
        assert words(date(2026, 11, 3)) == [("1", "本期未结束，不作比较", "本期未结束，不作比较"), never]
        assert words(date(2026, 12, 1)) == [
            ("1", "比上年同期增加1件（上年同期为0）", "比上月增加1件（上月为0）"),
            never,
        ]
