"""几条路: other ways in and through than the straight one, each from the page where it begins to the page where it ends."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.album import Album
from tests.browser.county import OLD
from tests.browser.deeds import (
    Case,
    assigns,
    brings,
    classifies,
    closes,
    does,
    downloads,
    fills,
    follows,
    in_days,
    is_refused,
    is_told,
    main,
    presses,
    rates,
    replies,
    shown_code,
    signs,
    slip_of,
    step,
    today,
)
from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser

GONE, FORBIDDEN = 404, 403
WEEKDAYS = "一二三四五六日"


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(office: Office):
    """No window said an error or asked abroad in the whole story."""
    yield
    assert [window.complaints for window in office.windows if window.complaints] == []


class TestAReceptionDay:
    LAMP = "石桥村桥头路灯不亮，请看一看。"
    ROAD = "清水镇到石桥村的公路年年修年年坏，请研究彻底整修。"

    def test_goes_from_the_roster_to_the_weekly_pack(self, office: Office) -> None:
        clerk, leader, stranger = (office.desk_of(name) for name in ("qingshui", "qingshui_ld", "baisha"))

        self.is_arranged(clerk)
        session = self.opens_my_day(leader)
        assert stranger.go(session) == GONE
        self.keeps_the_book(leader, session)
        self.hands_the_book_over(leader, clerk, session)
        self.packs_the_agenda(clerk)

    def is_arranged(self, clerk: Window) -> None:
        """规定, 轮值, 排期; and the meeting that major matters go to. Nobody on the roster: nothing is planned."""
        page = clerk.page
        clerk.go("/reception/")
        page.get_by_role("link", name="排期和轮值").click()
        page.get_by_role("link", name="设立接待规定").click()
        page.get_by_label("单位", exact=True).fill("清水镇")
        fills(clerk, {"名称": "书记接待日", "开始时间": "8:30", "结束时间": "11:30", "地点": "镇政府一楼接待室",
                      "接收记录簿的办公室": "群众工作站", "从哪天起": today().isoformat()})  # fmt: skip
        for number, word in enumerate(WEEKDAYS):
            page.get_by_label(f"周{word}", exact=True).set_checked(number == today().weekday())
        page.get_by_label("节假日除外").uncheck()  # today may be one
        presses(clerk, "保存")
        expect(page.get_by_role("heading", name="书记接待日")).to_be_visible()
        fills(clerk, {"到哪一天": in_days(13)})
        presses(clerk, "排期")
        is_refused(clerk, "请先把轮值人员列入名单")
        fills(clerk, {"人员": "唐山河"})
        presses(clerk, "列入轮值")
        fills(clerk, {"到哪一天": in_days(13)})
        presses(clerk, "排期")
        expect(page.get_by_role("table").get_by_role("row")).to_have_count(3)  # the head, today, in a week
        clerk.go("/reception/agenda/")
        fills(clerk, {"会议名称": "党政联席会议"})
        presses(clerk, "设立会议")
        is_told(clerk, "已设立")

    def opens_my_day(self, leader: Window) -> str:
        """我的接待; where the page of today's session is."""
        leader.go("/reception/")
        link = main(leader).get_by_role("list").get_by_role("link", name="书记接待日").or_(
            main(leader).get_by_role("link", name="镇政府一楼接待室")
        )  # fmt: skip
        link.first.click()
        expect(leader.page.get_by_role("heading", level=1)).to_contain_text("书记接待日")
        expect(main(leader)).to_contain_text("记录簿还是空的")
        return leader.page.url.removeprefix(leader.address)

    def keeps_the_book(self, leader: Window, session: str) -> None:
        """One solved on the spot, one for the meeting; which meeting has to be said."""
        self.enters(leader, session, self.LAMP, "当场解决", "当场联系电工，下午换灯。")
        slip_of(leader, self.LAMP)
        self.enters(leader, session, self.ROAD, "提交会议", "涉及全镇资金，提请研究。")
        expect(main(leader)).to_contain_text("请选提交哪个会议")
        fills(leader, {"提交哪个会议": "党政联席会议"})
        presses(leader, "登记")
        slip_of(leader, self.ROAD)
        leader.go(session)
        expect(main(leader).get_by_role("heading", name="记录簿")).to_contain_text("2 件 2 人")

    def enters(self, leader: Window, session: str, text: str, decision: str, opinion: str) -> None:
        leader.go(session)
        main(leader).get_by_role("link", name="登记来访").click()
        main(leader).get_by_label("分类", exact=True).select_option(label="道路路灯")
        fills(leader, {"反映的内容": text, "诉求人姓名": "石秀兰", "处理意见内容": opinion}, [decision])
        presses(leader, "登记")

    def hands_the_book_over(self, leader: Window, clerk: Window, session: str) -> None:
        """填完, 移交, 接收; afterwards nothing more is written into the book."""
        leader.go(session)
        presses(leader, "填写完毕")
        is_told(leader, "已填写完毕")
        presses(leader, "移交群众工作站")
        is_told(leader, "已移交")
        assert leader.go(session + "enter/") == 409
        clerk.go(session)
        presses(clerk, "接收记录簿")
        is_told(clerk, "已接收")

    def packs_the_agenda(self, clerk: Window) -> None:
        """整理议题: the paper of the week holds what goes to the meeting, not what was solved on the spot."""
        clerk.go("/reception/agenda/")
        words = downloads(clerk, "button", "整理并下载 docx")
        assert "彻底整修" in words and "党政联席会议" in words
        assert "桥头路灯" not in words
        clerk.go("/reception/agenda/")
        expect(main(clerk).get_by_role("button", name="整理并下载 docx")).to_have_count(0)
        expect(main(clerk).get_by_text("1 件", exact=True)).to_be_visible()


