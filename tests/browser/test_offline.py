"""离线记录 in a real browser: two hundred items over a line that breaks fifty times, a profile searched after the browser

was killed, a phone that was stopped (security.md T8, test S8). LIANXIN_OFFLINE_ITEMS and LIANXIN_OFFLINE_CUTS set the
numbers.
"""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser import cutting, serving
from tests.browser.conftest import need_chromium
from tests.browser.people import PASSWORD, PHONE, WAIT

pytestmark = pytest.mark.browser
ITEMS = int(os.environ.get("LIANXIN_OFFLINE_ITEMS", "200"))
CUTS = int(os.environ.get("LIANXIN_OFFLINE_CUTS", "50"))
PLANTED = 50
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "凤霞铁柱桂兰德福秋菊"
#: where the passage of an item from the hand to the books is broken, one hundred per cent of the time
SYNC = b"POST /offline/sync/"


class Place:
    """一处安装, and what the office finds in it."""

    def __init__(self, folder: Path) -> None:
        self.surroundings = serving.surroundings_in(folder)
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


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[str]:
    with serving.running(place.surroundings, "--port", str(serving.free_port())) as found:
        yield found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as found:
        yield found


@contextmanager
def telephone(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A phone's browser with a profile on the disk."""
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=serving.CHROMIUM, args=serving.ARGUMENTS, viewport=PHONE, is_mobile=True,
        has_touch=True, locale="zh-CN", timezone_id="Asia/Shanghai",
    )  # fmt: skip
    context.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    try:
        yield context
    finally:
        try:
            context.close()
        except Exception:  # killed
            assert not _processes(profile)


def _processes(profile: Path) -> list[int]:
    """The processes of the browser that was started with this profile."""
    found, mark = [], f"--user-data-dir={profile}".encode()
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (one / "cmdline").read_bytes().split(b"\0"):
                found.append(int(one.name))
        except OSError:
            continue
    return found


def kill(profile: Path) -> None:
    """The battery falls out."""
    for number in _processes(profile):
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    deadline = time.monotonic() + 10
    while _processes(profile) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _processes(profile)
    for lock in profile.glob("Singleton*"):
        lock.unlink()


def log_in(page: Page, address: str, username: str = "qingshui") -> None:
    page.goto(address + "/accounts/login/?next=/offline/app/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="离线记录", exact=True)).to_be_visible()


def ready(page: Page) -> None:
    page.wait_for_selector("main[data-ready]")


def register(page: Page, name: str) -> None:
    ready(page)
    page.get_by_label("手机名称").fill(name)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("还没有")).to_have_count(0)
    expect(page.locator("[data-lx-state]")).to_contain_text("等待 0 条 · 已送达 0 条")
    page.wait_for_function("navigator.serviceWorker.ready.then((one) => Boolean(one.active))")
    page.wait_for_function("caches.keys().then((names) => names.length === 1)")


def write(page: Page, kind: str, fields: dict[str, str]) -> None:
    """Fill in a form as a thumb does, and seal it."""
    page.locator(f'[data-lx-form="{kind}"]').click()
    form = page.locator(f'[data-lx-blank="{kind}"]')
    for name, text in fields.items():
        field = form.locator(f'[name="{name}"]')
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    form.get_by_role("button", name="写好了，封存").click()
    expect(form).to_be_hidden()


def write_many(page: Page, notes: list[str]) -> None:
    """The same through the same form, without waiting for a thumb."""
    page.evaluate(
        """async (notes) => {
        const form = document.querySelector('[data-lx-blank="visit"]');
        for (const note of notes) {
            document.querySelector('[data-lx-form="visit"]').click();
            form.elements.note.value = note;
            form.querySelector('button.main').click();
            const until = Date.now() + 10000;
            while (!form.hidden && Date.now() < until) await new Promise((done) => setTimeout(done, 2));
            await new Promise((done) => setTimeout(done, 2));
        }}""",
        notes,
    )


def waiting(page: Page) -> int:
    found: int = page.evaluate("LianxinBox.read().then((state) => state.items.length)")
    return found


def send(page: Page) -> str:
    """现在发送; returns what the page says of it."""
    page.get_by_role("button", name="现在发送").click()
    said = page.locator("[data-lx-said]")
    expect(said).not_to_have_text("正在发送…", timeout=60_000)
    return said.inner_text()


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


def needles(text: str) -> dict[str, bytes]:
    """A text as it may lie on a disk: the two encodings of Chromium, and base 64 at each of its three offsets."""
    found = {"UTF-8": text.encode(), "UTF-16": text.encode("utf-16-le"), "escaped": json.dumps(text)[1:-1].encode()}
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + text.encode())
        found[f"base 64, {shift}"] = whole[4 if shift else 0 : -4]
    return found


def seen_in(profile: Path, texts: list[str]) -> list[str]:
    """Every text of these that some file of the profile holds, with the file and the way it was written."""
    wanted = [(text, how, needle) for text in texts for how, needle in needles(text).items()]
    found = []
    for file in profile.rglob("*"):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            found += [f"{text} ({how}) in {file.name}" for text, how, needle in wanted if needle in data]
    return found


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
            assert page.locator('[data-lx-blank="diary"] [name="text"]').input_value() == ""
            line.is_dead = False
            assert "请登录" in send(page) and waiting(page) == PLANTED  # the session ended with the browser
            log_in(page, line.address)
            ready(page)
            assert "都送到了" in send(page)
            assert waiting(page) == 0
        found = place.does("found")
        assert sorted(found["visits"]) == sorted(one["note"] for one in people)
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
        with telephone(playwright, tmp_path / "profile") as context, telephone(playwright, tmp_path / "desk") as desk:
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
