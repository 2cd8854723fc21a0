"""乱的和坏的文件: files as nobody should send them, each made from its number alone.

`fuzzed(n)`: what a program or a spiteful person might make. `damaged(n)`: what a broken disk or mail makes of honest
ones. Both give (name, bytes).
"""

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

from lianxin.pure.paper import Heading, Paper, Para, Table, runs, write_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
RELATIONS = 'Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PIECES = (
    "本月受理诉求36件，比去年同期43件下降7件，下降率16.2%。", "其中道路5件、饮水4件，合计10件。",
    "抓好四个方面：一是走访；二是调解；四是回访。",
    "一、工作情况", "（二）存在问题", "2026年02月30日", "某政发[2026]005号", "xx00亩，到会□□人", "达36300余人次，近300户，一成五，2.5万",
    "占总数的1／3，增长百分之二百零三点五", "张某某，电话13800000000", "“三查”（查作风、查纪律）",
    "第〇章", "同比增长", "％％％", "——", "……",
)  # fmt: skip
ODD = (
    "\0",
    "\ufffe",
    "\u202e",
    "\ud800",
    "\udfff",
    "\x0b",
    "\x1b",
    "\u2028",
    "　",
    "\u200b",
    "①",
    "㈠",
    "Ⅻ",
    "𠮷",
    "９",
    "٣",
    "¼",
    "∞",
)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "big5", "utf-7", "cp1252", "utf-32")


def fuzzed(number: int) -> tuple[str, bytes]:
    """乱的一份."""
    random = Random(f"fuzzed {number}")
    name, data = random.choice(_MAKERS)(random)
    if random.random() < 0.12:
        data = scarred(data, random)
    if random.random() < 0.1:
        name = random.choice(
            ("总结.txt", "总结.docx", "总结.xlsx", "总结.pdf", "总结.html", "", "\0", "无名", "a" * 300 + ".docx")
        )
    return name, data


def damaged(number: int) -> tuple[str, bytes]:
    """坏的一份: an honest file that lost something on the way."""
    random = Random(f"damaged {number}")
    name, data = _HONEST[number % len(_HONEST)]()
    return name, scarred(data, random)


def scarred(data: bytes, random: Random) -> bytes:
    """Cut off, turned over, doubled, with bytes changed."""
    kind = random.randrange(6)
    at = random.randrange(len(data)) if data else 0
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[at:]
    if kind == 2:
        return data[:at] + data[at : at + random.randrange(1, 400)] * 2 + data[at:]
    if kind == 3:
        return data[:at] + data[at + random.randrange(1, 400) :]
    if kind == 4:
        return data + bytes(random.randrange(256) for _ in range(random.randrange(1, 99)))
    made = bytearray(data)
    for _ in range(random.choice((1, 3, 20, 200))):
        if made:
            made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def _words(random: Random, most: int = 40) -> str:
    found = []
    for _ in range(random.randrange(1, most)):
        piece = random.choice(PIECES)
        kind = random.randrange(9)
        if kind == 0:
            piece = "".join(random.sample(piece, len(piece)))
        elif kind == 1:
            piece = piece.replace("3", random.choice(("9" * random.choice((3, 30, 400)), "０", "-", "1e9", "３")))
        elif kind == 2:
            piece += random.choice(ODD) * random.choice((1, 2, 50))
        elif kind == 3:
            piece = random.choice("（《“一、，；1.") * random.choice((2, 60, 900)) + piece
        found.append(piece)
    return random.choice(("\n", "", "\r\n", "\t", "\n\n")).join(found)


def _text(random: Random) -> tuple[str, bytes]:
    words = _words(random, random.choice((5, 40, 400)))
    encoding = random.choice(ENCODINGS)
    try:
        data = words.encode(encoding, random.choice(("ignore", "replace")))
    except UnicodeError:
        data = words.encode("utf-8", "surrogatepass")
    return "总结.txt", data


