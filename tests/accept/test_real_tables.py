"""真表: two real tables of villages × 65 columns under a two-row merged header, emptied, filled from our records, and printed.

Left out where the folder of real data, LibreOffice or its Calc is not there. LIANXIN_SOFFICE names another LibreOffice;
LIANXIN_PICTURES a folder for the pictures of both first pages, to be looked at.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure import paper
from lianxin.pure.periods import Period
from lianxin.pure.templates import Layout, Sheet, open_book, read_layout
from lianxin.reports.filling import commands, queries
from tests.conftest import NOON
from tests.work.conftest import registered
from tests.work.helping_scenes import fund_entered
from tests.work.household_scenes import household_made, need_noted

pdfium = pytest.importorskip("pypdfium2", reason="无 pypdfium2，不能把表印成图")
DATA = Path(__file__).parents[2].parent / "shared" / "data" / "fupin"
OFFICE = os.environ.get("LIANXIN_SOFFICE") or shutil.which("soffice")
pytestmark = [
    pytest.mark.accept,
    pytest.mark.skipif(not DATA.is_dir(), reason="no folder of real data beside the project"),
    pytest.mark.skipif(not OFFICE, reason="未安装 LibreOffice，不能核对印出的表"),
]
SCALE, MOST_UNLIKE = 1.4, 2.0  # of 255, the mean over all points of the header
#: what a village's row says of itself, and what the records of this system count
HELD = {"1": "unit:county", "2": "unit:parent", "3": "unit:name", "4": "figure:household.in_need"}

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts with LibreOffice, in a folder and with a profile of its own, the shipped font aliases in force."""
    home = tmp_path_factory.mktemp("office")
    fonts = home / "fonts.conf"
    aliases = Path(paper.__file__).with_name("fontconfig.conf")
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><include>{aliases}</include></fontconfig>"
    )
    environment = {"HOME": str(home), "PATH": os.defpath, "FONTCONFIG_FILE": str(fonts)}

    def made(data: bytes, ending: str, kind: str) -> bytes:
        (home / f"table.{ending}").write_bytes(data)
        command = [str(OFFICE), f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", str(home / "out"), str(home / f"table.{ending}")], env=environment, check=True,
            capture_output=True, timeout=240,
        )  # fmt: skip
        out = home / "out" / f"table.{kind}"
        if not out.exists():
            pytest.skip("LibreOffice 没有装 Calc，不能核对印出的表")
        return out.read_bytes()

    return made


def opened(data: bytes) -> tuple[Sheet, Layout]:
    sheet = open_book(data).sheets[0]
    return sheet, read_layout(sheet)


def words_of(sheet: Sheet, first: int, last: int) -> dict[tuple[int, int], str]:
    return {
        place: cell.text
        for place in sheet.cells
        if first <= place[0] <= last and not (cell := sheet.cell(*place)).is_blank
    }


def without_what_is_not_held(data: bytes) -> bytes:
    """The original with those columns emptied that nothing is held for: what a clerk's copy of it would print."""
    sheet, layout = opened(data)
    for row, column in list(sheet.cells):
        if row > layout.header_to and column > len(HELD):
            sheet.clear(row, column)
    return sheet.book.save()


def villages(town: Any, many: int) -> None:
    """As many villages in the county as the table has rows, five of them with something to count."""
    for number in range(many - 3):
        orgs.create_unit(name=f"柳{number}村", kind="village", parent=town.qingshui, by=SYSTEM, at=NOON)
    for number in range(5):
        need_noted(town, household_made(town, door=f"{number}号"))
    registered(town)
    fund_entered(town, 12_000)


def pages(data: bytes) -> list[Image.Image]:
    return [page.render(scale=SCALE).to_pil().convert("L") for page in pdfium.PdfDocument(BytesIO(data))]


def pages_across(data: bytes, sheet: Sheet, layout: Layout) -> int:
    """How many pages lie beside one another: the first ones that hold words of the header."""
    heads = {"".join(words.split())[:4] for words in words_of(sheet, 1, layout.header_to).values() if len(words) > 3}
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in pdfium.PdfDocument(BytesIO(data))]
    found = [any(head in text for head in heads) for text in texts]
    return found.index(False) if False in found else len(found)


def header_of(page: Image.Image, sheet: Sheet, layout: Layout) -> Image.Image:
    """The top of a page as far as the header reaches: the margin and the header's rows, in points."""
    rows = sum(float(sheet.rows[row].get("ht", "15")) for row in range(1, layout.header_to + 1))
    margin = next(float(one.get("top", "0.75")) for one in sheet.root.iter() if str(one.tag).endswith("}pageMargins"))
    return page.crop((0, 0, page.width, int((margin * 72 + rows) * SCALE)))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["report-conghua-206_12", "report-conghua-not206_12"])
def test_a_real_table_is_filled_from_our_records_and_looks_as_it_did(town, convert, name):
    original = convert((DATA / f"{name}.xls").read_bytes(), "xls", "xlsx")
    before, layout = opened(original)
    villages(town, layout.blank_rows)
    template = commands.upload(
        unit=town.county, title="帮扶情况表", name="表.xlsx", data=original, by=town.clerk, at=NOON
    )
    proposed = queries.current(template)
    assert (proposed.kind, proposed.below) == ("units", "village+community")
    assert set(HELD.items()) <= set(proposed.columns.items())
    version = commands.set_mapping(
        version=proposed, kind="units", below=proposed.below, columns=HELD, by=town.clerk, at=NOON
    )

    file = commands.fill(version=version, unit=town.county, period=Period.parse("2026"), by=town.clerk, at=NOON)

    after, again = opened(file.data)
    assert (again.header_from, again.header_to, again.data_to) == (layout.header_from, layout.header_to, layout.data_to)
    assert words_of(after, 1, layout.header_to) == words_of(before, 1, layout.header_to)
    assert after.merges == before.merges and after.last_column == before.last_column == 65
    old = {
        words
        for (_row, column), words in words_of(before, layout.data_from, layout.data_to).items()
        if column in (2, 3, 6, 7, 8)
    }
    new = words_of(after, layout.data_from, layout.data_to)
    assert not old & set(new.values()) and {column for _row, column in new} == {1, 2, 3, 4}
    assert sum(int(words) for (_row, column), words in new.items() if column == 4) == 5
    assert file.filled is not None and len(file.filled.missing) == 61

    printed, copy = convert(file.data, "xlsx", "pdf"), convert(without_what_is_not_held(original), "xlsx", "pdf")
    filled, plain = pages(printed), pages(copy)
    full = pages(convert(original, "xlsx", "pdf"))
    assert len(filled) == len(plain) and filled[0].size == plain[0].size == full[0].size
    across = pages_across(convert(original, "xlsx", "pdf"), before, layout)
    assert (
        across > 1
    )  # so wide a table is printed on several pages beside one another, each with its part of the header
    if folder := os.environ.get("LIANXIN_PICTURES"):
        for which, pictures in (("filled", filled), ("original", full)):
            for number, picture in enumerate(pictures[:across]):
                picture.save(Path(folder) / f"{name}-{which}-{number}.png")
    for one, other in zip(filled[:across], full[:across], strict=True):
        here, there = header_of(one, before, layout), header_of(other, before, layout)
        assert ImageStat.Stat(there).stddev[0] > 10  # there is something printed in the header
        assert ImageStat.Stat(ImageChops.difference(here, there)).mean[0] < MOST_UNLIKE
