"""一位外国住户的一件事: the whole story of a resident in English, from the first page to the wish that is taken back.

On every page he sees no Chinese stands but names, and what people wrote.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.browser.album import Album
from tests.browser.people import Office, Window
from tests.browser.steps import Life

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
CHINESE = re.compile(r"[\u3400-\u9fff，。；：（）、！？]")
MATTER = "The street lamp at the bridge of Liuwan has been dark for four days."
REPLY = "已派人查看，灯泡已更换。"
#: what people wrote and how things are called: units, the topic, the button that leads back to Chinese
NAMES = (
    REPLY,
    "中文",
    "道路路灯",
    "城乡建设",
    "柳湾村",
    "清水镇",
    "县住建局",
    "定安县",
    "白沙镇",
    "县水利局",
    "县第一中学",
    "孔长",
    "校长室",
)
DAYS = "[...document.querySelectorAll('table.days')].map(one => one.textContent).join('\\n')"
SEEN = "[...document.querySelectorAll('main, header, footer, nav')].map(one => one.innerText).join('\\n')"
LABELS = (
    "[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(one => "
    "['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name) || '')).join('\\n')"
)


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A county that may also send messages: they are laid into a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANXIN_SMS", f"folder:{tmp_path_factory.mktemp('sms')}")
        with serving.served("tests.browser.county") as address:
            found = Office(browser, address)
            yield found
            found.close()


class Resident:
    """The resident, who reads English alone."""

    def __init__(self, window: Window) -> None:
        self.window, self.page = window, window.page
        self.left = dict[str, list[str]]()
        self.seen = 0

    def looks(self, at: str) -> None:
        """Every word of the page: what is Chinese and no name is kept."""
        text = "\n".join(
            (self.page.title(), self.page.evaluate(SEEN), self.page.evaluate(LABELS), self.page.evaluate(DAYS))
        )
        for name in (*NAMES, *self.page.locator("select option").all_inner_texts()):
            text = text.replace(name.strip() or "\n", "\n")
        assert self.page.locator("html").get_attribute("lang") == "en", at
        self.seen += 1
        if found := [line.strip() for line in text.splitlines() if CHINESE.search(line)]:
            self.left[at] = found

    def opens(self, life: Life) -> None:
        """Follow it, by code and secret."""
        self.window.go("/")
        self.page.locator("main a[href*='follow']").first.click()
        self.looks("follow")
        self.page.locator("[name=code]").first.fill(life.code)
        self.page.locator("[name=secret]").first.fill(life.secret)
        self.page.locator("main form button.main").first.click()

    def submits(self, life: Life) -> None:
        """Without an account; the receipt is read in English."""
        self.window.go("/")
        self.page.get_by_role("button", name="English").click()
        self.looks("home")
        self.page.locator("main a[href*='submit']").first.click()
        self.looks("submit")
        self.page.locator("main form button.main").first.click()
        self.looks("nothing written")
        self.page.locator("[name=text]").fill(MATTER)
        self.page.locator("[name=unit]").select_option(label="柳湾村")
        self.page.locator("[name=name]").fill("Mary Willow")
        self.page.locator("[name=phone]").fill("13900000001")
        self.page.locator("[name=sms]").check()
        self.page.locator("main form button.main").first.click()
        self.looks("receipt")
        words = self.page.get_by_role("main").inner_text()
        code = re.search(r"\b([0-9A-Z]{4} [0-9A-Z]{4})\b", words)
        secret = re.search(r"\b(\d{4} \d{4} \d{4})\b", words)
        assert code and secret, words
        life.code, life.secret = code[1].replace(" ", ""), secret[1]

    def rates(self) -> None:
        """From the page of his matter."""
        self.page.locator("main form[action*='rate'] button").first.click()
        self.looks("rate")
        for name in ("rating", "solved", "contacted"):
            self.page.locator(f"[name={name}]").first.check()
        self.page.locator("main form button.main").first.click()
        self.looks("rated")

    def wishes(self, name: str, value: str, at: str) -> None:
        """One of the buttons below his matter."""
        self.page.locator(f"button[name={name}][value={value}]").first.click()
        self.looks(at)
        expect(self.page.get_by_role("status")).to_be_visible()


def test_a_resident_who_reads_english_reads_english_to_the_end(office: Office) -> None:
    resident = Resident(office.window(locale="en-GB"))
    clerk, bureau = (office.desk_of(name) for name in ("qgb", "zhujian"))
    life = Life(MATTER, resident=resident.window, clerk=clerk, bureau=bureau, album=Album("english"))
    life.title = MATTER[:20]

    resident.submits(life)
    life.classifies_and_assigns()
    resident.opens(life)
    resident.looks("under way")
    life.signs_and_replies(REPLY)
    life.closes("已解决")
    resident.opens(life)
    resident.looks("closed")
    resident.rates()
    resident.wishes("wishes", "no", "no messages any more")
    resident.wishes("agrees", "yes", "may be published")
    resident.wishes("agrees", "no", "may not be published after all")
    for path in ("/public/open/", "/public/guide/", "/public/reception/", "/public/privacy/", "/public/open/results/"):
        assert resident.window.go(path) == 200
        resident.looks(path)

    assert resident.left == {} and resident.seen > 15
    assert [one for window in office.windows for one in window.complaints] == []


def test_what_is_left_in_chinese_is_found(office: Office) -> None:
    """The look at the pages can fail: the same page before English was chosen."""
    resident = Resident(office.window())
    resident.window.go("/")
    resident.page.evaluate("document.documentElement.lang = 'en'")
    resident.looks("home")
    assert "我要反映" in resident.left["home"]
