"""练习的文件: whatever leaves a practice as Word, Excel or PDF says so on its first page; of one's own county nothing does."""

import io
from typing import Any

import openpyxl
import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory
from docx import Document

from lianxin.base.intake import commands as intake
from lianxin.base.intake.kinds import KINDS
from lianxin.base.orgs.models import Unit
from lianxin.web.ui.practised import Practised, marked
from lianxin.web.ui.sending import DOCX
from lianxin.web.ui.workbook import XLSX, workbook
from tests.conftest import NOON
from tests.pure.test_banners import book_of
from tests.web import world as worlds
from tests.web.test_doors import world
from tests.web.test_downloads import files_of
from tests.web.test_stored_scripts import furnish

__all__ = ["world"]


def answer(response: Any) -> Any:
    return Practised(lambda _request: response)(RequestFactory().get("/"))


class TestAFileOfAPractice:
    def test_bears_the_mark_whole_or_in_pieces_and_its_length_is_right(self, settings: Any) -> None:
        settings.PRACTICE = True
        data = workbook([("编号", 10)], [["1"]], name="台账", title="台账", foot="")
        for response in (HttpResponse(data, content_type=XLSX, headers={"Content-Length": str(len(data))}),
                         FileResponse(io.BytesIO(data), content_type=XLSX)):  # fmt: skip
            found = answer(response)
            given = b"".join(found.streaming_content) if found.streaming else found.content
            assert openpyxl.load_workbook(io.BytesIO(given)).sheetnames == ["练习", "台账"]
            assert found.headers.get("Content-Length") == str(len(given))

    def test_is_left_alone_in_ones_own_county_and_where_it_is_no_file(self, settings: Any) -> None:
        data = book_of()
        assert answer(HttpResponse(data, content_type=XLSX)).content == data
        settings.PRACTICE = True
        for kind, status in (("text/html; charset=utf-8", 200), ("text/csv", 200), (XLSX, 404)):
            assert answer(HttpResponse(data, content_type=kind, status=status)).content == data

    def test_comes_into_ones_own_county_all_the_same(self, town: Any) -> None:
        data = workbook([("名称", 10), ("类别", 10)], [["杏花村", "行政村"]], name="单位表", title="单位表", foot="")
        by = {"by": town.admin, "at": NOON}
        taking = intake.receive(
            kind=KINDS["units"], data=marked(data, XLSX), file_name="单位表.xlsx", unit=town.qingshui,
            posting=town.postings["admin"], **by,
        )  # fmt: skip
        taking = intake.look(taking=taking, **by)
        assert not taking.sentence, taking.sentence
        intake.confirm(taking=taking, **by)
        assert intake.take_in(taking=taking, **by).added == 1 and Unit.objects.filter(name="杏花村").exists()

    @pytest.mark.thorough
    def test_is_every_one_that_these_rooms_give(self, world: worlds.World, settings: Any) -> None:
        rooms = ["dispatches", "statforms"]
        furnish(world, rooms)
        settings.PRACTICE = True
        seen = {DOCX: 0, XLSX: 0}
        for name, _who, path, body, kind in files_of(world, rooms):
            if kind == DOCX:
                assert Document(io.BytesIO(body)).paragraphs[0].text == "练习，记录不算数", path
            elif kind == XLSX:
                assert openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]["A1"].value == "练习，记录不算数", path
            seen[kind] = seen.get(kind, 0) + 1
            assert name
        assert seen[DOCX] and seen[XLSX]
