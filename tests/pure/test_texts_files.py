"""Reading what offices send besides plain text: Word's own numbers, hidden words, tables, workbooks, web pages."""

import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lianxin.pure.texts import Unreadable, read_text
from tests.pure.test_texts import docx_bytes, with_part

LISTS = (
    f"<?xml version='1.0' encoding='UTF-8'?><w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='3'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='（%2）'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2.%3'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='3'/></w:num><w:num w:numId='6'>"
    "<w:abstractNumId w:val='3'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    "</w:numbering>"
)


def numbered(*lines: tuple[str, int, int]) -> bytes:
    """A docx of (words, level, list)."""
    document = docx.Document()
    for words, level, number in lines:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")
        )
    return with_part(docx_bytes(document), "word/numbering.xml", LISTS.encode())


class TestWordsOwnNumbers:
    def test_are_written_as_word_writes_them_and_begin_anew_below(self) -> None:
        lines = [
            ("基本情况", 0, 5),
            ("走访", 1, 5),
            ("座谈", 1, 5),
            ("入户", 2, 5),
            ("问题", 0, 5),
            ("打算", 1, 5),
            ("另附", 0, 6),
        ]

        found = read_text(numbered(*lines))

        assert found.text.split("\n") == [
            "一、基本情况", "（1）走访", "（2）座谈", "1.2.1 入户", "二、问题", "（1）打算", "一、另附",
        ]  # fmt: skip
        assert found.notes == ()

    def test_of_a_way_that_is_not_known_are_named_as_unread(self) -> None:
        data = numbered(("基本情况", 0, 5))
        strange = with_part(data, "word/numbering.xml", LISTS.replace("chineseCounting", "hebrew1").encode())

        found = read_text(strange)

        assert found.text == "基本情况" and found.notes[0].startswith("未读：自动编号 1 处")


class TestWhatDoesNotStandOnPaper:
    def test_hidden_words_are_out_and_a_deleted_mark_joins_two_paragraphs(self) -> None:
        document = docx.Document()
        first = document.add_paragraph("共办结12件，")
        first._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del w:id='1' w:author='甲'/></w:rPr>"))
        document.add_paragraph("群众满意。").add_run("不对外").font.hidden = True

        found = read_text(docx_bytes(document))

        assert found.text == "共办结12件，群众满意。" and "隐藏的文字" in " ".join(found.notes)

    def test_cells_keep_their_columns_where_one_spans_several(self) -> None:
        document = docx.Document()
        table = document.add_table(rows=2, cols=3)
        for cell, words in zip(table.rows[1].cells, ["清水镇", "", "12"], strict=True):
            cell.text = words
        table.cell(0, 0).merge(table.cell(0, 1)).text = "单位"
        table.cell(0, 2).text = "件数"

        found = read_text(docx_bytes(document))

        [made] = found.tables
        assert [[cell.text for cell in row] for row in made.rows] == [["单位", "", "件数"], ["清水镇", "", "12"]]
        last = made.rows[1][2]
        assert found.text[last.start : last.start + 2] == "12" and last.address == "表1第2行第3列"


class TestAWorkbook:
    def test_is_read_as_it_shows_itself_sheet_by_sheet(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "办理"
        for row in (["乡镇", "收到", "办结", "办结率"], ["清水镇", 40, 36, 0.9], ["合计", 40, 36, 0.9]):
            sheet.append(row)
        for place in ("D2", "D3"):
            sheet[place].number_format = "0.0%"
        sheet["A1"].value = "乡\n镇"
        book.create_sheet("空着")
        book.create_sheet("底稿").sheet_state = "hidden"
        box = io.BytesIO()
        book.save(box)

        found = read_text(box.getvalue(), "月报.xlsx")

        assert found.kind == "xlsx" and found.text.split("\n")[1] == "清水镇\t40\t36\t90.0%"
        cell = found.tables[0].rows[1][3]
        assert cell.address == "办理!D2" and found.text[cell.start :].startswith("90.0%\n")
        assert found.notes == ("未读：隐藏的工作表“底稿”。",)

    def test_that_is_too_much_or_old_is_refused_with_a_sentence(self) -> None:
        with pytest.raises(Unreadable, match=r"另存为 xlsx"):
            read_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "台账.xls")
        with pytest.raises(Unreadable, match=r"另存为 docx"):
            read_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "总结.wps")
        with pytest.raises(Unreadable, match="RTF"):
            read_text(b"{\\rtf1\\ansi 36}", "总结.doc")


class TestAWebPage:
    def test_gives_what_a_browser_shows(self) -> None:
        page = (
            "<!DOCTYPE html><html><head><title>月报</title><script>var a='36件';</script></head><body>"
            "<h1>十月月报</h1><p>收到<b>36</b>件，\n  办结 35件。<p style='display:none'>底稿37件</p>"
            "<table><tr><th colspan=2>单位<th>件数</tr><tr><td>清水镇<td><td>12<p>件</td></table><div>完&amp;毕</div>"
        )

        found = read_text(page.encode("gb18030"), "月报.htm")

        assert found.kind == "html"
        assert found.text.split("\n") == [
            "十月月报",
            "收到36件， 办结 35件。",
            "单位\t\t件数",
            "清水镇\t\t12 件",
            "完&毕",
        ]
        assert [cell.text for cell in found.tables[0].rows[1]] == ["清水镇", "", "12 件"]

    def test_reads_the_encoding_that_the_page_declares(self) -> None:
        page = '<html><meta charset="gb2312"><p>满意率97.2%。</p></html>'

        assert read_text(page.encode("gb18030")).text == "满意率97.2%。"
