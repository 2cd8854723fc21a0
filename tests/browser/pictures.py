"""做画册: `make pictures` renders the demo county, and the story of one concern, into docs/pictures.

Every page at the desk (1366 × 768) and on the telephone (390 × 844), as much of it as the window shows.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from playwright.sync_api import expect

from lianxin.project.demo.accounts import PASSWORD
from tests.browser import album, serving
from tests.browser.people import Office, Window

FOLDER = serving.SOURCE / "docs" / "pictures"
CLERK, STATION, VILLAGE, BUREAU = "xian", "zhen", "cun", "zhujian"

REPORT = """清水镇第三季度群众工作总结

第三季度，全镇登记群众诉求128件，比去年同期的114件增加14件，增长12.8%。其中：求助76件、咨询31件、建议24件。
受理126件，办结119件，办结率94.4%。群众评价95件，其中满意88件，满意率92.6%，比上季度有所提高，回访率98%。
我们主要抓了四个方面的工作：一是敞开渠道；二是分类办理；三是按时答复。
"""
LEDGER = (
    ("序号", "登记日期", "诉求人", "联系电话", "所在村", "反映内容", "办理情况", "办结日期"),
    (1, "2026.9.3", "石秀兰", "13900000011", "石桥村", "村口路灯不亮，晚上看不见路。", "已更换灯泡。", "9月5日"),
    (2, "九月四日", "石大勇", "13900000012", "石桥村", "水渠堵塞，稻田进不了水。", "已清淤。", "2026-09-09"),
    (3, "2026/9/31", "柳长青", "13900000013", "石桥村", "低保申请没有回音。", "", ""),
    (4, "2026年9月8日", "石秀兰", "13900000011", "石桥村", "垃圾清运点离井太近。", "正在选址。", ""),
    (5, "2026-09-10", "", "", "石桥村", "", "", ""),
    ("合计", "", "", "", "", "", "", ""),
)


def today(window: Window) -> None:
    window.go("/today/")


def concerns(window: Window) -> None:
    window.go("/concerns/?tab=all")


def record(window: Window) -> None:
    """One that is in hand, with its date explained."""
    window.go("/concerns/?tab=in_hand")
    window.page.get_by_role("main").get_by_role("table").get_by_role("link").nth(1).click()
    window.page.get_by_text("为什么是这一天").click()


def figures(window: Window) -> None:
    window.go("/figures/")


def chart(window: Window) -> None:
    window.go("/figures/chart/")


def summary(window: Window) -> None:
    window.go("/summaries/")


def checker(window: Window) -> None:
    """A stranger's report with the faults that such reports have."""
    window.go("/check/")
    window.page.get_by_label("粘贴文字").fill(REPORT)
    window.page.get_by_role("main").get_by_role("button", name="核对").click()
    expect(window.page.get_by_role("heading", name="核对结果")).to_be_visible()


def register(window: Window) -> None:
    window.go("/concerns/register/")


def import_preview(window: Window) -> None:
    """A ledger as villages keep it, with two rows that need mending."""
    window.go("/imports/")
    window.page.get_by_label("台账文件").set_input_files(
        {"name": "清水镇2026年台账.xlsx", "mimeType": "application/octet-stream", "buffer": ledger()}
    )
    window.page.get_by_role("button", name="上传并预览").click()
    expect(window.page.get_by_role("heading", name="导入预览")).to_be_visible(timeout=60_000)


def login(window: Window) -> None:
    window.go("/accounts/login/")


def public_home(window: Window) -> None:
    window.go("/public/")


def public_submit(window: Window) -> None:
    window.go("/public/submit/")
    window.page.get_by_label("什么事").fill("石桥村村口的路灯坏了四天，晚上接孩子放学看不见路，请来修。")
    window.page.locator("h1").click()


def receipt(window: Window) -> None:
    public_submit(window)
    window.page.get_by_role("button", name="提交").click()
    expect(window.page.get_by_role("heading", name="已收到，这是您的回执")).to_be_visible()


def session(window: Window) -> None:
    """A session of today, with its log book filled in."""
    window.go("/reception/")
    rows = window.page.get_by_role("main").get_by_role("table").get_by_role("row")
    rows.filter(has_text="已接收").first.get_by_role("link").first.click()


def sorting(window: Window) -> None:
    """分类受理 of a concern that waits for it, with what the office's past suggests."""
    window.go("/concerns/?tab=to_sort")
    rows = window.page.get_by_role("main").get_by_role("table").get_by_role("row")
    rows.filter(has_text="待分办").first.get_by_role("link").first.click()
    window.page.get_by_role("link", name="分类受理").first.click()


def objection(window: Window) -> None:
    """A department says that it is not its own; whoever assigned it judges."""
    window.go("/duties/objections/")
    window.page.locator('main a[href*="/duties/objection/"]').first.click()


def own_page(window: Window) -> None:
    """What a resident reads who has slip and secret."""
    window.go("/public/follow/")
    window.page.get_by_label("回执编号").fill(SLIPS[-1]["code"])
    window.page.get_by_label("查询密码").fill(SLIPS[-1]["secret"])
    window.page.get_by_role("main").get_by_role("button", name="查看").click()
    expect(window.page.get_by_role("heading", name="办理经过")).to_be_visible()


def hot(window: Window) -> None:
    window.go("/issues/")


def row_of(window: Window, page: str, words: str) -> None:
    """Open the record whose row says these words."""
    window.go(page)
    rows = window.page.get_by_role("main").get_by_role("row").filter(has_text=words)
    rows.first.get_by_role("link").first.click()


def campaign(window: Window) -> None:
    row_of(window, "/appraisals/", "群众满意学校")


