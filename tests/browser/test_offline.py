"""离线记录 in a real browser (security.md T8, test S8): a profile searched after a kill, a line that breaks fifty times.

LIANXIN_OFFLINE_ITEMS and LIANXIN_OFFLINE_CUTS set the numbers, 200 and 50.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import cutting, serving
from tests.browser.conftest import need_chromium
from tests.browser.telephones import (
    COUNTY,
    kill,
    log_in,
    ready,
    register,
    seen_in,
    send,
    sync_event,
    telephone,
    waiting,
    write,
    write_many,
)  # fmt: skip

pytestmark = pytest.mark.browser
ITEMS = int(os.environ.get("LIANXIN_OFFLINE_ITEMS", "200"))
CUTS = int(os.environ.get("LIANXIN_OFFLINE_CUTS", "50"))
PLANTED = 50
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "凤霞铁柱桂兰德福秋菊"
SYNC = b"POST /offline/sync/"


class Place:
    """一处安装, and what the office finds in it."""

    def __init__(self, folder: Path) -> None:
        hosts = f"127.0.0.1,localhost,{COUNTY}"
        self.surroundings = {**serving.surroundings_in(folder), "LIANXIN_HOSTS": hosts}
        self.codes = self.does("prepare")["codes"]

    def does(self, what: str) -> dict[str, Any]:
        words = [sys.executable, "-m", "tests.browser.offline_county", what]
        done = subprocess.run(
            words, cwd=serving.SOURCE, env=self.surroundings, check=True, stdout=subprocess.PIPE, text=True
        )
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    need_chromium()
    with tempfile.TemporaryDirectory(prefix="lianxin-offline-") as folder:
        yield Place(Path(folder))


@pytest.fixture(autouse=True)
def _no_phone_is_left(place: Place) -> Iterator[None]:
    """One person may have three telephones, and these stories, told in any order, have four."""
    yield
    place.does("stop")


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[str]:
    with serving.running(place.surroundings, "--port", str(serving.free_port())) as found:
        yield found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as found:
        yield found


def canaries() -> list[dict[str, str]]:
    """Fifty people who are nowhere else: a name, a telephone, what they told."""
    random = Random(11)
    return [
        {
            "asker_name": f"{random.choice(SURNAMES)}{random.choice(GIVEN)}{random.choice(GIVEN)}甲{n:02d}",
            "asker_phone": f"139{n:02d}{random.randrange(10**6):06d}", "note": f"金丝雀{n:02d}号家里腌菜坛子漏水",
            "found": f"寻访笔录{n:02d}：院墙被邻居推倒一角",
        }
        for n in range(PLANTED)
    ]  # fmt: skip


def expires(page: Page) -> None:
    """三天以后: the list has gone from the phone, though it never had a line; what was sealed is still there."""
    page.clock.set_system_time(datetime.now(UTC) + timedelta(hours=73))
    page.reload()
    ready(page)
    expect(page.locator("[data-lx-households]").first).to_be_hidden()
    assert page.evaluate("LianxinBox.read().then((state) => state.list)") is None
    page.clock.set_system_time(datetime.now(UTC))


class TestAKilledBrowser:
    def test_leaves_nothing_readable_on_the_disk_and_loses_nothing(
        self, playwright: Playwright, place: Place, server: str, tmp_path: Path
    ) -> None:
        """Fifty visits with people's words in them, one half written, then SIGKILL; the profile is searched; then on."""
        profile, people = tmp_path / "profile", canaries()
        line = cutting.Line(server, lambda head: None)
        with telephone(playwright, profile) as context:
            page = context.pages[0]
            complaints = list[str]()
            page.on("pageerror", lambda problem: complaints.append(str(problem)))
            log_in(page, line.address)
            register(page, "我的旧手机")
            line.is_dead = True
            page.reload()
            ready(page)
            assert place.codes[0] in page.locator("[data-lx-households]").first.inner_text()
            for one in people:
                write(page, "visit", one)
            assert waiting(page) == PLANTED and complaints == []
            page.locator('[data-lx-form="diary"]').click()
            page.locator('[data-lx-blank="diary"] [name="text"]').press_sequentially("写到一半的独白")
            page.wait_for_timeout(1500)
            kill(profile)
        planted = [text for one in people for text in one.values()] + [
            "写到一半的独白",
            "欧阳不留名",
            "13900007777",
            "李青",
        ]

        assert seen_in(profile, planted) == []
        control = seen_in(profile, [place.codes[0], "三组"])  # the search finds what is there: the list of codes
        assert {one.split()[0] for one in control} == {place.codes[0], "三组"}

        with telephone(playwright, profile) as context:
            page = context.pages[0]
            page.goto(line.address + "/offline/app/")
            ready(page)
            assert waiting(page) == PLANTED
            expires(page)
            assert page.locator('[data-lx-blank="diary"] [name="text"]').input_value() == ""
            line.is_dead = False
            page.context.clear_cookies()  # a browser killed before it wrote them down has lost its session; some keep it
            assert "请登录" in send(page) and waiting(page) == PLANTED
            log_in(page, line.address)
            ready(page)
            assert "都送到了" in send(page)
            assert waiting(page) == 0
        sent = {one["note"] for one in people}  # other stories of this place wrote theirs, in whatever order they ran
        assert sorted(note for note in place.does("found")["visits"] if note in sent) == sorted(sent)
        assert seen_in(profile, planted) == []
        line.close()