def _html(random: Random) -> tuple[str, bytes]:
    tag = random.choice(("div", "table", "td", "ul", "b", "blockquote", "svg", "template"))
    deep = random.choice((1, 3, 200, 5000))
    span = random.choice(("1", "2", "-1", "0", "999999999", "x", "1e9", ""))
    cells = "".join(
        f"<td colspan={span} rowspan={random.choice(('1', span))}>{_xml(random)}" for _ in range(random.randrange(9))
    )
    declared = random.choice(("", "gb18030", "utf-8", "utf-16", "klingon", "hex"))
    body = f"<meta charset={declared}><title>总结{f'<{tag}>' * deep}<table><tr>{cells}</table>{_xml(random)}"
    body += f"</{tag}>" * random.choice((0, deep))
    extra = random.choice(
        ("<script>1</script", "<!--", "<![CDATA[", "&#0;&#xD800;&#99999999;&nosuch;", "<style>", "<p" + " a" * 3000)
    )
    start = random.choice(("<!DOCTYPE html>", "<html>", "<HTML><head>", '<!DOCTYPE html [<!ENTITY a "b">]>', ""))
    return "总结.html", (start + body + extra).encode(random.choice(("utf-8", "gb18030")), "replace")


def _xml(random: Random) -> str:
    """Words that XML can hold."""
    words = "".join(
        char for char in _words(random, 4) if char >= " " and not "\ud800" <= char <= "\udfff" and char != "\ufffe"
    )
    return words.replace("&", "").replace("<", "")


WRAPS = (
    "{}", "<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", "<w:hyperlink>{}</w:hyperlink>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:smartTag>{}</w:smartTag>", "{0}<w:commentRangeStart/>",
)  # fmt: skip


def _paragraph(random: Random) -> str:
    def run() -> str:
        inside = random.choice(
            ("<w:t>{0}</w:t>", "<w:tab/>", "<w:br/>", "<w:instrText>{0}</w:instrText>", "<w:delText>{0}</w:delText>",
             '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="{1}"/>', '<w:fldChar w:fldCharType="begin"/>',
             '<w:fldChar w:fldCharType="end"/>', "<w:rPr><w:vanish/></w:rPr><w:t>{0}</w:t>", "<w:t/>", '<w:sym w:char="F0FE"/>')
        )  # fmt: skip
        return f"<w:r>{inside.format(_xml(random)[:80], random.choice(('9', '-1', 'x', '')))}</w:r>"

    body = "".join(run() for _ in range(random.randrange(1, 6)))
    wrap = random.choice(WRAPS)
    style = random.choice(("", '<w:pStyle w:val="a"/>', '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'))
    return f"<w:p><w:pPr>{style.format(random.choice(('0', '8', '9', '-1', '99999', 'x')))}</w:pPr>{wrap.format(body)}</w:p>"


def _blocks(random: Random) -> str:
    kind = random.randrange(7)
    if kind == 0:  # a text box in a text box in a text box …
        deep = random.choice((1, 5, 60, 400))
        opening = "<w:p><w:r><w:pict><w:txbxContent>" * deep
        return opening + _paragraph(random) + "</w:txbxContent></w:pict></w:r></w:p>" * deep
    if kind == 1:  # a table in a table, with spans that fit nothing
        span = random.choice(("1", "2", "0", "-3", "1000000000", "x"))
        merge = random.choice(("", "<w:vMerge/>", '<w:vMerge w:val="restart"/>'))
        cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{_paragraph(random)}</w:tc>'
        table = f"<w:tbl><w:tr>{cell * random.choice((1, 3, 70))}</w:tr>{'<w:tr/>' * random.choice((0, 2))}</w:tbl>"
        for _ in range(random.choice((0, 1, 30))):
            table = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
        return table
    if kind == 2:  # many rows
        row = "<w:tr>" + f"<w:tc>{_paragraph(random)}</w:tc>" * random.choice((2, 9)) + "</w:tr>"
        return f"<w:tbl>{row * random.choice((5, 400))}</w:tbl>"
    return "".join(_paragraph(random) for _ in range(random.randrange(1, 12)))


