"""脱敏: what stays visible of names, telephones and identity numbers. All numbers here are made up."""

import doctest

import pytest

from lianxin.pure import masking
from lianxin.pure.masking import (
    Masks,
    identity_check_digit,
    is_identity_number,
    mask_identity,
    mask_name,
    mask_phone,
    mask_text,
)

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
IDENTITY = "110101199001011237"


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(masking).failed == 0


class TestMaskName:
    @pytest.mark.parametrize(
        ("name", "stars", "some"),
        [
            ("李建国", "李**", "李某某"),
            ("李明", "李*", "李某"),
            ("李 明", "李*", "李某"),
            ("欧阳小明", "欧阳**", "欧阳某某"),
            ("欧阳", "欧*", "欧某"),
            ("买买提·艾力", "买****", "买某某某某"),
            ("李", "*", "某"),
            ("", "", ""),
        ],
    )
    def test_leaves_the_surname(self, name, stars, some):
        assert mask_name(name) == stars
        assert mask_name(name, style="某") == some


class TestMaskPhone:
    @pytest.mark.parametrize(
        ("number", "masked"),
        [
            ("13900000001", "139****0001"),
            ("139 0000 0001", "139****0001"),
            ("139-0000-0001", "139****0001"),
            ("+86 13900000001", "139****0001"),
            ("13900000001".translate(FULL_WIDTH), "139****0001"),
            ("0000-0000000", "0000-****000"),
            ("000-00000000", "000-*****000"),
            ("12345", "***45"),
            ("7", "*"),
            ("", ""),
        ],
    )
    def test_leaves_the_ends(self, number, masked):
        assert mask_phone(number) == masked


class TestMaskIdentity:
    def test_hides_birthday_and_district(self):
        assert mask_identity(IDENTITY) == "110***********1237"
        assert mask_identity("110101900101123") == "110********1123"
        assert mask_identity("12345") == "*****"


class TestMaskText:
    @pytest.mark.parametrize(
        "number",
        [
            IDENTITY,
            "110101 19900101 1237",
            "11010119900101123x",
            "11010119900101123X".translate(FULL_WIDTH),
            "110101900101123",
        ],
    )
    def test_finds_identity_numbers_in_every_spelling(self, number):
        masked = mask_text(f"证件号{number}。")

        assert masked.startswith("证件号110***") and masked.endswith("。")
        assert "199001" not in masked and "900101" not in masked

    @pytest.mark.parametrize(
        "number", ["13900000001", "139 0000 0001", "139-0000-0001", "13900000001".translate(FULL_WIDTH)]
    )
    def test_finds_telephones_in_every_spelling(self, number):
        assert mask_text(f"电话{number}，请回电") == "电话139****0001，请回电"

    def test_finds_landlines(self):
        assert mask_text("值班电话0000-0000000转2") == "值班电话0000-****000转2"

    def test_masks_the_names_it_is_given_the_longest_first(self):
        assert mask_text("李明华和李明来访", names=["李明", "李明华", " "]) == "李**和李*来访"

    @pytest.mark.parametrize(
        "text",
        [
            "2026年11月20日受理15件",
            "编号202611200001234567890",
            "合计12345678901元",
            "回执 7025 7025 7020",
            "代码911301000000000000",  # eighteen digits, no birthday
        ],
    )
    def test_leaves_other_numbers_alone(self, text):
        assert mask_text(text) == text


class TestIdentityNumber:
    def test_has_the_check_digit_of_gb_11643(self):
        assert identity_check_digit("11010519491231002") == "X"  # the example of the standard
        assert identity_check_digit("44052418800101001") == "4"  # likewise
        assert is_identity_number("11010519491231002X")
        assert is_identity_number("11010519491231002x".translate(FULL_WIDTH))

    def test_is_refused_when_one_digit_is_wrong_or_two_are_swapped(self):
        good = "44052418800101001" + "4"
        for place in range(17):
            for digit in "0123456789":
                if digit != good[place]:
                    assert not is_identity_number(good[:place] + digit + good[place + 1 :])
        assert not is_identity_number("440524188001010041")

    @pytest.mark.parametrize("text", ["", "123", "110101199013011234", "11010119900101123", "a" * 18])
    def test_is_refused_when_it_is_none(self, text):
        assert not is_identity_number(text)

    def test_check_digit_wants_seventeen_digits(self):
        with pytest.raises(ValueError, match="前17位"):
            identity_check_digit("1101")


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Masks(), ["欧阳**", "*", "139****0001", "0000-****567", "***45", "110***********1237"]),
        (Masks(1, 1, 1), ["欧阳**", "*", "*******0001", "*********567", "***45", "**************1237"]),
        (Masks(2, 2, 2), ["***", "***", "*********01", "**********67", "***45", "***"]),
        (Masks(2, 3, 2), ["***", "***", "***", "***", "***", "***"]),
    ],
)
def test_a_stricter_degree_never_shows_more(level, said):
    name, phone = "欧阳小明", "13900000001"
    numbers = [mask_phone(number, level) for number in (phone, "0000-1234567", "12345")]
    assert [
        mask_name(name, masks=level),
        mask_name("王", masks=level),
        *numbers,
        mask_identity(IDENTITY, level),
    ] == said
    text = mask_text(f"{name}来电 {phone}，证件 {IDENTITY}。", [name], masks=level)
    assert text == f"{said[0]}来电 {said[2]}，证件 {said[5]}。"
    assert mask_name("", masks=level) == "" and mask_phone("", level) == ""
    assert mask_name("李建国", masks=level) in ("李**", "***") and mask_name("王芳", masks=Masks(1)) == "王**"
