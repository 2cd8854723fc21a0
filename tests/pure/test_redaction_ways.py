"""号码的各种写法: a thousand identity numbers, telephones and cards each, written in every way people write them."""

import os
import random

import pytest

from lianxin.pure.masking import identity_check_digit
from lianxin.pure.redaction import BARRED, CARD, IDENTITY, MOBILE, TELEPHONE, blanked, find, passes_luhn

#: fifty of each kind by default; `make soak` asks for the thousand
EACH = int(os.environ.get("LIANXIN_NUMBERS", "50"))
WIDE = str.maketrans("0123456789Xx-", "０１２３４５６７８９Ｘｘ－")
SPOKEN, PHONE, MONEY = "零一二三四五六七八九", "〇幺二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
CIRCLED, OTHER = "⓪①②③④⑤⑥⑦⑧⑨", "٠١٢٣٤٥٦٧٨٩"
GAPS = [" ", "-", "－", "—", "　", "\u00a0", "·", ".", "_", "/", "  ", " - ", "\u200b", "\t"]
AROUND = [
    "反映人{}，请处理。",
    "{}",
    "请拨{}（张先生）",
    "住三组12户，{}；2026年11月3日",
    "：{}。补贴1200.50元",
    "补贴1200元（{}）打卡",
]


def identity(dice: random.Random) -> str:
    born = f"{dice.randrange(1935, 2020)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    first = f"{dice.randrange(110000, 660000)}{born}{dice.randrange(1000):03d}"
    return first + identity_check_digit(first)


def mobile(dice: random.Random) -> str:
    return f"1{dice.randrange(3, 10)}{dice.randrange(10**9):09d}"


def landline(dice: random.Random) -> str:
    return f"0{dice.choice(['10', '536', '991', '21', '755'])}{dice.randrange(2_000_000, 89_999_999)}"


def card(dice: random.Random) -> str:
    first = dice.choice(["62", "4", "5", "35", "9"])
    first += "".join(str(dice.randrange(10)) for _n in range(dice.choice([15, 16, 18]) - len(first)))
    return next(first + digit for digit in "0123456789" if passes_luhn(first + digit))


MAKERS = {IDENTITY: identity, MOBILE: mobile, TELEPHONE: landline, CARD: card}
GROUPED = {IDENTITY: (6, 8, 4), MOBILE: (3, 4, 4), TELEPHONE: (4, 4, 4), CARD: (4, 4, 4, 4, 4)}


def apart(number: str, kind: str, dice: random.Random) -> str:
    """In its usual groups, each figure alone, or cut anywhere in two."""
    gap, how = dice.choice(GAPS), dice.randrange(3)
    if how == 1 and len(gap) == 1:
        return gap.join(number)
    if how == 2:
        cut = dice.randrange(2, len(number) - 2)
        return number[:cut] + gap + number[cut:]
    pieces, here = [], 0
    for size in GROUPED[kind]:
        pieces.append(number[here : here + size])
        here += size
    return gap.join(piece for piece in [*pieces, number[here:]] if piece)


def spelled(number: str, dice: random.Random) -> str:
    """In other figures: full width, Chinese, circled, those of other scripts, or two kinds mixed."""
    figures = dice.choice([SPOKEN, PHONE, MONEY, CIRCLED, OTHER, "", SPOKEN + "mixed"])
    if not figures:
        return number.translate(WIDE)
    table = {ord(str(n)): figures[n] for n in range(10)}
    kept = len(number) // 3 if figures.endswith("mixed") else 0
    return number[:kept] + number[kept:].translate(table)


def written(number: str, kind: str, dice: random.Random) -> str:
    how = dice.randrange(5)
    if how in (1, 3):
        number = apart(number, kind, dice)
    if how in (2, 3):
        number = spelled(number, dice)
    return number.lower() if how == 4 else number


@pytest.mark.parametrize("kind", MAKERS)
def test_each_is_found_however_it_is_written(kind: str) -> None:
    """security.md T15: recall 100 %, and what is found whole is wholly gone when it is blanked."""
    dice, missed = random.Random(kind), []
    for _n in range(EACH):
        words = written(MAKERS[kind](dice), kind, dice)
        text = dice.choice(AROUND).format(words)
        start = text.index(words)
        marks = [one for one in find(text) if one.start <= start and start + len(words) <= one.end]
        is_barred = kind == TELEPHONE or any(one.kind in BARRED for one in marks)
        if not marks or not is_barred or words in blanked(text, marks):
            missed.append((text, find(text)))

    assert missed == []


def test_ordinary_figures_are_no_numbers_of_persons() -> None:
    plain = [
        "分别为13、15、17、18、20、9件。", "2026年11月3日，三、四、五组共一百三十九户。", "上午8:30-11:30，下午14:30-17:30。",
        "二〇二六年十一月三日", "共投资1390万元，受益2600户。", "2026-11-03 09:30—2026-11-05 17:30", "清政发〔2026〕15号",
        "一是修路，二是通水，三是亮灯。", "同比增长13.9％、下降0.5个百分点。",
    ]  # fmt: skip

    assert [mark for text in plain for mark in find(text)] == []


def test_two_that_run_into_one_another_are_both_found() -> None:
    assert [one.kind for one in find("11010119900101123713900000001")] == [IDENTITY]
    assert [one.kind for one in find("1390000000113900000002")] == [MOBILE]
