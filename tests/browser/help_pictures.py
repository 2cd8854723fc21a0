"""手册的图: which page each picture of the handbook shows, and how one gets there.

The same walk serves twice: in the small county it asks whether every page still shows what its picture is to show; in
the demo county, where LIANXIN_HELP_PICTURES is set, it takes the pictures anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator

from tests.browser.people import WAIT, Window
from tests.browser.pictures import REPORT, ledger
from tests.browser.serving import SOURCE
from tests.translations import CATALOGUE, entries

FOLDER = SOURCE / "src" / "lianxin" / "web" / "static" / "help"
COLOURS, LARGEST, HIGHEST = 64, 60 * 1024, 640
SMALL = {"clerk": "qgb", "worker": "qingshui", "admin": "xitong"}
DEMO = {"clerk": "xian", "worker": "cun", "admin": "guanli"}
IN_ENGLISH: dict[str, str] = {}


@dataclass(frozen=True)
class Picture:
    """一张图: its file's name, whose window, how to get there, the words that it is there for."""

    name: str
    who: str
    go: Callable[[Window], None]
    shows: tuple[str, ...]
    part: str = ""  # the part of the page that is enough


def at(path: str) -> Callable[[Window], None]:
    """The page as it opens."""
    return lambda window: _go(window, path)


def record(window: Window) -> None:
    """One that is in hand."""
    window.go("/concerns/?tab=in_hand")
    window.page.get_by_role("main").locator("tbody").get_by_role("link").nth(1).click()


def deadline(window: Window) -> None:
    """Its date, day by day."""
    record(window)
    window.page.locator("main details.explain summary").first.click()
    window.page.locator("main section:has(> details.explain)").first.evaluate("section => section.scrollIntoView()")


def import_preview(window: Window) -> None:
    """A ledger as villages keep it."""
    window.go("/imports/")
    window.page.locator("main input[type=file]").set_input_files(
        {"name": "清水镇2026年台账.xlsx", "mimeType": "application/octet-stream", "buffer": ledger()}
    )
    window.page.locator("main form button").first.click()
    window.page.wait_for_url("**/imports/draft/**", timeout=6 * WAIT)
    window.page.locator("main [data-lx-again]").wait_for(state="detached", timeout=6 * WAIT)


def checked(window: Window) -> None:
    """A report with the faults that such reports have."""
    window.go("/check/")
    window.page.locator("main textarea").first.fill(REPORT)
    window.page.locator("main form button.main").first.click()


def campaign(window: Window) -> None:
    """An appraisal that has just been planned."""
    window.go("/appraisals/new/")
    for name, typed in (("title", "行政服务大厅四季度评议"), ("opens_on", date.today() + timedelta(days=30)),
                        ("closes_on", date.today() + timedelta(days=40))):  # fmt: skip
        window.page.locator(f"main [name={name}]").fill(str(typed))
    window.page.locator("main form button.main").first.click()


def person(window: Window) -> None:
    """Somebody's posts."""
    window.go("/setup/people/")
    window.page.get_by_role("main").locator("tbody").get_by_role("link").first.click()


PICTURES = (
    Picture("today", "clerk", at("/today/"), ("要我办的",)),
    Picture("register", "clerk", at("/concerns/register/"), ("反映的内容", "性质", "属地单位")),
    Picture("record", "clerk", record, ("分类决定", "经过", "下一步")),
    Picture("deadline", "clerk", deadline, ("规则", "第几日"), "main section:has(> details.explain)"),
    Picture("import", "clerk", import_preview, ("将新增", "退回的行", "改列对应")),
    Picture("figure-opened", "clerk", at("/figures/open/?code=concern.received"), ("收到诉求", "口径")),
    Picture("summary", "clerk", at("/summaries/"), ("看总结", "选择写哪些内容", "下载 docx")),
    Picture("checked", "clerk", checked, ("核对结果",)),
    Picture("campaign", "clerk", campaign, ("下一步", "阶段", "设领导小组")),
    Picture("stuck", "clerk", at("/supervision/stuck/"), ("等什么", "等谁")),
    Picture("visit", "worker", at("/visits/new/"), ("走访谁", "看到什么、听到什么", "有要解决的事")),
    Picture("person", "admin", person, ("任命", "重置密码", "停用账号")),
)


def said(word: str, language: str) -> str:
    """A word as it stands on the pages in this language."""
    if not IN_ENGLISH:
        IN_ENGLISH.update(
            {one.source: one.english[0] for one in entries((SOURCE / CATALOGUE).read_text("utf-8")) if one.english}
        )
    return IN_ENGLISH[word] if language == "en" else word


def take(window: Window, one: Picture, file: Path) -> None:
    """What the page has to say, from its title down, without the menus around it: of few colours, and never large."""
    page = window.page
    page.mouse.move(0, 0)
    shown = _box(page.locator(one.part or "main").first)
    title = page.locator("main h1").first
    top = shown["y"] if one.part or not title.count() else _box(title)["y"] - 5
    top = max(top, 0.0)
    clip = {
        **shown,
        "y": top,
        "height": min(HIGHEST, page.viewport_size["height"] - top, shown["y"] + shown["height"] - top),
    }  # type: ignore[index]
    page.screenshot(path=file, clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    with Image.open(file) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def _box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def _go(window: Window, path: str) -> None:
    assert window.go(path) == 200, path
