"""工作总结: written of the town's two years; its figures are the indicators, its sentences can be reckoned again."""

import re
from decimal import Decimal

import pytest

from lianxin.base import indicators
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.figures import check
from lianxin.pure.paper import Heading, Para, blocks, plain_text, read_bound, write_docx
from lianxin.pure.periods import Period, read_period
from lianxin.reports.checks.held import Against, hold
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.compose import compose, numbers_of
from lianxin.reports.summaries.documents import open_document
from lianxin.reports.summaries.facts import Facts
from tests.reports.conftest import LATE
from tests.reports.lives import TODAY
from tests.work.conftest import registered

PERIODS = [
    "2026-10", "2025-12", "2026-Q3", "2026-H2", "2026",
    *(pytest.param(code, marks=pytest.mark.thorough) for code in ("2026-11", "2026-07", "2025-Q4", "2026-H1", "2025")),
]  # fmt: skip
PARTS = ["主要做法", "工作成效", "存在问题", "下步打算"]
PRAISE = re.compile(r"高度重视|成效显著|显著成效|圆满|一致好评|广大群众|扎实推进|取得了.{0,6}成绩|有力|大力")


def paper_of(unit, code, by, dated=TODAY):
    return compose(unit=unit, period=read_period(code), by=by, dated=dated)


def text_of(unit, code, by, dated=TODAY):
    return "\n".join(block.text for block in blocks(paper_of(unit, code, by, dated)))


class TestComposing:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M292", "M294")
    @pytest.mark.parametrize("code", PERIODS)
    def test_writes_the_four_parts_for_every_kind_of_unit_and_nothing_our_own_checker_would_call_wrong(
        self, two_years, code
    ):
        claims = 0
        for unit in two_years.units.values():
            paper = paper_of(unit, code, two_years.clerk)

            heads = [item.runs[0].text for item in paper.body if isinstance(item, Heading) and item.level == 1]
            assert heads == PARTS
            assert unit.name in paper.title and Period.parse(code).label in paper.title
            assert all(item.runs for item in paper.body if isinstance(item, Para))
            assert not PRAISE.search("\n".join(block.text for block in blocks(paper)))

            checked = check(plain_text(write_docx(paper)))
            assert checked.findings == (), unit
            assert {claim.verdict for claim in checked.claims} <= {"holds"}, unit
            claims += len(checked.claims)
        assert claims > 5

    @pytest.mark.thorough
    @pytest.mark.parametrize("code", ["2026-10", "2026-Q3", "2026"])
    def test_prints_the_very_figures_of_the_indicators(self, two_years, code):
        for unit in (two_years.county, two_years.qingshui, two_years.building):
            plain = [f for f in numbers_of(paper_of(unit, code, two_years.clerk)) if "#" not in f.binding.indicator]

            assert len(plain) > 4
            for figure in plain:
                found = indicators.resolve(figure.binding, two_years.clerk, today=TODAY)
                assert found.agrees and found.now.text == figure.text, figure

    def test_gives_an_empty_month_in_plain_words(self, two_years):
        text = text_of(two_years.school, "2026-10", two_years.clerk)

        assert "本月没有登记诉求。" in text and "本月没有办结的诉求。" in text
        assert "没有可以核对的问题" in text
        assert numbers_of(paper_of(two_years.school, "2026-10", two_years.clerk)) == []

    def test_counts_for_a_department_what_it_works_on(self, two_years):
        found = {
            f.binding.indicator.partition("#")[0]
            for f in numbers_of(paper_of(two_years.building, "2026-10", two_years.clerk))
        }

        assert "concern.handled_assigned" in found and "concern.handled_on_time_rate" in found
        assert not {"concern.assigned", "concern.closed"} & found

    def test_is_refused_to_those_who_may_not_read_the_figures(self, two_years):
        with pytest.raises(NotAllowed):
            paper_of(two_years.qingshui, "2026-10", two_years.stranger)


