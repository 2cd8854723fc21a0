"""问卷与答卷: what fits is kept in one form, what does not is refused, and nothing depends on how it was sent."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.questions import (
    CHOICE,
    LONGEST_TEXT,
    MANY,
    TEXT,
    BadForm,
    Form,
    Item,
    Option,
    Scale,
    Section,
    Sheet,
    Subject,
    Unfit,
    fingerprint,
    form_of,
)

EXAMPLES = int(os.environ.get("LIANXIN_EXAMPLES", "30"))
CODES = ("a", "b", "c")
SCALE = Scale("abc", "甲乙丙", tuple(Option(code, code.upper(), 50) for code in CODES), ((60, "好"), (0, "差")))
SUBJECTS = (Subject("u1", "甲局"), Subject("u2", "乙局"))


def form(*items, title="问卷", scales=(SCALE,)):
    return Form(title, "", (Section("s", "部分", items),), scales)


@st.composite
def forms(draw):
    """Forms that stand: up to five questions, some of each subject, some with a condition that looks back."""
    items = []
    for n in range(draw(st.integers(1, 5))):
        kind, each = draw(st.sampled_from((CHOICE, MANY, TEXT))), draw(st.booleans())
        before = [one for one in items if one.kind != TEXT and (each or not one.each)]
        only_if = None
        if before and draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True))
            only_if = (draw(st.sampled_from(before)).code, tuple(chosen))
        items.append(Item(f"q{n}", f"第{n}题", kind, "" if kind == TEXT else "abc", each, only_if, draw(st.booleans())))
    cut = draw(st.integers(0, len(items)))
    sections = tuple(Section(f"s{n}", "部分", tuple(part)) for n, part in enumerate((items[:cut], items[cut:])) if part)
    return Form("问卷", "", sections, (SCALE,))


@st.composite
def answered(draw):
    """A sheet and what somebody sent: any boxes, any texts, also where nothing is asked."""
    sheet = Sheet(draw(forms()), SUBJECTS)
    answers, texts = {}, {}
    for subject, item in sheet.places():
        code = subject.code if subject else ""
        if item.kind == TEXT:
            texts.setdefault(code, {})[item.code] = draw(st.text(" 好\n", max_size=6))
        else:
            answers.setdefault(code, {})[item.code] = draw(st.lists(st.sampled_from(CODES), max_size=4))
    return sheet, answers, texts


class TestReading:
    @pytest.mark.drawn
    @given(answered())
    @settings(max_examples=EXAMPLES, deadline=None)
    def test_is_canonical_and_reads_itself(self, sent):
        sheet, answers, texts = sent
        read = sheet.read(answers, texts)

        assert sheet.read(*read) == read
        turned = {
            code: {name: row[name][::-1] * 2 for name in reversed(row)} for code, row in reversed(answers.items())
        }
        again = sheet.read(turned, {code: dict(reversed(row.items())) for code, row in reversed(texts.items())})
        assert again == read and fingerprint(again) == fingerprint(read)
        assert repr(again) == repr(read)  # the same order too: a sealed ballot shows nothing of how it was filled in

    @pytest.mark.drawn
    @given(answered())
    @settings(max_examples=EXAMPLES, deadline=None)
    def test_keeps_only_what_was_asked_and_every_answer_to_it(self, sent):
        sheet, answers, texts = sent
        kept, written = sheet.read(answers, texts)
        asked = {(subject.code if subject else "", item.code) for subject, item in sheet.asked(kept)}

        for code, row in (*kept.items(), *written.items()):
            assert row and all((code, name) in asked for name in row)
        assert all(value for row in kept.values() for value in row.values())
        for code, name in asked:
            chosen = set(answers.get(code, {}).get(name, ()))
            assert set(kept.get(code, {}).get(name, ())) == chosen
            assert written.get(code, {}).get(name, "") == texts.get(code, {}).get(name, "").strip()

    @pytest.mark.drawn
    @given(forms())
    @settings(max_examples=EXAMPLES, deadline=None)
    def test_a_form_goes_through_its_data_unchanged(self, made):
        made.check()

        assert form_of(made.data()) == made
        assert form_of(made.data()).fingerprint == made.fingerprint

    def test_refuses_what_the_sheet_does_not_have(self):
        sheet = Sheet(
            Form(
                "问卷", "", (Section("s", "部分", (Item("q", "题", scale="abc"), Item("t", "意见", TEXT))),), (SCALE,)
            ),
            SUBJECTS,
        )
        assert sheet.read({"": {"q": ["c", "a"]}}, {"": {"t": " 好 "}}) == ({"": {"q": ["a", "c"]}}, {"": {"t": "好"}})

        for answers, texts in [
            ({"": {"q": ["d"]}}, {}), ({"": {"x": ["a"]}}, {}), ({"u1": {"q": ["a"]}}, {}), ({"": {"t": ["a"]}}, {}),
            ({}, {"": {"q": "字"}}), ({}, {"": {"t": "字" * (LONGEST_TEXT + 1)}}), ({}, {"u9": {"t": "字"}}),
        ]:  # fmt: skip
            with pytest.raises(Unfit):
                sheet.read(answers, texts)

    def test_a_chain_of_conditions_breaks_where_one_does_not_hold(self):
        """q3 hangs on q2, which was not asked: an answer to q2 holds nothing, whoever sent it."""
        items = (
            Item("q1", "一", scale="abc"),
            Item("q2", "二", scale="abc", only_if=("q1", ("a",))),
            Item("q3", "三", TEXT, only_if=("q2", ("a",))),
        )
        sheet, said = Sheet(form(*items)), {"": {"q3": "字"}}

        assert sheet.read({"": {"q1": ["b"], "q2": ["a"]}}, said) == ({"": {"q1": ["b"]}}, {})
        assert sheet.read({"": {"q1": ["a"], "q2": ["a"]}}, said)[1] == said

    def test_a_condition_that_fails_takes_its_followers_with_it(self):
        """The third asks of who answered the second, which was asked of who chose a in the first."""
        items = (
            Item("q1", "一", scale="abc"),
            Item("q2", "二", scale="abc", only_if=("q1", ("a",))),
            Item("q3", "三", TEXT, only_if=("q1", ("b", "c"))),
        )
        sheet = Sheet(form(*items))

        assert sheet.read({"": {"q1": ["b"], "q2": ["a"]}}, {"": {"q3": "字"}}) == (
            {"": {"q1": ["b"]}},
            {"": {"q3": "字"}},
        )
        assert sheet.read({"": {"q1": ["a"], "q2": ["a"]}}, {"": {"q3": "字"}})[1] == {}


class TestAFormThatDoesNotStand:
    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            (form(Item("q", "题", scale="abc"), title=" "), "标题"),
            (form(), "至少一道题"),
            (form(Item("q", "题", scale="x")), "没有选项"),
            (form(Item("q", " ", scale="abc")), "没有题干"),
            (form(Item("q", "题", "image")), "题型不对"),
            (form(Item("q", "题", TEXT), Item("q", "题", TEXT)), "重复"),
            (form(Item("q", "题", TEXT, only_if=("x", ("a",)))), "条件"),
            (form(Item("q", "题", scale="abc"), Item("r", "题", TEXT, only_if=("q", ("z",)))), "条件"),
            (form(Item("q", "题", scale="abc", each=True), Item("r", "题", TEXT, only_if=("q", ("a",)))), "每个对象"),
            (form(Item("q", "题", scale="one"), scales=(Scale("one", "独", (Option("a", "甲"),)),)), "两个不同的选项"),
        ],
    )
    def test_is_refused_with_a_sentence(self, wrong, words):
        with pytest.raises(BadForm, match=words):
            wrong.check()

    def test_data_that_is_no_form_is_refused(self):
        for data in (
            {},
            {"title": "问卷", "sections": [{}], "scales": []},
            {"title": "问卷", "sections": [], "scales": [{"code": 1}]},
        ):
            with pytest.raises(BadForm):
                form_of(data)

    def test_a_grade_is_the_first_that_is_reached(self):
        assert [SCALE.grade(score) for score in (100, 60, 59.9, 0)] == ["好", "好", "差", "差"]
        assert Scale("none", "无", SCALE.options).grade(90) == ""
