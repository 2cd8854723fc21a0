"""XLSForm: read with what it can hold, the rest by row and reason; written and read again the same."""

import io
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter

from lianxin.base.files import surveys
from lianxin.base.files.surveys import Survey, Unreadable, read_survey
from lianxin.pure.questions import CHOICE, MANY, TEXT, Form, Item, Option, Scale
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires import authoring, commands, xlsform
from lianxin.work.questionnaires.bank import PACKS
from tests.base.old_excel import xls
from tests.conftest import NOON

HEAD = ("type", "name", "label::中文 (zh)", "label::English (en)", "relevant", "required", "hint")
CHOICES = (
    ("list_name", "name", "label::中文 (zh)", "label::English (en)"),
    ("sat", "good", "满意", "Good"), ("sat", "bad", "不满意", "Bad"),
    ("prob", "slow", "办得慢", "Slow"), ("prob", "rude", "态度差", "Rude"),
)  # fmt: skip
ROWS = (  # row 2 on
    ("start", "start", "", "", "", "", ""),
    ("note", "hello", "请如实填写，“不记名”。", "Hello", "", "", ""),
    ("begin_group", "g1", "服务", "Service", "", "", ""),
    ("select_one sat", "q1", "服务态度", "Attitude", "", "yes", "想想最近一次"),
    ("select_multiple prob or_other", "q2", "哪里不满意", "Which", "${q1} = 'bad'", "", ""),
    ("text", "q3", "为什么", "Why", "selected(${q2}, 'slow') or selected(${q2}, 'rude')", "", ""),
    ("integer", "age", "年龄", "Age", "", "", ""),
    ("select_one nolist", "q4", "没有选项的题", "", "", "", ""),
    ("end_group", "", "", "", "", "", ""),
    ("begin_repeat", "g2", "逐个单位", "Each", "${q1} != 'bad'", "", ""),
    ("select_one sat", "q5", "整体印象", "Overall", "", "", ""),
    ("text", "q6", "再说几句", "More", "${age} > 18", "", ""),
    ("end_repeat", "", "", "", "", "", ""),
    ("note", "bye", "谢谢", "Thanks", "", "", ""),
)


def workbook(rows=ROWS, choices=CHOICES, settings=(("form_title", "default_language"), ("来访满意度", "中文 (zh)"))):
    """An XLSForm as other tools make them."""
    box = io.BytesIO()
    book = xlsxwriter.Workbook(box)
    for name, lines in {"survey": (HEAD, *rows), "choices": choices, "settings": settings}.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.close()
    return box.getvalue()


