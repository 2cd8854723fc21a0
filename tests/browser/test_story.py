"""一件诉求的一生: from the resident's telephone to a digit in a summary, through the pages alone."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from playwright.sync_api import Locator, expect

from tests.browser.album import Album
from tests.browser.people import Office, Window
from tests.reports.word import W, rewritten

pytestmark = pytest.mark.browser

LAMP = "柳湾村口小桥边的路灯坏了四天，晚上接孩子放学看不见路，请来修。"
TITLE = "柳湾村口小桥边的路灯坏了四天"
FIGURES = ("办结诉求", "群众确认解决诉求")


def test_a_concern_goes_from_the_residents_telephone_to_a_digit_in_the_summary(office: Office) -> None:
    album = Album("story")
    resident = office.window(phone=True)
    clerk, bureau, stranger = (office.desk_of(name) for name in ("qgb", "zhujian", "baisha"))

    before = month_of(clerk)
    code, secret = submits(resident, album)
    record = f"/concerns/{code}/"
    classifies_and_assigns(clerk, record, album)
    assert stranger.go(record) == 404
    signs_and_replies(bureau, record, "已派人查看，灯泡已更换。", album)
    closes(clerk, record, "已解决")
    wrong_secret_is_refused(resident, code, secret)
    rates(resident, code, secret, "不满意", solved=False, album=album)
    reopens(clerk, record, album)
    signs_and_replies(bureau, record, "线路老化，已重新布线，今晚试灯正常。", album)
    closes(clerk, record, "已解决")
    rates(resident, code, secret, "满意", solved=True, album=album)

    after = month_of(clerk, album)
    assert {name: after[name] - before[name] for name in FIGURES} == {"办结诉求": 1, "群众确认解决诉求": 1}
    opens(clerk, "群众确认解决诉求", after["群众确认解决诉求"], record, album)
    file = summary_says(clerk, after, album)
    finds_nothing(clerk, file)
    right = str(after["办结诉求"])
    wrong = right[:-1] + ("8" if right[-1] == "3" else "3")
    names_the_digit(clerk, with_closed(file, right, wrong), right, wrong, album)
    for window in office.windows:
        assert window.complaints == []


def submits(resident: Window, album: Album) -> tuple[str, str]:
    """我要反映, without an account; returns code and secret as the receipt shows them."""
    page = resident.page
    resident.go("/")
    album.take(resident, "four-doors")
    page.get_by_role("link", name="我要反映").first.click()
    page.get_by_label("什么事").fill(LAMP)
    album.take(resident, "resident-writes")
    page.get_by_label("在哪个乡镇、村（社区）或学校").select_option(label="柳湾村")
    page.get_by_label("称呼").fill("柳长青")
    page.get_by_label("电话").fill("13900000001")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已收到，这是您的回执")).to_be_visible()
    expect(page.get_by_text("前答复您").first).to_be_visible()
    album.take(resident, "receipt")
    words = page.get_by_role("main").inner_text()
    code = re.search(r"回执编号\s+([0-9A-Z]{4} [0-9A-Z]{4})", words)
    secret = re.search(r"查询密码\s+(\d{4} \d{4} \d{4})", words)
    assert code and secret
    page.reload()
    expect(page.get_by_role("heading", name="回执只显示一次")).to_be_visible()
    return code[1].replace(" ", ""), secret[1]


def classifies_and_assigns(clerk: Window, record: str, album: Album) -> None:
    """今日 → the record → 分类受理 → 交办."""
    page = clerk.page
    clerk.go("/today/")
    row = page.get_by_role("link", name=TITLE)
    expect(row).to_contain_text("分类受理")
    album.take(clerk, "clerk-today")
    row.click()
    expect(page).to_have_url(clerk.address + record)
    expect(page.get_by_text("柳长青")).to_have_count(0)  # masked until somebody asks, and then it is noted
    page.get_by_role("link", name="分类受理").click()
    page.get_by_label("分类", exact=True).select_option(label="道路路灯")
    page.get_by_role("radio", name="限期").check()
    page.get_by_role("button", name="分类受理").click()
    expect(page.get_by_role("status")).to_contain_text("已分类受理")
    page.get_by_role("link", name="交办").first.click()
    page.get_by_label("承办单位").fill("县住建局")
    album.take(clerk, "clerk-assigns")
    page.get_by_role("button", name="交办").click()
    expect(page.get_by_role("status")).to_contain_text("已交办")
    page.get_by_text("为什么是这一天").click()
    expect(page.get_by_role("cell", name="不计").first).to_be_visible()
    album.take(clerk, "record-explains-its-date")


def signs_and_replies(bureau: Window, record: str, text: str, album: Album) -> None:
    """签收 and 答复, found from 今日."""
    page = bureau.page
    bureau.go("/today/")
    page.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(bureau.address + record)
    page.get_by_role("button", name="签收").click()
    expect(page.get_by_role("status")).to_contain_text("已签收")
    page.get_by_role("link", name="答复").first.click()
    page.get_by_label("答复内容").fill(text)
    album.take(bureau, "department-replies")
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_role("status")).to_contain_text("已答复")
    expect(page.get_by_text(text)).to_be_visible()


def closes(clerk: Window, record: str, outcome: str) -> None:
    """办结, with the staff's own word on whether it was solved."""
    page = clerk.page
    clerk.go(record)
    page.get_by_role("link", name="办结").first.click()
    page.get_by_role("radio", name=outcome, exact=True).check()
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_role("status")).to_contain_text("已办结")


