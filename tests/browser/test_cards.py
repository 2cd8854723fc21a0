"""民情联系卡, from the printer to the kitchen table: the print is photographed, its codes are read, the household answers."""

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser

DPI = 130


def photographed(page: Page) -> Image.Image:
    """The one A4 that is printed, as a telephone would take it: askew, a little grey, a little blurred."""
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) == 1, "two cards are one sheet"
    assert [round(side / 72 * 25.4) for side in printed[0].get_size()] == [210, 297]
    picture = printed[0].render(scale=DPI / 72).to_pil().convert("L").rotate(2.5, fillcolor=190, expand=True)
    out = io.BytesIO()
    picture.point(lambda grey: 30 + grey * 200 // 255).save(out, "JPEG", quality=60)
    return Image.open(out)


def codes_of(picture: Image.Image) -> list[str]:
    """What a camera reads off the two cards of the sheet, each held before it by itself."""
    seen = np.asarray(picture)
    middle = len(seen) // 2
    found = []
    for card in (seen[:middle], seen[middle:]):
        nearer = (cv2.resize(card, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC) for by in (1, 1.5, 2))
        found.append(next(filter(None, (cv2.QRCodeDetector().detectAndDecode(one)[0] for one in nearer)), ""))
    return found


def opens(window: Window) -> None:
    window.page.get_by_role("button", name="打开").click()
    expect(window.page.get_by_role("heading", name="您家的联系卡")).to_be_visible()
    wide, window_wide = window.width
    assert wide <= window_wide


@pytest.mark.mechanism("F051")
@pytest.mark.mechanism("F053")
def test_a_printed_card_is_read_back_and_its_household_answers(office: Office) -> None:
    officer = office.desk_of("qingshui")
    officer.go("/cards/several/")
    officer.page.get_by_label("村、社区").select_option(label="柳湾村")
    officer.page.get_by_label("都写我").check()
    officer.page.get_by_role("button", name="制发并打印").click()
    expect(officer.page.locator(".contact-card")).to_have_count(2)
    links = codes_of(photographed(officer.page))
    assert len(links) == 2 and all(link.startswith(office.address + "/public/card/#") for link in links)

    first = office.window(phone=True)
    first.page.goto(links[0])
    code, secret = links[0].partition("#")[2].split(".")
    expect(first.page.get_by_label("卡上的密码")).to_have_value(secret)
    assert first.page.url == office.address + "/public/card/", "the secret stays in no address"
    opens(first)
    first.page.get_by_role("button", name="来过", exact=True).click()
    expect(first.page.get_by_text("记下了，谢谢您")).to_be_visible()
    first.page.get_by_role("button", name="评一评、留一句话").click()
    first.page.get_by_label("满意", exact=True).check()
    first.page.get_by_role("button", name="说好了").click()
    expect(first.page.get_by_text("记下了，谢谢您")).to_be_visible()

    second = office.window(phone=True, java_script_enabled=False)
    code, secret = links[1].partition("#")[2].split(".")
    second.go("/public/card/")
    second.page.get_by_label("卡上的编号").fill(f"{code[:4]} {code[4:].lower()}")
    second.page.get_by_label("卡上的密码").fill(" ".join(secret[n : n + 4] for n in (0, 4, 8)))
    second.page.get_by_role("button", name="打开").click()
    second.page.get_by_role("button", name="没有人来过").click()
    expect(second.page.get_by_text("不会只凭这一句下结论")).to_be_visible()

    clerk = office.desk_of("qgb")
    expect(clerk.page.get_by_text("群众说没有人来过")).to_be_visible()
    officer.go("/today/")
    assert "没有人来过" not in officer.page.content(), "who went is told nothing"
    assert [window.complaints for window in office.windows] == [[], [], [], []]
