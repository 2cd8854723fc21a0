"""一件诉求的一生: from the resident's telephone to a digit in a summary, through the pages alone."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from playwright.sync_api import Locator, expect

from tests.browser.album import Album
from tests.browser.people import Office, Window
from tests.browser.steps import Life
from tests.reports.word import W, rewritten

pytestmark = pytest.mark.browser

LAMP = "柳湾村口小桥边的路灯坏了四天，晚上接孩子放学看不见路，请来修。"
FIGURES = ("办结诉求", "群众确认解决诉求")


def test_a_concern_goes_from_the_residents_telephone_to_a_digit_in_the_summary(office: Office) -> None:
    album, resident = Album("story"), office.window(phone=True)
    clerk, bureau, stranger = (office.desk_of(name) for name in ("qgb", "zhujian", "baisha"))
    life = Life(LAMP, resident=resident, clerk=clerk, bureau=bureau, album=album)
    before = month_of(clerk)

    life.submits()
    life.classifies_and_assigns()
    assert stranger.go(life.address) == 404
    life.signs_and_replies("已派人查看，灯泡已更换。")
    life.closes("已解决")
    life.is_closed_to_a_wrong_secret()
    life.rates("不满意", solved=False)
    life.reopens()
    life.signs_and_replies("线路老化，已重新布线，今晚试灯正常。")
    life.closes("已解决")
    life.rates("满意", solved=True)

    after = month_of(clerk, album)
    assert {name: after[name] - before[name] for name in FIGURES} == {"办结诉求": 1, "群众确认解决诉求": 1}
    opens(clerk, "群众确认解决诉求", after["群众确认解决诉求"], life, album)
    file = summary_says(clerk, after, album)
    finds_nothing(clerk, file)
    right = str(after["办结诉求"])
    wrong = right[:-1] + ("8" if right[-1] == "3" else "3")
    names_the_digit(clerk, with_closed(file, right, wrong), right, wrong, album)

    for window in office.windows:
        assert window.complaints == []


def month_of(clerk: Window, album: Album | None = None) -> dict[str, int]:
    """数字: this month's figures of the county, as the table shows them."""
    page = clerk.page
    clerk.go("/today/")
    rail(clerk).get_by_role("link", name="数字").click()
    expect(page.get_by_role("heading", name=f"定安县 {this_month()}")).to_be_visible()
    found = {name: int(cell(clerk, name).inner_text()) for name in FIGURES}
    if album:
        cell(clerk, FIGURES[0]).scroll_into_view_if_needed()
        album.take(clerk, "figures")
    return found


def this_month() -> str:
    today = datetime.now(ZoneInfo("Asia/Shanghai"))
    return f"{today.year}年{today.month}月"


def rail(clerk: Window) -> Locator:
    return clerk.page.get_by_role("navigation", name="主要页面").first


def cell(clerk: Window, name: str) -> Locator:
    """The link that is this period's figure of an indicator."""
    row = clerk.page.get_by_role("row").filter(has=clerk.page.get_by_role("rowheader", name=name, exact=True))
    return row.get_by_role("cell").first.get_by_role("link")


def opens(clerk: Window, name: str, count: int, life: Life, album: Album) -> None:
    """A figure opens into the very records that it counts."""
    page = clerk.page
    cell(clerk, name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(f"共 {count} 件 = 上面的 {count}")
    expect(page.get_by_role("table").get_by_role("link")).to_have_count(count)
    link = page.get_by_role("table").get_by_role("link", name=life.title)
    expect(link).to_have_attribute("href", life.address)
    album.take(clerk, "figure-opens")


def summary_says(clerk: Window, figures: dict[str, int], album: Album) -> bytes:
    """文书: the month's summary says both figures; returns the docx as downloaded."""
    page = clerk.page
    rail(clerk).get_by_role("link", name="文书").click()
    page.get_by_label("时期").select_option(label=this_month())
    page.get_by_role("button", name="看总结").click()
    paper = page.get_by_role("article")
    expect(paper).to_contain_text(f"办结诉求{figures['办结诉求']}件")
    expect(paper).to_contain_text(f"问题已解决的{figures['群众确认解决诉求']}件")
    paper.get_by_text("办结诉求").last.scroll_into_view_if_needed()
    album.take(clerk, "summary")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 docx").click()
    assert coming.value.suggested_filename == f"定安县{this_month()}群众工作总结.docx"
    return Path(coming.value.path()).read_bytes()


def with_closed(file: bytes, right: str, wrong: str) -> bytes:
    """The docx as an editor leaves it who typed another digit into the figure 办结诉求 of this month."""

    def change(root: etree._Element) -> None:
        (control,) = (one for one in root.iter(W + "sdt") if words_before(one).endswith("办结诉求"))
        texts = list(control.iter(W + "t"))
        assert "".join(node.text or "" for node in texts) == right
        texts[0].text = wrong

    return rewritten(file, change)


def words_before(control: etree._Element) -> str:
    """What the paragraph says before a control."""
    return "".join(control.xpath("preceding-sibling::*//w:t/text()", namespaces={"w": W.strip("{}")}))


def checks(clerk: Window, file: bytes, name: str) -> None:
    """核对: upload a file and have it read."""
    page = clerk.page
    rail(clerk).get_by_role("link", name="文书").click()
    page.get_by_role("navigation", name="同类页面").get_by_role("link", name="核对").click()
    page.get_by_label("或者上传文件").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": file}
    )
    page.get_by_role("main").get_by_role("button", name="核对").click()
    expect(page.get_by_role("heading", name="核对结果")).to_be_visible()


def finds_nothing(clerk: Window, file: bytes) -> None:
    """As long as nobody touched it, every figure agrees with the records."""
    checks(clerk, file, "总结.docx")
    expect(clerk.page.get_by_role("main")).to_contain_text("没有发现不符的地方")


def names_the_digit(clerk: Window, file: bytes, right: str, wrong: str, album: Album) -> None:
    """One digit was changed: the page says which figure, what the records say and what stands there now."""
    checks(clerk, file, "总结（改）.docx")
    findings = clerk.page.get_by_role("main").locator(".note")
    expect(findings.filter(has_text=f"办结诉求（{this_month()}）：记录为{right}，文中被改为{wrong}")).to_have_count(1)
    album.take(clerk, "checker-names-the-digit")
