"""每一页都答应的事: at the desk and on the telephone, with the keyboard, on paper, enlarged, and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.album import Album
from tests.browser.county import FRESH, OLD
from tests.browser.deeds import Case, follows
from tests.browser.looks import faults, see, tabs_to
from tests.browser.people import Office, Window
from tests.browser.steps import Life

pytestmark = pytest.mark.browser

# stand for the first of a list, whose code is made by chance
RECORD, SESSION = "a record", "a session"
FIRST_OF = {RECORD: "/concerns/?tab=all", SESSION: "/reception/"}
OPEN = [
    "/public/", "/public/submit/", "/public/follow/", "/public/rate/", "/public/open/", "/public/privacy/", "/public/accessibility/",
    "/public/reception/", "/public/guide/", "/public/open/ledger/", "/public/open/adopted/", "/public/open/data/",
    "/public/volunteers/", "/public/open/pledges/", "/public/open/practical/", "/accounts/login/",
]  # fmt: skip
OFFICE = [
    "/today/", "/concerns/", "/concerns/?tab=all&words=路灯", "/concerns/print/", "/concerns/export/", RECORD,
    "/concerns/register/", "/figures/", "/figures/parts/", "/figures/below/", "/figures/chart/", "/figures/basis/",
    "/figures/open/?code=concern.received", "/summaries/", "/check/", "/imports/", "/clocks/", "/ui/me/", "/feedback/", "/nowhere/",
    "/help/?at=concerns&q=电话", "/help/of/trouble/",
]  # fmt: skip
ROOMS = [
    "/reception/", SESSION, "/reception/rules/new/", "/reception/agenda/", "/windows/", "/windows/letters/",
    "/windows/errands/new/", "/gatherings/", "/gatherings/opinions/", "/levels/", "/levels/enter/",
    f"/levels/submit/{OLD.code}/", "/duties/", "/duties/coverage/", "/duties/several/", "/duties/objections/",
    "/sorting/", "/sorting/topics/", f"/concerns/{FRESH.code}/classify/", "/through/", f"/through/{FRESH.code}/merge/",
    f"/through/{OLD.code}/seen/", "/supervision/", "/supervision/cases/", f"/supervision/cases/{OLD.code}/",
    "/supervision/matters/", "/callbacks/", "/callbacks/asking/", "/callbacks/slips/", "/callbacks/rates/",
    "/callbacks/compare/", "/issues/", "/issues/season/", "/issues/projects/", "/publishing/",
]  # fmt: skip
STATIONS = [
    "/stations/", "/stations/contacts/", "/workdays/", "/workdays/rule/", "/inspections/", "/inspections/coverage/",
    "/inspections/cards/", "/circulars/", "/circulars/burden/", "/pledges/", "/pledges/letters/", "/activities/",
    "/activities/new/", "/volunteers/", "/disputes/", "/examples/", "/meetings/", "/regulations/compliance/", "/returns/",
    "/dispatches/", "/newsletters/",
]  # fmt: skip
FIGURES = [
    "/overview/", "/compare/", "/compare/map/", "/tables/", "/tables/save/", "/returns/end/", "/quality/", "/quality/rules/",
    "/freezes/", "/freezes/late/", "/definitions/", "/definitions/new/?source=concern&kind=rate", "/filling/",
    "/filling/ledgers/", "/asking/", "/asking/new/", "/asking/burden/", "/assessments/", "/assessments/schemes/",
    "/nextsteps/",
]  # fmt: skip
DOCUMENTS = [
    "/documents/", "/documents/new/", "/documents/budget/", "/documents/templates/", "/documents/templates/new/",
    "/overlaps/", "/overlaps/check/", "/overlaps/library/", "/overlaps/idioms/", "/check/batch/",
]  # fmt: skip
ADMIN = ["/setup/", "/setup/units/", "/setup/units/merge/", "/setup/people/"]
SIZES = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def houses(browser: Browser, address: str) -> Iterator[dict[tuple[str, bool], Window]]:
    """Windows that stay open for all pages: a resident's of both sizes, the clerk's, the administrator's."""
    office = Office(browser, address)
    found = {(who, False): office.window() for who in ("", "qgb", "xitong")} | {("", True): office.window(phone=True)}
    for (who, _phone), window in found.items():
        if who:
            window.log_in(who)
    yield found
    office.close()


