"""The docx as LibreOffice prints it: 22 lines of 28 characters; bindings outlive an office suite."""

import ctypes
import shutil
import subprocess
from pathlib import Path

import pytest

from lianxin.pure import paper
from lianxin.pure.paper import Attachment, Binding, Figure, Paper, Para, Table, plain_text, read_bound, runs, write_docx
from tests.pure.paper_cases import bound, report
from tests.pure.test_paper_bound import replaced

pdfium = pytest.importorskip("pypdfium2", reason="无 pypdfium2，不能核对打印版面")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="未安装 LibreOffice，不能核对打印版面"),
]
ALIASES = Path(paper.__file__).with_name("fontconfig.conf")
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Converts a docx with LibreOffice, the shipped font aliases in force."""
    home = tmp_path_factory.mktemp("office")
    fonts = home / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><include>{ALIASES}</include></fontconfig>"
    )
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin:/usr/local/bin", "FONTCONFIG_FILE": str(fonts)}

    def convert(data: bytes, kind: str) -> bytes:
        (home / "in.docx").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", str(home / "out"), str(home / "in.docx")],
            env=environment,
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (home / "out" / f"in.{kind}").read_bytes()

    return convert


def baseline(text, place: int) -> int:
    """How high a character stands, the same for all of a line: digits have other boxes than Chinese."""
    across, up = ctypes.c_double(), ctypes.c_double()
    assert pdfium.raw.FPDFText_GetCharOrigin(text, place, across, up)
    return round(up.value / 3)


@pytest.fixture(scope="module")
def pages(office):
    """The lines of each page of a paper: text, left, top and right in millimetres from the page's corner."""

    def lines_of(paper: Paper) -> list[list[tuple[str, float, float, float]]]:
        found = []
        for page in pdfium.PdfDocument(office(write_docx(paper), "pdf")):
            text, lines = page.get_textpage(), {}
            for place in range(text.count_chars()):
                left, _, right, top = text.get_charbox(place, loose=True)
                if (letter := text.get_text_range(place, 1)).strip():
                    lines.setdefault(baseline(text, place), []).append((left, letter, page.get_height() - top, right))
            found.append(
                [
                    (
                        "".join(letter for _, letter, _, _ in sorted(line)),
                        *(length / POINTS_PER_MM for length in (min(line)[0], min(line)[2], max(line)[3])),
                    )
                    for _, line in sorted(lines.items(), reverse=True)
                ]
            )
        return found

    return lines_of


