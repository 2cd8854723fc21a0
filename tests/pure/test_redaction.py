"""公开前的核对: nothing that is an identity number, a telephone or a card passes; hardly a name of the roll does."""

import random
import time

import pytest

from lianxin.pure import redaction
from lianxin.pure.masking import identity_check_digit
from lianxin.pure.redaction import Mark, blanked, find, passes_luhn, pieces

CHANCE = random.Random(20261121)
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文",
)
WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
AROUND = [
    ("反映人说", "，请尽快处理。"), ("", "是他的"), ("路灯坏了三盏，", "，第3号杆旁。2026年11月3日来过。"), ("电话里讲（", "）两次没人接"),
    ("村里有12户，", " 补贴1200.50元没有到"),
]  # fmt: skip


def identity(old: bool) -> str:
    day = f"{CHANCE.randrange(1940, 2010)}{CHANCE.randrange(1, 13):02d}{CHANCE.randrange(1, 29):02d}"
    district = f"{CHANCE.randrange(110000, 660000)}"
    if old:
        return district + day[2:] + f"{CHANCE.randrange(1000):03d}"
    first = district + day + f"{CHANCE.randrange(1000):03d}"
    return first + identity_check_digit(first)


def card() -> str:
    first = CHANCE.choice(["62", "4", "5"]) + "".join(
        CHANCE.choice("0123456789") for _n in range(CHANCE.choice([13, 16]))
    )
    return next(first + digit for digit in "0123456789" if passes_luhn(first + digit))


def mobile() -> str:
    return CHANCE.choice(["13", "15", "17", "18", "19"]) + "".join(CHANCE.choice("0123456789") for _n in range(9))


def landline() -> str:
    return f"0{CHANCE.choice(['10', '536', '991'])}{CHANCE.choice('-－ ')}{CHANCE.randrange(2000000, 89999999)}"


def written(number: str) -> str:
    """As people type it: plain, in groups, in full width."""
    how = CHANCE.randrange(4)
    if how == 1:
        gap, step = CHANCE.choice([" ", "-", "　"]), 4
        number = gap.join(number[at : at + step] for at in range(0, len(number), step))
    return number.translate(WIDE) if how == 2 else number


def name() -> str:
    return CHANCE.choice(SURNAMES) + "".join(CHANCE.choice(GIVEN) for _n in range(CHANCE.choice([1, 2, 2])))


def name_written(plain: str) -> str:
    ways = [plain, "　".join(plain), " ".join(plain), plain[0] + "　" + plain[1:], "*".join(plain[:2]) + plain[2:]]
    return CHANCE.choice([*ways, f"{plain[0]}*{plain[-1]}"])


def in_text(words: str) -> str:
    before, after = CHANCE.choice(AROUND)
    return before + words + after


def covered(text: str, words: str, marks: list[Mark]) -> bool:
    start = text.index(words)
    return any(mark.start <= start and start + len(words) <= mark.end for mark in marks)


class TestAThousandTexts:
    @pytest.mark.thorough
    def test_let_no_number_of_a_person_through_and_hardly_a_name(self) -> None:
        roll = sorted({name() for _n in range(1200)})
        began, missed, names_missed, names_seen = time.process_time(), [], 0, 0
        makers = [lambda: identity(False), lambda: identity(True), card, mobile]
        for n in range(1000):
            if n % 2:
                words = name_written(CHANCE.choice(roll))
                text = in_text(words)
                names_seen += 1
                names_missed += not covered(text, words, find(text, roll))
                continue
            words = landline() if n % 10 == 0 else written(makers[n // 2 % 4]())
            text = in_text(words)
            if not covered(text, words, find(text)):
                missed.append(text)

        assert missed == []
        assert names_missed <= names_seen * 0.02
        assert time.process_time() - began < 3.0

    def test_without_personal_data_are_left_alone(self) -> None:
        plain = [
            "2026年11月3日村口第3盏路灯不亮，已报12345。", "补贴1200.50元，共150户，面积2300平方米。", "依据清政发〔2026〕15号文件第二条。",
            "3号线公交改道，早上7:30到9:00。", "编号 ZZZZ9999，11月17日前答复。", "二组修路3公里，投资12万元。",
            "幸福社区3号楼同一单元楼上热楼下不热。", "11月3号到村里3户人家。",
        ]  # fmt: skip

        assert [mark for text in plain for mark in find(text, ["王伟", "李小明"])] == []


class TestAMark:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("110101199001011237", "identity"), ("11010119900101123X", "identity"), ("110101900101123", "identity"),
            ("１３９００００００００", "mobile"), ("+86 139-0000-0001", "mobile"), ("一三九零零零零零零零一", "mobile"),
            ("0536-8212345", "telephone"), ("（0536）82123456", "telephone"), ("联系电话8212345", "telephone"),
            ("鲁G12345", "plate"), ("鲁Ｇ·１２３４５", "plate"), ("鲁gd12345", "plate"), ("人民路12号", "address"),
            ("石桥村三组12号", "address"), ("3号楼2单元501室", "address"), ("微信号abc12345", "contact"), ("a.b@example.org", "contact"),
            ("王　伟", "name"), ("王*伟", "name"), ("王 伟", "name"), ("李*明", "name"), ("李某明", "name"), ("欧阳*华", "name"),
            ("99887766554433221100", "number"),
        ],
    )  # fmt: skip
    def test_says_what_it_is(self, text: str, kind: str) -> None:
        assert kind in {mark.kind for mark in find(text, ["王伟", "李小明", "欧阳建华"])}

    def test_stands_where_it_stands(self) -> None:
        text = "反映人王　伟，电话１３９ ００００ ０００１。"

        marks = find(text, ["王伟"])
        assert [(mark.start, mark.end, mark.text) for mark in marks] == [
            (3, 6, "王　伟"),
            (9, 22, "１３９ ００００ ０００１"),
        ]
        assert "".join(words for words, _kind in pieces(text, marks)) == text

    def test_is_blanked_and_then_nothing_is_left_to_mark(self) -> None:
        text = "王　伟（110101199001011237）住人民路12号3单元，电话139 0000 0001，卡号6222020200000000000。"

        bare = blanked(text, find(text, ["王伟"]))
        assert bare.startswith("王某（［身份证号］）［住址］，电话［电话］")
        assert find(bare, ["王伟"]) == []

    def test_takes_the_longer_of_two(self) -> None:
        assert [mark.kind for mark in find("住人民路12号3号楼2单元501室。")] == ["address"]

    def test_has_a_word_for_every_kind(self) -> None:
        kinds = {value for key, value in vars(redaction).items() if key.isupper() and isinstance(value, str) and key in (
            "IDENTITY", "MOBILE", "TELEPHONE", "CARD", "PLATE", "NAME", "ADDRESS", "CONTACT", "NUMBER")}  # fmt: skip

        assert kinds == set(redaction.LABELS) == set(redaction.INSTEAD)

    def test_is_found_in_a_text_of_nothing_but_figures_in_no_time(self) -> None:
        began = time.process_time()
        find("1 2 3 4 5 6 7 8 9 0-" * 500, ["王伟"])
        find("一二三四五" * 2000)
        find("路" * 4000 + "1号" * 2000)

        assert time.process_time() - began < 2.0
