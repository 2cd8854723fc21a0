"""The docx: laid out by GB/T 9704, sound as a package, silent about who made it and when."""

import io
import re
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lianxin.pure.paper import Attachment, Head, Imprint, Paper, Para, Table, plain_text, runs, write_docx
from tests.pure.paper_cases import report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: the order of ISO/IEC 29500-1 for the elements written here; Word calls a file damaged that breaks it
ORDER = {
    "pPr": "pStyle keepNext pageBreakBefore widowControl pBdr tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc "
    "outlineLvl sectPr",
    "rPr": "rFonts color spacing w sz szCs lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
    "sdtPr": "alias tag id text",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vAlign",
    "style": "name basedOn qFormat pPr rPr",
    "settings": "mirrorMargins evenAndOddHeaders characterSpacingControl compat",
}


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def opened(paper: Paper) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_docx(paper)))


def paragraph(document: docx.document.Document, start: str) -> docx.text.paragraph.Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def indent(found: docx.text.paragraph.Paragraph, side: str) -> int:
    return int(found._p.find(f"{W}pPr/{W}ind").get(f"{W}{side}"))


def style_fonts(document: docx.document.Document, style: str) -> str:
    return document.styles[style].element.find(f"{W}rPr/{W}rFonts").get(qn("w:eastAsia"))


class TestThePage:
    def test_is_a4_with_the_margins_of_the_standard(self):
        section = opened(report()).sections[0]

        assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm) for side in sides] == [37, 35, 28, 26]

    def test_has_no_document_grid_for_libreoffice_to_stumble_over(self):
        with zipfile.ZipFile(io.BytesIO(write_docx(report()))) as file:
            assert not any(b"docGrid" in file.read(name) for name in file.namelist())

    def test_holds_exact_lines_and_squeezed_characters(self):
        defaults = part(write_docx(report()), "word/styles.xml").find(f"{W}docDefaults")

        spacing = defaults.find(f"{W}pPrDefault/{W}pPr/{W}spacing")
        assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")
        assert defaults.find(f"{W}pPrDefault/{W}pPr/{W}widowControl").get(f"{W}val") == "0"
        look = defaults.find(f"{W}rPrDefault/{W}rPr")
        assert (look.find(f"{W}spacing").get(f"{W}val"), look.find(f"{W}sz").get(f"{W}val")) == ("-5", "32")
        assert look.find(f"{W}rFonts").get(qn("w:eastAsia")) == "仿宋_GB2312"

    def test_counts_pages_at_the_outer_edge(self):
        document = opened(report())
        assert document.settings.odd_and_even_pages_header_footer
        for footer, align, text in (
            (document.sections[0].footer, "right", "— 1 —"),
            (document.sections[0].even_page_footer, "left", "— 1 —"),
        ):
            [line] = footer._element.findall(f"{W}p")
            assert line.find(f"{W}pPr/{W}jc").get(f"{W}val") == align
            assert line.find(f"{W}pPr/{W}ind").get(f"{W}{align}") == "280"
            assert line.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
            assert "".join(line.itertext(f"{W}t")) == text
        assert style_fonts(document, "footer") == "宋体"
        assert document.styles["footer"].font.size.pt == 14

    def test_turns_for_a_wide_table_and_back(self):
        sections = opened(report()).sections

        assert [section.page_width > section.page_height for section in sections] == [False, True, False]
        boxes = [list(section.footer._element.iter("{*}bodyPr")) for section in sections]
        assert [len(found) for found in boxes] == [0, 1, 0]
        assert boxes[1][0].get("vert") == "vert"

    def test_stays_turned_when_the_wide_table_is_last(self):
        paper = Paper("附表", (Para(runs("见表。")), Table(("村",), (("石桥村",),), is_landscape=True)))

        assert [section.page_width > section.page_height for section in opened(paper).sections] == [False, True]


