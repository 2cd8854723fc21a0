"""Dates as clerks write them, and words of other columns."""

import doctest
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.ledgers import clean, dates, header, mapping, rows
from lianxin.pure.ledgers.dates import BadDate, finds_month_first, read_date, year_in

FIFTH = date(2024, 3, 5)


class TestADate:
    @pytest.mark.parametrize(
        "cell",
        [
            "2024.3.5", "2024-03-05", "2024/3/5", "20240305", 20240305, "2024年3月5日", "2024年03月05日", "２０２４．３．５",
            "2024. 3. 5 ", "2024、3、5", "2024—3—5", "2024_03_05", "2024年3月5号", "二〇二四年三月五日", "二零二四年三月五日",
            "二○二四年三月初五日".replace("初", ""), "2024-03-05 09:30:00", "2024/3/5 9:30", "2024-03-05T09:30:00.000",
            "2024-03-05T09:30:00+08:00", "2024年3月5日 上午9时30分", "2024年3月5日9点", "2024-03-05（星期二）", "20240305093000",
            "　2024.3.5\u200b\n", "'2024-03-05", date(2024, 3, 5), datetime(2024, 3, 5, 23, 59), 45356, 45356.75, "45356",
        ],
    )  # fmt: skip
    def test_is_read_in_every_plain_shape_without_a_word(self, cell):
        assert read_date(cell) == dates.ReadDate(FIFTH)

    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ("2024.3.5-3.8", "不止一天"),
            ("2024年3月5日至8日", "不止一天"),
            ("2024.3.5、2024.3.9", "不止一天"),
            ("2024-03-05~2024-03-08", "不止一天"),
            ("2024年3月5日前", "取 2024-03-05"),
            ("24.3.5", "按 2024 年读"),
            ("2024-03-04T16:30:00Z", "北京时间"),
        ],
    )
    def test_is_read_with_a_note_where_something_was_decided(self, cell, said):
        found = read_date(cell)

        assert found.day == FIFTH
        assert said in found.note and found.note.startswith("“")

    @pytest.mark.parametrize("cell", ["3月5日", "三月五日", "3.5", "3-5", "03/05", "3月5号"])
    def test_without_a_year_takes_the_year_of_the_ledger_and_says_so(self, cell):
        found = read_date(cell, base_year=2024)

        assert found.day == FIFTH and "按 2024 年读" in found.note
        with pytest.raises(BadDate, match="没有年份"):
            read_date(cell)

    @pytest.mark.parametrize("cell", [None, "", "  ", "-", "/", "无", "——", "N/A", "#N/A"])
    def test_may_be_absent(self, cell):
        assert read_date(cell) is None

    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ("2024-02-30", "不是存在的日期"),
            ("2024.13.5", "不是存在的日期"),
            ("二〇二四年二月三十日", "不是存在的日期"),
            (20240230, "不是存在的日期"),
            ("0000-00-00", "不是存在的日期"),
            ("1024-03-05", "年份不对"),
            ("2924-03-05", "年份不对"),
            ("2024年3月", "没有写到日"),
            ("2024.3", "没有写到日"),
            (2024.3, "没有写到日"),
            (2024, "没有写到日"),
            ("上周三", "不是日期"),
            ("15个工作日", "不是日期"),
            (12, "不是日期"),
            (True, "不是日期"),
            ("3.5.8", "不是日期"),
            ("9" * 5000, "不是日期"),
        ],
    )
    def test_that_cannot_be_is_refused_with_what_stands_there(self, cell, said):
        with pytest.raises(BadDate) as refusal:
            read_date(cell, base_year=2024)

        assert said in str(refusal.value) and str(refusal.value).startswith("“")
        assert len(str(refusal.value)) < 80

    def test_with_the_year_last_follows_the_column(self):
        assert finds_month_first(["05/24/2007", "12/07/2006", None]) is True
        assert finds_month_first(["24/05/2007", "07/12/2006"]) is False
        assert finds_month_first(["05/06/2007"]) is None
        assert finds_month_first(["24/05/2007", "05/24/2007"]) is None

        assert read_date("12/07/2006", month_first=True) == dates.ReadDate(date(2006, 12, 7))
        assert read_date("12/07/2006", month_first=False) == dates.ReadDate(date(2006, 7, 12))
        assert "按月、日、年的次序读" in read_date("12/07/2006").note
        assert read_date("24/05/2007").day == date(2007, 5, 24)

    def test_as_a_day_number_depends_on_the_calendar_of_the_file(self):
        assert read_date(45356).day == FIFTH
        assert read_date(45356 - 1462, is_from_1904=True).day == FIFTH

    @given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_of_any_day_comes_back_in_all_shapes(self, day):
        shapes = [
            day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
            f"{day:%m/%d/%Y}",
        ]  # fmt: skip

        assert {read_date(shape, month_first=True).day for shape in shapes} == {day}
        assert read_date(f"{day.month}月{day.day}日", base_year=day.year).day == day

    @given(st.text() | st.integers() | st.floats() | st.booleans() | st.datetimes())
    def test_reading_never_breaks(self, cell):
        try:
            read_date(cell, base_year=2024)
        except BadDate as refusal:
            assert str(refusal)

    @pytest.mark.parametrize(
        ("names", "year"),
        [(("2023年信访台账.xlsx",), 2023), (("三月", "清水镇二〇二四年台账"), 2024), (("2022-2023台账", "x"), None), (("3月",), None),
         (("汇总0415", "20240305导出.xls"), None)],
    )  # fmt: skip
    def test_the_year_comes_from_the_names(self, names, year):
        assert year_in(*names) == year


class TestText:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("路灯\x00不\u202e亮\u200b", "路灯不亮"),
            ("一、路灯\r\n\r\n\r\n\r\n二、水渠_x000D_\n", "一、路灯\n\n二、水渠"),
            ("\u3000\u3000王\u3000伟\u00a0 ", "王 伟"),
            ("cafe\u0301", "café"),
            ("a" + "\u0301" * 50, "á\u0301\u0301\u0301"),
            ("𠮷村 😀", "𠮷村 😀"),
            ("\ud83d路灯", "路灯"),
            (188006.0, "188006"),
            (1.5, "1.5"),
            (None, ""),
            (True, "是"),
            ("'=1+1", "=1+1"),
            ("'hello'", "'hello'"),
        ],
    )
    def test_is_cleaned_for_storing(self, cell, text):
        assert clean.text(cell) == text

    @given(st.text())
    def test_once_cleaned_stays_as_it_is(self, cell):
        once = clean.text(cell)

        assert "\0" not in once and "\r" not in once and "\u202e" not in once
        if not once.startswith("'"):
            assert clean.text(once) == once

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
    def test_never_becomes_a_formula_when_given_back(self, start):
        assert clean.safe(start + "cmd|' /C calc'!A0").startswith("'")
        assert clean.safe("路灯=不亮") == "路灯=不亮"

    def test_with_a_formula_mark_survives_the_way_out_and_in(self):
        assert clean.text(clean.safe("-3号楼路灯不亮")) == "-3号楼路灯不亮"


@pytest.mark.parametrize("module", [clean, dates, header, mapping, rows])
def test_the_examples_in_the_docs_run(module):
    outcome = doctest.testmod(module)

    assert outcome.attempted > 0 and outcome.failed == 0
