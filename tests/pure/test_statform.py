"""统计单 as plain values: the wording of the six lines, what may not be larger than what, sums, differences."""

import pytest

from lianxin.pure import statform
from lianxin.pure.statform import (
    KEYS,
    PARTY,
    SCHOOL,
    GradeMap,
    Method,
    Values,
    contradictions,
    labels,
    lines,
    missing,
    total,
)

WAYS = (
    Method("走访调研", 5, "次"),
    Method("个别谈话", 8, "个"),
    Method("座谈交流", 2, "次"),
    Method("发放征求意见表", 30, "张"),
)
NUMBERS = {
    "organisations_rated": 1, "organisations_fairly": 1, "organisations_satisfied": 1, "members_total": 9, "members_rated": 9,
    "members_fairly": 9, "members_satisfied": 8, "meetings": 3, "participants": 20, "head_briefings": 3, "delegates": 0,
    "self_introduced": 9, "deeds": 5,
}  # fmt: skip
FILLED = Values(NUMBERS, WAYS)


def read(values: Values, words=PARTY) -> list[str]:
    return ["".join(part.text for part in line) for line in lines(values, words)]


class TestTheSixLines:
    def test_read_as_the_official_form_words_them(self) -> None:
        """The sentences of the source (001, fifth text), with its numbers where they stand up."""
        assert read(FILLED) == [
            "1、被评议的党支部（总支）有 1 个，群众评议为“基本满意”（含）以上的有 1 个，其中“满意”（含）以上的有 1 个；党员总数为 9 人，"
            "被评议的党员有 9 人，群众评议为“基本满意”（含）以上的有 9 人，其中“满意”（含）以上的有 8 人。",
            "2、召开群众评议会议总数为 3 个，参加评议的群众总数为 20 人。",
            "3、除会议外，其他评议方式包括走访调研、个别谈话、座谈交流、发放征求意见表，对应数量分别为 5 次、8 个、2 次、30 张。",
            "4、党组织负责人通报活动开展情况，其中主要负责人通报的有 3 人，上级党组织指派人参加评议有 0 人次。",
            "5、评议中，自我介绍参加活动情况的党员总数为 9 人。",
            "6、创先争优活动中，为群众办实事、做好事、解难事共 5 件（项）。",
        ]
        assert statform.title() == "党组织开展创先争优活动情况群众评议相关数据统计单"

    def test_are_said_of_other_bodies_too(self) -> None:
        text = "".join(read(FILLED, SCHOOL)) + statform.title(SCHOOL)

        assert "党" not in text and "教职工总数为 9 人" in text and "群众满意学校创建活动" in text

    def test_say_so_where_nothing_beside_meetings_was_done(self) -> None:
        assert read(Values(NUMBERS))[2] == "3、除会议外，没有采用其他评议方式。"

    def test_print_a_nought_and_leave_a_gap_for_what_is_not_known(self) -> None:
        line = read(Values({**NUMBERS, "delegates": None}))[3]

        assert line.endswith("指派人参加评议有 ____ 人次。") and read(FILLED)[3].endswith("有 0 人次。")


class TestWhatIsRefused:
    def test_is_nothing_where_all_fits(self) -> None:
        assert (contradictions(FILLED), missing(FILLED)) == ((), ())

    @pytest.mark.parametrize(("part", "whole", "_why"), statform.SUBSETS)
    def test_is_every_part_larger_than_its_whole_with_both_numbers(self, part: str, whole: str, _why: str) -> None:
        values = Values({**dict.fromkeys(KEYS, 1000), whole: 11, part: 12})

        [found] = [one for one in contradictions(values) if (one.part, one.whole) == (part, whole)]

        assert " 12 " in found.sentence and " 11 " in found.sentence and labels()[part][:2] in found.sentence

    def test_is_the_very_form_of_the_source_in_which_the_two_steps_were_taken_apart(self) -> None:
        """001-5: 9 rated, 1 人 基本满意（含）以上, of these 8 人 满意: 8 cannot be part of 1."""
        found = contradictions(Values({**NUMBERS, "members_fairly": 1, "members_satisfied": 8}))

        assert [str(one) for one in found] == [
            "党员评为“满意”（含）以上的有 8 人，多于评为“基本满意”（含）以上的 1 人。“基本满意”（含）以上要包含“满意”的。"
        ]

    def test_is_less_than_nothing_and_a_way_that_was_not_used(self) -> None:
        found = contradictions(Values({**NUMBERS, "deeds": -1}, (Method("热线", 0, "次"),)))

        assert ["-1" in str(found[0]), "“热线”的数量是 0" in str(found[1])] == [True, True]

    def test_are_gaps_by_their_names(self) -> None:
        gone = Values({key: value for key, value in NUMBERS.items() if key not in ("deeds", "delegates")})

        assert missing(gone) == ("delegates", "deeds")


class TestASum:
    def test_adds_every_number_and_joins_ways_of_one_name(self) -> None:
        other = Values({**NUMBERS, "members_total": 30}, (Method("走访调研", 2, "次"), Method("热线", 4, "次")))

        both = total([FILLED, other])

        assert (both.number("members_total"), both.number("deeds")) == (39, 10)
        assert [(one.label, one.quantity) for one in both.methods][:1] == [("走访调研", 7)] and len(both.methods) == 5
        assert contradictions(both) == ()

    def test_does_not_know_what_one_of_them_does_not_know(self) -> None:
        assert total([FILLED, Values({**NUMBERS, "deeds": None})]).number("deeds") is None

    def test_of_none_is_nought(self) -> None:
        assert set(total([]).numbers.values()) == {0}


class TestASignedForm:
    def test_is_read_back_as_it_was(self) -> None:
        assert statform.values_of(FILLED.data()) == FILLED

    def test_shows_what_is_different_later(self) -> None:
        now = Values({**NUMBERS, "deeds": 6}, WAYS[:3])

        assert statform.differences(FILLED, now) == {"deeds": (5, 6), "method:发放征求意见表": (30, None)}

    def test_has_another_seal_for_another_number_word_rule_or_record(self) -> None:
        def sealed(**changes: object) -> str:
            given = {
                "values": FILLED,
                "words": PARTY,
                "grades": GradeMap(),
                "records": {"deeds": ["a"]},
                "definition": "d",
            }
            return statform.seal(**{**given, **changes})  # type: ignore[arg-type]

        others = [
            sealed(values=Values({**NUMBERS, "deeds": 6}, WAYS)), sealed(words=SCHOOL), sealed(grades=GradeMap(80, 60)),
            sealed(records={"deeds": ["b"]}), sealed(definition="e"),
        ]  # fmt: skip

        assert sealed() == sealed() and len({sealed(), *others}) == 6
