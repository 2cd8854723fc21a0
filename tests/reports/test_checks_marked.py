"""带批注的副本: comments at the places of the findings, everything else as it was."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from lianxin.pure.paper import plain_text
from lianxin.pure.paper.pdf import convert, program
from lianxin.pure.texts import read_text
from lianxin.reports.checks.marked import Unreadable, findings_docx, marked_docx
from lianxin.reports.summaries.documents import check_document, open_document
from lianxin.reports.summaries.remarks import remarks_of
from tests.pure.test_texts import docx_bytes, with_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CRIME = "1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"


def remarks(data: bytes):
    document = open_document(data, "a.docx")
    return document.text, remarks_of(check_document(document))


@pytest.fixture
def written() -> bytes:
    """A docx whose findings cross runs, stand in a table, a text box and a footnote; with a comment of somebody."""
    document = docx.Document()
    paragraph = document.add_paragraph("1—5月发生刑事案件36件，比去年同期43件下降7件，下")
    paragraph.add_run("降率16").bold = True
    paragraph.add_run(".2%。后面还有话。")
    table = document.add_table(rows=4, cols=2)
    for cell, words in zip(table._cells, ["单位", "件数", "清水镇", "12", "白沙镇", "9", "合计", "22"], strict=True):
        cell.text = words
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>{CRIME}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document.add_paragraph("图框。")._p.append(parse_xml(box))
    note = f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"
    document.add_paragraph("见脚注")._p.append(parse_xml(note))
    document.add_comment(document.paragraphs[0].runs[0], text="前面的批注", author="王某某")
    notes = (
        f"<?xml version='1.0' encoding='UTF-8'?><w:footnotes {nsdecls('w')}>"
        f"<w:footnote w:id='2'><w:p><w:r><w:t>{CRIME.replace('1—5', '2—5')}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    return with_part(docx_bytes(document), "word/footnotes.xml", notes.encode())


class TestTheMarkedCopy:
    def test_says_each_finding_at_its_place_and_leaves_the_rest_as_it_was(self, written):
        text, found = remarks(written)
        wrong = [one for one in found if one.tone == "wrong"]

        made = marked_docx(written, "a.docx", text, wrong)

        assert read_text(made).text == text and len(wrong) == 4
        old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (written, made))
        assert set(old.namelist()) == set(new.namelist())
        properties = {"docProps/core.xml", "docProps/app.xml"}  # whose it was does not leave
        same = set(old.namelist()) - {"word/document.xml", "word/comments.xml"} - properties
        assert all(old.read(name) == new.read(name) for name in same)
        assert b"python-docx" in old.read("docProps/core.xml") and b"python-docx" not in new.read("docProps/core.xml")
        comments = etree.fromstring(new.read("word/comments.xml"))
        authors = [one.get(W + "author") for one in comments]
        assert authors == ["王某某", *["连心核对"] * 4]
        assert "7÷43=16.28%" in "".join(comments[1].itertext()) and "12+9=21" in "".join(comments[2].itertext())
        body = etree.fromstring(new.read("word/document.xml"))
        assert quoted(body, comments[1].get(W + "id")) == wrong[0].quote
        assert quoted(body, comments[2].get(W + "id")) == "22"
        assert not any(one.iterancestors(W + "txbxContent") and list(one.iterancestors(W + "txbxContent"))
                       for one in body.iter(W + "commentRangeStart"))  # fmt: skip
        bold = [run for run in body.iter(W + "r") if run.find(f"{W}rPr/{W}b") is not None]
        assert "".join("".join(run.itertext()) for run in bold) == "降率16"

    def test_announces_its_comments_where_there_were_none(self):
        document = docx.Document()
        document.add_paragraph(f"{CRIME}\n{CRIME}")
        data = docx_bytes(document)
        text, found = remarks(data)

        made = marked_docx(data, "a.docx", text, found)

        assert [one.text for one in docx.Document(io.BytesIO(made)).comments] and plain_text(made) == plain_text(data)

    @pytest.mark.thorough
    @pytest.mark.skipif(not program(), reason="LibreOffice is not installed")
    def test_opens_in_an_office_with_its_comments(self):
        document = docx.Document()
        paragraph = document.add_paragraph("1—5月发生刑事案件36件，比去年同期43件下降7件，下降")
        paragraph.add_run("率16.2%。").bold = True
        table = document.add_table(rows=4, cols=2)
        for cell, words in zip(
            table._cells, ["单位", "件数", "清水镇", "12", "白沙镇", "9", "合计", "22"], strict=True
        ):
            cell.text = words
        document.add_comment(paragraph.runs[0], text="前面的批注", author="王某某")
        data = docx_bytes(document)
        text, found = remarks(data)

        back = convert(marked_docx(data, "a.docx", text, found), "docx")

        words = zipfile.ZipFile(io.BytesIO(back)).read("word/comments.xml").decode()
        assert words.count("连心核对") == 2 and "前面的批注" in words and "7÷43=16.28%" in words
        assert read_text(back).text == text

    def test_is_refused_where_the_file_is_another_one(self, written):
        text, found = remarks(written)

        with pytest.raises(Unreadable, match="重新核对"):
            marked_docx(written, "a.docx", text + "又改了", found)
        with pytest.raises(Unreadable, match="。$"):
            marked_docx(b"PK\x03\x04broken", "a.docx", text, found)


def test_what_is_no_docx_gets_a_list_of_the_findings():
    text, found = remarks(f"总结\n{CRIME}".encode())

    words = plain_text(findings_docx("总结.txt", text, found))

    assert "不符1处，存疑0处" in words and "第2行" in words and "不符·截尾。7÷43=16.28%" in words
    assert "没有发现不符" in plain_text(findings_docx("总结.txt", "无", []))


def quoted(body, number) -> str:
    """The words between the beginning and the end of a comment."""
    words, inside = [], False
    for one in body.iter():
        if one.tag == W + "commentRangeStart" and one.get(W + "id") == number:
            inside = True
        elif one.tag == W + "commentRangeEnd" and one.get(W + "id") == number:
            break
        elif inside and one.tag == W + "t":
            words.append(one.text)
    return "".join(words)
