"""群众评议, by pages alone: a school from the plan to the public result, and a bureau with six aspects and three layers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import appraisal_steps as steps
from tests.browser import serving
from tests.browser.deeds import fills, in_days, is_refused, is_told, main, presses, today
from tests.browser.people import Office, Window

pytestmark = pytest.mark.browser

FIRST, SECOND = "清晨的石桥上有雾气", "傍晚的渡口点着灯"
LEAST = 5  # of each layer, so that its figures may be shown
SAID = "食堂的饭菜经常是凉的。"
ON_PAPER = (
    ("satisfied", "老师很负责。"), ("fairly", "校门口放学时车多。"), ("satisfied", ""), ("dissatisfied", "宿舍晚上太冷。"),
    ("satisfied", "希望多开放操场。"), ("fairly", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def county() -> Iterator[str]:
    """A county with approved questionnaires."""
    with serving.served("tests.browser.appraisal_county") as found:
        yield found


@pytest.fixture
def people(browser: Browser, county: str) -> Iterator[Office]:
    found = Office(browser, county)
    yield found
    assert [window.complaints for window in found.windows if window.complaints] == []
    found.close()


def plans(clerk: Window, title: str, sector: str, stages: tuple[str, ...]) -> str:
    """拟订评议方案; returns the campaign's page."""
    clerk.go("/appraisals/")
    main(clerk).get_by_role("link", name="拟订评议方案").click()
    presses(clerk, "拟订")
    is_refused(clerk, "投票开始日期")
    fills(clerk, {"名称": title, "投票开始日期": today().isoformat(), "投票截止日期": in_days(9), "行业": sector})
    for stage in ("走访调研", "自查自纠", "评议", "领导点评", "整改", "反馈"):
        main(clerk).get_by_role("checkbox", name=stage, exact=True).set_checked(stage in stages)
    presses(clerk, "拟订")
    is_told(clerk, "已拟订")
    return clerk.page.url.removeprefix(clerk.address)


def adds(clerk: Window, here: str, verb: str, button: str, fields: dict[str, str], picks: tuple[str, ...] = ()) -> None:
    """One form of the plan."""
    clerk.go(f"{here}do/{verb}/")
    fills(clerk, fields, picks)
    presses(clerk, button)


def arranges(clerk: Window, here: str, layer: str, form: str, subject: str) -> None:
    """排评议矩阵: this layer rates the subject with this questionnaire."""
    clerk.go(f"{here}do/line/")
    fills(clerk, {"谁来评": layer, "方向": "群众评议"})
    main(clerk).get_by_label("问卷", exact=True).select_option(label=f"{form}（第 1 版）")
    main(clerk).get_by_role("checkbox", name=subject, exact=True).check()
    presses(clerk, "排评议矩阵")
    is_told(clerk, "已记下")


def opens(clerk: Window, leader: Window, here: str) -> str:
    """告知, 开启, two passphrases by two people, the box open; returns the box's page."""
    clerk.go(here)
    presses(clerk, "已告知评议对象")
    presses(clerk, "开启评议")
    is_told(clerk, "已开启")
    main(clerk).get_by_role("link", name="开启投票箱").click()
    box = clerk.page.url.removeprefix(clerk.address)
    for keeper, words in ((clerk, FIRST), (leader, SECOND)):
        keeper.go(f"{box}key/")
        main(keeper).get_by_label("口令", exact=True).fill(words)
        main(keeper).get_by_label("再输一遍").fill(words)
        presses(keeper, "设投票箱口令")
        is_told(keeper, "口令已设好")
    clerk.go(f"{box}open/")
    presses(clerk, "开启投票")
    is_told(clerk, "投票已开启")
    return box


def is_asked_by_telephone(clerk: Window, here: str, layer: str, options: tuple[str, ...]) -> None:
    """One page per interview: the words to read out, then the answers; so many as there are options."""
    clerk.go(f"{here}methods/")
    main(clerk).get_by_role("link", name=f"电话访问：{layer}").click()
    expect(main(clerk)).to_contain_text("您的姓名和电话号码都不记")
    for option in options:
        for box in clerk.page.locator(f"input[value={option}]").all():
            box.check()
        presses(clerk, "录入这一份")
        is_told(clerk, "已录入一份")


