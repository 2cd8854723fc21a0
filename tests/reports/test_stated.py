"""对照记录和以前的文稿: a stranger's text held against the records and against what its unit wrote before (F108, F112)."""

import doctest

import pytest

from lianxin.pure.periods import Period
from lianxin.reports.summaries import spoken
from lianxin.reports.summaries.earlier import Earlier, check_earlier, promises_of
from lianxin.reports.summaries.stated import check_stated
from tests.reports.lives import TODAY

OCTOBER = Period.parse("2026-10")


def said(text, town, period=OCTOBER, by=None):
    found = check_stated(text, town.qingshui, period, by=by or town.officer, today=TODAY)
    return [(one.quote, one.verdict, one.computed) for one in found]


def test_the_example_of_the_spoken_time_runs():
    assert not doctest.testmod(spoken).failed


class TestAgainstTheRecords:
    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            ("10月，全镇共收到群众诉求30件。", "holds"),
            ("10月，全镇共收到群众诉求31件。", "fails:records"),
            ("本月收到诉求近40件。", "fails:records"),
            ("本月收到诉求20余件。", "fails:records"),
            ("本月收到诉求30余件。", "holds"),
            ("本月接到群众反映事项约30件。", "holds"),
        ],
    )
    def test_the_wording_is_the_tolerance(self, two_years, text, verdict):
        received = 30
        [(quote, found, computed)] = said(text, two_years)

        assert (found, computed) == (verdict, str(received)), quote

    def test_a_rate_is_compared_with_its_own_number_of_decimals(self, two_years):
        [(_quote, verdict, rate)] = said("按时办结率100%。", two_years)
        assert verdict in ("holds", "fails:records")

        assert said(f"按时办结率为{rate}。", two_years)[0][1] == "holds"
        wrong = f"{float(rate.removesuffix('%')) - 7.7:.1f}%"
        assert said(f"按时办结率为{wrong}。", two_years)[0][1] == "fails:records"

    def test_the_time_that_the_text_names_is_the_time_compared(self, two_years):
        [(_now, verdict, before)] = said("去年同期收到诉求1999件。", two_years)
        assert verdict == "fails:records" and before != "30"
        assert said(f"去年同期收到诉求{before}件。", two_years)[0][1] == "holds"
        assert said("9月份收到诉求1999件。", two_years) == []  # a month that is not the text's: not spoken of

    def test_what_is_not_of_the_unit_or_is_no_figure_of_the_records_is_left_alone(self, two_years):
        for text in (
            "石桥村收到诉求1999件。",
            "其中收到诉求1999件。",
            "力争收到诉求1999件。",
            "收到诉求比上月增加1999件。",
            "栽种果树1999株。",
        ):
            assert said(text, two_years) == [], text

    @pytest.mark.parametrize(
        "text",
        [
            "累计收到诉求320件。", "10月收到诉求30件，累计收到诉求320件。", "今年以来，收到诉求320件。", "今年收到诉求320件。",
            "截至10月底，累计收到诉求320件。", "全县收到诉求230件。", "去年收到诉求412件。", "10月15日收到诉求3件。",
            "去年9月收到诉求18件。", "本季度收到诉求88件。", "活动开展以来收到诉求46件。", "2025年收到诉求401件。",
            "9月，全镇收到诉求25件，办结诉求24件。", "今年以来，全镇开展走访，收到诉求320件，办结诉求312件。",
        ],
    )  # fmt: skip
    def test_a_figure_of_a_time_or_place_that_is_left_open_is_never_called_wrong(self, two_years, text):
        assert "fails:records" not in [verdict for _quote, verdict, _computed in said(text, two_years)]

    def test_a_figure_since_january_is_held_against_those_months(self, two_years):
        [(_quote, verdict, since)] = said("1—10月收到诉求1999件。", two_years)

        assert verdict == "fails:records" and int(since) > 30
        assert said(f"1—10月，全镇收到诉求{since}件。", two_years)[0][1] == "holds"
        for words in ("累计", "今年以来，", "截至10月底，累计", "10月份收到诉求30件，今年以来"):
            assert said(f"{words}收到诉求{since}件。", two_years)[-1][1] == "holds", words
            assert said(f"{words}收到诉求1999件。", two_years)[-1][1] == "doubtful:records", words

    def test_what_is_compared_with_does_not_move_what_is_told_behind_it(self, two_years):
        [(_q, _v, closed)] = said("办结诉求1999件。", two_years)
        text = f"收到诉求30件，比去年同期的1999件减少2件，办结诉求{closed}件。"

        assert [verdict for _quote, verdict, _computed in said(text, two_years)] == ["holds", "fails:records", "holds"]

    def test_the_same_time_last_year_stands_for_what_was_counted_before(self, two_years):
        before, since = (said(f"去年{when}收到诉求1999件。", two_years)[0][2] for when in ("同期", "1—10月"))

        assert said(f"收到诉求30件，去年同期{before}件。", two_years)[1][1] == "holds"
        assert said("收到诉求30件，去年同期1999件。", two_years)[1][1:] == ("fails:records", before)
        assert said(f"1—10月收到诉求1999件，去年同期{since}件。", two_years)[1][1] == "holds"

    def test_who_may_not_read_the_figures_of_a_unit_is_refused(self, two_years):
        from lianxin.base.orgs.permissions import NotAllowed

        with pytest.raises(NotAllowed):
            said("本月收到诉求31件。", two_years, by=two_years.stranger)