class TestComparing:
    @pytest.mark.mechanism("M286")
    def test_shows_value_base_difference_and_rate(self, two_years):
        facts = Facts(two_years.county, Period.parse("2026-10"), two_years.clerk, TODAY)
        now, base = facts.number("concern.received"), facts.number("concern.received", facts.other("year"))

        text = text_of(two_years.county, "2026-10", two_years.clerk)

        assert (now, base) == (40, 24)
        assert "登记群众诉求40件，比上年同期的24件增加16件，增长66.7%，比上月的22件增加18件，增长81.8%。" in text

    def test_says_a_decline(self, two_years):
        assert "比上年同期的4件减少3件，下降75.0%" in text_of(two_years.county, "2026-07", two_years.clerk)

    def test_gives_no_rate_over_a_base_of_nothing(self, two_years):
        facts = Facts(two_years.county, Period.parse("2026-01"), two_years.clerk, TODAY)

        assert facts.number("concern.received") == 3 and not facts.number("concern.received", facts.other("year"))
        assert facts.change_rate("concern.received", "year") is None
        assert "登记群众诉求3件。" in text_of(two_years.county, "2026-01", two_years.clerk)

    def test_compares_no_part_of_a_year_with_a_whole_one(self, two_years):
        text = text_of(two_years.county, "2026", two_years.clerk)

        assert "数字统计到2026年11月10日，不作同比和环比" in text
        assert "比上年" not in text

    @pytest.mark.thorough
    def test_compares_a_phase_of_a_year_once_and_a_longer_one_not_with_itself(self, two_years):
        """From 2025-11 to 2026-10 the phase before and the same months of last year are the same months."""
        by, dated = two_years.clerk, LATE.date()

        half, year, long = (
            re.findall(r"登记群众诉求\d+件[^。]*。", text_of(two_years.county, code, by, dated))[0]
            for code in ("2026-03..2026-10", "2025-11..2026-10", "2025-09..2026-10")
        )

        assert half.count("比上年同期的") == 1
        assert (year.count("比上年同期的"), year.count("比上一阶段的")) == (1, 0)
        assert "比上年同期的" not in long

    def test_compares_rates_in_percentage_points(self, two_years):
        facts = Facts(two_years.county, Period.parse("2026-10"), two_years.clerk, TODAY)
        points = facts.points("concern.on_time_rate", "year")

        assert Decimal(points.text) == abs(
            facts.value("concern.on_time_rate") - facts.value("concern.on_time_rate", facts.other("year"))
        )
        assert f"提高{points.text}个百分点" in text_of(two_years.county, "2026-10", two_years.clerk)

    def test_can_say_how_each_figure_was_reckoned(self, two_years):
        facts = Facts(two_years.county, Period.parse("2026-10"), two_years.clerk, TODAY)

        assert facts.computation(facts.difference("concern.received", "year").binding) == "40－24＝16"
        assert facts.computation(facts.change_rate("concern.received", "year").binding) == "（40－24）÷24＝66.7%"
        assert facts.computation(facts.figure("concern.received").binding) == ""
        found = re.fullmatch(r"(\d+)÷(\d+)＝([\d.]+)%", facts.computation(facts.figure("concern.on_time_rate").binding))
        assert found and f"{int(found[1]) * 100 / int(found[2]):.1f}" == found[3] and 0 < int(found[1]) < int(found[2])
        assert found[2] == facts.figure("concern.closed_with_limit").text


class TestProblems:
    @pytest.mark.mechanism("M295")
    @pytest.mark.thorough
    def test_come_from_the_records_and_each_has_its_step(self, two_years):
        paper = paper_of(two_years.county, "2026-10", two_years.clerk)
        text = text_of(two_years.county, "2026-10", two_years.clerk)
        facts = Facts(two_years.county, Period.parse("2026-10"), two_years.clerk, TODAY)

        overdue = facts.number("concern.overdue")
        assert overdue and f"仍未答复的诉求有{overdue}件，较多的是" in text
        second = [item.runs[0].text for item in paper.body if isinstance(item, Heading) and item.level == 2]
        found = second.index("有诉求超期没有答复"), second.index("清理超期件")
        assert len(second) - found[1] == found[1] - found[0]  # as many steps as problems
        assert text.count("完成时限：2026年12月31日前。责任单位：定安县。") == len(second) - found[1]


class TestTheWall:
    @pytest.mark.thorough
    @pytest.mark.parametrize("code", ["2026-11", "2026-Q4", "2026"])
    def test_leaves_the_subjects_summary_as_it_is_in_the_world_without_the_complaint(self, two_years, code):
        town = two_years
        registered(town, at=LATE)
        before = write_docx(paper_of(town.qingshui, code, town.officer)), text_of(town.shiqiao, code, town.officer)
        county = text_of(town.county, code, town.clerk)

        registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk, at=LATE)

        after = write_docx(paper_of(town.qingshui, code, town.officer)), text_of(town.shiqiao, code, town.officer)
        assert after == before
        assert text_of(town.county, code, town.clerk) != county


class TestWriting:
    @pytest.mark.thorough
    def test_leaves_a_trace_with_the_fingerprint_and_binds_every_figure(self, two_years):
        town, period = two_years, Period.parse("2026-10")

        data = commands.write(unit=town.qingshui, period=period, by=town.officer, at=LATE)

        entry = Entry.objects.order_by("n").last()
        assert entry.event == "summary.written" and len(entry.detail["sha256"]) == 64
        assert book.sentence(entry) == "生成清水镇2026年10月群众工作总结"
        bound = read_bound(data)
        paper = compose(unit=town.qingshui, period=period, by=town.officer, dated=TODAY)
        assert [figure.binding for figure in bound] == [figure.binding for figure in numbers_of(paper)]
        assert data == commands.write(unit=town.qingshui, period=period, by=town.officer, at=LATE)  # same bytes

    def test_is_held_by_its_bindings_and_not_by_the_words_around_them(self, two_years):
        """“解决率为…、满意率为91%，比上年同期的90%提高”: the base is that of the last rate; a binding knows, words may not."""
        data = commands.write(unit=two_years.county, period=Period.parse("2026-10"), by=two_years.clerk, at=LATE)
        document = open_document(data, "总结.docx")
        given = {"against": Against(two_years.county, Period.parse("2026-10")), "by": two_years.clerk, "today": TODAY}

        assert hold(document.text, **given, bound=document.bound) == []
        altered = document.text.replace("一、主要做法", "本月办结诉求999件。\n一、主要做法", 1)
        assert "999" in [one.quote[:3] for one in hold(altered, **given) if one.verdict.startswith("fails")]

    @pytest.mark.parametrize("who", ["stranger", "leader", "inspector", "admin"])
    def test_is_refused_to_those_who_may_not(self, two_years, who):
        count = Entry.objects.count()

        with pytest.raises(NotAllowed):
            commands.write(unit=two_years.qingshui, period=Period.parse("2026-10"), by=getattr(two_years, who), at=LATE)

        assert Entry.objects.count() == count

    def test_takes_a_handful_of_statements_however_much_there_is(self, two_years, django_assert_max_num_queries):
        with django_assert_max_num_queries(120):
            paper_of(two_years.county, "2026-10", two_years.clerk)