def closes(clerk: Window, box: str) -> None:
    """截止开箱: not with one passphrase for both."""
    for second in (FIRST, SECOND):
        clerk.go(f"{box}close/")
        main(clerk).get_by_label("第一位保管人的口令").fill(FIRST)
        main(clerk).get_by_label("第二位保管人的口令").fill(second)
        presses(clerk, "截止开箱")
        if second == FIRST:
            is_refused(clerk, "口令不对")
    is_told(clerk, "票箱已打开")


def is_counted_and_published(clerk: Window, leader: Window, here: str) -> None:
    """计票 by one, 审定公布 by another."""
    clerk.go(here)
    presses(clerk, "计票")
    is_told(clerk, "已计票")
    result = clerk.page.url.removeprefix(clerk.address)
    leader.go(f"{result}publish/")
    if leader.page.get_by_label("满意率百分之百的说明").count():
        fills(leader, {"满意率百分之百的说明": "每层都是电话和抽签条，没有应答的人没有问到。"})
    presses(leader, "审定并公布")
    is_told(leader, "已公布")


class TestASchool:
    TITLE, SCHOOL = "县第一中学群众满意学校评议", "县第一中学"

    @pytest.mark.mechanism("M138", "M139", "M158", "M166", "M174", "M183", "M185", "M186", "M187", "M189")
    def test_is_appraised_by_parents_and_staff_from_the_plan_to_the_public_result(self, people: Office) -> None:
        clerk, leader = people.desk_of("qgb"), people.desk_of("xld")
        here = plans(clerk, self.TITLE, "学校医院", ("评议", "领导点评", "整改", "反馈"))
        self.has_two_audiences(clerk, here)
        box = opens(clerk, leader, here)
        codes = self.prints_slips(clerk, box)
        key = self.staff_vote_on_the_screen(people, box, codes)
        is_asked_by_telephone(clerk, here, "家长", ("satisfied", "fairly", "satisfied", "dissatisfied"))
        paper = self.parents_answer_on_paper(clerk, box)
        self.slips_are_accounted_for(clerk, box)
        self.stays_shut_until_the_paper_is_counted(clerk, box)
        steps.counts_sheets(clerk, paper, "家长", out=7, left=1)
        closes(clerk, box)
        is_counted_and_published(clerk, leader, here)
        self.opinion_is_put_right_until_its_giver_is_satisfied(people, clerk, here, key)
        self.leader_comments_and_it_is_put_right(clerk, leader, here)
        self.result_is_fed_back_and_public(people, clerk, here)
        self.statistics_form_is_filled_from_the_records(clerk, here)

    def has_two_audiences(self, clerk: Window, here: str) -> None:
        adds(clerk, here, "role", "设领导小组", {"姓名": "高远", "职务": "副县长"}, ("组长",))
        adds(clerk, here, "subject", "列评议对象", {"所属单位": self.SCHOOL}, ("单位",))
        for layer, kind, size in (("家长", "家长", "30"), ("教职工", "教职工", "12")):
            adds(clerk, here, "audience", "设评议主体", {"名称": layer, "层别": kind, "应评人数": size})
            arranges(clerk, here, layer, "群众满意学校评议表", self.SCHOOL)
        adds(clerk, here, "audience", "设评议主体", {"名称": "校友", "层别": "其他", "应评人数": "3"})
        arranges(clerk, here, "校友", "群众满意学校评议表", self.SCHOOL)
        clerk.go(here)
        expect(main(clerk)).to_contain_text("“校友”只有 3 人，会认出是谁评的")
        main(clerk).get_by_role("link", name="合并评议主体").click()
        for layer in ("家长", "校友"):
            main(clerk).get_by_role("checkbox", name=layer, exact=True).check()
        fills(clerk, {"合并后的名称": "家长"})
        presses(clerk, "合并评议主体")
        clerk.go(here)
        expect(main(clerk)).to_contain_text("离投票开始不足十日")

    def prints_slips(self, clerk: Window, box: str) -> list[str]:
        clerk.go(f"{box}slips/")
        main(clerk).get_by_label("评议主体").select_option(label="教职工")
        fills(clerk, {"印几张": str(LEAST + 1)})
        presses(clerk, "印抽签条")
        codes = main(clerk).locator(".code").all_inner_texts()
        assert len(set(codes)) == LEAST + 1
        return codes

    def staff_vote_on_the_screen(self, people: Office, box: str, codes: list[str]) -> str:
        """Each with a slip; a slip of nobody opens nothing. Returns the key of the one who wrote something."""
        key, address = "", f"/public/vote/{box.split('/')[-2]}/"
        voter = people.window(phone=True)
        voter.go(address)
        voter.page.get_by_label("抽签条上的编码").fill("ABCD EFGH JKMN")
        presses(voter, "开始填写")
        is_refused(voter, "")
        for number, code in enumerate(codes[:LEAST]):
            voter.go(address)
            voter.page.get_by_label("抽签条上的编码").fill(code)
            presses(voter, "开始填写")
            for option in voter.page.locator("input[value=satisfied]").all():
                option.check(force=True)
            if number == 0:
                voter.page.locator("textarea").first.fill(SAID)
            presses(voter, "填好了，看一遍")
            presses(voter, "投出")
            expect(voter.page.get_by_role("heading", level=1)).to_contain_text("已投出")
            if number == 0:
                key = voter.page.locator(".vote-key").inner_text()
        return key

    def parents_answer_on_paper(self, clerk: Window, box: str) -> str:
        """印制, 录入, 投入票箱; returns the page of the paper."""
        paper = steps.comes_to_paper(clerk, box)
        steps.prints_sheets(clerk, paper, "家长", copies=8)
        steps.keys_sheets(clerk, paper, "家长", ON_PAPER)
        return paper

    def stays_shut_until_the_paper_is_counted(self, clerk: Window, box: str) -> None:
        clerk.go(f"{box}close/")
        main(clerk).get_by_label("第一位保管人的口令").fill(FIRST)
        main(clerk).get_by_label("第二位保管人的口令").fill(SECOND)
        presses(clerk, "截止开箱")
        is_refused(clerk, "纸张还没有清点平：家长·纸质答卷")

    def slips_are_accounted_for(self, clerk: Window, box: str) -> None:
        clerk.go(box)
        main(clerk).get_by_role("row", name="教职工").get_by_role("link", name="清点").last.or_(
            main(clerk).get_by_role("row", name="教职工 抽签条").get_by_role("link", name="清点")
        ).first.click()
        fills(clerk, {"发出": str(LEAST), "未发": "1", "作废": "0", "交回未用": "0"})
        presses(clerk, "账平，保存")
        is_told(clerk, "已清点")

    def opinion_is_put_right_until_its_giver_is_satisfied(
        self, people: Office, clerk: Window, here: str, key: str
    ) -> None:
        """意见 → 类别 → 整改 → 销号 → the giver: 不满意, another round, 满意."""
        opinions = steps.takes_in_opinions(clerk, here, 1 + sum(bool(words) for _option, words in ON_PAPER))
        steps.sorts(clerk, opinions, "食堂伙食", SAID)
        steps.gives_it_the_fate_of_rectification(clerk, opinions, SAID, self.SCHOOL)
        giver, school, problem = people.window(phone=True), people.desk_of("yizhong"), "打饭时饭菜已凉"
        steps.hears(giver, "ABCD EFGH JKMN PQRS")
        is_refused(giver, "没有找到")
        steps.hears(giver, key, SAID, "已经列入整改", self.SCHOOL, "有了结果再评价")
        steps.is_signed_off(school, clerk, problem, "8 个窗口已各装 1 台保温台。")
        steps.hears(giver, key, "各配 1 台保温台", "8 个窗口已各装 1 台保温台", "已销号")
        steps.says(giver, "不满意", "靠门的两个窗口还是凉的。")
        measure = f"{in_days(15)}前给靠门的 2 个窗口加装门帘"
        again = {"这一轮的措施": measure, "这一轮的完成时间": in_days(15)}
        steps.does_to_item(clerk, problem, "再改一轮", again, "这一轮的措施")
        steps.is_signed_off(school, clerk, problem, "2 个窗口的门帘已装好。")
        steps.hears(giver, key, "第 2 轮", "门帘已装好")
        steps.says(giver, "满意")
        clerk.go(opinions)
        expect(main(clerk).get_by_role("row", name=SAID)).to_contain_text("满意")
        expect(main(clerk).get_by_role("row", name=SAID)).not_to_contain_text("不满意")

    def leader_comments_and_it_is_put_right(self, clerk: Window, leader: Window, here: str) -> None:
        """领导点评 → 整改, where words without object or date are refused."""
        clerk.go(here)
        presses(clerk, "完成“评议”")
        presses(clerk, "进入“领导点评”")
        leader.go(f"{here}ratings/")
        main(leader).get_by_role("link", name="写点评").click()
        fills(leader, {"点评意见": "食堂保温要在本月见效。"})
        presses(leader, "领导点评")
        clerk.go(f"{here}ratings/")
        main(clerk).get_by_role("link", name="列入整改").click()
        fills(clerk, {"问题和措施": "饭菜凉｜进一步加强管理", "开始时间": today().isoformat(), "完成时间": in_days(20),
                      "责任人": "孟校", "监督责任人": "严正"})  # fmt: skip
        presses(clerk, "按点评列入整改")
        is_refused(clerk, "说得不够具体")
        fills(clerk, {"问题和措施": f"饭菜凉｜{in_days(10)}前在食堂装 2 台保温台"})
        presses(clerk, "按点评列入整改")
        expect(main(clerk)).to_contain_text("饭菜凉")

    def result_is_fed_back_and_public(self, people: Office, clerk: Window, here: str) -> None:
        clerk.go(f"{here}do/method/")
        fills(clerk, {"方式": "民主生活会", "日期": "今天", "数量": "1", "参加人次": "12"})
        main(clerk).get_by_role("checkbox", name="这次会议反馈了评议结果").check()
        presses(clerk, "记评议方式")
        expect(main(clerk)).to_contain_text("反馈会议")
        resident = people.window(phone=True)
        resident.go("/public/open/results/")
        main(resident).get_by_role("link", name=self.TITLE).first.click()
        expect(main(resident)).to_contain_text(self.SCHOOL)
        expect(main(resident)).to_contain_text("满意率")

    def statistics_form_is_filled_from_the_records(self, clerk: Window, here: str) -> None:
        """统计单: the meeting that was recorded stands in its second line."""
        clerk.go(here)
        main(clerk).get_by_role("link", name="填报统计单").click()
        fills(clerk, {}, ("学校和教职工",))
        presses(clerk, "开始填报")
        expect(main(clerk)).to_contain_text("召开群众评议会议")
        expect(main(clerk)).to_contain_text(self.SCHOOL)