def at(houses: dict[tuple[str, bool], Window], who: str, path: str, phone: bool) -> Window:
    """The window of that person and size, at that page, with nothing noted yet."""
    window = houses[who, phone]
    if path in FIRST_OF:
        window.go(FIRST_OF[path])
        link = window.page.get_by_role("main").get_by_role("table").get_by_role("link").first
        path = link.get_attribute("href") or ""
    window.complaints.clear()
    window.go(path)
    return window


def faults_of_both(window: Window) -> list[str]:
    """Of a page of the office at the desk, and then in a window as narrow as a telephone."""
    found = faults(window)
    with window.as_a_phone():
        return found + [f"on the telephone: {one}" for one in faults(window)]


class TestEveryPage:
    @SIZES
    @pytest.mark.parametrize("path", OPEN)
    def test_of_the_residents_fits_speaks_and_stays_at_home(self, houses, path: str, phone: bool) -> None:
        window = at(houses, "", path, phone)

        assert faults(window) == []

    @pytest.mark.parametrize("path", OFFICE)
    def test_of_the_clerk_fits_speaks_and_stays_at_home(self, houses, path: str) -> None:
        window = at(houses, "qgb", path, phone=False)

        assert faults_of_both(window) == []

    @pytest.mark.parametrize("path", [*ROOMS, *STATIONS, *FIGURES, *DOCUMENTS])
    def test_of_the_rooms_fits_speaks_and_stays_at_home(self, houses, path: str) -> None:
        window = at(houses, "qgb", path, phone=False)

        assert faults_of_both(window) == []
        expect(window.page.get_by_role("navigation", name="同类页面")).to_be_visible()

    @SIZES
    def test_of_the_resident_with_his_slip_fits_speaks_and_stays_at_home(self, houses, phone: bool) -> None:
        window = at(houses, "", "/public/", phone)

        follows(window, Case(FRESH.text, FRESH.code, FRESH.secret))

        assert faults(window) == []

    @pytest.mark.parametrize("path", ADMIN)
    def test_of_the_administrator_fits_speaks_and_stays_at_home(self, houses, path: str) -> None:
        window = at(houses, "xitong", path, phone=False)

        assert faults_of_both(window) == []


class TestTheKeyboard:
    @pytest.mark.parametrize(
        ("who", "path", "button"),
        [("", "/accounts/login/", "登录"), ("", "/public/submit/", "提交"), ("", "/public/follow/", "查看"),
         ("qgb", "/concerns/register/", "登记"), ("qgb", "/check/", "核对"), ("qgb", "/summaries/", "下载 docx")],
    )  # fmt: skip
    def test_reaches_the_main_button_and_shows_where_it_is(self, houses, who: str, path: str, button: str) -> None:
        window = at(houses, who, path, phone=False)
        window.page.locator("body").evaluate("body => body.focus()")

        main = window.page.get_by_role("main").get_by_role("button", name=button, exact=True)
        expect(main).to_be_visible()
        assert tabs_to(window.page, button) == []

    @pytest.mark.parametrize(("who", "path"), [("", "/public/submit/"), ("qgb", "/today/"), ("qgb", RECORD)])
    def test_skips_the_navigation_with_the_first_link(self, houses, who: str, path: str) -> None:
        page = at(houses, who, path, phone=False).page

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
        expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

    def test_goes_to_the_search_with_a_slash_and_through_a_list_with_arrows(self, houses) -> None:
        page = at(houses, "qgb", "/concerns/?tab=all", phone=False).page
        rows = page.get_by_role("main").get_by_role("table").get_by_role("link")

        page.keyboard.press("/")
        expect(page.get_by_role("searchbox", name="搜索诉求")).to_be_focused()
        rows.first.focus()
        page.keyboard.press("ArrowDown")
        expect(rows.nth(1)).to_be_focused()


