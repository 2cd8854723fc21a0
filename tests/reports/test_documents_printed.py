"""公文打印出来: every kind in its form by GB/T 9704, and what LibreOffice does to a file that goes through it."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lianxin.base.drafting import COMPOSERS
from lianxin.pure.paper import (
    FILE,
    LETTER,
    MINUTES,
    Heading,
    Paper,
    Para,
    pdf,
    plain_text,
    read_bound,
    runs,
    write_docx,
)
from lianxin.pure.paper.pages import end_of
from lianxin.pure.periods import Period, read_period
from lianxin.reports.documents import bodies, changes, commands, papers, queries
from lianxin.reports.documents.models import Document, DocumentVersion
from tests.pure.printed import Page, printed
from tests.reports.conftest import LATE
from tests.reports.word import with_figure, with_words

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="未安装 LibreOffice，不能核对打印版面"),
]
KINDS = (
    "summary_month", "summary_quarter", "summary_half_year", "summary_year", "summary_phase", "summary_topic",
    "investigation", "personal_report", "newsletter", "circular", "notice", "reply_letter", "assignment",
    "handling_opinion", "meeting_pack",
)  # fmt: skip
FORMS = {"report": FILE, "circular": FILE, "notice": FILE, "letter": LETTER, "newsletter": MINUTES, "": ""}
PERIODS = {"month": "2026-10", "quarter": "2026-Q3", "half_year": "2026-H1", "year": "2025", "span": "2026-08..2026-10"}
#: a 16 pt character with its 0.25 pt less, in millimetres; a line; where the text begins and ends
CHARACTER, LINE, TOP, LEFT, RIGHT = 15.75 * 25.4 / 72, 28.95 * 25.4 / 72, 37.0, 28.0, 26.0
SENTENCE = "各单位对到期没有办完的事项逐件说明原因，能办的马上办，一时办不了的向群众讲清楚，并定出完成的日期。"


def issued(town, kind: str) -> Paper:
    """A document of the kind as it is signed: composed from two years of records where the kind is about a time."""
    one, unit = COMPOSERS[kind], town.county
    paper = Paper("关于做好群众工作的安排", (), addressee="各有关单位", signature=unit.name)
    if one.periods and kind.startswith("summary"):
        period = read_period(PERIODS[one.periods[0]])
        subjects = one.subjects(unit, town.clerk, LATE.date()) if one.subjects else ()
        subject = subjects[0].ref if subjects else ""
        paper = one.compose(unit=unit, period=period, subject=subject, by=town.clerk, dated=LATE.date())
    if len(paper.body) < 12:  # long enough for three pages
        more = [
            item
            for n in range(9)
            for item in (Heading(1 + n % 3, runs("工作要求")), *[Para(runs(SENTENCE))] * (2 + n % 2))
        ]
        paper = replace(paper, body=(*paper.body, *more))
    number = {MINUTES: "第3期", "": ""}.get(FORMS[one.series], "定群办〔2026〕7号")
    document = Document(
        unit=unit, kind=kind, kind_label=str(one.label), form=FORMS[one.series], number=number, signature=paper.signature,
        issued_on=date(2026, 11, 3), drafted_on=date(2026, 11, 1),
    )  # fmt: skip
    version = DocumentVersion(title=paper.title, addressee=paper.addressee, body=bodies.body_of(paper))
    return bodies.paper_of(document, version)


def character_lines(page: Page) -> int:
    """On how many lines of the grid the text of a page stands, empty ones between them counted."""
    tops = [line.top for line in page.body]
    return round((max(tops) - TOP) / LINE + 0.3)


class TestEveryKind:
    @pytest.mark.mechanism("M292")
    @pytest.mark.parametrize("kind", KINDS)
    def test_stands_on_the_page_as_the_standard_wants(self, two_years, kind):
        paper = issued(two_years, kind)
        pages = printed(write_docx(paper))
        upright = [page for page in pages if not page.is_turned]
        imprint = [line for line in pages[-1].body if line.text.endswith("印发")]
        text = [page for page in upright if page.body and not (page is pages[-1] and imprint and len(page.body) == 1)]

        for place, page in enumerate(pages, start=1):
            inner, outer = (LEFT, RIGHT) if place % 2 else (RIGHT, LEFT)
            if page.is_turned or not page.body:
                continue
            if place > 1 or paper.head is None or paper.head.form != LETTER:
                self.check_number(page, place, is_last=page is pages[-1])
            for line in page.body:
                if place == 1 and paper.head and line.right - line.left > 165:
                    continue  # the double rule of a letter is no text
                # 28 characters and a mark that may hang over the edge
                assert line.left >= inner - 1 and line.right <= 210 - outer + 1.1 * CHARACTER, line
                assert len([one for one in line.text if ord(one) > 0x2000]) <= 29
            assert character_lines(page) <= 22
        inner = [LEFT if pages.index(page) % 2 == 0 else RIGHT for page in text]
        whole = [
            (page, after)
            for page, after, edge in zip(text[1:], text[2:], inner[2:], strict=False)
            if after.body[0].left < edge + 1 and not after.body[0].text.startswith("附件")
        ]
        for page, after in whole:  # goes on in the middle of a paragraph: filled to the last line
            assert character_lines(page) == 22, after.body[0]
        self.check_end(paper, text)
        headings = {block.text for block in bodies.blocks(paper) if block.kind == "heading" and not block.then}
        ends = [page.body[-1].text for page in text]
        assert not {end for end in ends if end in headings}
        if paper.imprint and imprint:
            assert len(pages) % 2 == 0 and end_of(paper).page <= len(pages)

    def check_number(self, page: Page, place: int, *, is_last: bool) -> None:
        """— 3 — one character in from the outer edge, 7 mm below the text; an imprint behind an empty page has none."""
        if page.number is None:
            assert is_last and len(page.body) <= 2
            return
        assert page.number.text == f"—{place}—"
        off = 2.2 if is_last else 1.5  # LibreOffice does not mirror the margins of an imprint behind turned sheets
        assert page.number.top == pytest.approx(297 - 35 + 7 - 2.5, abs=1.5)
        if place % 2:
            assert page.number.right == pytest.approx(210 - RIGHT - 4.9, abs=off)
        else:
            assert page.number.left == pytest.approx(RIGHT + 4.9, abs=off)

    def check_end(self, paper: Paper, text: list[Page]) -> None:
        """Name and date (7.3.5), never on a page without a line of the text."""
        [(page, at)] = [
            (page, n) for page in text for n, line in enumerate(page.body) if n and line.text == "2026年11月3日"
            and page.body[n - 1].text == paper.signature
        ]  # fmt: skip
        name, day = page.body[at - 1], page.body[at]
        assert at >= 2, "此页无正文"
        edge = 210 - (RIGHT if text.index(page) % 2 == 0 else LEFT)
        if paper.is_sealed:
            assert edge - day.right == pytest.approx(4 * CHARACTER, abs=1.2)
            assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=1.2)
        else:
            assert edge - day.right == pytest.approx(2 * CHARACTER, abs=1.2)
            assert name.left < day.left


class TestThroughLibreOffice:
    @pytest.mark.mechanism("M303")
    @pytest.mark.parametrize("through", ["docx", "odt"])
    def test_comes_back_with_its_figures_bound_and_a_changed_one_named(self, two_years, through):
        town = two_years
        document = commands.draft(
            unit=town.county, kind="summary_month", period=Period.month(2026, 10), by=town.clerk, at=LATE
        )
        data = papers.docx_of(document, queries.newest(document), LATE.date())
        before = read_bound(data)

        saved, old = pdf.convert(data, through), before[0].text
        assert len(before) > 10
        if through == "docx":
            assert [(one.text, one.binding) for one in read_bound(saved)] == [(one.text, one.binding) for one in before]
            assert all(one.agrees for one in read_bound(saved))
            saved = with_figure(saved, old, "4321")
        else:  # an odt keeps the marks of the figures alone; what they stand for is known here
            saved = with_words(from_odt(saved), old, "4321")
        saved = with_words(saved, "如下", "如下，请审阅")
        commands.take_in(document=document, name="改.docx", data=saved, by=town.clerk, at=LATE)

        first, second = (bodies.paper_of(document, document.versions.get(number=n)) for n in (1, 2))
        figures = [
            list(bodies.figures_in([*one.body, *(i for a in one.attachments for i in a.body)]))
            for one in (first, second)
        ]
        assert [one.binding for one in figures[0]] == [one.binding for one in figures[1]]
        assert [(one.text, one.printed) for one in figures[1] if one.printed] == [("4321", old)]
        rows = changes.compare(first, second)
        assert {row.fate for row in rows} == {"same", "changed"} and "请审阅" in bodies.read(second).text
        assert [type(item) for item in first.body] == [type(item) for item in second.body]

    def test_edited_at_the_cursor_there_keeps_what_was_not_touched(self, two_years, tmp_path):
        town = two_years
        document = commands.draft(
            unit=town.county, kind="summary_month", period=Period.month(2026, 9), by=town.clerk, at=LATE
        )
        data = papers.docx_of(document, queries.newest(document), LATE.date())
        before = read_bound(data)
        chosen = next(one for one in before if len(one.text) == 2 and plain_text(data).count(one.text) == 1)

        edited = typed(tmp_path, data, chosen.text, "77")

        after = read_bound(edited)
        assert [one.binding for one in after] == [one.binding for one in before]
        assert [(one.text, one.printed) for one in after if not one.agrees] == [("77", chosen.text)]


def from_odt(data: bytes) -> bytes:
    """An odt as docx, by LibreOffice."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.odt").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx"]
        command += ["--outdir", folder, f"{folder}/in.odt"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / "in.docx").read_bytes()