class TestAFullPage:
    @pytest.mark.parametrize(
        "words", ["办", "全镇坚持把群众满意作为工作的出发点和落脚点健全诉求登记交办办理答复回访的闭环机制"]
    )
    def test_holds_22_lines_of_28_characters(self, pages, words):
        printed = pages(Paper("整面", (Para(runs(words * (28 * 80 // len(words)))),)))

        assert len(printed) == 4
        for *body, number in printed[1:-1]:
            assert [len(text) for text, *_ in body] == [28] * 22
            assert "—" in number[0]

    def test_holds_22_lines_of_mixed_prose_and_figures(self, pages):
        sentence = (
            "本季度共登记诉求",
            bound("1,286", "1286"),
            "件，办结",
            bound("1,203", "1203"),
            "件，按时办结率为96.3%；",
        )
        printed = pages(Paper("整面", (Para(runs(*sentence * 60)),)))

        assert [len(page) - 1 for page in printed[1:-1]] == [22] * (len(printed) - 2) and len(printed) > 2

    def test_stays_within_the_margins(self, pages):
        *body, _ = pages(Paper("整面", (Para(runs("办" * 28 * 60)),)))[2]

        assert min(left for _, left, _, _ in body) == pytest.approx(28, abs=0.5)
        assert max(right for _, _, _, right in body) == pytest.approx(210 - 26, abs=1)

    def test_does_not_shrink_for_a_widow_or_an_orphan(self, pages):
        # 18 lines below the title, then 22: the second page ends with the first line of a paragraph of
        # three, the third with the second line of one
        printed = pages(Paper("孤行", tuple(Para(runs("办" * (26 + 28 + 28))) for _ in range(30))))

        assert [len(page) - 1 for page in printed[1:4]] == [22, 22, 22]


class TestThePageNumber:
    def test_stands_outside_right_on_odd_and_outside_left_on_even_pages(self, pages):
        first, second, *_ = (page[-1] for page in pages(Paper("整面", (Para(runs("办" * 28 * 60)),))))

        assert (first[0], second[0]) == ("—1—", "—2—")
        assert first[3] == pytest.approx(210 - 26 - 4.9, abs=1.5)
        assert second[1] == pytest.approx(26 + 4.9, abs=1.5)
        assert first[2] == second[2] == pytest.approx(297 - 35 + 7 - 2.5, abs=1.5)

    def test_keeps_its_corner_of_the_sheet_where_the_sheet_is_turned(self, office):
        rows = tuple((str(row), "石桥村") for row in range(60))
        paper = Paper("表", (Para(runs("见表。")), Table(("号", "村"), rows, is_landscape=True)))
        document = pdfium.PdfDocument(office(write_docx(paper), "pdf"))

        corners = []
        for page in list(document)[1:3]:
            text = page.get_textpage()
            dashes = [
                text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == "—"
            ]
            assert page.get_width() > page.get_height() and len(dashes) == 2
            corners.append(
                (dashes[0][0] / POINTS_PER_MM, [(page.get_height() - dash[3]) / POINTS_PER_MM for dash in dashes])
            )
        for left, _ in corners:
            assert left == pytest.approx(28, abs=3)
        assert all(top < 60 for top in corners[0][1])  # even: where the outer edge is, above
        assert all(top > 150 for top in corners[1][1])  # odd: below


class TestTheReport:
    def test_prints_title_attachments_and_signature_where_they_belong(self, pages):
        # the binding edge of 28 mm is on the right of even pages
        lines = {
            text: (left - (28 if place % 2 == 0 else 26), 156 - right + (28 if place % 2 == 0 else 26))
            for place, page in enumerate(pages(report()))
            for text, left, _, right in page
        }
        character = 15.75 / POINTS_PER_MM

        left, right = lines["清水镇2026年第三季度"]
        assert left == pytest.approx(right, abs=1.5)
        assert lines["附件：1.各村统计表"][0] == pytest.approx(2 * character, abs=0.5)
        assert lines["2.典型事例"][0] == pytest.approx(5 * character, abs=0.5)
        assert lines["清水镇人民政府"][1] == pytest.approx(2 * character, abs=0.6)

    def test_has_no_page_with_nothing_but_its_signature(self, pages):
        for count in range(15, 20):
            printed = pages(
                Paper("署名", (Para(runs("办" * (28 * count - 2))),), signature="清水镇", dated=report().dated)
            )

            assert any(text.startswith("办") for text, *_ in printed[-1])


class TestABoundFigure:
    def test_outlives_being_saved_by_libreoffice(self, office):
        long = Figure("96.3%", Binding("concern.on_time_rate_of_the_month", "1", "00010004001f0020", "2026-Q3", "96.3"))
        paper = report(
            body=(*report().body, Para(runs("按时办结率为", long, "。"))), attachments=(Attachment("统计表"),)
        )

        saved = office(write_docx(paper), "docx")

        assert [(figure.text, figure.binding, figure.agrees) for figure in read_bound(saved)] == [
            (figure.text, figure.binding, True) for figure in read_bound(write_docx(paper))
        ]
        assert plain_text(saved) == plain_text(write_docx(paper))

    def test_edited_and_saved_by_libreoffice_is_still_found_out(self, office):
        data = write_docx(report())
        saved = office(replaced(data, ">1,203<", ">1,303<"), "docx")

        assert [(figure.text, figure.printed) for figure in read_bound(saved) if not figure.agrees] == [
            ("1,303", "1,203")
        ]
