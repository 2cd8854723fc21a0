"""相似: made-up matters; the same words at another place are another matter."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from lianxin.pure.likeness import Lexicon, Matter, Reading, Relation, burst, common, compare, group
from lianxin.pure.likeness.names import Level, names
from lianxin.pure.likeness.words import normal, terms

LAMPS = ("{place}村口路灯不亮", "{place}村口的路灯坏了半个月，老人晚上出门看不见路，请尽快来修。")
SMOKE = ("{place}临街门面油烟扰民", "{place}楼下的烧烤店没有烟道，油烟直排，晚上营业到凌晨，住户不敢开窗。")
OTHERS = [
    ("河口镇中心小学门口放学时拥堵", "放学时家长的车停满一条路，公交车过不去。"),
    ("咨询医保报销比例", "在外地住院回来能报多少，要带哪些材料。"),
    ("东塘村灌溉水渠漏水", "水渠漏了两处，下游三十亩田没有水。"),
    ("城北停车场乱收费", "没有公示牌，停一小时收二十元。"),
    ("退休金没有按月到账", "三月和四月的养老金都没有发。"),
    ("环卫车凌晨作业噪声大", "环卫车四点就来，吵得睡不着。"),
]


def matters(*written: tuple[str, str]) -> list[Matter]:
    return [Matter(key, title, text) for key, (title, text) in enumerate(written, 1)]


def at(place: str, words: tuple[str, str]) -> tuple[str, str]:
    return words[0].format(place=place), words[1].format(place=place)


def read(found: Sequence[Matter]) -> dict[int, Reading]:
    lexicon = Lexicon.of(found)
    return {one.key: lexicon.read(one) for one in found}


class TestNames:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("反映清水镇石桥村村口路灯不亮", ["清水镇", "石桥村"]),
            ("家住锦绣花园小区，物业公司不管", ["锦绣花园"]),
            ("我们村民都找过区政府", []),
            ("青云学校门口没有斑马线", ["青云学校"]),
            ("城市管理的事找谁", []),
            ("", []),
        ],
    )
    def test_are_what_stands_before_the_ending_of_a_place(self, text: str, found: list[str]) -> None:
        assert [one.full for one in names(normal(text))] == found


class TestCompare:
    def test_finds_the_same_complaint_of_the_same_estate_alike_in_other_words(self) -> None:
        mine = ("锦绣花园楼下烧烤店油烟大", "烧烤店油烟直排，住户不敢开窗。")
        readings = read(matters(at("锦绣花园", SMOKE), mine, *OTHERS))

        found = compare(readings[1], readings[2], normal(mine[0] + mine[1]))

        assert found.is_alike and found.relation is Relation.POINT and found.place == "锦绣花园"
        assert any("油烟" in word for word in found.words)

    def test_never_finds_the_same_text_with_the_name_of_another_estate_alike(self) -> None:
        readings = read(matters(at("锦绣花园", SMOKE), at("碧水家园", SMOKE), *OTHERS))

        found = compare(readings[1], readings[2])

        assert found.share > 0.99
        assert found.relation is Relation.APART and found.score == 0 and not found.is_alike

    def test_asks_more_of_the_words_where_no_place_is_named(self) -> None:
        short = ("路灯坏了", "晚上出门看不见路。")
        readings = read(matters(at("石桥村", LAMPS), short, at("石桥村", LAMPS), *OTHERS))

        with_place, without = compare(readings[1], readings[3]), compare(readings[1], readings[2])

        assert with_place.relation is Relation.AREA and without.relation is Relation.UNKNOWN
        assert with_place.score > without.score

    def test_knows_another_matter_of_the_same_estate(self) -> None:
        lift = ("锦绣花园电梯常坏", "三号楼的电梯一个月坏了四次，维修基金不知去向。")
        readings = read(matters(at("锦绣花园", SMOKE), lift, *OTHERS))

        assert not compare(readings[1], readings[2]).is_alike

    def test_takes_the_place_that_the_record_itself_gives(self) -> None:
        found = [
            Matter(1, "路灯不亮", "路灯坏了半个月。", "石桥村"),
            Matter(2, "路灯不亮", "路灯坏了半个月。", "柳湾村"),
        ]
        readings = read([*found, *matters(*OTHERS)[2:]])

        assert compare(readings[1], readings[2]).relation is Relation.APART

    @pytest.mark.parametrize(("party", "relation"), [("青山水泥厂", Relation.POINT), ("服装厂", Relation.APART)])
    def test_believes_the_villages_of_the_records_before_a_name_that_every_village_may_have(
        self, party: str, relation: Relation
    ) -> None:
        text = f"{party}拖着工资不给，已经三个月了。"
        found = [Matter(8, text, text, "", "向阳社区"), Matter(9, text, text, "", "育才社区")]
        readings = read([*found, *matters(*OTHERS)])

        assert compare(readings[8], readings[9]).relation is relation
        assert readings[8].first[Level.AREA] == ("向阳",)


class TestLexicon:
    def test_knows_a_name_without_its_ending_where_others_give_it(self) -> None:
        lexicon = Lexicon.of(
            matters(at("丽水新城", SMOKE), at("丽水新城", LAMPS), ("丽水的业主投诉油烟", "丽水三期。"))
        )

        assert lexicon.read(Matter(9, "丽水业主投诉油烟", "")).labels == {"丽水": "丽水新城"}

    def test_keeps_nothing_that_fewer_than_three_hold(self) -> None:
        data = Lexicon.of(matters(*[at("石桥村", LAMPS)] * 3, ("王长青家门口积水", "王长青说积水。"))).as_data()

        assert "路灯" in data["spread"] and "石桥" in data["cores"]
        assert "长青" not in data["spread"]
        assert Lexicon.from_data(data).rarity("路灯") < Lexicon.from_data(data).rarity("长青")

    def test_of_nothing_reads_all_the_same(self) -> None:
        reading = Lexicon.of([]).read(Matter(1, "石桥村路灯不亮", ""))

        assert reading.labels == {"石桥": "石桥村"} and reading.problem


class TestGroup:
    def test_joins_one_matter_told_by_many_and_leaves_the_hard_pair_apart(self) -> None:
        told = [
            at("锦绣花园", SMOKE),
            ("锦绣花园烧烤店油烟直排", "楼下烧烤店没有烟道，油烟扰民。"),
            at("锦绣花园", SMOKE),
        ]
        found = matters(*told, at("碧水家园", SMOKE), at("碧水家园", SMOKE), *OTHERS)

        groups = group(list(read(found).values()))

        assert [one.keys for one in groups] == [(1, 2, 3), (4, 5)]

    def test_gives_the_same_groups_in_any_order(self) -> None:
        found = matters(*[at(place, LAMPS) for place in ("石桥村", "柳湾村", "石桥村", "柳湾村")], *OTHERS)
        readings = list(read(found).values())

        assert group(readings) == group(readings[::-1])

    def test_says_how_far_it_is(self) -> None:
        said: list[float] = []

        group(list(read(matters(at("石桥村", LAMPS), at("石桥村", LAMPS))).values()), told=said.append)

        assert said and all(0 <= one <= 1 for one in said)

    def test_finds_the_common_problem_of_many_places(self) -> None:
        places = ("石桥村", "柳湾村", "沙河村", "东岭村")
        readings = read(matters(*[at(place, LAMPS) for place in places], *OTHERS))

        [found] = common(group(list(readings.values())), readings)

        assert found.keys == (1, 2, 3, 4)
        assert "路灯" in dict(found.problem)

    def test_of_nothing_is_nothing(self) -> None:
        assert group([]) == [] and common([], {}) == []


class TestTerms:
    def test_are_the_heavy_pairs_run_together_as_they_stand(self) -> None:
        heavy = {"搅拌": 3.0, "拌站": 2.0, "噪声": 1.0, "大的": 9.0}

        assert terms(["村口搅拌站大的噪声"], lambda pair: heavy.get(pair, 0.0), most=2) == ["搅拌站", "噪声"]


class TestBurst:
    @pytest.mark.parametrize(
        ("now", "before", "year_ago", "is_burst"),
        [
            (9, [2, 3, 1, 2, 2, 3], [2, 3], True),
            (9, [2, 3, 1, 2, 2, 3], [9, 10], False),  # every year at this time
            (9, [8, 9, 7, 9], [1], False),  # for months already
            (2, [0, 0, 0], [], False),  # two are no burst
            (3, [0, 0, 0], [0], True),
            (0, [0], [], False),
            (9, [], [], False),  # nothing is known of the time before
        ],
    )
    def test_stands_out_against_the_season_and_the_months_before(
        self, now: int, before: list[int], year_ago: list[int], is_burst: bool
    ) -> None:
        assert burst(now, before=before, year_ago=year_ago).is_burst is is_burst

    def test_says_what_is_usual(self) -> None:
        assert burst(9, before=[1, 2], year_ago=[2, 3]).usual == Fraction(5, 2)
