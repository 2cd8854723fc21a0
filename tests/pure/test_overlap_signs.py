"""雷同的判断: idiom forgiven, order kept or not, errors that both texts have, fingerprints."""

import doctest
import random

import pytest

from lianxin.pure.overlap import NONE, START, SURE, Idioms, compare, errors, grown, idioms, prints, shared_errors

SENTENCES = [
    "村口那段路下雨就积水，小组长带着三户人家挖了排水沟。", "卫生室的药柜换了新锁，钥匙由两位村医轮流保管。",
    "晒场边的变压器噪声大，供电所答应秋收后挪到沟对面去。", "老陈家的低保材料缺一页，文书骑车送到镇里当天补上了。",
    "学校门口的减速带松了两颗螺丝，维修队中午就拧紧了。", "图书角添了一批农技书，最抢手的是果树修剪那一本。",
]  # fmt: skip
SLIP = "工作中突出三个特性，，一是针对性强，二是操作性强，三是科学性强，四是实践性强，群众是满意的。"


def test_the_examples_run():
    assert all(
        doctest.testmod(one).failed == 0 for one in (errors, idioms, __import__("sys").modules[prints.__module__])
    )


class TestIdiom:
    def test_is_forgiven_alone_and_in_pieces_but_not_inside_what_was_copied(self):
        idiom, own = "坚持以人民为中心的发展思想，", SENTENCES[0]
        a, b = f"我们{idiom}办了三件事。另外：{own}{idiom}收尾", f"全县{idiom}推进。再者…{own}{idiom}完了"

        found = compare(a, b, least=10, idioms=START)

        assert [one.is_idiom for one in found.passages] == [True, False]
        assert found.chars == len(own) + len(idiom) == found.longest and found.is_telling
        assert compare(a, b, least=10).chars == found.chars + len(idiom)
        assert not compare("我们" + idiom, "全县" + idiom, least=10, idioms=START).is_telling

    def test_is_learned_from_texts_of_different_origin_only_where_it_is_short_and_has_no_figure(self):
        texts = [
            f"{place}干部说，凡是群众来访都要起身相迎、热情接待，{n}月做到了。"
            for n, place in enumerate("甲乙丙丁戊", 1)
        ]

        assert grown("群众来访都要", texts, 5) == "干部说,凡是群众来访都要起身相迎、热情接待".replace(",", "，")
        assert grown("群众来访都要", texts[:4], 5) == ""
        assert grown("走访群众", [f"{one}走访群众三百二十户（320户）" for one in "甲乙丙"], 3) == ""
        assert grown("路下雨就", ["".join(SENTENCES)] * 5, 5) == ""

    def test_an_offices_own_list_takes_the_place_of_the_shipped_one(self):
        assert not NONE.is_all_of("为群众办实事、做好事、解难事")
        assert Idioms(["当天的事情当天办完"]).is_all_of("，当天的事情当天办完。")


class TestOrder:
    def test_is_told_by_how_much_of_what_is_shared_keeps_its_order(self):
        kept = compare("".join(SENTENCES), "甲".join(SENTENCES))
        moved = compare("".join(SENTENCES), "甲".join([*SENTENCES[1:], SENTENCES[0]]))
        turned = compare("".join(SENTENCES), "甲".join(reversed(SENTENCES)))

        assert kept.order == 1.0 and kept.in_order
        assert 0.7 < moved.order < 0.9 and not moved.in_order
        assert turned.order < 0.3

    def test_a_heading_that_both_have_is_no_sign(self):
        a, b = (f"关于冬季清洁取暖补贴发放情况的报告\n{one}" for one in SENTENCES[:2])

        found = compare(a, b)

        assert found.passages[0].is_title and not found.is_telling
        assert compare(f"总结\n{SENTENCES[2]}", f"总结\n{SENTENCES[2]}").is_telling


class TestASharedError:
    def test_is_a_fault_that_both_have_at_one_passage(self):
        a, b = f"{SENTENCES[0]}{SLIP}", f"{SENTENCES[1]}{SLIP}{SENTENCES[3]}"

        found = shared_errors(a, b, compare(a, b))

        assert [(one.kind, one.grade) for one in found][:1] == [("count-word", "wrong")]
        assert a[found[0].a.start : found[0].a.end] == found[0].a.quote == b[found[0].b.start : found[0].b.end]
        assert ("same-slip", "doubtful") in [(one.kind, one.grade) for one in found]

    def test_is_none_where_one_of_them_is_right_or_it_stands_far_from_what_is_shared(self):
        mended = SLIP.replace("三个", "四个").replace("，，", "，")
        a, b = SENTENCES[0] + SLIP, SENTENCES[0] + mended
        far = "。".join(SENTENCES[1:])

        assert shared_errors(a, b, compare(a, b)) == []
        apart = f"{SENTENCES[0]}{far}{SLIP}", f"{SLIP}{far[::-1]}{SENTENCES[0]}"
        alone = compare(*apart, least=len(SLIP) + 1)
        assert not alone.counted and shared_errors(*apart, alone) == []

    def test_of_figures_is_only_asked_about_and_never_for_years_and_telephones(self):
        text = "全年走访12537户次，其中入户率98.6%，2026年起由12345热线受理，依据〔2026〕118号文件办理各项事务。"

        found = shared_errors(text, text, compare(text, text))

        same = [one for one in found if one.kind == "same-figure"]
        assert {one.grade for one in same} == {"doubtful"}
        assert {one.a.quote for one in same} == {"12537户", "98.6%"}

    def test_is_no_figure_of_which_only_the_end_is_the_same(self):
        a = "今年全镇干部一共走访了1537户群众，其中低保户与五保户另行登记在册，逐户核对。"

        for other in ("2537", "12.1537", "9１537"):
            b = a.replace("1537", other)
            assert not shared_errors(a, b, compare(a, b)), other

    def test_is_no_word_that_begins_as_the_one_before_ends(self):
        text = "年初起公开开展评议，群众参与与监督，干部和和气气，现在在村里办，推进进行顺利，讲清目的的由来，不管是是非非。"

        assert not shared_errors(text, text, compare(text, text))
        slip = "年初起开开展评议，群众代表与与会干部，推动进进行了三次，讲清由来的的事，村里在在修路，全部办完了了。"
        assert {one.a.quote for one in shared_errors(slip, slip, compare(slip, slip))} >= {
            "开开展",
            "进进行",
            "的的",
            "在在",
        }


class TestPrints:
    def amid(self, shared, chance):
        before, after = chance.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯", k=60), chance.choices("天地玄黄宇宙洪荒", k=40)
        return "".join([*before, shared, *after])

    @pytest.mark.parametrize("seed", range(4))
    def test_of_two_texts_with_a_run_of_24_have_one_in_common(self, seed):
        chance = random.Random(seed)
        for _one in range(50):
            shared = "".join(chance.choices("一二三四五六七八九十百千万", k=SURE))
            a, b = (self.amid(shared, chance), self.amid(shared, chance))
            assert {value for value, _ in prints(a)} & {value for value, _ in prints(b)}

    def test_are_few_the_same_each_time_and_none_of_a_text_too_short(self):
        text = "".join(SENTENCES) * 10

        assert prints(text) == prints(text.replace("，", ",\n")) and prints("太短") == []
        assert len(prints("".join(map(chr, range(0x4E00, 0x4E00 + 4000))))) < 4000 / 6
        assert all(-(2**31) <= value < 2**31 for value, _ in prints(text))