_STYLES = (
    "<w:style w:styleId='a'><w:basedOn w:val='b'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>"
)
_LEVELS = "".join(
    f"<w:lvl w:ilvl='{n}'><w:start w:val='{{0}}'/><w:numFmt w:val='{{1}}'/><w:lvlText w:val='%{n + 1}、%9%0%x'/></w:lvl>"
    for n in range(9)
)


def _parts(random: Random) -> dict[str, str]:
    """The parts of a docx, some of them pointing at themselves."""
    space = f'xmlns:w="{W}"'
    levels = _LEVELS.format(
        random.choice(("1", "0", "-5", "99999999999", "x")),
        random.choice(("chineseCounting", "decimal", "upperRoman", "none", "hm")),
    )
    link = random.choice(("", "<w:numStyleLink w:val='a'/>"))
    note = (
        f"<w:footnote w:id='1'>{_paragraph(random)}<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p></w:footnote>"
    )
    target = random.choice(("word/document.xml",) * 9 + ("/word/document.xml", "../x.xml", "_rels/.rels", ""))
    body = "".join(_blocks(random) for _ in range(random.randrange(1, 5)))
    parts = {
        "word/document.xml": f"{HEAD}<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {space}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {space}><w:abstractNum w:abstractNumId='0'>{link}{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
        "word/footnotes.xml": f"{HEAD}<w:footnotes {space}>{note}</w:footnotes>",
        "[Content_Types].xml": f"{HEAD}<Types {TYPES}/>",
        "_rels/.rels": f'{HEAD}<{RELATIONS}><Relationship Id="1" Type="x/officeDocument" Target="{target}"/></Relationships>',
    }  # fmt: skip
    for name in random.sample(sorted(parts), random.choice((0,) * 9 + (1, 2))):
        del parts[name]
    return parts


def _packed(parts: dict[str, bytes], random: Random) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return box.getvalue()


def _docx(random: Random) -> tuple[str, bytes]:
    parts = {name: text.encode("utf-8", "replace") for name, text in _parts(random).items()}
    if parts and random.random() < 0.12:
        victim = random.choice(sorted(parts))
        parts[victim] = scarred(parts[victim], random)
    if random.random() < 0.05:
        parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts.get("word/document.xml", b"")
    return "总结.docx", _packed(parts, random)


def _xlsx(random: Random) -> tuple[str, bytes]:
    def cell() -> str:
        place = random.choice(("A1", "B2", "C3", "D4", "E5") * 9 + ("ZZZZ99999999", "1A", "", "XFD1048576", "A0"))
        kind = random.choice(("s", "n", "inlineStr", "str", "b", "e") * 4 + ("d", "?"))
        value = random.choice(
            ("0", "1", "36", "43", "0", "1") * 6 + ("9999", "-1", "1e308", "nan", "x", "", "45000.5", "2958466", "-1e9")
        )
        rest = f"<is><t>{_xml(random)[:60]}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
        style, formula = random.choice(("0",) * 20 + ("1", "99", "x")), random.choice(("", "<f>SUM(A1:A9)</f>"))
        return f'<c r="{place}" t="{kind}" s="{style}">{formula}{rest}</c>'

    rows = "".join(
        f'<row r="{random.choice((n,) * 40 + (1048577, -1, "x"))}">{"".join(cell() for _ in range(random.randrange(1, 9)))}</row>'
        for n in range(1, random.choice((3, 60)))
    )
    merged = random.choice(("", "A1:B2", "A1:B2", "C3:D4", "A1:XFD1048576", "B2:A1", "x"))
    target = random.choice(("worksheets/sheet1.xml",) * 9 + ("worksheets/none.xml", "../xl/workbook.xml"))
    size, title = random.choice(("A1:C3", "A1:C3", "A1:XFD1048576", "x")), random.choice(("表",) * 9 + ("", "a" * 99))
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types {TYPES}><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/></Types>',
        "_rels/.rels": f'{HEAD}<{RELATIONS}><Relationship Id="r1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<{RELATIONS}><Relationship Id="r1" Type="{R}/worksheet" Target="{target}"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{S}"><dimension ref="{size}"/>'
        f"<sheetData>{rows}</sheetData>{merges}</worksheet>",
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{S}"><si><t>合计</t></si><si><t>{_xml(random)[:50]}</t></si></sst>',
    }  # fmt: skip
    for name in random.sample(sorted(parts), random.choice((0,) * 9 + (1,))):
        del parts[name]
    made = {name: text.encode("utf-8", "replace") for name, text in parts.items()}
    if made and random.random() < 0.12:
        victim = random.choice(sorted(made))
        made[victim] = scarred(made[victim], random)
    return "表.xlsx", _packed(made, random)


