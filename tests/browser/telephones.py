"""一部手机 in the browser tests: its profile on the disk, what a thumb does on its page, and what a finder can read.

Its browser can be killed at any moment, as if the battery fell out; the profile then is searched.
"""

import base64
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser import serving
from tests.browser.people import PASSWORD, PHONE, WAIT

#: a name in the county's net without TLS: for a browser no secure place, unlike loopback
COUNTY = "lianxin.dingan.test"


@contextmanager
def telephone(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A phone's browser with a profile on the disk."""
    arguments = [*serving.ARGUMENTS, f"--host-resolver-rules=MAP {COUNTY} 127.0.0.1"]
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=serving.CHROMIUM, args=arguments, viewport=PHONE, is_mobile=True,
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
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
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


def needles(text: str) -> dict[str, bytes]:
    """A text as it may lie on a disk: the two encodings of Chromium, and base 64 at each of its three offsets."""
    found = {"UTF-8": text.encode(), "UTF-16": text.encode("utf-16-le"), "escaped": json.dumps(text)[1:-1].encode()}
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + text.encode())
        found[f"base 64, {shift}"] = whole[4 if shift else 0 : -4]
    return {how: needle for how, needle in found.items() if len(needle) >= (16 if how.startswith("base") else 4)}


def seen_in(profile: Path, texts: list[str]) -> list[str]:
    """Every text of these that some file of the profile holds, with the file and the way it was written."""
    wanted = [(text, how, needle) for text in texts for how, needle in needles(text).items()]
    found = []
    for file in profile.rglob("*"):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            found += [f"{text} ({how}) in {file.name}" for text, how, needle in wanted if needle in data]
    return found


def sync_event(page: Page, address: str) -> None:
    """The browser tells the worker that the line is back."""
    told = list[dict[str, Any]]()
    session = page.context.new_cdp_session(page)
    session.on("ServiceWorker.workerRegistrationUpdated", lambda found: told.extend(found["registrations"]))
    session.send("ServiceWorker.enable")
    deadline = time.monotonic() + 10
    while not told and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    number = next(one["registrationId"] for one in told if one["scopeURL"].startswith(address))
    event = {"origin": address, "registrationId": number, "tag": "send", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", event)
