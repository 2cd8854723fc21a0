"""无障碍: every address that answers with a page, in both modes, at three sizes, before axe and the eyes of looks.js.

The world is the one of the doors. Daily a part of the public and the common pages; LIANXIN_LOOKS=all: every address.
"""

import os

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import need_chromium
from tests.browser.keys import Keys
from tests.browser.leaves import leaves
from tests.browser.lens import Lens
from tests.browser.people import Office
from tests.conftest import Town
from tests.web import test_doors as doors
from tests.web import world as worlds

pytestmark = pytest.mark.browser
ALL = os.environ.get("LIANXIN_LOOKS") == "all"
DAILY = ["account", "concerns", "feedback", "mfa", "public", "today", "ui"]
EVERY = 1 if ALL else 10


@pytest.mark.parametrize("rooms", doors.HALLS if ALL else [DAILY], ids="+".join)
@pytest.mark.mechanism("F132")
def test_nothing_on_a_page_stands_in_the_way(
    town: Town, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, rooms: list[str]
) -> None:
    need_chromium()
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    world = doors.peopled(town)
    asked = [door for door in doors.DOORS if door.name.partition(":")[0].partition("_")[0] in rooms]
    doors.set_scenes(world, asked)
    pages = [door for door in asked if door.method == "GET"][::EVERY]

    with Lens() as lens:
        found = [fault for leaf in leaves(world, pages) for fault in lens.faults(leaf)]

    assert found == []


def test_the_lens_sees_what_stands_in_the_way(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with one of each fault is not let through."""
    need_chromium()
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    world = doors.peopled(town)
    (page, _large) = leaves(
        world, [door for door in doors.DOORS if door.name == "public:privacy" and door.method == "GET"]
    )
    bad = (
        '<input name="nameless"><button aria-label="Close">×</button><h4>跳级</h4><p id="two"></p><p id="two"></p>'
        '<svg width="2000" height="9"></svg><input type="checkbox" aria-label="勾"><img src="/x.png"></main>'
    )

    with Lens() as lens:
        assert lens.faults(page) == []
        found = " ".join(lens.faults(page.with_html(page.html.replace("</main>", bad))))

    for fault in ("nameless:", "foreign: Close", "headings:", "twice: two", "sideways:", "image-alt", "tiny:"):
        assert fault in found, fault


def test_the_key_that_leads_to_the_search_can_be_turned_off(office: Office) -> None:
    window = office.desk_of("qgb")
    page, box = window.page, window.page.get_by_role("searchbox", name="搜索诉求")
    window.go("/ui/me/")
    page.get_by_label("按“/”键跳到搜索框").uncheck()

    window.go("/concerns/")
    page.keyboard.press("/")
    expect(box).not_to_be_focused()

    window.go("/ui/me/")
    page.get_by_label("按“/”键跳到搜索框").check()
    page.get_by_role("heading").first.click()
    page.get_by_label("按“/”键跳到搜索框").blur()
    page.keyboard.press("/")
    expect(box).to_be_focused()


def test_a_list_passed_over_with_arrows_is_not_sent(office: Office) -> None:
    window = office.desk_of("qgb")
    keys, page = Keys(window), window.page
    window.go("/figures/chart/")
    before = page.url

    keys.to("指标")
    keys.keyboard.press("ArrowDown")
    keys.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert page.url == before
    keys.opens("查看")

    assert "code=" in page.url
