"""金丝雀: pages are opened in Chromium one after another; told is whichever of them ran what somebody had written into it.

Run as `python -m tests.browser.canary FOLDER`: the folder holds pages.json, path by path what the server answered. They
are shown twice: without the policy that forbids scripts in a page, where the page itself must be harmless, and with the
policy it came with, where the browser must have nothing to report. Standard output: one line of JSON for each page in
which the canary sang (a mark on the window, a dialog, a question to another machine, a report of the policy).
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Page, Route

from tests.browser import serving

HOUSE = "http://lianxin.test"
STATIC = Path(__file__).resolve().parents[2] / "src" / "lianxin" / "web" / "static"
TOUCH = """() => { for (const e of document.querySelectorAll('[onmouseover],[onfocus],[autofocus]')) {
  e.dispatchEvent(new Event('mouseover')); if (e.focus) e.focus(); } return window.__lx === 1 }"""


REPORTS = """document.addEventListener('securitypolicyviolation',
  (e) => console.warn('LXCSP ' + e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample), true)"""


def sang(page: Page, pages: dict[str, list[str]]) -> list[dict[str, str]]:
    """Every page that did something it was told by words of somebody."""
    heard: list[dict[str, str]] = []
    here, is_strict = [""], [False]

    def answer(route: Route) -> None:
        url = urlparse(route.request.url)
        if not route.request.url.startswith(HOUSE + "/"):
            heard.append({"page": here[0], "what": route.request.url[:200]})
            route.abort()
        elif url.path == "/page" and route.request.is_navigation_request() and route.request.frame == page.main_frame:
            policy, body = pages[here[0]]
            headers = {"Content-Security-Policy": policy} if policy and is_strict[0] else {}
            route.fulfill(body=body, headers={"Content-Type": "text/html; charset=utf-8", **headers})
        elif url.path.endswith((".css", ".woff2", ".png", ".svg", ".ico")):
            route.fulfill(body="", content_type="text/css")
        elif url.path.startswith("/static/") and (file := STATIC / url.path.removeprefix("/static/")).is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)
    page.on("dialog", lambda dialog: (heard.append({"page": here[0], "what": dialog.message}), dialog.dismiss()))
    page.on(
        "console",
        lambda said: heard.append({"page": here[0], "what": said.text[:200]}) if "LXCSP" in said.text else None,
    )
    page.add_init_script(REPORTS)
    for is_strict[0] in (False, True):
        for path in pages:
            here[0] = path
            if is_strict[0] and not pages[path][0]:
                continue
            page.goto(HOUSE + "/page", wait_until="load")
            if page.evaluate(TOUCH):
                heard.append({"page": path, "what": "the canary sang"})
    return heard


def main(folder: str) -> None:
    """Open them all."""
    pages = json.loads((Path(folder) / "pages.json").read_text("utf-8"))
    with serving.chromium() as browser:
        for one in sang(browser.new_page(), pages):
            print(json.dumps(one, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
