"""Numbers in Chinese text: what is read, how exact it is, and what is left alone."""

from __future__ import annotations

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure import numerals
from lianxin.pure.numerals import from_hanzi, hanzi, read, scan, to_hanzi


@pytest.mark.parametrize("module", [numerals, hanzi, scan])
def test_the_examples_in_the_docs_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]

    assert result.attempted and not result.failed


FORMS = [  # text, number read, value, form, measure, exact
    ("收到二十五件", "二十五件", 25, "number", "件", True),
    ("两百零三人到会", "两百零三人", 203, "number", "人", True),
    ("约2.5万人", "2.5万人", 25000, "number", "人", False),
    ("走访30余家", "30余家", 30, "number", "家", False),
    ("意见4600多条", "4600多条", 4600, "number", "条", False),
    ("近300户", "300户", 300, "number", "户", False),
    ("满意率96%", "96%", Fraction(96, 100), "percent", "", True),
    ("满意率９６．７％", "９６．７％", Fraction(967, 1000), "percent", "", True),
    ("达百分之九十六", "百分之九十六", Fraction(96, 100), "percent", "", True),
    ("百分之八点五", "百分之八点五", Fraction(85, 1000), "percent", "", True),
    ("占三分之一", "三分之一", Fraction(1, 3), "fraction", "", True),
    ("增长一倍", "一倍", 1, "times", "倍", True),
    ("二〇二三年", "二〇二三年", 2023, "date", "年", True),
    ("二0二三年", "二0二三年", 2023, "date", "年", True),
    ("共1,234件", "1,234件", 1234, "number", "件", True),
    ("十几个单位", "十几个", 11, "number", "个", False),
    ("数十家", "数十家", 20, "number", "家", False),
    ("近万册图书", "万册", 10000, "number", "册", False),
    ("善款一万两千余元", "一万两千余元", 12000, "number", "元", False),
    ("图书3万多本", "3万多本", 30000, "number", "本", False),
    ("提高2个百分点", "2个百分点", Fraction(2, 100), "points", "", True),
    ("占七成", "七成", Fraction(7, 10), "fraction", "", True),
    ("20人左右", "20人左右", 20, "number", "人", False),
    ("30户以上", "30户以上", 30, "number", "户", False),
    ("每村2至3个", "2至3个", 3, "range", "个", False),
    ("1—5月", "1—5月", 5, "date", "月", False),
    ("第三次会议", "三次", 3, "ordinal", "次", True),
    ("投入28万元", "28万元", 280000, "number", "元", True),
    ("3千多人", "3千多人", 3000, "number", "人", False),
]


class TestANumber:
    @pytest.mark.parametrize(("text", "written", "value", "form", "measure", "exact"), FORMS)
    def test_is_read_with_its_form_and_its_measure_word(
        self, text: str, written: str, value: Fraction, form: str, measure: str, exact: bool
    ) -> None:
        found = read(text)

        assert [n.text for n in found] == [written]
        assert (found[0].value, found[0].form, found[0].measure, found[0].exact) == (value, form, measure, exact)
        assert text[found[0].start : found[0].end] == written

    @pytest.mark.parametrize(
        "text", ["统一思想", "十分重视", "千方百计", "万众一心", "三农", "四风", "5A级景区", "A4纸"]
    )
    def test_is_not_read_out_of_a_word(self, text: str) -> None:
        assert not [n for n in read(text) if n.form == "number" and n.measure not in ("级",)]

    @pytest.mark.parametrize(
        ("text", "inside", "outside"),
        [
            ("30余户", 31, 41),
            ("4600多条", 4699, 4700),
            ("近300户", 299, 300),
            ("3万多本", 39999, 40000),
            ("超过50人", 51, 50),
            ("50人以上", 50, 49),
            ("不足20人", 19, 20),
            ("几十人", 20, 100),
        ],
    )
    def test_admits_what_its_hedge_leaves_open(self, text: str, inside: int, outside: int) -> None:
        number = read(text)[0]

        assert number.admits(Fraction(inside))
        assert not number.admits(Fraction(outside))

    def test_keeps_the_decimals_of_the_author(self) -> None:
        assert [n.decimals for n in read("16.2%和17%和17.00%")] == [1, 0, 2]

    @pytest.mark.parametrize(
        ("one", "other", "together"),
        [
            ("3人", "2名", True),
            ("3件", "2起", True),
            ("3件", "2人", False),
            ("3人", "2人次", False),
            ("3户", "2人", False),
        ],
    )
    def test_is_of_one_family_only_with_its_like(self, one: str, other: str, together: bool) -> None:
        assert (read(one)[0].family == read(other)[0].family) is together


class TestChineseNumerals:
    @given(st.integers(min_value=0, max_value=10**12 - 1))
    def test_come_back_as_they_went(self, number: int) -> None:
        assert from_hanzi(to_hanzi(number)) == number

    @given(st.integers(min_value=11, max_value=10**9))
    def test_are_found_in_a_sentence_with_the_same_value_as_digits(self, number: int) -> None:
        words, digits = read(f"共收到{to_hanzi(number)}件意见"), read(f"共收到{number}件意见")

        assert words[0].value == digits[0].value == number
        assert words[0].measure == digits[0].measure == "件"

    @given(st.text(alphabet="一二三十百千万亿零两〇点分之几数余多约近%％.,，、0123456789人件年月第 的", max_size=60))
    def test_of_any_make_never_break_the_reader(self, text: str) -> None:
        for number in read(text):
            assert text[number.start : number.end] == number.text

    def test_beyond_their_range_are_refused(self) -> None:
        with pytest.raises(ValueError, match=r"10\^12"):
            to_hanzi(10**12)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("增长几十%", Fraction(1, 5), 1),
        ("十几个百分点", Fraction(11, 100), Fraction(1, 5)),
        ("几成", Fraction(1, 5), 1),
    ],
)
def test_a_vague_number_stays_vague_before_a_sign(text: str, low: Fraction, high: Fraction) -> None:
    [numeral] = read(text)

    assert (numeral.exact, numeral.low, numeral.high) == (False, low, high)
