"""空话: a measure that can be checked later passes, a string of words does not, and uncountable amounts are named."""

import pytest

from lianxin.pure.vague import EXAMPLE, faults_of, vague_amounts
from tests.pure.vague_cases import BAD, GOOD, MORE_BAD, MORE_GOOD, lines

CHECKABLE = lines(GOOD) + lines(MORE_GOOD)
WORDS = lines(BAD) + lines(MORE_BAD)


class TestAMeasure:
    @pytest.mark.mechanism("M191")
    def test_is_told_from_words_without_object_amount_or_date(self, capsys):
        refused_wrongly = [text for text in CHECKABLE if faults_of(text)]
        let_pass = [text for text in WORDS if not faults_of(text)]

        refused_rightly = len(WORDS) - len(let_pass)
        precision = refused_rightly / (refused_rightly + len(refused_wrongly))
        recall = refused_rightly / len(WORDS)
        with capsys.disabled():
            print(
                f"\nvague measures: {len(CHECKABLE)} good, {len(WORDS)} vague; precision {precision:.3f}, recall {recall:.3f}"
            )
        assert min(len(CHECKABLE), len(WORDS)) >= 60
        assert precision >= 0.98 and recall >= 0.95, (refused_wrongly, let_pass)

    def test_may_begin_with_a_slogan_if_something_follows_that_can_be_checked(self):
        assert faults_of("提高认识，加强领导。12月5日前拆除占道广告牌3处。") == []
        assert faults_of("提高认识，加强领导。今后多加注意。")

    def test_is_shown_an_example_that_would_pass_itself(self):
        assert faults_of(EXAMPLE) == []

    @pytest.mark.parametrize(
        "text", ["1. 加强管理。\n2. 提高认识。", "（一）加强管理；（二）提高认识。", "一是加强管理，二是提高认识。"]
    )
    def test_gains_no_amount_from_the_number_of_a_list(self, text):
        assert {fault.words for fault in faults_of(text)} == {"加强", "提高认识"}

    def test_gains_no_amount_from_the_name_of_a_slogan(self):
        assert faults_of("牢记四个意识，落实一岗双责，坚持两学一做。")

    def test_says_where_the_words_stand(self):
        text = "一是进一步改进作风。"

        assert [text[fault.start :][: len(fault.words)] for fault in faults_of(text)] == ["进一步", "改进作风"]

    @pytest.mark.parametrize("text", ["", "。", "  \n", "好。", "🙂" * 50, "1" * 5000, "加强" * 2000])
    def test_survives_whatever_is_typed(self, text):
        assert isinstance(faults_of(text), list)


class TestAnAmount:
    @pytest.mark.mechanism("M203")
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("收集到了近几十条意见和建议", "近几十条"), ("走访30余户群众", "30余户"), ("上百人参加", "上百人"), ("十几份问卷", "十几份"),
            ("提出若干条建议", "若干"), ("多次上门", "多次"), ("约20人到会", "约20人"), ("共二三十条意见", "二三十条"),
        ],
    )  # fmt: skip
    def test_that_nobody_can_count_is_named(self, text, words):
        assert [fault.words for fault in vague_amounts(text)] == [words]

    @pytest.mark.parametrize(
        "text", ["收集意见37条", "至少2次", "不少于30户", "每周2次以上", "8点至12点", "三组到四组", "不超过20分钟"]
    )
    def test_that_can_be_counted_is_not(self, text):
        assert vague_amounts(text) == []

    def test_that_nobody_can_count_is_refused_beside_one_that_can(self):
        assert [fault.words for fault in faults_of("12月5日前修好6盏路灯，走访近百户。")] == ["近百户"]
