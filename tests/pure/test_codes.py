"""回执码和查询密码: made by chance, read back as people type them."""

import doctest
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure import codes
from lianxin.pure.codes import (
    DAMM,
    check_digit,
    grouped,
    new_code,
    new_secret,
    read_code,
    read_secret,
    secret_fault,
)

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
eleven = st.text("0123456789", min_size=11, max_size=11)


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(codes).failed == 0


class TestReceiptCode:
    def test_is_eight_readable_characters_and_differs_each_time(self):
        chance = random.Random(1)

        made = {new_code(chance) for _ in range(500)}

        assert len(made) == 500
        assert all(len(code) == 8 and not set(code) & set("ILOU") for code in made)
        assert set("".join(made)) == set(codes.ALPHABET)

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("7K2M9Q4T", "7K2M9Q4T"),
            ("7k2m 9q4t", "7K2M9Q4T"),
            (" 7K2M-9Q4T ", "7K2M9Q4T"),
            ("7K2M9Q4T".translate(FULL_WIDTH), "7K2M9Q4T"),
            ("oil09Q4T", "01109Q4T"),
        ],
    )
    def test_is_read_however_it_is_typed(self, typed, code):
        assert read_code(typed) == code

    @pytest.mark.parametrize("typed", ["", "7K2M9Q4", "7K2M9Q4TT", "7K2M9Q4U", "回执码七零二五一二"])
    def test_is_refused_when_it_cannot_be_one(self, typed):
        assert read_code(typed) is None


class TestSecret:
    def test_is_twelve_digits_with_a_check_digit(self):
        chance = random.Random(1)

        made = [new_secret(chance) for _ in range(500)]

        assert len(set(made)) == 500
        assert all(len(digits) == 12 and read_secret(digits) == digits for digits in made)

    @pytest.mark.parametrize("write", [str, grouped, lambda s: s.translate(FULL_WIDTH), lambda s: f" {s[:6]}-{s[6:]} "])
    def test_is_read_however_it_is_typed(self, write):
        digits = new_secret(random.Random(2))

        assert read_secret(write(digits)) == digits

    @given(eleven, st.integers(0, 11), st.integers(1, 9))
    def test_shows_every_single_wrong_digit(self, digits, place, by):
        good = digits + check_digit(digits)
        wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]

        assert read_secret(good) == good
        assert read_secret(wrong) is None
        assert "有一位输错" in secret_fault(wrong)

    @given(eleven, st.integers(0, 10))
    def test_shows_every_swap_of_two_neighbours(self, digits, place):
        good = digits + check_digit(digits)
        swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]

        assert (read_secret(swapped) is not None) == (swapped == good)

    @pytest.mark.parametrize("typed", ["", "70257025702", "7025702570200", "70257025702X", "七〇二五七〇二五七〇二〇"])
    def test_is_refused_when_it_is_not_twelve_digits(self, typed):
        assert read_secret(typed) is None
        assert "12位数字" in secret_fault(typed)

    def test_rests_on_a_totally_anti_symmetric_quasigroup(self):
        for row in range(10):
            assert DAMM[row][row] == 0
            assert sorted(DAMM[row]) == sorted(line[row] for line in DAMM) == list(range(10))
        for c in range(10):
            for x in range(10):
                for y in range(x):
                    assert DAMM[DAMM[c][x]][y] != DAMM[DAMM[c][y]][x]
