"""浏览器测试的布景: the server once for all of them, Chromium for one module at a time."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import serving
from tests.browser.people import Office

MUST = "LIANXIN_MUST_BROWSE"  # set by .ci/run: there a missing browser is a failure, not a reason to skip


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A county of our own, served as any county is."""
    need_chromium()
    with serving.served("tests.browser.county") as found:
        yield found


# One module, not the session: as long as Playwright's loop runs in this thread, Django refuses to touch a database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    need_chromium()
    with serving.chromium() as found:
        yield found


@pytest.fixture
def office(browser: Browser, address: str) -> Iterator[Office]:
    """Windows for whoever comes."""
    found = Office(browser, address)
    yield found
    found.close()


def need_chromium() -> None:
    """没有浏览器就不测, or fails where it must be there."""
    if Path(serving.CHROMIUM).exists():
        return
    sentence = f"没有 {serving.CHROMIUM}，浏览器测试没有运行；在 Debian 上先安装 chromium 这个包。"
    if os.environ.get(MUST):
        pytest.fail(sentence)
    pytest.skip(sentence)
