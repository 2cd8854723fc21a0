"""手册的图 show pages that are still so; LIANXIN_HELP_PICTURES=1 takes them anew, in the demo county and both languages."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from lianxin.project.demo.accounts import PASSWORD
from tests.browser import serving
from tests.browser.help_pictures import DEMO, FOLDER, LARGEST, PICTURES, SMALL, said, take
from tests.browser.newcomer import PICTURED
from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser
TAKING = bool(os.environ.get("LIANXIN_HELP_PICTURES"))


@pytest.fixture(scope="module")
def office(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Office]:
    """The small county of all browser tests; the demo county where pictures are taken."""
    if TAKING:
        with serving.served(demo=True) as address:
            found = Office(browser, address)
            yield found
            found.close()
        return
    found = Office(browser, request.getfixturevalue("address"))
    yield found
    found.close()


def test_every_page_shows_what_its_picture_is_to_show(office: Office) -> None:
    windows: dict[str, Window] = {}
    for who, name in (DEMO if TAKING else SMALL).items():
        windows[who] = office.window()
        windows[who].log_in(name, PASSWORD) if TAKING else windows[who].log_in(name)
    for language in ("zh", "en") if TAKING else ("zh",):
        for window in windows.values() if TAKING else ():
            speaks(window, language)
        for one in PICTURES:
            window = windows[one.who]
            one.go(window)
            for word in one.shows:
                expect(window.page.get_by_role("main").get_by_text(said(word, language)).first).to_be_attached()
            assert window.complaints == [], one.name
            if TAKING:
                take(window, one, FOLDER / language / f"{one.name}.png")


def test_every_picture_is_taken_in_both_languages_and_is_small() -> None:
    names = sorted(f"{name}.png" for name in (*(one.name for one in PICTURES), *PICTURED))
    for language in ("zh", "en"):
        files = sorted((FOLDER / language).glob("*.png"))
        assert [file.name for file in files] == names
        assert [file.name for file in files if file.stat().st_size > LARGEST] == []


def speaks(window: Window, language: str) -> None:
    """The language is changed as anybody does it."""
    window.go("/today/")
    button = window.page.locator(f"button[name=language][value={'en' if language == 'en' else 'zh-hans'}]")
    if button.count():
        button.click()
