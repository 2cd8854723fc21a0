"""第一个小时: what a newcomer does from an empty place on, only by links and buttons that he sees; clicks are counted."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import WAIT, Window
from tests.samples import FOLDER

#: what the walk in the handbook (`newcomer.md`) shows
PICTURED = (
    "hour-begin",
    "hour-guide",
    "hour-preview",
    "hour-password",
    "hour-register",
    "hour-assign",
    "hour-figure",
    "hour-summary",
)
COUNTY, ADMIN, OWN = "临溪县", "guanli", "Shanqing-2026-shui"
FIRST_MATTER = "上沟村口小桥边的路灯坏了四天，晚上接孩子放学看不见路，请来修。"


class Newcomer:
    """一个人和他的窗口: every click and every page is counted; a picture is taken where the walk is written down."""

    def __init__(self, window: Window, picture: Callable[[Window, str], None]) -> None:
        self.window, self.page, self._picture = window, window.page, picture
        self.clicks = self.pages = 0
        self.page.on("framenavigated", lambda frame: self._count(frame.parent_frame is None))

    def _count(self, is_page: bool) -> None:
        self.pages += is_page

    @property
    def main(self) -> Locator:
        """What the page has to say."""
        return self.page.get_by_role("main")

    def press(self, name: str, role: str = "button", within: Locator | None = None) -> None:
        """A button or link that can be seen, by its words."""
        self.clicks += 1
        (within or self.main).get_by_role(role, name=name, exact=True).first.click(  # type: ignore[arg-type]
            timeout=6 * WAIT  # thirty passwords are made before the page of slips answers
        )

    def follow(self, name: str, within: Locator | None = None) -> None:
        """A link by its words."""
        self.press(name, "link", within)

    def menu(self, name: str) -> None:
        """A word of the rail."""
        self.follow(name, self.page.get_by_role("navigation", name="主要页面").first)

    def room(self, name: str) -> None:
        """A word of the second line."""
        self.follow(name, self.page.get_by_role("navigation", name="同类页面"))

    def sees(self, *words: str) -> None:
        """These words stand on the page."""
        for one in words:
            expect(self.main.get_by_text(one).first).to_be_visible()

    def fill(self, **typed: str) -> None:
        """Fields by their names in the form."""
        for name, value in typed.items():
            self.main.locator(f"[name={name}]").first.fill(value)

    def picture(self, name: str) -> None:
        """A picture of the page as it stands."""
        self._picture(self.window, name)

    # ── the administrator ────────────────────────────────────────────────────────────────────────

    def begins(self, code: str) -> None:
        """From the bare address to a county with one administrator, who logs in."""
        self.window.go("/")
        self.picture("hour-begin")
        self.fill(slip=code, county=COUNTY, name="钱程", username=ADMIN, password=OWN, again=OWN)
        self.press("设立本县")
        self.sees(f"{COUNTY}已经设立，请登录")
        self.logs_in(ADMIN, OWN)

    def logs_in(self, username: str, password: str) -> None:
        """登录, on whatever page asks for it."""
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.press("登录")

    def opens_the_guide(self) -> None:
        """By the sentence that stands on 今日."""
        self.menu("今日")
        self.page.get_by_role("link", name=re.compile("按建县向导接着办")).first.click()
        self.clicks += 1
        self.sees("建县向导")

    def brings_in(self, step: str, kind: str, says: str) -> None:
        """从 Excel 导入 of a step of the guide."""
        self.follow("从 Excel 导入", self.page.locator(f"#{step}"))
        self._takes_in(kind, says)

    def goes_on(self, word: str, kind: str, says: str) -> None:
        """The button that stands beside the result of the ledger before."""
        self.follow(word)
        self._takes_in(kind, says)

    def _takes_in(self, kind: str, says: str) -> None:
        """The sample file, looked at and confirmed, to the result."""
        self.main.locator("input[type=file]").set_input_files(FOLDER / f"{kind}-clean.xlsx")
        self.press("上传并预览")
        self.main.locator("[data-lx-again]").wait_for(state="detached", timeout=6 * WAIT)
        if kind == "units":
            self.picture("hour-preview")
        self.clicks += 1
        self.main.locator("button[name=confirm]").click()
        self.main.locator("[data-lx-again]").wait_for(state="detached", timeout=6 * WAIT)
        self.sees("导入结果", says)

    def hands_out_slips(self) -> dict[str, tuple[str, str]]:
        """初始密码条: every name with its login name and password."""
        found: dict[str, tuple[str, str]] = {}
        for sheet in range(2):
            self.press("生成并打印密码条")
            for slip in self.page.locator(".cut-slip").all():
                words = slip.inner_text()
                username, password = re.search(r"登录名\s+(\S+)", words), re.search(r"初始密码\s+(\S+)", words)
                assert username and password, words
                found[slip.get_by_role("heading").inner_text()] = (username[1], password[1])
            self.follow("印完了，回去印其余的" if sheet == 0 else "印完了，回到结果")
        expect(self.main.get_by_role("button", name="生成并打印密码条")).to_have_count(0)
        return found

    # ── whoever got a slip ───────────────────────────────────────────────────────────────────────

    def comes_in(self, slip: tuple[str, str]) -> None:
        """First log-in with the slip, and a password of one's own; then he stands before his work."""
        self.window.go("/accounts/login/")
        self.logs_in(*slip)
        self.sees("现在的密码别人知道，请先改成只有自己知道的")
        self.picture("hour-password")
        self.fill(oldpassword=slip[1], password1=OWN, password2=OWN)
        self.press("修改密码")
        expect(self.page).to_have_url(self.window.address + "/today/")

    def registers(self) -> None:
        """登记诉求 at the window: the first one of this county."""
        self.menu("诉求")
        self.follow("登记诉求")
        self.picture("hour-register")
        self.fill(text=FIRST_MATTER, unit="上沟村", name="邹某", phone="00000000901")
        self.main.get_by_role("radio", name="求助").check()
        self.press("登记")
        self.sees("已登记，请打印回执")

    def classifies_and_assigns(self) -> None:
        """分类受理 and 交办, found from 今日."""
        self.menu("今日")
        self.opens_first_matter()
        self.follow("分类受理")
        self.page.get_by_label("分类", exact=True).select_option(label="道路路灯")
        self.main.get_by_role("radio", name="限期").check()
        self.page.get_by_label("明确态度").fill("应当解决，派人查看后修复。")
        self.page.get_by_label("责任人").fill("梁栋一，县住建局经办员")
        self.press("分类受理")
        self.follow("交办")
        self.picture("hour-assign")
        self.page.get_by_label("主办单位").fill("县住建局")
        self.press("交办")
        expect(self.page.get_by_role("status")).to_contain_text("已交办")

    def opens_first_matter(self) -> None:
        """The first matter, wherever it stands on the page."""
        self.clicks += 1
        self.main.get_by_role("link", name=FIRST_MATTER[:12]).first.click()

    def signs_and_replies(self) -> None:
        """签收 and 答复, in the department."""
        self.opens_first_matter()
        self.press("签收")
        expect(self.page.get_by_role("status")).to_contain_text("已签收")
        self.follow("答复")
        self.page.get_by_label("答复内容").fill("已派人查看，灯泡已更换，当晚试灯正常。")
        self.press("答复")
        expect(self.page.get_by_role("status")).to_contain_text("已答复")

    def closes(self) -> None:
        """办结."""
        self.menu("今日")
        self.opens_first_matter()
        self.follow("办结")
        self.main.get_by_role("radio", name="已解决", exact=True).check()
        self.press("办结")
        expect(self.page.get_by_role("status")).to_contain_text("已办结")

    def opens_a_figure(self) -> None:
        """数字 → the list that is counted."""
        self.menu("数字")
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name="办结诉求", exact=True))
        self.clicks += 1
        row.get_by_role("cell").first.get_by_role("link").click()
        expect(self.page.get_by_role("status")).to_contain_text("共 1 件 = 上面的 1")
        self.sees(FIRST_MATTER[:12])
        self.picture("hour-figure")

    def checks_a_summary(self, kept: Path) -> None:
        """总结 of this month, taken out as docx and given to 核对 as it is."""
        self.menu("文书")
        self.picture("hour-summary")
        self.press("看总结")
        self.sees("办结诉求1件")
        with self.page.expect_download() as coming:
            self.press("下载 docx")
        coming.value.save_as(kept / coming.value.suggested_filename)
        self.room("核对")
        self.page.get_by_label("或者上传文件").set_input_files(kept / coming.value.suggested_filename)
        self.press("核对")
        expect(self.page.get_by_role("heading", name="核对结果")).to_be_visible()
        self.sees("没有发现不符的地方")