SEPTEMBER_TEXT = """青石镇9月群众工作总结
一、主要做法
9月，收到诉求112件，办结诉求98件，走访困难户64户，按时办结率93.8%。
二、下步打算
1.对新建路三处路灯逐盏维修。
2.组织校车司机交通安全培训。
"""


def earlier_of(text=SEPTEMBER_TEXT, code="2026-09"):
    return Earlier("document:AAAA", "青石镇9月群众工作总结", Period.parse(code), text)


def october(body, plans="1.继续做好回访。"):
    return f"青石镇10月群众工作总结\n一、主要做法\n{body}\n二、下步打算\n{plans}\n"


class TestAgainstEarlierTexts:
    def test_another_figure_for_last_month_than_was_written_then_is_asked_about(self):
        text = october(
            "10月，收到诉求120件，比上月112件增加8件。办结诉求117件，上月办结诉求96件。新建路路灯已维修，校车司机交通安全培训办了两期。"
        )
        [one] = check_earlier(text, [earlier_of()], OCTOBER)

        assert (one.kind, one.verdict, one.grade) == ("earlier", "doubtful:earlier", "doubtful")
        assert (one.stated, one.computed) == ("96件", "98件") and "9月" in one.explain

    def test_figures_carried_over_unchanged_are_listed_once(self):
        text = october(
            "10月，收到诉求112件，办结诉求98件，走访困难户64户，按时办结率95.1%。新建路路灯已维修，校车司机培训已组织。"
        )
        [one] = check_earlier(text, [earlier_of()], OCTOBER)

        assert one.verdict == "doubtful:repeated"
        assert "相同的数字有3个" in one.explain and "收到诉求112件" in one.explain

    def test_a_jump_is_asked_about_and_a_change_is_not(self):
        kept = "新建路路灯已维修，校车司机培训已组织。"
        [one] = check_earlier(october(f"10月，收到诉求1120件，办结诉求99件。{kept}"), [earlier_of()], OCTOBER)
        assert (one.verdict, one.computed) == ("doubtful:jump", "112件")

        assert check_earlier(october(f"10月，收到诉求160件，办结诉求99件。{kept}"), [earlier_of()], OCTOBER) == []

    def test_a_promise_that_is_not_spoken_of_again_is_named(self):
        assert len(promises_of(SEPTEMBER_TEXT)) == 2
        [one] = check_earlier(october("10月，新建路的三处路灯已逐盏维修。"), [earlier_of()], OCTOBER)

        assert one.verdict == "doubtful:promise" and "校车司机" in one.explain and "路灯" not in one.explain

    def test_later_texts_and_those_of_the_same_month_are_no_measure(self):
        later = earlier_of(code="2026-11")
        assert check_earlier(october("10月，收到诉求1120件。"), [later, earlier_of(code="2026-10")], OCTOBER) == []
