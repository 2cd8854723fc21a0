"""记一笔: a visit with one matter that was found, on a telephone, counted tap by tap and field by field (Show 2)."""

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.album import Album
from tests.browser.deeds import main, today
from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser

MOST_TAPS, TEXTS = 6, 1
FOUND = "三组的水井盖裂了，孩子们从那里过。"
#: what the finger does: every touch, and every text field that was typed into, kept over the pages of one window
WATCH = """
document.addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.setItem("taps", 1 + Number(sessionStorage.getItem("taps") || 0));
}, true);
document.addEventListener("input", (event) => {
  const one = event.target, typed = JSON.parse(sessionStorage.getItem("typed") || "{}");
  if (!event.isTrusted || ["radio", "checkbox"].includes(one.type) || one.tagName === "SELECT") return;
  typed[location.pathname + " " + one.name] = one.value;
  sessionStorage.setItem("typed", JSON.stringify(typed));
}, true);
"""


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(office: Office):
    """No window said an error or asked abroad in the whole story."""
    yield
    assert [window.complaints for window in office.windows if window.complaints] == []


class TestAVisit:
    @pytest.mark.mechanism("F050", "F053", "M093")
    def test_with_one_finding_takes_six_taps_and_one_text_and_nothing_is_typed_twice(self, office: Office) -> None:
        album = Album("visit")
        phone = self.is_watched(office.desk_of("qingshui", phone=True))

        self.writes_it_down(phone, album)
        taps, typed = self.counted(phone)
        assert taps <= MOST_TAPS, f"{taps} taps"
        assert list(typed.values()) == [FOUND] and len(typed) == TEXTS, typed
        self.reads_it_back(phone, album)
        self.is_found_by_the_office(office, phone)

    def is_watched(self, phone: Window) -> Window:
        """From 今日 on every touch counts."""
        phone.context.add_init_script(WATCH)
        phone.go("/today/")
        phone.page.evaluate("sessionStorage.clear()")
        return phone

    def counted(self, phone: Window) -> tuple[int, dict[str, str]]:
        """Taps so far, and what was typed into which field of which page."""
        found = phone.page.evaluate("[sessionStorage.getItem('taps'), sessionStorage.getItem('typed')]")
        return int(found[0] or 0), json.loads(found[1] or "{}")

    def writes_it_down(self, phone: Window, album: Album) -> None:
        """记一笔: the household of his list stands chosen, the day and the kind too; one matter, one text, saved."""
        page = phone.page
        page.get_by_role("navigation", name="主要页面").get_by_role("link", name="记一笔").tap()
        expect(page.get_by_role("heading", name="记一笔")).to_be_visible()
        assert phone.width[0] <= phone.width[1]
        button = main(phone).get_by_role("button", name="记下", exact=True)
        assert self.lowest(button) <= self.highest(page.get_by_role("navigation", name="主要页面"))  # one screen
        album.take(phone, "visit-new")
        page.get_by_label("有要解决的事").tap()
        text = page.get_by_label("要解决的事", exact=False).and_(page.locator("textarea"))
        text.tap()
        page.keyboard.insert_text(FOUND)
        album.take(phone, "visit-finding")
        button.tap()
        expect(page.get_by_role("heading", name="已登记，请打印回执")).to_be_visible()

    def lowest(self, part: Locator) -> float:
        """The lower edge on the screen."""
        box = part.bounding_box()
        assert box
        return box["y"] + box["height"]

    def highest(self, part: Locator) -> float:
        """The upper edge on the screen."""
        box = part.bounding_box()
        assert box
        return box["y"]

    def reads_it_back(self, phone: Window, album: Album) -> None:
        """The receipt is shown once; the visit knows household, day and what was found, though nobody typed them."""
        page = phone.page
        secret = re.search(r"查询密码\s+(\d{4} \d{4} \d{4})", main(phone).inner_text())
        assert secret
        page.reload()
        expect(main(phone)).not_to_contain_text(secret[1])
        phone.go("/visits/?whose=mine")
        page.get_by_role("link", name="石桥村 三组 12号").first.tap()
        expect(main(phone)).to_contain_text("入户走访")
        expect(main(phone)).to_contain_text(f"{today().year}年{today().month}月{today().day}日")
        album.take(phone, "visit-page")

    def is_found_by_the_office(self, office: Office, phone: Window) -> None:
        """The concern stands in the list with unit, place, channel and day; the story goes on without a word typed again."""
        desk = office.desk_of("qgb")
        page = desk.page
        desk.go("/concerns/?channel=visit&tab=all")
        page.get_by_role("link", name=FOUND.rstrip("。")).first.click()
        for word in ("石桥村", "三组 12号", "走访"):
            expect(main(desk)).to_contain_text(word)
        expect(main(desk).get_by_role("heading", name="走访发现")).to_be_visible()
        _taps, typed = self.counted(phone)
        assert list(typed.values()) == [FOUND]


class TestTheSamePage:
    def test_works_without_a_script(self, office: Office) -> None:
        plain = office.desk_of("qingshui", java_script_enabled=False)
        plain.go("/visits/new/")
        page = plain.page
        page.get_by_label("看到什么、听到什么").fill("看了看，一切都好。")
        page.get_by_role("button", name="记下", exact=True).click()
        expect(page.get_by_role("status").first).to_contain_text("已记下这次走访")
        expect(main(plain)).to_contain_text("没有登记要解决的事")
