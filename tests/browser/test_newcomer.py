"""第一个小时: an empty place becomes a county of 3 townships, 12 villages and 40 people, whose first matter is answered.

Only by links and buttons that can be seen, from the Excel files in docs/handbook/samples. LIANXIN_HELP_PICTURES=1 takes
the pictures of the handbook's walk (`newcomer.md`) on the way, in both languages.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import serving
from tests.browser.help_pictures import FOLDER, Picture, take
from tests.browser.newcomer import PICTURED, Newcomer
from tests.browser.people import Office, Window
from tests.measured import measured

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
TAKING = bool(os.environ.get("LIANXIN_HELP_PICTURES"))
#: what the whole walk may cost a newcomer, all persons together: whoever adds a step to it sees it here
MOST_CLICKS, MOST_PAGES = 60, 90
TAKEN = list[str]()


@pytest.fixture(scope="module")
def begun() -> Iterator[tuple[str, str]]:
    """The address of a server with nothing in it, and the code that `lianxin begin` prints."""
    with tempfile.TemporaryDirectory(prefix="lianxin-newcomer-") as folder:
        surroundings = serving.surroundings_in(Path(folder))
        told = subprocess.run(
            [sys.executable, "-m", "lianxin.project.cli", "begin"], cwd=serving.SOURCE, env=surroundings, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        code = re.search(r"\w{4}-\w{4}-\w{4}", told.stdout)
        assert code, told.stdout
        with serving.running(surroundings, "--port", str(serving.free_port())) as address:
            yield address, code[0]


def picture(window: Window, name: str) -> None:
    """In the language of the walk and in the other one, where pictures are taken."""
    if not TAKING or name in TAKEN:
        return
    one = Picture(name, "", lambda _window: None, ())
    take(window, one, FOLDER / "zh" / f"{name}.png")
    cookie = {"name": "django_language", "value": "en", "url": window.address}
    window.context.add_cookies([cookie])  # type: ignore[list-item]
    window.page.reload()
    take(window, one, FOLDER / "en" / f"{name}.png")
    window.context.add_cookies([{**cookie, "value": "zh-hans"}])  # type: ignore[list-item]
    window.page.reload()
    TAKEN.append(name)


@pytest.mark.mechanism("F144")
def test_a_newcomers_hour(browser: Browser, begun: tuple[str, str], tmp_path: Path) -> None:
    office = Office(browser, begun[0])
    admin, clerk, bureau = (Newcomer(office.window(), picture) for _who in range(3))

    admin.begins(begun[1])
    admin.opens_the_guide()
    admin.picture("hour-guide")
    admin.brings_in("units", "units", "接着导入人员与职务")
    admin.goes_on("导入人员职务表", "persons", "还有 40 人没有密码")
    slips = admin.hands_out_slips()
    assert len(slips) == 40, "everybody has one, also who will approve and audit"
    admin.follow("回到建县向导")
    for step in ("units", "people", "officers"):
        expect(admin.page.locator(f"#{step}")).to_contain_text("齐了")
    clerk.comes_in(slips["纪南星"])
    clerk.opens_the_guide()
    clerk.brings_in("stations", "stations", "25")
    clerk.registers()
    clerk.classifies_and_assigns()
    bureau.comes_in(slips["梁栋一"])
    bureau.signs_and_replies()
    clerk.closes()
    clerk.opens_a_figure()
    clerk.checks_a_summary(tmp_path)

    assert not TAKING or sorted(TAKEN) == sorted(PICTURED)
    everybody = (admin, clerk, bureau)
    assert [one.window.complaints for one in everybody] == [[], [], []]
    clicks, pages = (sum(getattr(one, name) for one in everybody) for name in ("clicks", "pages"))
    measured(f"第一个小时：点 {clicks} 下，{pages} 页")
    assert clicks <= MOST_CLICKS and (TAKING or pages <= MOST_PAGES)
    office.close()
