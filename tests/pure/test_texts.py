"""Reading a file's text: every encoding and shape an office sends, and a sentence for what cannot be read."""

from __future__ import annotations

import doctest
import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lianxin.pure import texts
from lianxin.pure.texts import Unreadable, read_text

SENTENCE = "上半年受理诉求36件，办结35件。\n满意率97.2%。"


def test_the_examples_in_the_docs_run() -> None:
    assert doctest.testmod(texts).failed == 0


def docx_bytes(document: docx.document.Document) -> bytes:
    box = io.BytesIO()
    document.save(box)
    return box.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The docx with one part added or replaced."""
    box = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content)
    return box.getvalue()


class TestATextFile:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    def test_is_read_in_any_chinese_encoding(self, encoding: str) -> None:
        assert read_text(SENTENCE.encode(encoding), "总结.txt") == texts.ReadText(SENTENCE, ())

    def test_is_read_from_a_path_with_its_line_ends_made_one(self, tmp_path: Path) -> None:
        path = tmp_path / "总结.txt"
        path.write_bytes(SENTENCE.replace("\n", "\r\n").encode())

        assert read_text(path).text == SENTENCE

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "空的"),
            (b"  \n ", "空的"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "编码无法识别"),
            (b"\xff\xff\xff\xff", "编码无法识别"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        ],
    )
    def test_that_is_none_is_refused_with_a_sentence(self, data: bytes, words: str) -> None:
        with pytest.raises(Unreadable, match=words):
            read_text(data, "甲.txt")

    def test_that_is_not_there_is_refused_with_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match="无法打开文件“没有.txt”"):
            read_text(tmp_path / "没有.txt")

    def test_that_is_too_large_is_refused_unread(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(texts, "MAX_BYTES", 10)

        with pytest.raises(Unreadable, match="30 MB"):
            read_text(SENTENCE.encode())


class TestADocument:
    def test_gives_paragraphs_and_one_line_per_table_row(self) -> None:
        document = docx.Document()
        document.add_paragraph("一、基本情况")
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ["单位", "件数", "清水镇", "12件"], strict=True):
            cell.text = words
        document.add_paragraph("办结12件。")

        found = read_text(docx_bytes(document), "总结.docx")

        assert found.text.split("\n") == ["一、基本情况", "单位\t件数", "清水镇\t12件", "办结12件。"]

    def test_leaves_tracked_deletions_out_and_says_so(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("办结")
        paragraph._p.append(
            parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='甲'><w:r><w:delText>11</w:delText></w:r></w:del>")
        )
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')} w:id='2' w:author='甲'><w:r><w:t>12</w:t></w:r></w:ins>"))
        paragraph.add_run("件。")

        found = read_text(docx_bytes(document))

        assert found.text == "办结12件。"
        assert any("已删除的文字没有计入" in note for note in found.notes)

    def test_reads_text_boxes_once_and_footnotes(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("正文")
        box = "<w:txbxContent><w:p><w:r><w:t>框内5件</w:t></w:r></w:p></w:txbxContent>"
        paragraph._p.append(
            parse_xml(
                f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
                f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        notes = (
            f"<?xml version='1.0' encoding='UTF-8'?><w:footnotes {nsdecls('w')}>"
            "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
            "<w:footnote w:id='2'><w:p><w:r><w:t>含上年结转3件</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )

        found = read_text(with_part(docx_bytes(document), "word/footnotes.xml", notes.encode()))

        assert found.text.split("\n") == ["正文", "框内5件", "〔脚注〕含上年结转3件"]

    def test_names_what_it_does_not_read(self) -> None:
        document = docx.Document()
        document.add_paragraph("办结12件。")._p.get_or_add_pPr().append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='77'/></w:numPr>")
        )
        document.sections[0].header.paragraphs[0].text = "内部资料"
        data = with_part(docx_bytes(document), "word/charts/chart1.xml", b"<c/>")

        notes = read_text(data).notes

        assert {note[:5] for note in notes} == {"未读：自动", "未读：图表", "未读：页眉"}

    def test_that_could_harm_is_refused(self) -> None:
        bomb = with_part(
            docx_bytes(docx.Document()), "word/document.xml", b"<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'b'>]><w/>"
        )

        with pytest.raises(Unreadable, match="DOCTYPE"):
            read_text(bomb)

    def test_that_is_a_workbook_or_damaged_is_refused(self) -> None:
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as file:
            file.writestr("xl/workbook.xml", "<w/>")

        with pytest.raises(Unreadable, match="没有工作表"):
            read_text(box.getvalue())
        with pytest.raises(Unreadable, match="损坏"):
            read_text(docx_bytes(docx.Document())[:400])


def pdf(text: str | None) -> bytes:
    """A one-page PDF, with a line of text or with none."""
    stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    ).encode("latin-1")


class TestAPdf:
    def test_gives_its_text_layer(self) -> None:
        assert read_text(pdf("36-43=7"), "a.pdf").text.strip() == "36-43=7"

    def test_names_the_pages_without_text(self) -> None:
        both = pypdfium2.PdfDocument.new()
        for data in (pdf("12"), pdf(None)):
            both.import_pages(pypdfium2.PdfDocument(data))
        box = io.BytesIO()
        both.save(box)

        assert read_text(box.getvalue()).notes == ("未读：第 2 页没有文字，可能是扫描页。",)

    def test_says_that_its_tables_were_not_checked(self) -> None:
        rows = "0 -30 Td (A 12 10 83.3%) Tj 0 -30 Td (B 9 8 88.9%"  # what stands in the line that `pdf` draws, and below it
        assert any("表格" in one for one in read_text(pdf(f"x) Tj {rows}")).notes)
        assert read_text(pdf("36 43 7")).notes == ()

    def test_that_is_a_scan_or_damaged_is_refused_with_a_sentence(self) -> None:
        with pytest.raises(Unreadable, match="扫描件"):
            read_text(pdf(None))
        with pytest.raises(Unreadable, match="损坏"):
            read_text(b"%PDF-1.7 nothing here")
