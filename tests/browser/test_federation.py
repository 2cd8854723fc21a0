"""统一登录 in Chromium: to the county's provider and back, with real cookies, real headers and real signatures."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import serving
from tests.browser.conftest import need_chromium
from tests.browser.people import DESK, PASSWORD, PHONE
from tests.identity import HOST, SECRET, FakeProvider, certified

pytestmark = pytest.mark.browser
#: the server's child finds the provider's name on this machine, which no name server knows
FINDS = f"""import socket
_plain = socket.getaddrinfo
socket.getaddrinfo = lambda host, *a, **k: _plain("127.0.0.1" if host == "{HOST}" else host, *a, **k)
"""


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[FakeProvider]:
    need_chromium()
    made = FakeProvider(certified(tmp_path, HOST), time.time)
    made.description = {"end_session_endpoint": f"{made.issuer}/leave"}
    yield made
    made.close()


@pytest.fixture
def address(provider: FakeProvider, tmp_path: Path) -> Iterator[str]:
    """A county that has named it."""
    told = serving.surroundings_in(tmp_path) | {
        "LIANXIN_OIDC_ISSUER": provider.issuer, "LIANXIN_OIDC_CLIENT": "lianxin", "LIANXIN_OIDC_SECRET": SECRET,
        "LIANXIN_OIDC_NAME": "县统一身份平台", "LIANXIN_OIDC_HOSTS": f"{HOST}@127.0.0.1",
        "LIANXIN_OIDC_CA": str(provider.certificate),
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "tests.browser.county"], cwd=serving.SOURCE, env=told, check=True)
    (tmp_path / "sitecustomize.py").write_text(FINDS, "utf-8")
    told["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{told['PYTHONPATH']}"
    with serving.running(told, "--port", str(serving.free_port())) as found:
        yield found


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", "qingshui")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/today/")


def leave(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.click("main form[data-lx-leave] button")


def test_a_person_links_himself_and_comes_in_by_the_provider(
    browser: Browser, provider: FakeProvider, address: str
) -> None:
    page = browser.new_context(viewport=DESK).new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)

    def there(route: Route) -> None:
        back = provider.let_through(route.request.url, "u-17", name="李青")
        route.fulfill(status=302, headers={"Location": f"{address}{back}"})

    page.route(f"{provider.issuer}/authorize*", there)
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("link", name="用县统一身份平台登录").click()
    expect(page.get_by_text("您的账号还没有关联县统一身份平台")).to_be_visible()

    log_in(page, address)
    page.goto(f"{address}/ui/me/")
    page.get_by_role("main").get_by_role("link", name="用县统一身份平台登录").click()
    page.get_by_role("link", name="到县统一身份平台登录").click()
    expect(page.get_by_text("李青（qingshui）")).to_be_visible()
    page.get_by_role("button", name="是我，关联").click()
    expect(page.get_by_text("已关联，下次可以用")).to_be_visible()
    leave(page, address)

    page.set_viewport_size(PHONE)
    page.goto(f"{address}/accounts/login/?next=/ui/me/sessions/")
    page.get_by_role("link", name="用县统一身份平台登录").click()
    page.wait_for_url("**/ui/me/sessions/")
    expect(page.get_by_text("经统一登录")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    leave(page, address)
    page.wait_for_url("**/accounts/provider/left/")
    expect(page.get_by_role("link", name="退出县统一身份平台")).to_have_attribute(
        "href", f"{provider.issuer}/leave?client_id=lianxin"
    )
    page.goto(f"{address}/today/")
    page.wait_for_url("**/accounts/login/**")
    assert faults == []