class TestALetterFromTheUpperLevel:
    PIPE = "石桥村二组自来水管漏水半年没有人修。"

    def test_is_given_back_in_time(self, office: Office) -> None:
        clerk, bureau, stranger = (office.desk_of(name) for name in ("qgb", "shuili", "baisha"))
        case = self.comes_in(clerk)
        order = f"/levels/orders/{case.code}/"
        assert (stranger.go(order), stranger.go(case.address)) == (GONE, GONE)

        classifies(clerk, case)
        assigns(clerk, case, "县水利局")
        signs(bureau, case)
        replies(bureau, case, "漏点已更换新管，水压恢复。")
        self.goes_back(clerk, order)
        is_refused(clerk, "办结报告要在诉求办结之后报送")
        closes(clerk, case)
        self.goes_back(clerk, order)

        expect(main(clerk)).to_contain_text("按期反馈")
        words = downloads(clerk, "link", "下载 docx")
        assert "市信转〔2026〕31号" in words and "已更换新管" in words and "石秀兰" not in words
        clerk.go("/levels/?tab=returned")
        expect(main(clerk).get_by_role("row").filter(has_text="市信转〔2026〕31号")).to_contain_text("按期反馈")

    def comes_in(self, clerk: Window) -> Case:
        """登记上级来件, with its number and the day by which it goes back."""
        clerk.go("/levels/")
        main(clerk).get_by_role("link", name="登记上级来件").click()
        fills(clerk, {"来件机关": "市信访局", "来文编号": "市信转〔2026〕31号", "反馈期限": in_days(20),
                      "反映的内容": self.PIPE, "属地单位": "石桥村", "诉求人姓名": "石秀兰"}, ["交办", "办结报告"])  # fmt: skip
        presses(clerk, "登记")
        is_told(clerk, "已登记上级来件")
        return Case(self.PIPE, shown_code(clerk), secret="")

    def goes_back(self, clerk: Window, order: str) -> None:
        """报送上级."""
        clerk.go(order)
        main(clerk).get_by_role("link", name="报送上级").click()
        fills(clerk, {"办理情况": "现场核查后已更换新管，回访群众满意。", "反馈文号": "定群〔2026〕5号"})
        presses(clerk, "报送")


