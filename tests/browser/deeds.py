"""办事的人: the deeds that several stories share, each done on its page, with what must stand there afterwards."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.browser.people import Window

CODE = re.compile(r"回执(?:编号|码)\s+([0-9A-Z]{4} [0-9A-Z]{4})")
SECRET = re.compile(r"查询密码\s+(\d{4} \d{4} \d{4})")


@dataclass(frozen=True)
class Case:
    """一件诉求: what was said, the code, and the secret that only the slip in the resident's hand has."""

    text: str
    code: str
    secret: str

    @property
    def title(self) -> str:
        return self.text.rstrip("。")[:30]

    @property
    def address(self) -> str:
        return f"/concerns/{self.code}/"


def today() -> date:
    """The day at the county's own clock."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def in_days(days: int) -> str:
    """A day to come, as it is typed."""
    return (today() + timedelta(days=days)).isoformat()


def main(window: Window) -> Locator:
    return window.page.get_by_role("main")


def shown_code(window: Window) -> str:
    """The code of the concern whose page is open."""
    return window.page.url.rstrip("/").rpartition("/")[2]


def fills(window: Window, fields: Mapping[str, str], picks: Iterable[str] = ()) -> None:
    """Type into the fields by their labels and tick the choices by their words."""
    for word in picks:
        main(window).get_by_role("radio", name=word, exact=True).check()
    for label, words in fields.items():
        field = main(window).get_by_label(label).first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=words)
        else:
            field.fill(words)


def presses(window: Window, button: str) -> None:
    main(window).get_by_role("button", name=button, exact=True).click()


def is_told(window: Window, words: str) -> None:
    """The page says that it is done."""
    expect(window.page.get_by_role("status").first).to_contain_text(words)


def is_refused(window: Window, words: str) -> None:
    """The page says why not."""
    expect(window.page.get_by_role("alert").first).to_contain_text(words)


def step(window: Window, word: str) -> Locator:
    """The link to a next step on the page of a concern, with 更多办法 unfolded where it stands there."""
    link = main(window).get_by_role("link", name=word, exact=True)
    further = main(window).get_by_text("更多办法", exact=True)
    if link.count() == 0 and further.count():
        further.click()
    return link


def does(window: Window, case: Case, word: str, fields: Mapping[str, str], picks: Iterable[str] = ()) -> None:
    """Open the case, choose the step, fill its form and send it."""
    window.go(case.address)
    step(window, word).first.click()
    fills(window, fields, picks)
    presses(window, word)


def slip_of(window: Window, text: str) -> Case:
    """The slip that the page shows once."""
    words = main(window).inner_text()
    code, secret = CODE.search(words), SECRET.search(words)
    assert code and secret, words
    return Case(text, code[1].replace(" ", ""), secret[1])


def brings(resident: Window, text: str, where: str = "柳湾村") -> Case:
    """我要反映, by the resident himself."""
    resident.go("/public/submit/")
    fills(resident, {"什么事": text, "在哪个乡镇、村（社区）或学校": where, "称呼": "柳长青", "电话": "13900000001"})
    presses(resident, "提交")
    expect(resident.page.get_by_role("heading", name="已收到，这是您的回执")).to_be_visible()
    return slip_of(resident, text)


def classifies(clerk: Window, case: Case, topic: str = "道路路灯") -> None:
    """分类受理 as a matter to be solved within a limit."""
    clerk.go(case.address)
    step(clerk, "分类受理").first.click()
    main(clerk).get_by_label("分类", exact=True).select_option(label=topic)
    fills(clerk, {"明确态度": "应当解决，派人查看后办理。", "责任人": "张建，县住建局经办员"}, ["限期（挂账）"])
    presses(clerk, "分类受理")
    is_told(clerk, "已分类受理")


def assigns(clerk: Window, case: Case, to: str = "县住建局") -> None:
    """交办."""
    does(clerk, case, "交办", {"主办单位": to})
    is_told(clerk, "已交办")


def signs(bureau: Window, case: Case) -> None:
    """签收."""
    bureau.go(case.address)
    presses(bureau, "签收")
    is_told(bureau, "已签收")


def replies(bureau: Window, case: Case, text: str, **more: str) -> None:
    """答复."""
    does(bureau, case, "答复", {"答复内容": text, **more})
    is_told(bureau, "已答复")


def closes(clerk: Window, case: Case, outcome: str = "已解决") -> None:
    """办结."""
    does(clerk, case, "办结", {}, [outcome])
    is_told(clerk, "已办结")


def follows(resident: Window, case: Case) -> None:
    """查进度, with the code and the secret of the slip."""
    _opens(resident, "/public/follow/", case, "查看")
    expect(resident.page.get_by_role("heading", name="办理经过")).to_be_visible()


def rates(resident: Window, case: Case, word: str, *, solved: bool) -> None:
    """评一评, by the resident's own secret."""
    page = resident.page
    _opens(resident, "/public/rate/", case, "开始评价")
    page.get_by_role("group", name="您对办理满意吗").get_by_role("radio", name=word, exact=True).check()
    page.get_by_role("group", name="事情解决了吗").get_by_role("radio", name="是" if solved else "否").check()
    page.get_by_role("group", name="工作人员联系过您吗").get_by_role("radio", name="是").check()
    page.get_by_role("button", name="交上评价").click()
    expect(page.get_by_text("您的评价记下了")).to_be_visible()


def _opens(resident: Window, path: str, case: Case, button: str) -> None:
    resident.go(path)
    fills(resident, {"回执编号": case.code, "查询密码": case.secret})
    presses(resident, button)


def downloads(window: Window, role: str, name: str) -> str:
    """Press what hands out a docx; returns the words that stand in it."""
    with window.page.expect_download() as coming:
        main(window).get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(Path(coming.value.path()).read_bytes())) as paper:
        document = paper.read("word/document.xml").decode("utf-8")
    return re.sub(r"<[^>]+>", "", document)
