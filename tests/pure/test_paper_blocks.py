"""The official document as data: what follows what, how it is numbered, when it is too long."""

import doctest
from datetime import date

import pytest

from lianxin.pure import paper
from lianxin.pure.paper import (
    Attachment,
    Heading,
    Paper,
    Para,
    Table,
    blocks,
    count_characters,
    document,
    document_number,
    length_note,
    official_date,
    runs,
    titles,
)
from lianxin.pure.paper.document import chinese_number
from lianxin.pure.paper.titles import TITLE_CHARACTERS, title_lines, width
from tests.pure.paper_cases import bound, report


@pytest.mark.parametrize("module", [paper, document, titles], ids=lambda module: module.__name__)
def test_the_examples_of_the_manual_run(module):
    outcome = doctest.testmod(module)

    assert (outcome.failed, outcome.attempted > 0) == (0, True)


def kinds(paper: Paper) -> list[str]:
    return [block.kind for block in blocks(paper)]


class TestAPaper:
    def test_is_laid_out_in_the_order_of_the_standard(self):
        assert kinds(report(number="清政发〔2026〕5号")) == [
            *["number", "title", "title", "addressee", "para", "heading", "para"],
            *["heading", "heading", "heading", "heading", "heading", "heading", "caption", "table", "para"],
            *["attachment_note", "attachment_note", "signature", "date"],
            *["attachment_label", "attachment_title", "table", "attachment_label", "attachment_title", "para"],
        ]

    def test_leaves_out_what_it_does_not_have(self):
        assert kinds(Paper("通知", (Para(runs("请知悉。")),))) == ["title", "para"]

    def test_numbers_its_headings_by_level_and_starts_anew_below_each(self):
        headings = [block.text for block in blocks(report()) if block.kind == "heading"]

        assert headings == [
            "一、总体情况",
            "二、主要做法",
            "（一）压实责任",
            "1.明确分工。每村一名干部。",
            "（1）包村干部负责。逢五走访。",
            "（2）站所配合。按时答复。",
            "（二）及时回应",
        ]

    def test_closes_the_addressee_with_one_full_colon(self):
        for addressee in ("县委社会工作部", "县委社会工作部：", "县委社会工作部:"):
            assert (
                next(b.text for b in blocks(report(addressee=addressee)) if b.kind == "addressee") == "县委社会工作部："
            )

    def test_numbers_attachments_only_when_there_are_several(self):
        several = [block.text for block in blocks(report()) if block.kind == "attachment_note"]
        single = [b.text for b in blocks(report(attachments=(Attachment("统计表"),))) if b.kind == "attachment_note"]

        assert several == ["附件：1.各村统计表", "2.典型事例"]
        assert single == ["附件：统计表"]

    def test_hands_a_template_the_binding_of_each_figure(self):
        [block] = [block for block in blocks(report()) if block.text.startswith("登记")]

        assert [(run.text, run.binding.value if run.binding else None) for run in block.runs] == [
            ("登记诉求", None),
            ("1,286", "1286"),
            ("件，办结", None),
            ("1,203", "1203"),
            ("件。", None),
        ]


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
    )
    def test_count_headings_in_chinese(self, number, words):
        assert chinese_number(number) == words

    @pytest.mark.parametrize("number", [0, 100, -1])
    def test_beyond_two_digits_are_refused(self, number):
        with pytest.raises(ValueError, match="1 到 99"):
            chinese_number(number)

    def test_of_documents_and_dates_have_no_zeros_in_front(self):
        assert document_number("清政发", 2026, 5) == "清政发〔2026〕5号"
        assert official_date(date(2026, 11, 3)) == "2026年11月3日"
        assert official_date(date(2027, 1, 1)) == "2027年1月1日"


class TestATitle:
    def test_that_fits_stays_on_one_line(self):
        assert title_lines("清水镇第三季度诉求办理情况") == ("清水镇第三季度诉求办理情况",)

    def test_keeps_the_breaks_of_its_author(self):
        assert title_lines("清水镇人民政府\n关于诉求办理情况的报告") == ("清水镇人民政府", "关于诉求办理情况的报告")

    @pytest.mark.parametrize(
        "title",
        [
            "清水镇人民政府关于2026年第三季度群众诉求办理工作情况的报告",
            "关于印发《清水镇党员干部直接联系群众工作实施办法（试行）》的通知",
            "中共石桥县委社会工作部关于2026年上半年全县群众工作站建设运行情况和下半年工作安排的报告",
        ],
    )
    def test_that_is_long_breaks_into_lines_that_fit_and_tear_nothing(self, title):
        lines = title_lines(title)

        assert "".join(lines) == title and len(lines) > 1
        assert all(4 <= width(line) <= TITLE_CHARACTERS for line in lines)
        assert not any(line[0] in "的》）、，年月" or line[-1] in "《（〔" for line in lines[1:])
        assert not any(line[-1].isdigit() for line in lines)


class TestTheLength:
    @pytest.mark.parametrize(
        ("characters", "sentence"), [(4000, ""), (4001, "超过 4000 字"), (5000, "超过 4000 字"), (5001, "超过 5000 字")]
    )
    def test_is_remarked_on_beyond_4000_and_5000(self, characters, sentence):
        note = length_note(Paper("长文", (Heading(1, runs("字" * 10)), Para(runs("字" * (characters - 10))))))

        assert (sentence in note) if sentence else note == ""

    def test_is_counted_as_word_counts(self):
        assert count_characters(Paper("题", (Para(runs("办结", bound("1,203", "1203"), "件，占96.3%。 Word")),))) == 9


class TestWhatCannotBe:
    def test_is_refused_when_it_is_made(self):
        with pytest.raises(ValueError, match="四级"):
            Heading(5, runs("五级"))
        with pytest.raises(ValueError, match="格数"):
            Table(("村", "件数"), (("石桥村",),))
        with pytest.raises(ValueError, match="列宽"):
            Table(("村", "件数"), (("石桥村", "1"),), widths=(1,))
