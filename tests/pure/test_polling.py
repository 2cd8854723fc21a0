"""评议方案: what stands, what is refused, and that it reads back as it was."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lianxin.pure import polling, questions
from lianxin.pure.polling import BLIND, LEADER_COMMENT, OPEN, SELF, SLIPS, BadPoll, Group, Poll, Rules

SCALE = questions.Scale("two", "评价", (questions.Option("good", "好", 100), questions.Option("bad", "不好", 0)))
FORM = questions.Form(
    "评议", sections=(questions.Section("s", "一", (questions.Item("q", "服务", scale="two"),)),), scales=(SCALE,)
)
EACH = replace(FORM, sections=(questions.Section("s", "一", (questions.Item("q", "服务", scale="two", each=True),)),))
MANY = tuple(questions.Subject(str(n), f"第{n}组") for n in range(901))
UNITS = (questions.Subject("a", "住建局"), questions.Subject("b", "水利局"))


def group(code="g", size=20, form=FORM, subjects=(), **more):
    return Group(code, f"层{code}", questions.Sheet(form, subjects), size, **more)


class TestAPoll:
    def test_reads_back_as_it_was_with_the_same_fingerprint(self):
        poll = Poll("评议", BLIND, (group("a", weight=Fraction(1, 3), quota=5, layer="基层"),
                                 group("b", form=EACH, subjects=UNITS)), Rules(spoils=polling.WHOLE, least=7), False)  # fmt: skip

        again = polling.poll_of(poll.data())

        assert again == poll and again.fingerprint == poll.fingerprint
        assert again.group("a").weight == Fraction(1, 3) and again.group("z") is None
        assert polling.form_in(again, "b") == EACH and polling.form_in(again, "z") is None

    @pytest.mark.parametrize("change", [
        {"title": "别的"}, {"mode": OPEN}, {"is_outside": False}, {"rules": Rules(fairly_counts=False)},
        {"groups": (group(size=21),)}, {"groups": (group(weight=Fraction(2)),)}, {"groups": (group(), group("h"))},
    ])  # fmt: skip
    def test_has_another_fingerprint_after_any_change(self, change):
        poll = Poll("评议", SLIPS, (group(),))

        assert replace(poll, **change).fingerprint != poll.fingerprint

    @pytest.mark.parametrize(("poll", "sentence"), [
        (Poll("评议", SLIPS, ()), "至少设一个评议主体"),
        (Poll("评议", "telepathy", (group(),)), "请选投票方式"),
        (Poll("评议", SLIPS, (group(), group())), "代码不能重复"),
        (Poll("评议", SLIPS, (group(size=4),)), "只有 4 人，少于 5 人，会认出是谁评的"),
        (Poll("评议", BLIND, (group(size=9),), Rules(least=10)), "少于 10 人"),
        (Poll("评议", SLIPS, (group(form=EACH),)), "请先选评议对象"),
        (Poll("评议", SLIPS, (group(weight=Fraction(-1)),)), "权重不能小于 0"),
        (Poll("评议", SLIPS, (group(form=EACH, subjects=MANY),)), "超过 900 处"),
    ])  # fmt: skip
    def test_is_refused_with_a_sentence_where_it_cannot_be_held(self, poll, sentence):
        with pytest.raises(BadPoll, match=sentence):
            poll.check()

    @pytest.mark.parametrize("poll", [
        Poll("评议", SLIPS, (group(size=5),)), Poll("评议", OPEN, (group(size=0),)),
        Poll("评议", SLIPS, (group(), group("l", size=1, direction=LEADER_COMMENT), group("s", size=1, direction=SELF))),
        Poll("评议", SLIPS, (group(form=EACH, subjects=UNITS),)),
    ])  # fmt: skip
    def test_stands_where_nobody_can_be_known_or_everybody_is_named(self, poll):
        poll.check()

    def test_counts_for_the_assessment_only_where_it_was_drawn_and_held_by_others(self):
        ways = [
            (Poll("评议", mode, (group(),), is_outside=outside)) for mode in polling.MODES for outside in (True, False)
        ]

        assert [one.counts_for_assessment for one in ways] == [True, False, True, False, False, False]
        assert all(("不计入考核" in one.mode_note) is not one.counts_for_assessment for one in ways)

    def test_names_every_subject_once(self):
        assert Poll("评议", SLIPS, (group(subjects=UNITS), group("h", subjects=UNITS[:1]))).subjects == UNITS

    @pytest.mark.parametrize(
        "data", [{}, {"title": "评议"}, {"title": "t", "mode": SLIPS, "groups": [{}], "rules": {}, "is_outside": True}]
    )
    def test_is_not_read_from_what_is_none(self, data):
        with pytest.raises(BadPoll, match="读不出来"):
            polling.poll_of(data)


class TestAKeyToHearTheAnswer:
    def test_is_kept_as_a_digest_that_leads_back_to_nothing_and_is_bound_to_its_use(self):
        assert polling.dialogue_of("KKKK7777KKKK7777") == polling.dialogue_of("KKKK7777KKKK7777")
        assert polling.dialogue_of("A") != polling.dialogue_of("B") and len(polling.dialogue_of("A")) == 64
