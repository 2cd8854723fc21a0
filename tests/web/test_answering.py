"""答题: a sheet as a page, what is sent as answers; nothing required, nothing lost, nothing that needs a script."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given, settings

from lianxin.pure.questions import CHOICE, LONGEST_TEXT, MANY, TEXT, Form, Item, Section, Sheet, Subject
from lianxin.web.ui.answering import BadAnswers, counted, fields_of, filled, name_of, read_answers
from lianxin.work.questionnaires.bank import PACKS
from tests.pure.test_questions import answered
from tests.work.questionnaire_scenes import form_of

SUBJECTS = (Subject("u1", "县住建局"), Subject("u2", "县水利局"))


def page(sheet, data=None, **how):
    return unescape(render_to_string("answering/sheet.html", fields_of(sheet, data, **how)))


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("__", "--").replace("_", "-", 1), value if isinstance(value, list) else [value])
    return data


def three():
    """A choice, several choices, a text that hangs on the first, and a choice about each subject."""
    bad = ("dissatisfied",)
    items = (
        Item("q1", "服务态度", CHOICE, "three_unknown"), Item("q2", "哪里要改", MANY, "three_unknown"),
        Item("q3", "为什么", TEXT, only_if=("q1", bad)), Item("q4", "整体印象", CHOICE, "three_unknown", each=True),
        Item("q5", "对它说一句", TEXT, each=True, only_if=("q4", bad)),
    )  # fmt: skip
    return Sheet(Form("评一评", "不记姓名。", (Section("s", "服务", items),), PACKS["style"].scales), SUBJECTS)


class TestThePage:
    @pytest.mark.mechanism("M144")
    def test_prints_how_many_aspects_and_items_it_has_counted_from_the_form(self):
        assert "6 个方面 21 项。" in page(Sheet(form_of("style")))
        assert "6 个方面 21 项，4 道开放题。" in page(Sheet(form_of("style", "opinions")))
        assert counted(Sheet(form_of("opinions"))) == "4 道开放题" and counted(Sheet(Form("空"))) == ""
        assert "第 6 部分，共 7 部分" in page(Sheet(form_of("style", "opinions")))

    def test_has_a_labelled_group_for_each_place_and_asks_for_nothing(self):
        shown = page(three())

        assert len(re.findall(r"<fieldset id=\"q\d-\d\"", shown)) == len(re.findall("<legend>", shown)) == 4
        assert '<legend>县水利局<span class="unseen">：整体印象</span></legend>' in shown
        assert shown.count('type="radio"') == 3 * 4 and shown.count('type="checkbox"') == 4
        assert "required" not in shown and "空着算弃权" in shown
        ids = re.findall(r'\sid="([^"]+)"', shown)
        assert len(ids) == len(set(ids)) and set(re.findall(r'<label for="([^"]+)"', shown)) <= set(ids)
        assert not re.search(r"<script>|onclick|style=", shown)

    def test_says_when_a_question_is_to_be_answered_so_that_no_script_is_needed(self):
        shown = page(three())

        assert "第 1 题选了“不满意”才答这一题。" in shown and 'data-lx-if="a-q1=dissatisfied"' in shown
        assert 'data-lx-if="a-q4--u2=dissatisfied"' in shown

    def test_marks_what_a_unit_added_itself(self):
        item = Item("x", "本镇的题", CHOICE, "three_unknown", is_local=True)
        own = Section("t", "自己", (Item("y", "题", TEXT, is_local=True),), True)
        form = Form("问卷", "", (Section("s", "统一", (item,)), own), PACKS["style"].scales)

        assert page(Sheet(form)).count("本单位增加") == 2

    def test_can_be_emptied_without_a_script_where_that_empties_it(self):
        """A reset gives back what the page came with: only a fresh sheet becomes empty by it."""
        assert 'type="reset"' in page(three())
        again = page(three(), sent(a_q1="fairly"))
        assert 'type="reset"' not in again and re.search(r"data-lx-clear hidden>", again)

    def test_escapes_what_was_typed(self):
        shown = render_to_string("answering/sheet.html", fields_of(three(), sent(a_q3="</textarea><script>")))

        assert "&lt;/textarea&gt;&lt;script&gt;" in shown and "<script>" not in shown


class TestReading:
    def test_takes_each_place_by_its_name(self):
        answers, texts = read_answers(three(), sent(
            a_q1="dissatisfied", a_q2=["unknown", "satisfied"], a_q3=" 人不在\r\n\x00门关着 ", a_q4__u1="fairly",
            a_q4__u2="dissatisfied", a_q5__u2="多来村里", a_q5__u1="没问到的", other="x",
        ))  # fmt: skip

        assert answers == {
            "": {"q1": ["dissatisfied"], "q2": ["satisfied", "unknown"]}, "u1": {"q4": ["fairly"]},
            "u2": {"q4": ["dissatisfied"]},
        }  # fmt: skip
        assert texts == {"": {"q3": "人不在\n门关着"}, "u2": {"q5": "多来村里"}}

    def test_of_an_empty_sheet_is_an_abstention(self):
        assert read_answers(three(), sent()) == ({}, {}) == read_answers(three(), sent(a_q1="", a_q3="  "))

    def test_refuses_with_a_sentence_at_each_place_and_keeps_what_was_typed(self):
        data = sent(a_q1=["satisfied", "fairly"], a_q2="nothing", a_q3="字" * (LONGEST_TEXT + 3), a_q4__u1="fairly")

        with pytest.raises(BadAnswers) as wrong:
            read_answers(three(), data)

        assert wrong.value.faults == {
            "a-q1": "这一题只能选一个，请重新选。", "a-q2": "这一题没有您选的选项，请重新选。",
            "a-q3": "写得太长，最多 1000 字，请删去 3 字。",
        }  # fmt: skip
        shown = page(three(), data, faults=wrong.value.faults)
        assert (
            '<a href="#q3-0">第 3 题</a>：写得太长' in shown
            and "字" * 1003 in shown
            and 'aria-describedby="q3-0-e"' in shown
        )
        assert re.search(r'name="a-q4--u1" value="fairly" checked', shown)

    def test_keeps_several_marks_where_paper_is_keyed_in(self):
        data = sent(a_q1=["satisfied", "fairly"])

        assert read_answers(three(), data, keyed=True)[0] == {"": {"q1": ["satisfied", "fairly"]}}
        assert 'type="radio"' not in page(three(), data, keyed=True)

    @given(answered())
    @settings(max_examples=25, deadline=None)
    def test_gives_back_what_was_shown(self, sheet_and_sent):
        sheet, answers, texts = sheet_and_sent
        read = sheet.read(answers, texts)

        assert read_answers(sheet, filled(sheet, *read), keyed=True) == read
        names = [name_of(item, subject) for subject, item in sheet.places()]
        assert len(names) == len(set(names))