class TestABureau:
    @pytest.mark.mechanism("M140", "M159")
    def test_is_appraised_in_six_aspects_by_three_layers(self, people: Office) -> None:
        clerk, leader = people.desk_of("qgb"), people.desk_of("xld")
        here = plans(clerk, "县住建局作风评议", "机关", ("评议", "整改"))
        adds(clerk, here, "role", "设领导小组", {"姓名": "高远"}, ("组长",))
        adds(clerk, here, "subject", "列评议对象", {"所属单位": "县住建局"}, ("单位",))
        for layer, size, weight in (("服务层", "40", "50%"), ("基层", "20", "30%"), ("协作层", "12", "20%")):
            adds(
                clerk, here, "audience", "设评议主体", {"名称": layer, "层别": layer, "应评人数": size, "权重": weight}
            )
            arranges(clerk, here, layer, "作风六方面二十一项", "县住建局")
        clerk.go(f"{here}do/audience/")
        fills(clerk, {"名称": "一层", "应评人数": "9", "权重": "很重"})
        presses(clerk, "设评议主体")
        is_refused(clerk, "权重请写成")
        box = opens(clerk, leader, here)
        clerk.go(f"{here}setup/")
        expect(main(clerk)).to_contain_text("方案已经定案")
        for layer in ("服务层", "基层", "协作层"):
            is_asked_by_telephone(clerk, here, layer, ("satisfied",) * (LEAST - 1) + ("dissatisfied",))
        closes(clerk, box)
        is_counted_and_published(clerk, leader, here)
        expect(main(leader)).to_contain_text("县住建局")
        clerk.go(here)
        expect(main(clerk)).to_contain_text("答卷 15 份")
