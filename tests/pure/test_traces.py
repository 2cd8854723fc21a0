"""文件里的痕迹: nothing that leaves tells who wrote it, where and when; its words and looks stay."""

import io
import zipfile

import pytest

from lianxin.pure.paper import Paper, Para, runs, write_docx
from lianxin.pure.tabular import Book
from lianxin.pure.templates.book import open_book
from lianxin.pure.traces import bare

CANARY = "LIANXIN-CANARY"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    f"<dc:title>台账</dc:title><dc:creator>{CANARY}</dc:creator><cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy>"
    f"<dc:description>{CANARY}</dc:description><cp:keywords>{CANARY}</cp:keywords>"
    "<dcterms:created>2026-11-03T00:00:00Z</dcterms:created></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>WPS</Application><Company>{CANARY}</Company><Manager>{CANARY}</Manager>"
    f"<Template>C:\\{CANARY}\\a.dotm</Template></Properties>"
)


@pytest.mark.parametrize(
    ("name", "data"), [("docProps/core.xml", CORE), ("docProps/app.xml", APP), ("docProps/custom.xml", APP)]
)
def test_properties_keep_nobody(name: str, data: str) -> None:
    kept = bare(name, data.encode())

    assert CANARY.encode() not in kept and b"2026" not in kept
    assert ("台账" in kept.decode() or b"&#" in kept) is (name == "docProps/core.xml")


def test_other_parts_and_broken_properties() -> None:
    assert bare("word/document.xml", CORE.encode()) == CORE.encode()
    assert bare("docProps/core.xml", b"<half") == b"<properties/>"


def test_a_table_that_somebody_brought_leaves_without_him() -> None:
    box = io.BytesIO()
    book = Book(box)
    book.set_properties({"author": CANARY, "company": CANARY, "manager": CANARY, "comments": CANARY})
    book.set_custom_property("who", CANARY)
    book.add_worksheet("表").write_string(0, 0, "填报单位")
    book.close()

    saved = open_book(box.getvalue()).save()

    with zipfile.ZipFile(io.BytesIO(saved)) as package:
        assert [name for name in package.namelist() if CANARY.encode() in package.read(name)] == []


def test_a_paper_of_ours_names_nobody_and_no_day_of_its_making() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(Paper("通知", (Para(runs("请参会。")),))))) as package:
        core = package.read("docProps/core.xml").decode()
        assert "title" in core and not any(
            word in core for word in ("creator", "lastModifiedBy", "created", "modified")
        )
        assert {info.date_time[:3] for info in package.infolist()} == {(1980, 1, 1)}
