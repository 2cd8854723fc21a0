"""带走的表格: every table leaves through one writer, which lets nothing that was typed be reckoned by a spreadsheet."""

import csv
import io
import re
import zipfile

import pytest

from lianxin.pure import tabular
from tests.house import source

WRITER = "pure/tabular.py"
#: the results of an assessment reckon themselves; their formulas hold numbers and quoted words alone
RECKONS = "reports/assessments/workbook.py"
TABLES = ("xlsxwriter", "openpyxl", "xlwt", "odf", "pyexcel", "pandas")
ATTACKS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\0=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", " =1+1",
    "\u3000=1+1", "\ufeff=1+1", "\n=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","看")', "{=1+1}",
    '=WEBSERVICE("http://x.example")', "|cmd", "-2+3+cmd|' /C calc'!A0", "=1+1\x0b", "\u200b=1+1", "http://x.example/",
]  # fmt: skip


def places(pattern: str) -> set[str]:
    """Where a line of the program matches; by its text, which is quicker than its tree."""
    found = re.compile(pattern, re.MULTILINE)
    return {
        path.relative_to(source.SRC).as_posix() for path in source.modules() if found.search(path.read_text("utf-8"))
    }


def test_one_writer_makes_all_of_them() -> None:
    assert places(rf"^\s*(?:import|from) (?:{'|'.join(TABLES)})\b") == {WRITER}
    assert places(r"\bcsv\.(?:writer|DictWriter)\(") == {WRITER}
    assert places(r"\.write_(?:formula|array_formula|dynamic_array_formula|url|rich_string)\(") == {RECKONS}


@pytest.mark.parametrize("is_large", [False, True], ids=["in memory", "row by row"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(is_large: bool) -> None:
    box = io.BytesIO()
    book = tabular.Book(box, constant_memory=is_large)
    page = book.add_worksheet("数")
    for row, attack in enumerate(ATTACKS):
        page.write_string(row, 0, attack)
        page.write(row, 1, attack)
        page.write_row(row, 2, [attack, attack])
    if not is_large:
        page.merge_range(40, 0, 40, 3, ATTACKS[0])
    book.close()

    package = zipfile.ZipFile(io.BytesIO(box.getvalue()))
    sheet = package.read("xl/worksheets/sheet1.xml").decode()
    text = sheet if is_large else package.read("xl/sharedStrings.xml").decode()
    assert "<f" not in re.sub(r"<f(?:ormatCode|ont)", "", sheet) and "hyperlink" not in sheet
    assert "externalLink" not in "".join(package.namelist())
    held = re.findall(r"<t(?: [^>]*)?>(.*?)</t>", text, re.DOTALL)
    assert len(held) > 10
    assert [one for one in held if re.match(r"\s*[=+\-@|＝＋－＠]", one)] == []


def test_no_cell_of_a_csv_file_is_reckoned() -> None:
    written = tabular.csv_bytes([[attack, "平"] for attack in ATTACKS]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]

    assert len(cells) == 2 * len(ATTACKS)
    assert [one for one in cells if re.match(r"[\s\u200b\ufeff]*[=+\-@|＝＋－＠]", one)] == []


def test_figures_and_strokes_stay_as_they_are() -> None:
    plain = ["-5", "+3.2%", "-", "—", "－", "1,200", "-0.5", "＋３", "", "2026-11-03", "平"]

    assert [tabular.disarmed(one) for one in plain] == plain


def test_a_typed_word_in_a_formula_of_ours_is_a_constant() -> None:
    attack = '好"&HYPERLINK("http://x.example","看")&"'

    assert tabular.quoted(attack) == '"好""&HYPERLINK(""http://x.example"",""看"")&"""'
    text = (source.SRC / RECKONS).read_text("utf-8")
    assert not re.search(r'"\{(?:one|scheme|item|_\()', text)
