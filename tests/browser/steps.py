"""办一件诉求: what resident, clerk and department do on the pages, each step with what must stand there afterwards."""

import re
from random import Random

from playwright.sync_api import expect

from lianxin.pure.codes import new_secret
from tests.browser.album import Album
from tests.browser.people import Window


class Life:
    """一件诉求的经过, step by step, in the windows of those whom it concerns."""

    def __init__(self, text: str, *, resident: Window, clerk: Window, bureau: Window, album: Album) -> None:
        self.text, self.title = text, text.rstrip("。")[:30]
        self.resident, self.clerk, self.bureau, self.album = resident, clerk, bureau, album
        self.code = self.secret = ""

    @property
    def address(self) -> str:
        """Where the office finds it."""
        return f"/concerns/{self.code}/"

    def submits(self) -> None:
        """我要反映, without an account; the receipt shows code and secret once."""
        page = self.resident.page
        self.resident.go("/")
        self.album.take(self.resident, "four-doors")
        page.get_by_role("link", name="我要反映").first.click()
        page.get_by_label("什么事").fill(self.text)
        self.album.take(self.resident, "resident-writes")
        page.get_by_label("在哪个乡镇、村（社区）或学校").select_option(label="柳湾村")
        page.get_by_label("称呼").fill("柳长青")
        page.get_by_label("电话").fill("13900000001")
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_role("heading", name="已收到，这是您的回执")).to_be_visible()
        expect(page.get_by_text("前答复您").first).to_be_visible()
        self.album.take(self.resident, "receipt")
        words = page.get_by_role("main").inner_text()
        code = re.search(r"回执编号\s+([0-9A-Z]{4} [0-9A-Z]{4})", words)
        secret = re.search(r"查询密码\s+(\d{4} \d{4} \d{4})", words)
        assert code and secret
        page.reload()
        expect(page.get_by_role("heading", name="回执只显示一次")).to_be_visible()
        self.code, self.secret = code[1].replace(" ", ""), secret[1]

    def classifies_and_assigns(self) -> None:
        """今日 → the record → 分类受理 → 交办."""
        page = self.clerk.page
        self.clerk.go("/today/")
        row = page.get_by_role("link", name=self.title)
        expect(row).to_contain_text("分类受理")
        self.album.take(self.clerk, "clerk-today")
        row.click()
        expect(page).to_have_url(self.clerk.address + self.address)
        expect(page.get_by_text("柳长青")).to_have_count(0)  # masked until somebody asks, and then it is noted
        page.get_by_role("link", name="分类受理").click()
        page.get_by_label("分类", exact=True).select_option(label="道路路灯")
        page.get_by_role("radio", name="限期").check()
        page.get_by_label("明确态度").fill("应当解决，派人查看后修复。")
        page.get_by_label("责任人").fill("张建，县住建局经办员")
        page.get_by_role("button", name="分类受理").click()
        expect(page.get_by_role("status")).to_contain_text("已分类受理")
        page.get_by_role("link", name="交办").first.click()
        page.get_by_label("主办单位").fill("县住建局")
        self.album.take(self.clerk, "clerk-assigns")
        page.get_by_role("button", name="交办").click()
        expect(page.get_by_role("status")).to_contain_text("已交办")
        page.get_by_text("为什么是这一天").click()
        expect(page.get_by_role("cell", name="不计").first).to_be_visible()
        self.album.take(self.clerk, "record-explains-its-date")

    def signs_and_replies(self, text: str) -> None:
        """签收 and 答复, found from 今日."""
        page = self.bureau.page
        self.bureau.go("/today/")
        page.get_by_role("link", name=self.title).click()
        expect(page).to_have_url(self.bureau.address + self.address)
        page.get_by_role("button", name="签收").click()
        expect(page.get_by_role("status")).to_contain_text("已签收")
        page.get_by_role("link", name="答复").first.click()
        page.get_by_label("答复内容").fill(text)
        self.album.take(self.bureau, "department-replies")
        page.get_by_role("button", name="答复").click()
        expect(page.get_by_role("status")).to_contain_text("已答复")
        expect(page.get_by_text(text)).to_be_visible()

    def closes(self, outcome: str) -> None:
        """办结, with the staff's own word on whether it was solved."""
        page = self.clerk.page
        self.clerk.go(self.address)
        page.get_by_role("link", name="办结").first.click()
        page.get_by_role("radio", name=outcome, exact=True).check()
        page.get_by_role("button", name="办结").click()
        expect(page.get_by_role("status")).to_contain_text("已办结")

    def is_closed_to_a_wrong_secret(self) -> None:
        """A secret of another receipt opens nothing."""
        page = self.resident.page
        self.resident.go("/public/follow/")
        page.get_by_label("回执编号").fill(self.code)
        page.get_by_label("查询密码").fill(another(self.secret))
        page.get_by_role("button", name="查看").click()
        expect(page.get_by_role("alert")).to_contain_text("编号或密码不对")
        expect(page.get_by_text(self.title)).to_have_count(0)

    def rates(self, word: str, *, solved: bool) -> None:
        """评一评, with the code and the secret of the receipt."""
        page = self.resident.page
        self.resident.go("/public/rate/")
        page.get_by_label("回执编号").fill(self.code)
        page.get_by_label("查询密码").fill(self.secret)
        page.get_by_role("button", name="开始评价").click()
        page.get_by_role("group", name="您对办理满意吗").get_by_role("radio", name=word, exact=True).check()
        page.get_by_role("group", name="事情解决了吗").get_by_role("radio", name="是" if solved else "否").check()
        page.get_by_role("group", name="工作人员联系过您吗").get_by_role("radio", name="是").check()
        self.album.take(self.resident, "resident-rates")
        page.get_by_role("button", name="交上评价").click()
        expect(page.get_by_text("您的评价记下了")).to_be_visible()
        expect(page.get_by_text(f"您的评价：{word}")).to_be_visible()
        self.album.take(self.resident, "progress")

    def reopens(self) -> None:
        """重办: the resident is not satisfied, so it goes back to the unit for a second round."""
        page = self.clerk.page
        self.clerk.go(self.address)
        expect(page.get_by_text("群众评价：不满意")).to_be_visible()
        page.get_by_role("link", name="重办").click()
        page.get_by_label("理由").fill("群众反映换了灯泡还是不亮，请查线路。")
        page.get_by_role("button", name="重办").click()
        expect(page.get_by_role("status")).to_contain_text("已重办")
        expect(page.get_by_text("第 2 轮", exact=True)).to_be_visible()
        self.album.take(self.clerk, "second-round")


def another(secret: str) -> str:
    """A well-formed secret that is another one."""
    return next(one for one in (new_secret(Random(seed)) for seed in range(9)) if one != secret.replace(" ", ""))
