"""Reading table files from outside: every kind a clerk has, every kind that would harm."""

import io
import os
import struct
import time
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from lianxin.base.files import tables
from lianxin.base.files.tables import Unreadable, read_tables
from tests.base.old_excel import xls

LEDGER = [
    ["受理编号", "反映时间", "反映内容"],
    ["XF2024-001", "2024.3.5", "石桥村三组路灯不亮"],
    ["XF2024-002", "2024年3月6日", "白沙镇垃圾清运不及时"],
]


def xlsx(fill, options=None) -> bytes:
    box = io.BytesIO()
    book = xlsxwriter.Workbook(box, options or {})
    fill(book)
    book.close()
    return box.getvalue()


def ledger_xlsx(rows=LEDGER) -> bytes:
    return xlsx(lambda book: [book.add_worksheet("台账").write_row(0, 0, rows[0]), *_more(book, rows)])


def _more(book, rows):
    sheet = book.worksheets()[0]
    return [sheet.write_row(number, 0, row) for number, row in enumerate(rows) if number]


class TestAWorkbook:
    def test_comes_back_with_its_cells_and_its_row_numbers(self):
        def fill(book):
            sheet = book.add_worksheet("三月")
            sheet.write_row(2, 1, ["编号", "时间", "人数", "合格"])
            sheet.write_row(4, 1, ["A1"])
            sheet.write_datetime(4, 2, datetime(2024, 3, 5, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
            sheet.write_datetime(5, 2, datetime(2024, 3, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write(4, 3, 12)
            sheet.write(5, 3, 1.5)
            sheet.write_boolean(4, 4, True)

        (sheet,) = read_tables(xlsx(fill), "三月.xlsx")

        assert sheet.name == "三月"
        assert sheet.rows == [
            [],
            [],
            [None, "编号", "时间", "人数", "合格"],
            [],
            [None, "A1", datetime(2024, 3, 5, 9, 30), 12, True],
            [None, None, date(2024, 3, 5), 1.5],
        ]

    def test_has_merged_cells_filled_with_their_value(self):
        def fill(book):
            sheet = book.add_worksheet()
            sheet.merge_range(0, 0, 0, 1, "信访台账")
            sheet.merge_range(1, 0, 2, 0, "石桥村")
            sheet.write(1, 1, "路灯")
            sheet.write(2, 1, "水渠")

        (sheet,) = read_tables(xlsx(fill), "a.xlsx")

        assert sheet.rows == [["信访台账"] * 2, ["石桥村", "路灯"], ["石桥村", "水渠"]]

    def test_tells_of_hidden_sheets_and_of_the_calendar_that_starts_in_1904(self):
        def fill(book):
            book.add_worksheet("甲").write(0, 0, 1)
            book.add_worksheet("乙").hide()

        first, second = read_tables(xlsx(fill, {"date_1904": True}), "a.xlsx")

        assert (first.is_hidden, first.is_from_1904, first.notes) == (False, True, ())
        assert second.is_hidden and second.notes == ("这是隐藏的工作表。",)

    def test_says_which_long_numbers_have_lost_their_digits(self):
        row = [123456789012345678, "123456789012345678", 999999]
        data = xlsx(lambda book: book.add_worksheet().write_row(0, 0, row))

        (sheet,) = read_tables(data, "a.xlsx")

        assert len(sheet.notes) == 1
        assert "有 1 格是 16 位以上的数值（A1）" in sheet.notes[0]
        assert sheet.rows[0][1:] == ["123456789012345678", 999999]

    def test_says_when_formulas_carry_no_result(self):
        def fill(book):
            book.add_worksheet().write_formula(0, 0, "=1+1", None, "")

        data = xlsx(fill)
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"")

        (sheet,) = read_tables(_zip(parts), "a.xlsx")

        assert "1 个公式没有存下计算结果" in sheet.notes[0]

    @pytest.mark.thorough
    def test_ends_where_a_long_run_of_empty_rows_begins_and_says_so(self):
        def fill(book):
            sheet = book.add_worksheet()
            sheet.write(0, 0, "编号")
            sheet.write(900_000, 0, "误点")

        (sheet,) = read_tables(xlsx(fill), "a.xlsx")

        assert sheet.rows == [["编号"]]
        assert "再往下没有读" in sheet.notes[0]

    def test_of_the_old_format_is_read_as_well(self):
        (sheet,) = read_tables(xls("台账", LEDGER), "台账.xls")

        assert (sheet.name, sheet.rows) == ("台账", LEDGER)

    def test_is_recognised_by_its_content_when_the_name_lies(self):
        (sheet,) = read_tables(ledger_xlsx(), "台账.csv")

        assert sheet.rows == LEDGER

    def test_of_libreoffice_is_read_as_well(self):
        content = (
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            '<table:table table:name="台账"><table:table-row>'
            '<table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell>'
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
        )
        manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest>'
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
        data = _zip(parts)

        (sheet,) = read_tables(data, "台账.ods")

        assert (sheet.name, sheet.rows) == ("台账", [["编号"]])


def _zip(parts: dict[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return box.getvalue()


CSV = "\r\n".join(",".join(row) for row in LEDGER)


class TestATextTable:
    @pytest.mark.parametrize(
        "data",
        [
            CSV.encode(),
            CSV.encode("utf-8-sig"),
            CSV.encode("gb18030"),
            CSV.encode("utf-16"),
            CSV.encode("utf-16-le"),
            CSV.encode("utf-16-be"),
            CSV.replace(",", "\t").encode("gb18030"),
            CSV.replace(",", ";").encode(),
            CSV.replace("\r\n", "\r").encode(),
            CSV.replace("路灯", "路\0灯").encode(),
        ],
        ids=["utf8", "bom", "gbk", "utf16", "utf16le", "utf16be", "tabs", "semicolons", "old-mac", "nul"],
    )
    def test_is_read_in_whatever_encoding_and_separator(self, data):
        (sheet,) = read_tables(data, "台账.csv")

        assert sheet.rows == LEDGER

    def test_in_big5_is_read_with_a_question_and_can_be_read_again_as_told(self):
        text = "受理編號,反映內容\n001,里長辦公室門口的路燈不亮\n"

        (sheet,) = read_tables(text.encode("big5"), "a.csv")
        (again,) = read_tables(text.encode("big5"), "a.csv", encoding="gb18030")

        assert sheet.rows[1] == ["001", "里長辦公室門口的路燈不亮"] and "Big5" in sheet.question
        assert again.rows[1] != sheet.rows[1] and not again.question

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_with_a_broken_character_is_read_and_asks_to_look(self, encoding):
        data = (CSV + "\r\nXF2024-003,2024.3.7,水渠").encode(encoding)[:-1]

        (sheet,) = read_tables(data, "a.csv")

        assert sheet.rows[:3] == LEDGER and sheet.rows[3][0] == "XF2024-003"
        assert "1 处字符已损坏" in sheet.question

    @pytest.mark.parametrize("line", ['a,18寸"水管,b', 'a,"18寸水管,b'])
    def test_with_odd_quotes_keeps_every_row(self, line):
        (sheet,) = read_tables(f"甲,乙,丙\n{line}\nc,d,e\n".encode(), "a.csv")

        assert [len(row) for row in sheet.rows] == [3, 3, 3]

    def test_keeps_line_breaks_and_separators_inside_quotes(self):
        (sheet,) = read_tables('编号,内容\n1,"一、路灯,\n二、水渠"\n'.encode(), "a.csv")

        assert sheet.rows[1] == ["1", "一、路灯,\n二、水渠"]

    def test_keeps_the_zeros_in_front(self):
        (sheet,) = read_tables("编号,电话\n007,0000-0000000\n".encode(), "a.csv")

        assert sheet.rows[1] == ["007", "0000-0000000"]


class TestAWebPageNamedXls:
    """What many office systems call “export to Excel”."""

    def test_is_read_with_its_merged_header(self):
        page = (
            "<html><head><meta charset=gb2312><style>td{color:red}</style></head><body><table><tr><td>页眉</td></tr></table>"
            "<table border=1><tr><th colspan=3>台账</th></tr><tr><td rowspan=2>编号</td><td colspan=2>反映人</td></tr>"
            "<tr><td>姓名<td>电话</tr><tr><td>007</td><td>王&nbsp;某</td><td></td></tr>"
            "<tr><td>008</td><td>一、路灯<br>二、水渠<script>alert(1)</script></td></tr></table>"
        )

        (sheet,) = read_tables(page.encode("gb18030"), "导出.xls")

        assert sheet.rows == [
            ["台账"] * 3, ["编号", "反映人", "反映人"], ["编号", "姓名", "电话"], ["007", "王\xa0某"], ["008", "一、路灯\n二、水渠"],
        ]  # fmt: skip
        assert "按网页读出" in sheet.notes[0]

    def test_cut_off_in_the_middle_gives_what_is_there(self):
        (sheet,) = read_tables("<table><tr><td>编号<td>内容<tr><td>1<td>路灯".encode(), "a.xls")

        assert sheet.rows == [["编号", "内容"], ["1", "路灯"]]


MERGE = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def _merge_bomb() -> bytes:
    with zipfile.ZipFile(io.BytesIO(ledger_xlsx())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", b"</sheetData>" + MERGE)
    return _zip(parts)


def _far_cell() -> bytes:
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    return xlsx(fill)


def _laughs() -> bytes:
    with zipfile.ZipFile(io.BytesIO(ledger_xlsx())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<worksheet", entity, 1)
    return _zip(parts)


BAD = {
    "empty": (b"", "a.xlsx", "文件是空的"),
    "wps": (b"x", "台账.et", "另存为"),
    "picture": (b"\x89PNG\r\n", "a.csv", "这不是表格文件"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.csv", "这不是表格文件"),
    "photo by its name": (b"1,2", "照片.HEIC", "这不是表格文件"),
    "word": (b"PK", "a.docx", "这不是表格文件"),
    "torn zip": (ledger_xlsx()[:2000], "a.xlsx", "另存为"),
    "torn ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "已损坏"),
    "merge bomb": (_merge_bomb(), "a.xlsx", "合并单元格过大"),
    "far cell": (_far_cell(), "a.xlsx", "过大"),
    "laughs": (_laughs(), "a.xlsx", "DOCTYPE"),
    "unpacks to 300 MB": (_zip({"xl/worksheets/sheet1.xml": b"<c>1</c>" * 40_000_000}), "a.xlsx", "展开后过大"),
    "no text": (b"\xff\x80\xff" * 50, "a.csv", "编码"),
    "web page without a table": ("<html><body>编号".encode(), "a.xls", "没有读得出的表格"),
    "xml of another kind": (b"<?xml version='1.0'?><Workbook><Row/></Workbook>", "a.xls", "没有读得出的表格"),
    "web page of endless spans": (
        b"<table>" + b"<tr>" + b"<td rowspan=9999 colspan=9999>a" * 9 + b"<tr>" * 9999,
        "a.xls",
        "网页格式",
    ),
    "one endless cell": (b"a," + "路".encode() * 200_000, "a.csv", "第 1 行"),
    "too many rows": (b"a,b\n" * 200_001, "a.csv", "20 万行"),
    "31 MB": (b"a" * (31 << 20), "a.csv", "30 MB"),
}


class TestABadFile:
    @pytest.mark.thorough
    @pytest.mark.parametrize("case", BAD)
    def test_is_refused_with_a_sentence(self, case):
        data, name, sentence = BAD[case]

        with pytest.raises(Unreadable) as refusal:
            read_tables(data, name)

        assert sentence in str(refusal.value)
        assert str(refusal.value).endswith("。")

    def test_that_takes_too_long_is_stopped_on_the_wall_clock(self):
        began = time.monotonic()

        with pytest.raises(Unreadable) as refusal:
            read_tables(b"a,b\n" * 150_000, "a.csv", wall_seconds=0.02)

        assert "限定时间" in str(refusal.value)
        assert time.monotonic() - began < 5

    @pytest.mark.parametrize("seed", range(30))
    def test_of_random_damage_is_refused_or_read_but_never_breaks_out(self, seed):
        data = bytearray(ledger_xlsx() if seed % 2 else xls("台账", LEDGER))
        noise = struct.pack("<Q", seed * 2654435761 % 2**64)
        for step in range(1 + seed % 5):
            place = (seed * 7919 + step * 104729) % len(data)
            data[place : place + 8] = noise

        try:
            read_tables(bytes(data), "a.xlsx" if seed % 2 else "a.xls")
        except Unreadable as refusal:
            assert str(refusal).endswith("。")


class TestTheChild:
    def test_sees_nothing_of_our_environment(self, monkeypatch):
        seen = {}
        real = tables.subprocess.Popen

        def look(*args, **kwargs):
            seen.update(kwargs["env"])
            return real(*args, **kwargs)

        monkeypatch.setattr(tables.subprocess, "Popen", look)
        monkeypatch.setenv("DATABASE_URL", "postgres://secret")
        read_tables(CSV.encode(), "a.csv")

        assert "DATABASE_URL" not in seen and seen["PATH"] == os.defpath

    def test_binds_itself_before_it_reads(self):
        code = (
            "import resource; from lianxin.base.files import child; child.limit();"
            "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
        )
        root = str(tables.Path(tables.lianxin.__file__).parents[1])
        out = tables.subprocess.run(
            [tables.sys.executable, "-c", code], env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
        )

        assert out.stdout.split() == [str(768 * 1024 * 1024), "30"]

    def test_knows_no_django(self):
        code = "import sys, lianxin.base.files.child, lianxin.base.files.text_tables; print('django' in sys.modules)"
        root = str(tables.Path(tables.lianxin.__file__).parents[1])
        out = tables.subprocess.run(
            [tables.sys.executable, "-c", code], env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
        )

        assert out.stdout.strip() == "False"