def preview(window: Window, look: str) -> None:
    row_of(window, "/questionnaires/", "机关作风群众评议问卷")
    window.page.locator('main a[href*="/preview/"]').first.click()
    window.page.goto(window.page.url.split("?")[0] + f"?look={look}")
    window.page.locator("fieldset, .phone-frame form").first.scroll_into_view_if_needed()


def questionnaire(window: Window) -> None:
    preview(window, "phone")


def questionnaire_elder(window: Window) -> None:
    preview(window, "elder")


def paper(window: Window) -> None:
    """The sheet that is printed, with its registration marks."""
    row_of(window, "/sheets/", "行政审批局")
    window.page.locator('main a[href*="/paper/"]').first.click()


def reading_desk(window: Window) -> None:
    row_of(window, "/sheets/", "行政审批局")
    window.page.locator('main a[href*="/batch/"]').first.click()
    window.page.locator('main a[href*="/desk/"]').first.click()


def result(window: Window) -> None:
    row_of(window, "/results/", "三季度")


def statform(window: Window) -> None:
    window.go("/statforms/")
    window.page.locator('main a[href^="/statforms/"]').filter(has_text="群众满意学校").first.click()


def rectifications(window: Window) -> None:
    window.go("/rectification/?tab=all")


def at(path: str) -> Callable[[Window], None]:
    """The page as it opens."""
    return lambda window: window.go(path)


def crowded(window: Window) -> None:
    """A visit is planned for a day on which the village already has visitors: the warning offers ways out."""
    window.go("/planner/coming/")
    rows = window.page.get_by_role("main").get_by_role("row").filter(has_text="石桥村").filter(has_text="县")
    taken = rows.first.get_by_role("cell").first.inner_text().partition("日")[0] + "日"
    window.go("/planner/new/")
    for label, typed in (("去哪里", "石桥村"), ("哪天去", taken), ("去做什么", "回访危房改造户")):
        window.page.get_by_label(label).fill(typed)
    window.page.get_by_role("main").get_by_role("button", name="安排").click()
    expect(window.page.get_by_role("heading", name="那几天村里已有安排")).to_be_visible()


#: the receipts of the demo county, each with its code and secret
SLIPS: list[dict[str, str]] = []


#: the picture's name, whose window ("" = a resident's), how to get there
def statement(window: Window) -> None:
    """A person's statement, every figure of which opens."""
    window.go("/statements/")
    window.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()


PAGES: tuple[tuple[str, str, Callable[[Window], None]], ...] = (
    ("login", "", login), ("public", "", public_home), ("public-submit", "", public_submit), ("receipt", "", receipt),
    ("today", STATION, today), ("list", CLERK, concerns), ("record", STATION, record), ("register", STATION, register),
    ("figures", CLERK, figures), ("chart", CLERK, chart), ("summary", STATION, summary), ("checker", CLERK, checker),
    ("import-preview", STATION, import_preview), ("reception", STATION, session), ("sorting", CLERK, sorting),
    ("objection", CLERK, objection), ("own-page", "", own_page), ("hot-issues", CLERK, hot),
    ("campaign", CLERK, campaign), ("questionnaire", CLERK, questionnaire),
    ("questionnaire-elder", CLERK, questionnaire_elder), ("paper-sheet", CLERK, paper),
    ("reading-desk", CLERK, reading_desk), ("appraisal-result", CLERK, result), ("statistics-form", CLERK, statform),
    ("rectification-ledger", CLERK, rectifications), ("planner", STATION, at("/planner/")),
    ("who-comes", VILLAGE, at("/planner/coming/")), ("next-visit", BUREAU, at("/planner/next/")),
    ("visitor-days", STATION, at("/planner/burden/")), ("plan-crowded", STATION, crowded),
    ("visit-new", VILLAGE, at("/visits/new/")), ("visits", STATION, at("/visits/")), ("duties", BUREAU, at("/quotas/")),
    ("offline", VILLAGE, at("/offline/app/")), ("statement", STATION, statement),
)  # fmt: skip


def main() -> int:
    """All pictures, or those whose names are given; `story` stands for the story of one concern."""
    wanted = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not wanted or "story" in wanted:
        _story()
    pages = [page for page in PAGES if not wanted or page[0] in wanted]
    if pages:
        with serving.served(demo=True) as address, serving.chromium() as browser:
            SLIPS[:] = json.loads((address.data / "demo.json").read_text(encoding="utf-8"))["slips"]
            office = Office(browser, address)
            for size in ("desktop", "phone"):
                _take(office, pages, size)
            office.close()
    print(f"{sum(file.stat().st_size for file in FOLDER.glob('*.png')) // 1024} kB in {FOLDER.name}")
    return 0


def _take(office: Office, pages: list[tuple[str, str, Callable[[Window], None]]], size: str) -> None:
    windows: dict[str, Window] = {}
    for name, who, go in pages:
        if who not in windows:
            windows[who] = office.window(phone=size == "phone")
            if who:
                windows[who].log_in(who, PASSWORD)
        go(windows[who])
        album.take(windows[who], FOLDER / f"{name}-{size}.png")
        print(f"{name}-{size}", *windows[who].complaints, flush=True)


def _story() -> None:
    surroundings = {**os.environ, album.FOLDER: str(FOLDER)}
    test = str(Path(__file__).with_name("test_story.py"))
    subprocess.run([sys.executable, "-m", "pytest", "-q", test], env=surroundings, cwd=serving.SOURCE, check=True)


def ledger() -> bytes:
    """The ledger as a workbook: a title over merged cells, then the header, then the rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("2026年")
        sheet.merge_range(0, 0, 0, len(LEDGER[0]) - 1, "清水镇2026年群众诉求登记台账")
        for number, row in enumerate(LEDGER, start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