class Cuts:
    """五十处断: which requests are broken, and where; every place gets its share."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = Random(seed)
        self.left = [cutting.PLACES[n % len(cutting.PLACES)] for n in range(number)]
        self.random.shuffle(self.left)
        self.done, self.are_on = list[str](), False

    def __call__(self, head: bytes) -> tuple[str, float] | None:
        """About three of four sendings break, as long as any are left."""
        if not self.are_on or not head.startswith(SYNC) or not self.left or self.random.random() > 0.75:
            return None
        self.done.append(self.left.pop())
        return self.done[-1], self.random.uniform(0.05, 0.95)


class TestABrokenLine:
    def test_brings_every_item_exactly_once(
        self, playwright: Playwright, place: Place, server: str, tmp_path: Path
    ) -> None:
        cuts = Cuts(CUTS, 7)
        line = cutting.Line(server, cuts)
        before = place.does("found")
        with telephone(playwright, tmp_path / "profile") as context:
            page = context.pages[0]
            log_in(page, line.address)
            register(page, "断线手机")
            line.is_dead = True
            notes = [f"第{n:03d}户，家里都好" for n in range(ITEMS)]
            write_many(page, notes)
            assert waiting(page) == ITEMS
            line.is_dead, cuts.are_on, tries = False, True, 0
            while waiting(page) and tries < 4 * CUTS:
                send(page)
                tries += 1
                if cuts.left and not waiting(page):  # the last cuts fall on sendings of nothing new: still no double
                    write_many(page, [f"第{ITEMS + tries:03d}户，后来记的"])
                    notes.append(f"第{ITEMS + tries:03d}户，后来记的")
            assert waiting(page) == 0
            expect(page.locator("[data-lx-state]")).to_contain_text(f"等待 0 条 · 已送达 {len(notes)} 条 · 待核 0 条")
        line.close()

        found = place.does("found")
        assert len(cuts.done) == CUTS and set(cuts.done) == set(cutting.PLACES[: max(1, min(5, CUTS))])
        assert (
            found["visits"][len(before["visits"]) :] == notes
        )  # each once, and in the order in which they were written
        mine = found["parcels"][len(before["parcels"]) :]
        assert [(seq, state) for _id, seq, state, _why in mine] == [(n + 1, "applied") for n in range(len(notes))]


class TestAStoppedPhone:
    def test_is_cleared_at_its_next_contact(
        self, playwright: Playwright, place: Place, server: str, tmp_path: Path
    ) -> None:
        with (
            telephone(playwright, tmp_path / "profile") as context,
            telephone(playwright, tmp_path / "desk") as desk,
        ):
            page, office = context.pages[0], desk.pages[0]
            log_in(page, server)
            register(page, "丢了的手机")
            context.set_offline(True)
            write(page, "visit", {"note": "还没送出的一户"})
            assert waiting(page) == 1
            log_in(office, server)
            office.goto(server + "/offline/")
            office.locator("li", has_text="丢了的手机").get_by_role("link", name="停用").click()
            office.get_by_role("button", name="停用").click()
            expect(office.get_by_text("手机上的内容会被清除").first).to_be_visible()

            began = time.monotonic()
            context.set_offline(False)
            expect(page.locator("[data-lx-said]")).to_contain_text("内容已清除", timeout=60_000)

            assert time.monotonic() - began < 60
            left = page.evaluate(
                """async () => [
                (await indexedDB.databases()).length ? (await LianxinBox.read()).items.length : 0,
                (await LianxinBox.read()).handset || null, (await caches.keys()).length,
                (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""
            )
            assert left == [0, None, 0, 0, ""]
            assert context.cookies() == []
            expect(page.locator("[data-lx-blank]:visible")).to_have_count(0)
        assert "还没送出的一户" not in place.does("found")["visits"]


class TestAClosedPage:
    def test_is_sent_by_the_worker_when_the_line_comes_back(
        self, playwright: Playwright, place: Place, server: str, tmp_path: Path
    ) -> None:
        line = cutting.Line(server, lambda head: None)
        with telephone(playwright, tmp_path / "profile") as context:
            page = context.pages[0]
            log_in(page, line.address)
            register(page, "关了页面的手机")
            line.is_dead = True
            write(page, "visit", {"note": "页面关掉以后才送的一户"})
            page.goto("about:blank")
            line.is_dead = False
            sync_event(page, line.address)
            deadline = time.monotonic() + 30
            while "页面关掉以后才送的一户" not in place.does("found")["visits"] and time.monotonic() < deadline:
                page.wait_for_timeout(500)
            page.goto(line.address + "/offline/app/")
            ready(page)
            assert waiting(page) == 0
        line.close()
        assert place.does("found")["visits"].count("页面关掉以后才送的一户") == 1


class TestWithoutTLS:
    def test_says_so_in_a_sentence_and_leads_to_the_forms_themselves(
        self, playwright: Playwright, place: Place, server: str, tmp_path: Path
    ) -> None:
        address = server.replace("127.0.0.1", COUNTY)
        with telephone(playwright, tmp_path / "profile") as context:
            page = context.pages[0]
            log_in(page, address)
            assert page.evaluate("[isSecureContext, Boolean(self.crypto && crypto.subtle)]") == [False, False]
            expect(page.get_by_text("不能离线记录，请在联网时直接填下面的表")).to_be_visible()
            expect(page.locator("[data-lx-blank]:visible, [data-lx-part=register]:visible")).to_have_count(0)
            page.get_by_role("link", name="走访", exact=True).click()
            page.get_by_label("走访记录").fill("没有加密连接，当场登记的一户")
            page.get_by_role("button", name="入册").click()
            expect(page.get_by_text("已入册").first).to_be_visible()
        assert "没有加密连接，当场登记的一户" in place.does("found")["visits"]
