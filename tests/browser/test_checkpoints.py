"""流水检查点 on paper: made, printed on one sheet, and what a telephone reads off the sheet is the checkpoint itself."""

import io
import re

import cv2
import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Office

pytestmark = pytest.mark.browser


def test_a_checkpoint_is_made_printed_on_one_sheet_and_read_off_it_by_a_telephone(office: Office) -> None:
    window = office.window(device_scale_factor=2)
    window.log_in("xitong")
    page = window.page
    window.go("/setup/checkpoints/")
    page.get_by_role("button", name="现在生成").click()
    if not page.locator("pre.said").count():
        page.locator("table.list a[data-lx-row]").first.click()
    note = page.locator("pre.said").inner_text().strip()
    assert re.fullmatch(r"(?s)\S+\n\d+\n\S{44}\nhash sha256\n.*— \S+ \S+", note), note

    code = page.locator("figure.slip-qr svg")
    assert read_off(code.screenshot()).strip() == note
    with window.as_a_phone():
        assert window.width[0] <= window.width[1], "nothing sticks out on a telephone"

    expect(page.get_by_role("button", name="打印")).to_be_visible()
    paper = printed(page)
    assert len(paper) == 1, "one sheet"
    text = paper[0].get_textpage().get_text_range()
    assert "流水检查点" in text and note.splitlines()[2][:20] in text.replace("\r\n", "")
    assert "下载检查点" not in text and "退出" not in text
    drawn = io.BytesIO()
    paper[0].render(scale=3).to_pil().save(drawn, "PNG")
    assert read_off(drawn.getvalue()).strip() == note, "the paper is read as well as the screen"
    assert window.complaints == []


def printed(page: Page) -> pypdfium2.PdfDocument:
    """What comes out of the printer, A4."""
    page.emulate_media(media="print")
    return pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def read_off(picture: bytes) -> str:
    """What a telephone reads; the other reader of this library fails at codes as large as this one."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    image = cv2.copyMakeBorder(image, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=255)
    nearer = (cv2.resize(image, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC) for by in (1, 1.5, 2))
    return next((words for one in nearer if (words := str(cv2.QRCodeDetectorAruco().detectAndDecode(one)[0]))), "")