class TestTheFonts:
    @pytest.mark.parametrize(
        ("style", "font"),
        [
            ("Title", "方正小标宋简体"),
            ("heading 1", "黑体"),
            ("heading 2", "楷体_GB2312"),
            ("heading 3", "仿宋_GB2312"),
            ("heading 4", "仿宋_GB2312"),
        ],
    )
    def test_go_by_their_official_names(self, style, font):
        assert style_fonts(opened(report()), style) == font

    def test_of_what_follows_a_heading_on_its_line_is_the_bodys(self):
        line = paragraph(opened(report()), "1.明确分工。")

        assert line.style.name.lower() == "heading 3"
        assert line.runs[-1]._r.find(f"{W}rPr/{W}rFonts").get(qn("w:eastAsia")) == "仿宋_GB2312"

    def test_of_the_title_are_22_points(self):
        assert opened(report()).styles["Title"].font.size.pt == 22


class TestTheLines:
    def test_follow_each_other_with_the_empty_lines_of_the_standard(self):
        lines = plain_text(write_docx(report(attachments=(Attachment("统计表"),)))).split("\n")

        assert lines[:7] == [
            "",
            "",
            "清水镇2026年第三季度",
            "群众诉求办理工作情况报告",
            "",
            "县委社会工作部：",
            "现将有关情况报告如下。",
        ]
        assert lines[-6:] == ["以上。", "", "附件：统计表", "", "清水镇人民政府", "2026年11月3日"]

    def test_put_the_number_above_the_title(self):
        assert plain_text(write_docx(report(number="清政发〔2026〕5号"))).startswith("清政发〔2026〕5号\n\n\n清水镇")

    def test_of_the_body_begin_two_characters_in(self):
        found = paragraph(opened(report()), "现将")
        layout = found.style.element.find(f"{W}pPr/{W}ind")

        assert (layout.get(f"{W}firstLineChars"), layout.get(f"{W}firstLine")) == ("200", "640")

    def test_of_an_attachment_begin_on_their_own_page_with_the_title_on_the_third(self):
        lines = plain_text(write_docx(report())).split("\n")
        place = lines.index("附件2")

        assert lines[place : place + 5] == ["附件2", "", "典型事例", "", "石桥村修路一事。"]
        assert (
            paragraph(opened(report()), "附件2")._p.find(f"{W}pPr/{W}pageBreakBefore") is None
        )  # the turn is the break
        single = opened(report(attachments=(Attachment("事例", (Para(runs("修路。")),)),)))
        assert [p for p in single.paragraphs if p.text == "附件"][0]._p.find(f"{W}pPr/{W}pageBreakBefore") is not None

    def test_that_close_the_paper_hold_on_to_the_body(self):
        document = opened(report(attachments=()))
        tied = [p.text for p in document.paragraphs if p._p.find(f"{W}pPr/{W}keepNext") is not None]

        # headings to what is below them, but no sentence that merely is numbered
        assert tied == [
            "一、总体情况", "二、主要做法", "（一）压实责任", "（二）及时回应", "各村办结情况", "以上。", "", "清水镇人民政府",
        ]  # fmt: skip


class TestTheSignature:
    CHARACTER = 315

    def test_shorter_than_the_date_gives_way_to_it(self):
        document = opened(report(signature="县信访局"))  # 4 characters; the date is 6.5 wide

        assert indent(paragraph(document, "2026年"), "right") == 2 * self.CHARACTER
        assert indent(paragraph(document, "县信访局"), "right") == round((2 + 6.5 - 4 + 2) * self.CHARACTER)

    def test_longer_than_the_date_begins_two_characters_left_of_it(self):
        document = opened(report(signature="中共石桥县委社会工作部"))  # 11 characters
        name, day = (indent(paragraph(document, start), "right") for start in ("中共", "2026年"))

        assert name == 2 * self.CHARACTER
        assert (name + 11 * self.CHARACTER) - (day + 6.5 * self.CHARACTER) == pytest.approx(2 * self.CHARACTER, abs=1)

    @pytest.mark.parametrize("signature", ["县信访局", "中共石桥县委社会工作部"])
    def test_under_a_seal_is_centred_on_the_date(self, signature):
        document = opened(report(signature=signature, is_sealed=True))
        name, day = (indent(paragraph(document, start), "right") for start in (signature, "2026年"))

        assert day == 4 * self.CHARACTER
        assert name + len(signature) * self.CHARACTER / 2 == pytest.approx(day + 6.5 * self.CHARACTER / 2, abs=1)

    def test_under_a_seal_leaves_two_lines_of_room(self):
        lines = plain_text(write_docx(report(attachments=(), is_sealed=True))).split("\n")

        assert lines[-5:] == ["以上。", "", "", "清水镇人民政府", "2026年11月3日"]