class TestAnExplainedCase:
    HOUSE = "柳湾村老宅想在基本农田上扩建，请批准。"

    def test_that_leaves_its_resident_unhappy_ends_by_a_review_from_above(self, office: Office) -> None:
        resident = office.window(phone=True)
        clerk, bureau = (office.desk_of(name) for name in ("qgb", "zhujian"))
        case = brings(resident, self.HOUSE)

        self.is_classified_with_its_policy(clerk, case)
        assigns(clerk, case)
        signs(bureau, case)
        replies(
            bureau,
            case,
            "该处是永久基本农田，依法不能建房，可申请村内空闲宅基地。",
            释明记录="当面讲了第三十五条，对方听明白了。",
        )
        closes(clerk, case, "已解释说明")
        clerk.go(case.address)
        expect(step(clerk, "复核认定")).to_have_count(0)  # nobody has said that he is not content
        rates(resident, case, "不满意", solved=False)
        bureau.go(case.address)
        expect(step(bureau, "复核认定")).to_have_count(0)
        assert bureau.go(f"/callbacks/{case.code}/review/") == FORBIDDEN
        fields = {
            "认定的理由": "现场核实，确属永久基本农田。",
            "依据": "土地管理法第三十五条",
            "哪天告知的": today().isoformat(),
        }
        does(clerk, case, "复核认定", fields, ["书面"])

        is_told(clerk, "已复核认定")
        follows(resident, case)
        expect(main(resident)).to_contain_text("定安县复核认定，不再重办，依据：土地管理法第三十五条")

    def is_classified_with_its_policy(self, clerk: Window, case: Case) -> None:
        """释明 without a policy is refused."""
        clerk.go(case.address)
        step(clerk, "分类受理").first.click()
        main(clerk).get_by_label("分类", exact=True).select_option(label="道路路灯")
        fills(clerk, {}, ["释明"])
        presses(clerk, "分类受理")
        is_refused(clerk, "政策")
        fills(clerk, {"依据的政策": "土地管理法", "条款": "第三十五条"}, ["释明"])
        presses(clerk, "分类受理")
        is_told(clerk, "已分类受理")


class TestAMergeUndone:
    FIRST = "柳湾村小桥东头路面有个大坑，摩托车摔过两回。"
    SECOND = "柳湾村小桥西头栏杆断了，孩子过桥危险。"

    def test_leaves_two_neighbours_each_with_an_answer(self, office: Office) -> None:
        one, other = (office.window(phone=True) for _ in range(2))
        clerk, bureau = (office.desk_of(name) for name in ("qgb", "zhujian"))
        first, second = brings(one, self.FIRST), brings(other, self.SECOND)

        does(clerk, second, "并案", {"并到哪一件": "ZZZZ9999", "为什么是同一件事": "同一座桥。"})
        is_refused(clerk, "没有找到这个编号的诉求")
        fills(clerk, {"并到哪一件": first.code})
        presses(clerk, "并案")
        is_told(clerk, "已并案")
        expect(main(clerk)).to_contain_text("已并案")
        clerk.go(first.address)
        expect(main(clerk).get_by_role("link", name=second.code)).to_be_visible()
        does(clerk, second, "撤销并案", {"理由": "一个是路面，一个是栏杆，不是同一件事。"})
        is_told(clerk, "已撤销并案")
        clerk.go(first.address)
        expect(main(clerk).get_by_role("link", name=second.code)).to_have_count(0)
        answers = {first: "路面已填补压实。", second: "栏杆已焊接加固。"}
        for case, words in answers.items():
            classifies(clerk, case)
            assigns(clerk, case)
            signs(bureau, case)
            replies(bureau, case, words)

        for resident, mine, others in ((one, first, second), (other, second, first)):
            follows(resident, mine)
            expect(main(resident)).to_contain_text(answers[mine])
            expect(main(resident)).not_to_contain_text(answers[others])


