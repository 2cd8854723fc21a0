"""读回: a summary that came back from Word, held against the records; each finding names both digits."""

from dataclasses import replace

import pytest

from lianxin.pure.paper import Figure, Heading, Paper, Para, runs, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.documents import open_document
from tests.reports.conftest import LATE
from tests.reports.lives import TODAY
from tests.reports.word import with_figure, with_words


@pytest.fixture
def written(two_years):
    """清水镇's October, as its officer wrote it out."""
    return commands.write(unit=two_years.qingshui, period=Period.parse("2026-10"), by=two_years.officer, at=LATE)


def read_back(data, by):
    return check_backing(open_document(data, "总结.docx"), by=by, today=TODAY)


class TestReadingBack:
    def test_an_untouched_document_agrees_in_every_figure(self, two_years, written):
        found = read_back(written, two_years.officer)

        assert len(found) > 20
        assert {item.verdict for item in found} == {"holds"}
        assert {item.kind for item in found} == {"bound"}

    def test_a_digit_changed_by_hand_is_named_with_the_right_one(self, two_years, written):
        found = read_back(with_figure(written, "30", "50"), two_years.officer)

        [wrong] = [item for item in found if item.verdict != "holds"]
        assert (wrong.verdict, wrong.stated, wrong.computed) == ("fails:changed-by-hand", "50", "30")
        assert wrong.explain == "收到诉求（2026年10月）：记录为30，文中被改为50。"

    def test_a_derived_figure_changed_by_hand_is_found_too(self, two_years, written):
        document = open_document(written, "总结.docx")
        rate = next(b for b in document.bound if b.binding.indicator == "concern.received#change_rate")

        found = read_back(with_figure(written, rate.printed, "99.9%"), two_years.officer)

        [wrong] = [item for item in found if item.verdict != "holds"]
        assert (wrong.verdict, wrong.stated, wrong.computed) == ("fails:changed-by-hand", "99.9%", rate.printed)
        assert "收到诉求的增减幅度" in wrong.explain

    @pytest.mark.thorough
    def test_a_figure_typed_by_hand_is_backed_by_nothing(self, two_years, written):
        found = read_back(with_words(written, "群众因此多等", "涉及13579户群众，群众因此多等"), two_years.officer)

        [typed] = [item for item in found if item.verdict != "holds"]
        assert (typed.kind, typed.verdict) == ("unbacked", "undecidable:unbacked")
        assert typed.quote.startswith("13579") and typed.explain == "手工填写的数字，没有绑定记录。"

    def test_a_typed_figure_that_equals_an_indicator_is_guessed(self, two_years, written):
        found = read_back(with_words(written, "群众因此多等", "全镇收到30件，群众因此多等"), two_years.officer)

        [typed] = [item for item in found if item.verdict != "holds"]
        assert "“收到诉求”" in typed.explain and "请核对是不是它" in typed.explain

    def test_blanks_and_full_width_digits_are_no_change(self, two_years, written):
        assert {item.verdict for item in read_back(with_figure(written, "30", " ３０"), two_years.officer)} == {"holds"}

    def test_a_document_without_bound_figures_is_left_alone(self, two_years):
        assert check_backing(open_document("办结12件。".encode(), "总结.txt"), by=two_years.officer) == []


class TestWhoReads:
    def test_a_stranger_learns_nothing_of_the_records(self, two_years, written):
        found = [
            item for item in read_back(with_figure(written, "30", "50"), two_years.stranger) if item.kind == "bound"
        ]

        assert {item.verdict for item in found} == {"undecidable"}
        assert {item.computed for item in found} == {""}
        assert all("无法核对" in item.explain for item in found)

    def test_a_unit_that_one_may_not_see_answers_like_one_that_does_not_exist(self, two_years, written):
        there = read_back(written, two_years.stranger)

        gone = _with_unit(written, "99999999")

        assert [item.explain for item in read_back(gone, two_years.officer)] == [item.explain for item in there]

    @pytest.mark.parametrize("unit", ["", "x", "１", "-1", "9" * 30, "1;2"])
    def test_a_made_up_unit_is_no_error(self, two_years, written, unit):
        assert {item.verdict for item in read_back(_with_unit(written, unit), two_years.officer)} <= {"undecidable"}

    @pytest.mark.thorough
    @pytest.mark.parametrize("period", ["", "0000", "9999", "0001", "2026-10~", "2026-10~2026-10", "~", "2026-13"])
    def test_a_made_up_period_is_no_error(self, two_years, written, period):
        found = read_back(_with_period(written, period), two_years.officer)

        assert {item.verdict for item in found} <= {"undecidable", "fails:records"}

    @pytest.mark.thorough
    def test_many_units_cost_no_more_than_a_few(self, two_years, written, django_assert_max_num_queries):
        document = open_document(written, "总结.docx")
        first = document.bound[0]
        many = tuple(
            replace(first, binding=replace(first.binding, unit=str(number), period=f"{year}"))
            for number in range(1, 12) for year in range(2000, 2100)
        )  # fmt: skip

        with django_assert_max_num_queries(24 * 25):
            found = check_backing(replace(document, bound=many), by=two_years.clerk, today=TODAY)

        assert len(found) >= len(many)


def _with_unit(data, unit):
    return _rebound(data, "unit", unit)


def _with_period(data, period):
    return _rebound(data, "period", period)


def _rebound(data, field, value):
    """The same document whose bindings claim something else, as anybody may write them."""
    figures = [
        Figure(bound.printed, replace(bound.binding, **{field: value}))
        for bound in open_document(data, "总结.docx").bound
    ]
    return write_docx(
        Paper("改过的", (Heading(1, runs("数字")), *(Para(runs("有", figure, "件")) for figure in figures)))
    )