class TestTheTable:
    def test_has_its_head_on_every_page_and_fills_the_width(self):
        table = opened(report()).tables[0]
        width = sum(int(column.get(f"{W}w")) for column in table._tbl.tblGrid)

        assert [cell.text for cell in table.rows[0].cells] == ["村", "办结（件）"]
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert table.rows[1]._tr.find(f"{W}trPr/{W}tblHeader") is None
        assert width == pytest.approx(156 / 25.4 * 1440, abs=3)

    def test_divides_the_width_as_asked(self):
        table = opened(Paper("表", (Table(("村", "件数"), (("石桥村", "1"),), widths=(3, 1)),))).tables[0]
        first, second = (int(column.get(f"{W}w")) for column in table._tbl.tblGrid)

        assert first == pytest.approx(3 * second, abs=3)

    def test_does_not_grow_together_with_the_next(self):
        one = Table(("村",), (("石桥村",),))

        assert len(opened(Paper("两表", (one, one))).tables) == 2


class TestThePackage:
    def test_is_the_same_bytes_for_the_same_paper(self):
        assert write_docx(report()) == write_docx(report())
        assert write_docx(report()) != write_docx(report(signature="柳林镇人民政府"))

    def test_is_the_same_bytes_in_another_process(self):
        script = (
            "import hashlib; from tests.pure.paper_cases import report; from lianxin.pure.paper import write_docx;"
            "print(hashlib.sha256(write_docx(report())).hexdigest())"
        )
        runs_of = {
            subprocess.run(
                [sys.executable, "-c", script],
                env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "TZ": zone},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC"))
        }
        assert len(runs_of) == 1

    def test_names_no_author_and_no_time(self):
        data = write_docx(report())
        properties = docx.Document(io.BytesIO(data)).core_properties

        assert (properties.author, properties.last_modified_by) == ("", "")
        assert (properties.created, properties.modified, properties.last_printed) == (None, None, None)
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            text = b"".join(file.read(name) for name in file.namelist())
        assert not any(word in text for word in (b"creator", b"python", b"rsid", b"<w:ins ", b"comments"))

    @pytest.mark.parametrize("form", [None, "file", "letter", "minutes"])
    def test_keeps_the_order_of_the_schema(self, form):
        head = Head(("清水镇人民政府", "清水镇人大主席团"), form=form, signers=("甲", "乙", "丙")) if form else None
        imprint = Imprint("各村", "清水镇党政办公室", report().dated)
        data = write_docx(
            report(number="清政发〔2026〕5号", is_sealed=True, head=head, imprint=imprint, cosigners=("乙",))
        )
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [
                name for name in file.namelist() if re.match(r"word/(document|styles|settings|header|footer)", name)
            ]
        seen = set()
        for name in names:
            for node in part(data, name).iter(f"{W}*"):
                local = etree.QName(node).localname
                if local in ORDER:
                    order = ORDER[local].split()
                    places = [order.index(etree.QName(child).localname) for child in node]
                    assert places == sorted(places), (local, etree.tostring(node))
                    seen.add(local)
        assert seen == set(ORDER)

    def test_has_every_part_that_its_relationships_name(self):
        with zipfile.ZipFile(io.BytesIO(write_docx(report()))) as file:
            names = set(file.namelist())
            relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
            types = etree.fromstring(file.read("[Content_Types].xml"))
            document = file.read("word/document.xml").decode()
        targets = {relation.get("Id"): relation.get("Target") for relation in relations}

        assert all(target.removeprefix("../") in names or f"word/{target}" in names for target in targets.values())
        assert {found.get("PartName")[1:] for found in types if found.get("PartName")} <= names
        assert all(f'r:id="{key}"' in document for key in targets if key.startswith("footer"))

    def test_leaves_out_characters_that_xml_cannot_hold(self):
        paper = Paper("标\x00题\ud800", (Para(runs("办\x0b结\x1f\uffff\t12\n件")),), signature="清\x01水镇")

        assert plain_text(write_docx(paper)).split("\n")[2:] == ["标题", "", "办结\t12", "件", "", "清水镇"]

    def test_of_an_empty_paper_opens_too(self):
        assert [found.text for found in opened(Paper("", ())).paragraphs] == ["", "", ""]
