"""纸质答卷, from the printer to the box: the page that Chromium prints is drawn on, scanned and read."""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, expect

from lianxin.pure.marks.drawing import HEIGHT, WIDTH
from tests.browser import serving
from tests.browser.people import Office

pytestmark = pytest.mark.browser

DPI = 150
#: where the boxes of the first three items stand is read off the printed picture, not taken from the program
TICKED = (0, 1, 3)


@pytest.fixture(scope="module")
def polling_county() -> Iterator[str]:
    """A county with an open appraisal."""
    with serving.served("tests.browser.sheet_county") as found:
        yield found


@pytest.fixture
def clerks(browser: Browser, polling_county: str) -> Iterator[Office]:
    found = Office(browser, polling_county)
    yield found
    found.close()


def boxes_on(page: Image.Image) -> list[list[tuple[int, int]]]:
    """The middles of the boxes on a clean print, row by row: closed squares of 4 to 5 mm, found by their outline."""
    import cv2
    import numpy as np

    grey = np.asarray(page.convert("L"))
    outlines, _tree = cv2.findContours((grey < 128).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    rows: dict[int, list[tuple[int, int]]] = {}
    for outline in outlines:
        x, y, wide, high = cv2.boundingRect(outline)
        side = 25.4 / DPI * wide
        if (
            3.6 < side < 5.2
            and abs(wide - high) < 3
            and cv2.contourArea(outline) > 0.8 * wide * high
            and y > page.height / 6
        ):
            middle = (x + wide // 2, y + high // 2)
            key = next((one for one in rows if abs(one - middle[1]) < 6), middle[1])
            if all(abs(middle[0] - one[0]) > 6 for one in rows.setdefault(key, [])):
                rows[key].append(middle)
    return [sorted(rows[key]) for key in sorted(rows)]


def test_a_printed_sheet_comes_back_as_it_was_marked(clerks: Office) -> None:
    clerk = clerks.desk_of("qgb")
    clerk.go("/sheets/")
    clerk.page.get_by_role("link", name="县第一中学群众满意学校评议").click()
    clerk.page.get_by_role("link", name="印制答卷").click()
    clerk.page.get_by_label("评议主体").select_option(label="家长")
    clerk.page.get_by_label("份数").fill("30")
    clerk.page.get_by_role("button", name="下一步，看样张").click()
    expect(clerk.page.locator(".form-page")).to_have_count(1)
    clerk.page.wait_for_load_state("networkidle")

    printed = pypdfium2.PdfDocument(clerk.page.pdf(prefer_css_page_size=True))
    assert len(printed) == 1
    wide, high = printed[0].get_size()
    assert abs(wide / 72 * 25.4 - WIDTH) < 1 and abs(high / 72 * 25.4 - HEIGHT) < 1
    page = printed[0].render(scale=DPI / 72).to_pil().convert("L")
    rows = boxes_on(page)
    assert [len(row) for row in rows] == [4, 4, 4]
    pen = ImageDraw.Draw(page)
    for row, chosen in zip(rows, TICKED, strict=True):
        x, y = row[chosen]
        pen.line([(x - 9, y), (x - 2, y + 9), (x + 14, y - 14)], 50, 4)
    out = io.BytesIO()
    page.rotate(3, fillcolor=220, expand=True).save(out, "PDF", resolution=DPI)

    clerk.page.get_by_role("link", name="返回").click()
    clerk.page.get_by_role("link", name="上传扫描件").click()
    clerk.page.get_by_label("扫描件或照片").set_input_files(
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}
    )
    clerk.page.get_by_role("button", name="上传并识读").click()
    expect(clerk.page.get_by_text("都看过了")).to_be_visible(timeout=60_000)
    clerk.page.get_by_role("button", name="投入票箱").click()
    expect(clerk.page.get_by_text("已投入票箱")).to_be_visible()
    expect(clerk.page.get_by_text("收回 1 份")).to_be_visible()
    assert clerk.complaints == []