class TestAnOldCase:
    def test_is_supervised_until_the_resident_says_that_it_is_solved(self, office: Office) -> None:
        resident = office.window(phone=True)
        leader, clerk, bureau = (office.desk_of(name) for name in ("xld", "qgb", "zhujian"))
        case = Case(OLD.text, OLD.code, OLD.secret)

        self.is_taken_on(leader, case)
        order = self.is_ordered(leader, case)
        self.reports(bureau, order, "报进展", "施工队周五进场。")
        self.is_not_concluded(leader, order)
        replies(bureau, case, "排水沟已清淤加深，雨后查看没有积水。")
        self.reports(bureau, order, "回复督办", "已办好，请审核。")
        closes(clerk, case)
        self.is_not_concluded(leader, order)
        rates(resident, case, "满意", solved=True)
        leader.go(order)
        expect(main(leader)).to_contain_text("其中 1 件已办结并经群众确认")
        main(leader).get_by_role("link", name="办结督办").click()
        fills(leader, {"督办结论": "群众本人确认已解决。"})
        presses(leader, "办结督办")
        expect(main(leader)).to_contain_text("督办已经办结。")

    def is_taken_on(self, leader: Window, case: Case) -> None:
        """积案 → 领导包案, found in the list of what is long open."""
        leader.go("/supervision/cases/")
        main(leader).get_by_role("link", name=case.title).click()
        main(leader).get_by_role("link", name="领导包案").click()
        fills(leader, {"化解方案": "现场办公，一周内定施工队。", "下次研究日期": in_days(7)})
        chosen = main(leader).get_by_label("包案领导").locator("option", has_text="高远").inner_text()
        fills(leader, {"包案领导": chosen})
        presses(leader, "领导包案")
        expect(main(leader)).to_contain_text("现场办公")

    def is_ordered(self, leader: Window, case: Case) -> str:
        """发督办, from the page of the case; where the order is."""
        leader.go(case.address)
        step(leader, "督办").click()
        expect(main(leader).get_by_label("责任单位")).to_have_value("县住建局")
        fills(leader, {"督办要求": "查清原因，彻底解决。", "回复期限": in_days(5)})
        presses(leader, "发督办")
        is_told(leader, "已发出督办")
        return leader.page.url.removeprefix(leader.address)

    def reports(self, bureau: Window, order: str, word: str, text: str) -> None:
        bureau.go(order)
        main(bureau).get_by_role("link", name=word).click()
        fills(bureau, {"内容": text})
        presses(bureau, word)
        is_told(bureau, f"已办：{word}")

    def is_not_concluded(self, leader: Window, order: str) -> None:
        """Whatever the bureau says: not before it is closed and the resident has confirmed it."""
        leader.go(order)
        main(leader).get_by_role("link", name="办结督办").click()
        fills(leader, {"督办结论": "已办好。"})
        presses(leader, "办结督办")
        is_refused(leader, "还有 1 件没有办结并经群众确认")


class TestAResidentWithoutATelephone:
    WELL = "石桥村三组老井的井沿塌了一角，打水不安全。"

    def test_has_all_on_paper_and_the_last_word(self, office: Office) -> None:
        album = Album("paper")
        station, clerk, bureau = (office.desk_of(name) for name in ("shiqiao", "qgb", "zhujian"))
        case = self.tells_it_at_the_counter(station, album)

        classifies(clerk, case)
        assigns(clerk, case)
        signs(bureau, case)
        replies(bureau, case, "井沿已砌好，加了盖板。")
        self.has_the_answer_on_paper(station, case)
        closes(clerk, case)
        before = satisfied(clerk)
        does(clerk, case, "记回访", {}, ["满意"])
        assert satisfied(clerk) == before
        rates(office.window(), case, "不满意", solved=False)  # at the station's computer, nobody logged in
        part, whole = satisfied(clerk)
        assert (part, whole) == (before[0], before[1] + 1)

    def tells_it_at_the_counter(self, station: Window, album: Album) -> Case:
        """登记 without a telephone; the slip on paper has code and secret and nothing of the office's page."""
        station.go("/concerns/register/")
        fills(station, {"反映的内容": self.WELL, "属地单位": "石桥村", "诉求人姓名": "石秀兰"})
        presses(station, "登记")
        case = slip_of(station, self.WELL)
        station.page.emulate_media(media="print")
        expect(station.page.get_by_role("banner")).to_be_hidden()
        expect(main(station).get_by_text(case.secret)).to_be_visible()
        expect(main(station).get_by_text(f"{case.code[:4]} {case.code[4:]}")).to_be_visible()
        album.take(station, "slip")
        station.page.emulate_media(media="screen")
        return case

    def has_the_answer_on_paper(self, station: Window, case: Case) -> None:
        """纸条 with the code but never with the secret; 记答复送达 in writing."""
        station.go(case.address)
        step(station, "问满意").click()
        main(station).get_by_role("link", name="打印纸条").click()
        station.page.emulate_media(media="print")
        expect(main(station).get_by_text(re.compile(f"{case.code[:4]}.?{case.code[4:]}"))).to_be_visible()
        expect(main(station)).not_to_contain_text(case.secret)
        station.page.emulate_media(media="screen")
        does(station, case, "记答复送达", {"哪天送到的": today().isoformat()}, ["书面"])
        is_told(station, "已记下送达")
        expect(main(station)).to_contain_text("书面")


def satisfied(clerk: Window) -> tuple[int, int]:
    """三率: of this month's own ratings, how many are content, of how many."""
    clerk.go("/callbacks/rates/")
    row = (
        main(clerk)
        .get_by_role("row")
        .filter(has=clerk.page.get_by_role("cell", name="满意率（含基本满意）", exact=True))
    )
    part, whole = (int(one.inner_text()) for one in row.first.get_by_role("cell").nth(2).get_by_role("link").all())
    return part, whole
