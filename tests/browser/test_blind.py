"""盲签名 with the real library in a real browser: take a credential, vote with it on another day, find the receipt."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser


class Place:
    """一处安装: its data stay while the server lives on one day, then on another, at the same address."""

    def __init__(self, folder: Path) -> None:
        self.surroundings = {**serving.surroundings_in(folder), "LIANXIN_HOSTS": "127.0.0.1,localhost"}
        self.port = str(serving.free_port())

    def does(self, what: str) -> dict[str, Any]:
        """What the office does meanwhile."""
        words = [sys.executable, "-m", "tests.browser.blind_county", what]
        done = subprocess.run(
            words, cwd=serving.SOURCE, env=self.surroundings, check=True, stdout=subprocess.PIPE, text=True
        )
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def lives(self, days: int) -> Any:
        """The server, so many days from now."""
        later = str(Path(__file__).parent / "later")
        path = os.pathsep.join([later, self.surroundings["PYTHONPATH"]])
        return serving.running(
            {**self.surroundings, "PYTHONPATH": path, "LIANXIN_TEST_DAYS": str(days)}, "--port", self.port
        )


@pytest.fixture
def place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="lianxin-blind-") as folder:
        yield Place(Path(folder))


def takes(window: Window, path: str, code: str = "") -> str:
    """领凭据: by the letter's code, or as the one who is logged in; returns the credential."""
    page = window.page
    window.go(path)
    if code:
        page.get_by_label("信上的编码").fill(code)
        page.get_by_role("button", name="看我的凭据").click()
    expect(page.get_by_text("未领", exact=True)).to_be_visible()
    page.get_by_role("button", name="领我的凭据").click()
    field = page.get_by_label("投票凭据", exact=True)
    expect(field).to_be_visible()
    expect(page.get_by_role("img", name="凭据的二维码")).to_be_visible()
    token = field.input_value()
    with page.expect_download() as saved:
        page.get_by_role("link", name="存成文件").click()
    assert saved.value.path().read_text().strip() == token
    return token


def test_a_credential_taken_on_one_day_votes_on_another(place: Place, browser: Browser) -> None:
    told = place.does("prepare")
    path, ballot = f"/public/credential/{told['box']}/", f"/public/vote/{told['box']}/"
    with place.lives(0) as address:
        office = Office(browser, address)
        resident, official = office.window(phone=True), office.desk_of("qingshui")
        own = takes(official, path)
        first = takes(resident, path, told["codes"][0])
        resident.page.get_by_label("也存在这个浏览器里").check()
        resident.go(path)
        resident.page.get_by_label("信上的编码").fill(told["codes"][0])
        resident.page.get_by_role("button", name="看我的凭据").click()
        expect(resident.page.get_by_text("已领", exact=True)).to_be_visible()
        resident.page.get_by_role("button", name="刚才断了线，再取一次").click()
        expect(resident.page.get_by_role("alert")).to_contain_text("已经领过")
        assert own != first and all(re.fullmatch(r"[\w-]{598}", one) for one in (own, first))
        assert [window.complaints for window in office.windows] == [[], []]
        official.context.close()
    assert place.does("open") == {"issued": 2}
    with place.lives(3) as address:
        assert address == resident.address
        page = resident.page
        resident.go(ballot)
        assert page.get_by_label("领到的凭据").input_value() == first  # what this browser kept
        receipt = votes(resident, "基层单位", "基本满意")
        other = Office(browser, address).window()
        other.go(ballot)
        other.page.get_by_label("领到的凭据").fill(own[:-1] + ("A" if own[-1] != "A" else "B"))
        other.page.get_by_role("button", name="开始填写").click()
        expect(other.page.get_by_role("alert")).to_contain_text("这个凭据不能用于这次评议")
        other.page.get_by_label("领到的凭据").fill(own)
        votes(other, "服务对象", "满意")
        assert (resident.complaints, other.complaints) == ([], [])
        other.context.close()
    resident.context.close()
    out = place.does("close")

    assert out["ballots"] == [["g0", "screen", ["satisfied"]], ["g1", "screen", ["fairly"]]]
    assert receipt in out["receipts"] and out["count"] == 2


def votes(window: Window, group: str, word: str) -> str:
    """填写、看一遍、投出; returns the receipt."""
    page = window.page
    page.get_by_role("button", name="开始填写").click()
    expect(page.get_by_text(group).first).to_be_visible()
    for question in page.get_by_role("main").get_by_role("group").all():
        question.get_by_role("radio", name=word, exact=True).check()
    page.get_by_role("button", name="填好了，看一遍").click()
    page.get_by_role("button", name="投出").click()
    found = re.search(r"(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}", page.get_by_role("main").inner_text())
    assert found
    return found[0].replace(" ", "")
