"""镜: lays kept pages before Chromium and says what somebody who sees, hears or types differently would stumble over.

Chromium has a thread of its own, because Playwright's loop and Django's do not share one. A small server on the loopback
hands out the kept page, the static files of the source and axe; anything else is not there.
"""

import mimetypes
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import serving
from tests.browser.leaves import Leaf
from tests.browser.looks import FINGER, see
from tests.browser.people import DESK, PHONE

STATIC = serving.SOURCE / "src/lianxin/web/static"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_bytes()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST = 24  # WCAG 2.5.8
TWICE: ViewportSize = {"width": 683, "height": 384}  # 200 % at a desk (WCAG 1.4.4)
NARROW: ViewportSize = {"width": 320, "height": 640}  # 400 % of 1280 (WCAG 1.4.10)
#: colours do not change with the width, names not with the size of the type: each is looked at once
ALL, NO_COLOURS, ONLY_SIZES = (
    {"runOnly": {"type": "tag", "values": TAGS}},
    {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"color-contrast": {"enabled": False}}},
    {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}},
)
LOOK = """async (how) => {
  const found = await axe.run(document, { ...how, resultTypes: ["violations"] });
  return found.violations.flatMap((one) => one.nodes.map((node) =>
    `axe ${one.impact} ${one.id}: ${node.html.slice(0, 150)}`));
}"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }" +
    " p { margin-bottom: 2em !important; }");
  document.adoptedStyleSheets = [sheet];
}"""  # WCAG 1.4.12
WIDTH = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


class Table(ThreadingHTTPServer):
    """台面: where the page lies that is looked at."""

    daemon_threads = True
    leaf: Leaf


class _Hand(BaseHTTPRequestHandler):
    server: Table

    def do_GET(self) -> None:
        path, leaf = urlsplit(self.path).path, self.server.leaf
        file = STATIC / path.removeprefix("/static/")
        if path == "/axe.js":
            self._give(AXE, "text/javascript", keep=True)
        elif path.startswith("/static/") and file.is_file():
            self._give(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream", keep=True)
        elif path == leaf.path:
            page = leaf.html.replace("</head>", '<script src="/axe.js"></script></head>', 1)
            self._give(page.encode(), "text/html; charset=utf-8", policy=leaf.policy)
        else:
            self.send_error(404)

    def _give(self, data: bytes, kind: str, *, keep: bool = False, policy: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600" if keep else "no-store")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_said: Any) -> None:
        """Nothing is told."""


class Lens:
    """The browser in its thread; `faults(leaf)` looks at one page in the three sizes."""

    def __enter__(self) -> Self:
        self._table = Table(("127.0.0.1", 0), _Hand)
        Thread(target=self._table.serve_forever, daemon=True).start()
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._open).result()
        return self

    def __exit__(self, *_why: object) -> None:
        self._thread.submit(self._close).result()
        self._thread.shutdown()
        self._table.shutdown()
        self._table.server_close()

    def faults(self, leaf: Leaf) -> list[str]:
        """Sentences; none is good."""
        return self._thread.submit(self._look, leaf).result()

    def _open(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser: Browser = self._playwright.chromium.launch(
            executable_path=serving.CHROMIUM, args=serving.ARGUMENTS
        )
        self._page = self._browser.new_page(viewport=DESK)
        self._page.on("dialog", lambda dialog: dialog.accept())

    def _close(self) -> None:
        self._browser.close()
        self._playwright.stop()

    def _look(self, leaf: Leaf) -> list[str]:
        self._table.leaf = leaf
        self._page.set_viewport_size(DESK)
        self._page.goto(f"http://127.0.0.1:{self._table.server_port}{leaf.path}")
        return [f"{leaf}: {one}" for one in looked_at(self._page, elder=leaf.elder)]


def looked_at(page: Page, *, elder: bool) -> list[str]:
    """The page at the desk, on the telephone and enlarged, as sentences."""
    found = [f"desk {one}" for one in _at_the_desk(page, elder=elder)]
    page.set_viewport_size(PHONE)
    seen = _clipped(page) + [f"tiny: {one}" for one in see(page, "tiny", FINGER)]
    found += [f"phone {one}" for one in seen + ([] if elder else page.evaluate(LOOK, NO_COLOURS))]
    page.set_viewport_size(TWICE)
    found += [f"200% {one}" for one in _clipped(page)]
    if not elder:
        page.set_viewport_size(NARROW)
        found += [f"320 {one}" for one in _clipped(page)]
        page.set_viewport_size(DESK)
        page.evaluate(SPACED)
        found += [f"spaced {one}" for one in _clipped(page)]
    return found


def _at_the_desk(page: Page, *, elder: bool) -> list[str]:
    found = _clipped(page) + page.evaluate(LOOK, ONLY_SIZES if elder else ALL)
    found += [f"{eye}: {one}" for eye in ("nameless", "foreign", "headings", "twice") for one in see(page, eye)]
    return found + [f"tiny: {one}" for one in see(page, "tiny", FINGER if elder else LEAST)]


def _clipped(page: Page) -> list[str]:
    return _sideways(page) + [f"cut: {one}" for one in see(page, "cut")]


def _sideways(page: Page) -> list[str]:
    wide, window = page.evaluate(WIDTH)
    return [f"sideways: {wide} > {window}"] if wide > window else []