def _pdf(random: Random) -> tuple[str, bytes]:
    words = _xml(random)[:60].encode("utf-16-be", "replace").hex()
    stream = f"BT /F1 12 Tf 72 700 Td <{words}> Tj ET" * random.choice((1, 5, 500))
    kid = random.choice(("3 0 R",) * 9 + ("2 0 R", "9 0 R", ""))  # its own child, or none
    count, width = random.choice((1, 1, 1, -1, 999999999)), random.choice(("595", "595", "1e30", "x"))
    length, packing = (
        random.choice((len(stream),) * 9 + (0, 10**9, -1)),
        random.choice(("",) * 9 + ("/Filter /FlateDecode",)),
    )
    page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {width} 842] /Contents 4 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kid}] /Count {count} >>",
        f"<< {page} /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {length} {packing} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size 7 /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        random.choice((1, 1, 1, 2)),
        random.choice((len(body), len(body), 0, 10**9)),
    )
    return "总结.pdf", body + b"xref\n0 7\n0000000000 65535 f \n" + table + tail


def _bomb(random: Random) -> tuple[str, bytes]:
    kind = random.randrange(5)
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        if kind == 0:
            file.writestr("word/document.xml", b"<w>" + b"\0" * (60 * 1024 * 1024))
        elif kind == 1:
            for n in range(3100):
                file.writestr(f"{n}.xml", b"")
        elif kind == 2:
            file.writestr(random.choice(("../a.xml", "/a.xml", "C:/a.xml", "a\0.xml")), b"<a/>")
        elif kind == 3:
            file.writestr("word/document.xml", ("<a>" * 100_000).encode())
        else:
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as nested:
                nested.writestr("a.txt", b"0" * 1_000_000)
            file.writestr("a.zip", inner.getvalue())
    data = bytearray(box.getvalue())
    if kind == 4 and len(data) > 8:
        struct.pack_into("<H", data, 6, 1)  # says that it is encrypted
    return random.choice(("总结.docx", "表.xlsx", "包.zip")), bytes(data)


def _honest_docx() -> tuple[str, bytes]:
    rows = (("道路", "5", "50%"), ("饮水", "5", "50%"), ("合计", "10", "100%"))
    body = (
        Heading(1, runs("工作情况")),
        *(Para(runs(piece)) for piece in PIECES),
        Table(("类别", "件数", "占比"), rows),
    )
    return "总结.docx", write_docx(Paper("某镇2026年10月工作总结", body, signature="某镇人民政府"))


_HONEST: tuple[Callable[[], tuple[str, bytes]], ...] = (
    _honest_docx,
    lambda: ("总结.txt", "\n".join(PIECES).encode("gb18030")),
    lambda: ("总结.txt", "\n".join(PIECES).encode("utf-16")),
    lambda: _xlsx(Random("honest")),
    lambda: _pdf(Random("honest")),
    lambda: ("总结.html", ("<!DOCTYPE html><meta charset=utf-8>" + "<p>".join(PIECES)).encode()),
)
_MAKERS = (_text, _text, _html, _docx, _docx, _docx, _xlsx, _pdf, _bomb)
