"""放假通知: the yearly notice as sentences and as rows, and what is refused in it."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.pure.workdays import Calendar, Override, read_notice, read_rows

YEAR_2026 = """国务院办公厅关于2026年部分节假日安排的通知

一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，请妥善安排好值班。
国务院办公厅
2025年11月4日
"""
YEAR_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
"""
YEAR_2024 = """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
"""


def days(notice) -> list[tuple[str, bool]]:
    return [(row.on.isoformat(), row.is_workday) for row in notice.rows]


class TestNoticeInSentences:
    def test_of_2026_gives_exactly_the_days_of_the_data_file(self):
        notice = read_notice(YEAR_2026)

        assert (notice.year, notice.errors, notice.missing) == (2026, (), ())
        expected = {on: said.is_workday for on, said in Calendar.china().official.items() if said.notice == 2026}
        assert {row.on: row.is_workday for row in notice.rows} == expected

    @pytest.mark.parametrize(("year", "text"), [(2024, YEAR_2024), (2025, YEAR_2025), (2026, YEAR_2026)])
    def test_gives_each_day_of_the_year_as_it_was_worked(self, year, text):
        notice = read_notice(text, year)
        rows = {row.on: Override(row.is_workday, row.name, "", notice=year) for row in notice.rows}
        calendar = Calendar({}, frozenset(), {}).with_notice(year, rows)

        assert (notice.errors, notice.missing) == ((), ())
        for step in range((date(year, 12, 31) - date(year, 1, 1)).days + 1):
            on = date(year, 1, 1) + timedelta(days=step)
            assert calendar.is_workday(on) == Calendar.china().is_workday(on), on

    def test_reads_the_form_without_brackets_and_several_festivals_on_one_line(self):
        notice = read_notice("元旦：1月1日至3日放假调休，共3天。1月9日（星期六）上班。清明节：4月5日放假1天。", 2027)

        assert notice.errors == ()
        assert days(notice) == [
            ("2027-01-01", False),
            ("2027-01-02", False),
            ("2027-01-03", False),
            ("2027-01-09", True),
            ("2027-04-05", False),
        ]
        assert notice.missing == ("春节", "劳动节", "端午节", "中秋节", "国庆节")

    @pytest.mark.parametrize("december", ["2026年12月31日", "12月31日"])
    def test_reads_a_new_year_that_begins_in_december(self, december):
        notice = read_notice(f"元旦：{december}至2027年1月2日放假，共3天。", 2027)

        assert [on for on, _ in days(notice)] == ["2026-12-31", "2027-01-01", "2027-01-02"]

    def test_counts_two_festivals_named_together_as_both(self):
        notice = read_notice("国庆节、中秋节：10月1日至8日放假，共8天。", 2028)

        assert len(notice.rows) == 8
        assert "中秋节" not in notice.missing and "国庆节" not in notice.missing

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("元旦：1月1日（周四）至3日放假，共3天。", "1月1日是周五，不是周四"),
            ("元旦：1月1日至3日放假，共4天。", "写的是共4天，所列日期是3天"),
            ("清明节：4月31日放假。", "没有2027年4月31日"),
            ("清明节：放假1天。", "写的是共1天，所列日期是0天"),
            ("清明节：另行通知。", "没有读到放假或上班的日期"),
            ("清明节：4月5日放假，4月10日上班。", "请用句号分开"),
            ("国庆节：10月7日至1日放假。", "起止日期不对"),
            ("元旦：1月1日至3日放假。1月4日上班。", "是周一，本来就上班"),
            ("元旦：1月1日至3日放假。1月3日上班。", "前面写的是放假"),
            ("1月1日放假", "每行要有日期和安排"),
            ("1月1日 看情况", "请写放假或上班"),
        ],
    )
    def test_names_the_line_that_is_wrong_and_keeps_the_good_ones(self, line, message):
        notice = read_notice(f"关于2027年节假日的说明\n端午节：6月9日放假1天。\n{line}", 2027)

        assert ("2027-06-09", False) in days(notice)
        assert [error.line for error in notice.errors] == [3]
        assert message in notice.errors[0].message
        assert notice.errors[0].text == line

    def test_asks_for_the_year_when_none_is_said(self):
        notice = read_notice("元旦：1月1日放假。")

        assert (notice.rows, notice.errors[0].line) == ((), 0)
        assert "请先选择年份" in notice.errors[0].message


class TestNoticeInRows:
    def test_is_read_in_all_the_shapes_of_a_pasted_table(self):
        text = "日期，安排，名称\n2027-01-01，放假，元旦\n2027/1/9\t上班\t元旦\n\n4月5日 放假 清明\n"
        text += "2027年5月1日（周六），休，劳动节"

        notice = read_notice(text, 2027)

        assert notice.errors == ()
        assert [(row.on.isoformat(), row.is_workday, row.name) for row in notice.rows] == [
            ("2027-01-01", False, "元旦"),
            ("2027-01-09", True, "元旦"),
            ("2027-04-05", False, "清明节"),
            ("2027-05-01", False, "劳动节"),
        ]

    def test_is_read_from_cells_with_real_dates(self):
        table = [
            ["日期", "安排", "名称"],
            [datetime(2027, 1, 1), "放假", "元旦"],
            [date(2027, 1, 9), "上班", None],
            [None, None, None],
            ["2027-13-01", "放假", "元旦"],
            ["下周", "放假", "元旦"],
            ["2027-10-01", "看情况", "国庆节"],
            ["2029-10-01", "放假", "国庆节"],
            ["2027-10-01"],
        ]

        notice = read_rows(table, 2027)

        assert days(notice) == [("2027-01-01", False), ("2027-01-09", True)]
        assert [error.line for error in notice.errors] == [5, 6, 7, 8, 9]
        assert notice.errors[3].message == "2029-10-01 不在2027年的通知范围内。"