class TestTwiceAsLarge:
    """200 %: the window of a desk holds half as many pixels (WCAG 1.4.4, 1.4.10)."""

    @pytest.mark.parametrize("path", ["/today/", "/concerns/?tab=all", RECORD, "/figures/", "/summaries/"])
    def test_still_fits(self, office: Office, path: str) -> None:
        window = office.desk_of("qgb", viewport={"width": 683, "height": 384}, device_scale_factor=2)

        at({("qgb", False): window}, "qgb", path, phone=False)

        assert window.width[0] <= window.width[1]


class TestPaper:
    @pytest.mark.parametrize("path", ["/today/", "/concerns/?tab=all", RECORD, "/figures/", "/summaries/"])
    def test_has_no_navigation_on_it(self, houses, path: str) -> None:
        page = at(houses, "qgb", path, phone=False).page
        expect(page.get_by_role("banner")).to_be_visible()

        page.emulate_media(media="print")
        try:
            expect(page.get_by_role("banner")).to_be_hidden()
            expect(page.get_by_role("navigation", name="主要页面")).to_have_count(0)
            expect(page.locator(".print-head")).to_contain_text("定安县")
        finally:
            page.emulate_media(media="screen")


class TestElderMode:
    """长者模式: remembered without an account; large type, large targets, one question per screen."""

    def test_asks_one_large_question_after_the_other(self, office: Office) -> None:
        window = office.window(phone=True)
        page = window.page
        window.go("/public/submit/")
        page.get_by_role("button", name="长者模式").click()

        for number, answer in enumerate(("村口的水井盖不见了，怕孩子掉下去。", "", "", "", ""), 1):
            expect(page.get_by_text(f"第 {number} 问，共 5 问")).to_be_visible()
            assert see(page, "small", 20) == []
            assert see(page, "tiny", 60) == []
            assert faults(window) == []
            if answer:
                page.get_by_label("什么事").fill(answer)
            page.get_by_role("main").get_by_role("button").first.click()

        expect(page.get_by_role("heading", name="已收到，这是您的回执")).to_be_visible()
        expect(page.get_by_text("12345").first).to_be_visible()

    @pytest.mark.parametrize("path", ["/public/", "/public/follow/", "/public/rate/", "/public/open/"])
    def test_is_large_on_every_page_of_the_residents(self, office: Office, path: str) -> None:
        window = office.window(phone=True)
        window.go(path)
        window.page.get_by_role("button", name="长者模式").click()
        expect(window.page.get_by_role("button", name="标准模式")).to_be_visible()

        assert see(window.page, "small", 20) == []
        assert see(window.page, "tiny", 60) == []
        assert faults(window) == []
        window.page.get_by_role("button", name="标准模式").click()
        expect(window.page.get_by_role("button", name="长者模式")).to_be_visible()


class TestWithoutAScript:
    def test_a_concern_is_brought_assigned_answered_and_rated(self, office: Office) -> None:
        resident = office.window(phone=True, java_script_enabled=False)
        clerk, bureau = (office.desk_of(name, java_script_enabled=False) for name in ("qgb", "zhujian"))
        life = Life(
            "柳湾村文化室的门锁坏了，请来换一把。", resident=resident, clerk=clerk, bureau=bureau, album=Album("plain")
        )

        life.submits()
        life.classifies_and_assigns()
        life.signs_and_replies("门锁已换，钥匙交给村站。")
        life.rates("满意", solved=True)

        assert resident.complaints == []
