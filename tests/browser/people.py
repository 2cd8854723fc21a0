"""来的人: a window of the browser per person, watched for what it must not do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1366, "height": 768}
PASSWORD = "Lianxin-2026"
WAIT = 20_000  # ms; a page takes some tens of them, but two cores may be shared with other work


class Window:
    """一个窗口: one person's browser, with a note of every error on its console and of every request abroad."""

    def __init__(self, context: BrowserContext, address: str, *, is_phone: bool) -> None:
        self.context, self.address, self.is_phone = context, address, is_phone
        self.complaints = list[str]()
        context.set_default_timeout(WAIT)
        expect.set_options(timeout=WAIT)
        self.page: Page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda problem: self.complaints.append(f"script: {problem}"))
        context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # a 404 or 429 that a test asks for is told on the console too; the page itself has nothing to do with it
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.complaints.append(f"abroad: {request.url}")

    def go(self, path: str) -> int:
        """Open a page; returns its status."""
        response = self.page.goto(self.address + path)
        assert response is not None
        return response.status

    def log_in(self, username: str, password: str = PASSWORD) -> None:
        """登录, as anyone does it."""
        self.go("/accounts/login/")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
        expect(self.page).to_have_url(self.address + "/today/")

    @contextmanager
    def as_a_phone(self) -> Iterator[None]:
        """The same page in a window as narrow as a telephone; a window of a desk again afterwards."""
        self.page.set_viewport_size(PHONE)
        self.is_phone = True
        try:
            yield
        finally:
            self.page.set_viewport_size(DESK)
            self.is_phone = False

    @property
    def width(self) -> tuple[int, int]:
        """How wide the page is, and how wide the window."""
        found = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        return found[0], found[1]


class Office:
    """The windows of one test; closed behind it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address, self.windows = browser, address, list[Window]()
        self.asked_outside: list[str] = []

    def window(self, *, phone: bool = False, **settings: Any) -> Window:
        """A fresh window on the desk or on the telephone, without any cookie."""
        size: Mapping[str, Any] = {"viewport": PHONE if phone else DESK, "is_mobile": phone, "has_touch": phone}
        context = self.browser.new_context(**{"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **size, **settings})
        context.on("request", self._note)
        self.windows.append(Window(context, self.address, is_phone=phone))
        return self.windows[-1]

    def desk_of(self, username: str, **settings: Any) -> Window:
        """The window of somebody who has logged in."""
        found = self.window(**settings)
        found.log_in(username)
        return found

    def _note(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.asked_outside.append(request.url)

    def close(self) -> None:
        """Behind the test: nothing was asked of anybody but the server (security.md §5)."""
        for window in self.windows:
            window.context.close()
        assert self.asked_outside == []