def wrong_secret_is_refused(resident: Window, code: str, secret: str) -> None:
    """A secret of another receipt opens nothing."""
    page = resident.page
    resident.go("/public/follow/")
    page.get_by_label("回执编号").fill(code)
    page.get_by_label("查询密码").fill(another(secret))
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("alert")).to_contain_text("编号或密码不对")
    expect(page.get_by_text(TITLE)).to_have_count(0)


def another(secret: str) -> str:
    """A well-formed secret that is another one."""
    from random import Random

    from lianxin.pure.codes import new_secret

    return next(one for one in (new_secret(Random(seed)) for seed in range(9)) if one != secret.replace(" ", ""))


def rates(resident: Window, code: str, secret: str, word: str, *, solved: bool, album: Album) -> None:
    """评一评, with the code and the secret of the receipt."""
    page = resident.page
    resident.go("/public/rate/")
    page.get_by_label("回执编号").fill(code)
    page.get_by_label("查询密码").fill(secret)
    page.get_by_role("button", name="开始评价").click()
    page.get_by_role("group", name="您对办理满意吗").get_by_role("radio", name=word, exact=True).check()
    page.get_by_role("group", name="事情解决了吗").get_by_role("radio", name="是" if solved else "否").check()
    page.get_by_role("group", name="工作人员联系过您吗").get_by_role("radio", name="是").check()
    album.take(resident, "resident-rates")
    page.get_by_role("button", name="交上评价").click()
    expect(page.get_by_text("您的评价记下了")).to_be_visible()
    expect(page.get_by_text(f"您的评价：{word}")).to_be_visible()
    album.take(resident, "progress")


def reopens(clerk: Window, record: str, album: Album) -> None:
    """重办: the resident is not satisfied, so it goes back to the unit for a second round."""
    page = clerk.page
    clerk.go(record)
    expect(page.get_by_text("群众评价：不满意")).to_be_visible()
    page.get_by_role("link", name="重办").click()
    page.get_by_label("理由").fill("群众反映换了灯泡还是不亮，请查线路。")
    page.get_by_role("button", name="重办").click()
    expect(page.get_by_role("status")).to_contain_text("已重办")
    expect(page.get_by_text("第 2 轮", exact=True)).to_be_visible()
    album.take(clerk, "second-round")


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


def opens(clerk: Window, name: str, count: int, record: str, album: Album) -> None:
    """A figure opens into the very records that it counts."""
    page = clerk.page
    cell(clerk, name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(f"共 {count} 件 = 上面的 {count}")
    expect(page.get_by_role("table").get_by_role("link")).to_have_count(count)
    link = page.get_by_role("table").get_by_role("link", name=TITLE)
    expect(link).to_have_attribute("href", record)
    album.take(clerk, "figure-opens")


def summary_says(clerk: Window, figures: dict[str, int], album: Album) -> bytes:
    """文书: the month's summary says both figures; returns the docx as downloaded."""
    page = clerk.page
    rail(clerk).get_by_role("link", name="文书").click()
    page.get_by_label("时期").select_option(label=this_month())
    page.get_by_role("button", name="看总结").click()
    paper = page.get_by_role("article")
    expect(paper).to_contain_text(f"办结诉求{figures['办结诉求']}件")
    expect(paper).to_contain_text(f"群众本人确认已解决的{figures['群众确认解决诉求']}件")
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
    rail(clerk).get_by_role("link", name="核对").click()
    page.get_by_label("或者上传文件").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": file}
    )
    page.get_by_role("main").get_by_role("button", name="核对").click()
    expect(page.get_by_role("heading", name="核对结果")).to_be_visible()


def finds_nothing(clerk: Window, file: bytes) -> None:
    """As long as nobody touched it, every figure agrees with the records."""
    checks(clerk, file, "总结.docx")
    expect(clerk.page.get_by_role("main")).to_contain_text("没有发现不符的数字")


def names_the_digit(clerk: Window, file: bytes, right: str, wrong: str, album: Album) -> None:
    """One digit was changed: the page says which figure, what the records say and what stands there now."""
    checks(clerk, file, "总结（改）.docx")
    findings = clerk.page.get_by_role("main").get_by_role("list").first.get_by_role("listitem")
    expect(findings.filter(has_text=f"办结诉求（{this_month()}）：记录为{right}，文中被改为{wrong}")).to_have_count(1)
    album.take(clerk, "checker-names-the-digit")