#: run by the system's Python, which has LibreOffice's bridge: put the cursor on some words and type others
_TYPE = """
import subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
folder, old, new = sys.argv[1:]
office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
                           f"--accept=pipe,name=lx{abs(hash(folder))};urp;"], stderr=subprocess.DEVNULL)
here = uno.getComponentContext()
find = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
for _ in range(120):
    try:
        there = find.resolve(f"uno:pipe,name=lx{abs(hash(folder))};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desk = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
def said(name, value):
    made = PropertyValue(); made.Name, made.Value = name, value
    return made
paper = desk.loadComponentFromURL(f"file://{folder}/in.docx", "_blank", 0, (said("Hidden", True),))
search = paper.createSearchDescriptor(); search.SearchString = old
found = paper.findFirst(search)
cursor = paper.CurrentController.ViewCursor
cursor.gotoRange(found.Start, False)
for place, letter in enumerate(new):
    cursor.goRight(1, True); cursor.String = letter; cursor.collapseToEnd()
paper.storeToURL(f"file://{folder}/out.docx", (said("FilterName", "MS Word 2007 XML"),))
paper.close(True)
try:
    desk.terminate()
except Exception:
    pass
office.wait(30)
"""


def typed(folder: Path, data: bytes, old: str, new: str) -> bytes:
    """The docx opened in LibreOffice, some words typed over others of the same length, and saved."""
    python = "/usr/bin/python3"
    probe = [python, "-c", "import uno"]
    if not Path(python).exists() or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("没有 python3-uno，不能在 LibreOffice 里打字")
    (folder / "in.docx").write_bytes(data)
    subprocess.run([python, "-c", _TYPE, str(folder), old, new], check=True, capture_output=True, timeout=180)
    return (folder / "out.docx").read_bytes()