class TestReading:
    @pytest.mark.thorough
    def test_brings_in_what_a_questionnaire_can_hold(self):
        form, notes = xlsform.form_from(read_survey(workbook()))

        assert (form.title, form.intro) == ("来访满意度", "请如实填写，“不记名”。")
        assert [(section.title, [item.code for item in section.items]) for section in form.sections] == [
            ("服务", ["q1", "q2", "q2_other", "q3"]), ("逐个单位", ["q5", "q6"]),
        ]  # fmt: skip
        items = {item.code: item for item in form.items}
        assert items["q1"] == Item("q1", "服务态度（想想最近一次）", CHOICE, "sat")
        assert items["q2"] == Item("q2", "哪里不满意", MANY, "prob", only_if=("q1", ("bad",)))
        assert items["q2_other"] == Item("q2_other", "其他，请写明", TEXT, only_if=("q2", ("other",)))
        assert items["q3"].only_if == ("q2", ("slow", "rude")) and items["q5"].only_if == ("q1", ("good",))
        assert items["q5"].each and items["q6"].each and items["q6"].only_if is None
        assert [option.label for option in form.scale_of(items["q2"]).options] == ["办得慢", "态度差", "其他"]
        form.check()
        assert {(note.row, note.why[:6]) for note in notes} == {
            (2, "不收集填写人"[:6]), (5, "必答没有带进"), (8, "题型 int"[:6]), (9, "XLSFor"), (11, "重复组按“逐"), (13, "条件“${a"),
            (15, "说明文字只能"),
        }  # fmt: skip

    def test_takes_english_where_there_is_no_chinese_and_the_name_where_there_is_no_label(self):
        head = ("type", "name", "label", "label::English (en)")
        lines = (("text", "q1", "Plain", "English"), ("text", "q2", "", "Only"), ("text", "q3"))
        survey = Survey([dict(zip(head, line, strict=False)) for line in lines], [], {})
        form, _notes = xlsform.form_from(survey, title="英文问卷")

        assert [item.wording for item in form.items] == ["Plain", "Only", "q3"] and form.title == "英文问卷"

    @pytest.mark.thorough
    def test_reads_the_old_format_of_excel(self):
        rows = [["type", "name", "label"], ["text", "q1", "有什么意见"], ["text", "q2", "有什么建议"]]

        form, notes = xlsform.form_from(read_survey(xls("survey", rows)))

        assert ([item.wording for item in form.items], notes) == (["有什么意见", "有什么建议"], [])

    @pytest.mark.thorough
    def test_refuses_files_that_are_none_and_those_that_would_harm(self, monkeypatch):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as box:
            box.writestr("xl/workbook.xml", b"<x/>" * 6_000_000)
        entity = io.BytesIO()
        with zipfile.ZipFile(entity, "w") as box:
            box.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')
        for data, words in [
            (b"", "空的"), (b"%PDF-1.4", "不是 XLSForm"), (b"PK\x03\x04 nothing", "不是可读"), (bomb.getvalue(), "过大"),
            (entity.getvalue(), "DOCTYPE"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "已损坏|不是 XLSForm"),
            (b"PK" + b"0" * surveys.MAX_BYTES, "超过 3 MB"), (workbook(rows=()), "不是 XLSForm"),
        ]:  # fmt: skip
            with pytest.raises(Unreadable, match=words):
                read_survey(data)

        with pytest.raises(Unreadable, match="限定时间"):
            read_survey(workbook(), wall_seconds=0.01)
        monkeypatch.setattr(surveys, "_run", lambda data, seconds: b'{"survey": [')
        with pytest.raises(Unreadable, match="异常"):
            read_survey(workbook())


class TestWriting:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F130")
    def test_gives_back_the_same_questionnaire_when_it_is_read_again(self):
        form = Form("全部题组“测试”", "第一行\n第二行")
        for pack in PACKS.values():
            form = authoring.take(form, pack, goal="创业致富")
        own = Scale("own1", "有、没有", (Option("o1", "有"), Option("o2", "没有")))
        item = Item("", "本单位有没有公示", MANY, "own1", is_local=True)
        form = authoring.put_item(authoring.add_section(form, "公示", is_local=True), item, section="s1", scale=own)
        form = authoring.put_item(form, Item("", "这里加一题", TEXT, is_local=True), section="s_four_sides")

        again, notes = xlsform.form_from(read_survey(xlsform.write(form)))

        assert (again, notes) == (_whole(form), [])


def _whole(form: Form) -> Form:
    """A section that is local has local items: XLSForm says it once."""
    sections = tuple(
        replace(one, items=tuple(replace(item, is_local=item.is_local or one.is_local) for item in one.items))
        for one in form.sections
    )
    return Form(form.title, form.intro, sections, form.scales)


class TestImporting:
    @pytest.mark.thorough
    def test_makes_a_draft_with_the_list_of_what_did_not_go_in(self, town):
        version = commands.import_xlsform(survey=read_survey(workbook()), unit=town.county, by=town.clerk, at=NOON)

        assert version.is_draft and version.questionnaire.title == "来访满意度" and len(version.import_notes) == 7
        assert version.import_notes[2][:3] == ["survey", 8, "年龄"]
        version = commands.edit(version=version, change=lambda form: form, by=town.clerk, at=NOON)
        assert commands.approve(version=version, by=town.clerk, at=NOON).fingerprint

    def test_refuses_a_file_from_which_nothing_goes_in(self, town):
        survey = Survey([{"type": "integer", "name": "age", "label": "年龄"}], [], {})

        with pytest.raises(Unfit, match="没有能放进问卷的题目。题型 integer"):
            commands.import_xlsform(survey=survey, unit=town.county, by=town.clerk, at=NOON)
