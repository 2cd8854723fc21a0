"""私人信息: who is private in an outgoing text and who is not; numbers of persons in every shape. All made up."""

from __future__ import annotations

import doctest
import os
import random
import time

import pytest

from lianxin.pure.checking import calling, check, persons
from lianxin.pure.checking.persons import private_marks
from lianxin.pure.masking import identity_check_digit
from lianxin.pure.redaction import passes_luhn

EXAMPLES = int(os.environ.get("LIANXIN_EXAMPLES", "12"))

NOTICE = """清水镇群众工作简报
10月12日，镇党委书记罗启明、镇长宋雅带队到石桥村走访。村民李守田反映水渠漏水，脱贫户王芳（电话139 0000 0001）家中漏雨，
患者：周小梅，住集镇解放路18号。驻村第一书记何志远和网格员陈立新现场答复，李守田表示满意。
学生家长吴立和邓琼对校车站点提出意见，校长冯敬当场作了说明。“最美村民”赵长河在会上作了发言。
群众代表曾反映路灯不亮，业主方沟通后已修好；养殖户石山有限公司已整改，村民向贵厂提出的意见已答复。
咨询电话：0731-88880000，监督电话12345。统一社会信用代码911100000000000123，工单编号20261012000000123。
"""

NOBODY = [
    "村民李某反映，居民王××家中漏雨，学生张同学的家长已签字。",
    "镇长宋雅、校长冯敬、站长何志远到会，支部书记罗启明主持。",
    "组织村民代表、党员代表和学生家长召开座谈会，听取群众意见。",
    "法定代表人：石磊，男，任该局局长。王立，男，现任区环卫处副处长。",
    "得分69.8027.9278.5047，面积18112525462.26平方米，合同编号6222020200000000000。",
    "地址：清水镇解放路18号，办公楼3栋305室，咨询请拨打0731-88880000。联系人：陈立新，电话：0731-88880000。",
    "物业主管部门要求，如何操作，电话咨询环卫局（电话：88880000）。",
    "石桥村\t97\t93\t79\t47\t41\t0\t0\t0\n合计\t2774\t2753\t2363\t1553",
    "孙子孙女放学后到儿童乐园活动，居民苑落车辆停放有序，民办教师任用证书已补发。",
]


def marked(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, mark.text) for mark in private_marks(text)]


class TestAnOutgoingText:
    def test_has_its_private_persons_marked_and_no_others(self) -> None:
        assert marked(NOTICE) == [
            ("name", "李守田"), ("name", "王芳"), ("mobile", "139 0000 0001"), ("name", "周小梅"), ("address", "镇解放路18号"),
            ("name", "李守田"), ("name", "吴立"), ("name", "邓琼"),
        ]  # fmt: skip

    @pytest.mark.parametrize("text", NOBODY)
    def test_without_private_persons_has_none(self, text: str) -> None:
        assert marked(text) == []

    def test_keeps_its_leaders_and_finds_the_roll(self) -> None:
        text = "当事人宋雅到场，罗二妹的申请已受理。"

        assert [mark.text for mark in private_marks(text)] == ["宋雅"]
        assert [mark.text for mark in private_marks(text, names=["罗二妹"], leaders=["宋雅"])] == ["罗二妹"]

    def test_offers_the_masked_words(self) -> None:
        found = [claim for claim in check(NOTICE).findings if claim.kind == "person"]

        assert [(claim.quote, claim.mend) for claim in found][:3] == [
            ("李守田", "李某某"), ("王芳", "王某"), ("139 0000 0001", "［电话］"),
        ]  # fmt: skip
        assert {claim.grade for claim in found} == {"doubtful"}

    def test_with_a_long_roll_tells_each_name_once(self) -> None:
        text = "村民李守田反映路灯不亮。" + "李守田再次来电。" * 14 + "村民王长河也来电。"

        found = [claim for claim in check(text).findings if claim.kind == "person"]

        assert [(claim.quote, claim.explain) for claim in found] == [
            ("李守田", "像是私人的姓名，对外发出前应当隐去；文中共15处。"),
            ("王长河", "像是私人的姓名，对外发出前应当隐去。"),
        ]


class TestWhomAMobileNumberReaches:
    @pytest.mark.parametrize(
        "text",
        [
            "联系人赵铁柱，电话13900001111。", "联系人：赵铁柱 139 0000 1111", "报名联系人赵铁柱（13900001111）。",
            "经办人赵铁柱,手机13900001111", "紧急联系人：赵铁柱", "家住清水村的赵铁柱来电。", "监护人赵铁柱到场。",
        ],
    )  # fmt: skip
    def test_is_named_too(self, text: str) -> None:
        assert ("name", "赵铁柱") in marked(text)

    @pytest.mark.parametrize(
        "text",
        ["镇长赵铁柱，电话13900001111。", "联系人赵铁柱，电话0731-88880000。", "联系人为各村网格员，电话13900001111。",
         "联系人和电话13900001111", "联系人名单附后。", "党政办公室，电话13900001111"],
    )  # fmt: skip
    def test_is_not_looked_for_in_an_office_or_where_nobody_is_named(self, text: str) -> None:
        assert [words for kind, words in marked(text) if kind == "name"] == []


class TestANumberOfAPerson:
    def test_is_found_in_every_shape(self) -> None:
        chance = random.Random(8)
        for _ in range(EXAMPLES):
            for kind, number in (("identity", identity(chance)), ("mobile", mobile(chance)), ("card", card(chance))):
                for shape in shapes(number, kind):
                    text = f"村里登记的{shape}，已经核对。"
                    assert marked(text) == [(kind, shape)], text


def identity(chance: random.Random) -> str:
    """A made-up identity number of a place that does not exist, with its check digit."""
    body = f"99{chance.randint(0, 9999):04d}19{chance.randint(50, 99)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(0, 999):03d}"  # noqa: E501
    return body + identity_check_digit(body)


def mobile(chance: random.Random) -> str:
    return f"1{chance.choice('3456789')}9{chance.randint(0, 99_999_999):08d}"


def card(chance: random.Random) -> str:
    body = "6222" + "".join(chance.choice("0123456789") for _ in range(14))
    return next(body + str(digit) for digit in range(10) if passes_luhn(body + str(digit)))


def shapes(number: str, kind: str) -> list[str]:
    wide = number.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789X"})
    cuts = {"identity": (6, 14), "mobile": (3, 7), "card": (4, 8, 12, 16)}[kind]
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    return [number, wide, " ".join(parts), "-".join(parts)]


class TestTheRules:
    def test_examples_in_the_docs_run(self) -> None:
        assert not any(doctest.testmod(module).failed for module in (persons, calling))

    def test_take_no_more_than_the_length_of_a_hostile_text(self) -> None:
        began = time.process_time()
        for text in ("村民李建国" * 6000, "1" * 60_000, "0731-" * 8000, "王芳、" * 9000 + "村民王芳"):
            private_marks(text)

        assert time.process_time() - began < 3
