"""整改的页面: issue, refuse what is vague, report, check, feed back; the ledger on the page, on paper and as a file; talks."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.pure.paper import plain_text
from lianxin.work.rectification import commands, origins, queries
from lianxin.work.rectification.models import Rectification, RectificationNotice, Talk, TalkPlan
from lianxin.work.rectification.terms import Status
from tests.conftest import NOON
from tests.web.world import LATER as NOW
from tests.work.rectification_scenes import ENDS, MEASURE, STARTS, issued, told

TYPED = {
    "source": "opinion", "source_label": "第三季度评议", "problem": "窗口一次说不清要什么材料。", "measure": MEASURE, "owner": "县住建局",
    "section": "", "person": "张建", "supervisor": "周敏", "starts_on": "2026-11-04", "ends_on": "12.20", "outside_reason": "",
}  # fmt: skip
SECRET = "作业量和家长来访没人接"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def client(town, who: str) -> Client:
    browser = Client()
    browser.force_login(town.people[who])
    return browser


def words(response) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def do(browser: Client, item: Rectification, verb: str, **typed: str) -> str:
    return words(browser.post(reverse("rectification:deed", args=[item.code, verb]), typed, follow=True))


class TestIssuing:
    @pytest.mark.mechanism("M188")
    def test_leads_to_the_item_with_all_that_was_typed(self, town):
        page = words(client(town, "clerk").post(reverse("rectification:issue"), TYPED, follow=True))

        item = Rectification.objects.get()
        assert (item.starts_on, item.ends_on, item.owner) == (STARTS, ENDS, town.building)
        for text in ("县住建局", "张建", "周敏", MEASURE, "2026-12-20", "第三季度评议"):
            assert text in page

    @pytest.mark.mechanism("M190")
    @pytest.mark.parametrize("left_out", ["owner", "measure", "starts_on", "ends_on", "person", "supervisor"])
    def test_without_one_of_them_issues_nothing_and_keeps_what_was_typed(self, town, left_out):
        response = client(town, "clerk").post(reverse("rectification:issue"), TYPED | {left_out: ""})

        assert response.status_code == 200 and not Rectification.objects.exists()
        assert "有几处需要改" in words(response) and TYPED["problem"] in words(response)

    @pytest.mark.mechanism("M191")
    def test_of_mere_words_shows_an_example_beside_the_field(self, town):
        response = client(town, "clerk").post(
            reverse("rectification:issue"), TYPED | {"measure": "进一步加强管理，切实提高认识。"}
        )

        assert "说得不够具体" in words(response) and "12月20日前更换石桥村村口6盏路灯" in words(response)
        assert "进一步加强管理，切实提高认识。" in words(response) and not Rectification.objects.exists()

    @pytest.mark.mechanism("M203")
    def test_of_an_amount_that_nobody_can_count_is_refused_too(self, town):
        response = client(town, "clerk").post(
            reverse("rectification:issue"), TYPED | {"measure": "12月20日前走访近几十户。"}
        )

        assert "“近几十户”" in words(response) and not Rectification.objects.exists()

    @pytest.mark.thorough
    @pytest.mark.mechanism("M174")
    @pytest.mark.mechanism("M200")
    def test_answers_a_leaders_comment_item_by_item_to_the_end(self, town, monkeypatch):
        """The room above tells what its comment says; each item bears its reference, and is followed up to the sign-off."""
        found = origins.Origin("comment:3", "县领导点评", "二级渠清淤拖了两年。", town.building)
        monkeypatch.setitem(origins._FINDERS, "comment", lambda ref, by: found if ref == "comment:3" else None)
        browser = client(town, "clerk")
        address = reverse("rectification:issue", query={"source": "comment", "ref": "comment:3"})

        assert "二级渠清淤拖了两年。" in words(browser.get(address))
        for measure in (MEASURE, "12月15日前每段完工由2名村民代表签字。"):
            browser.post(address, TYPED | {"source": "comment", "measure": measure})
        items = list(queries.of_source("comment:3", town.clerk))
        assert [item.measure for item in items] == [MEASURE, "12月15日前每段完工由2名村民代表签字。"]
        for item in items:
            do(client(town, "builder"), item, "report", text="做完了，签了字。")
            do(browser, item, "sign_off", note="到渠上看过。")
        assert {item.status for item in queries.of_source("comment:3", town.clerk)} == {Status.SIGNED_OFF}

    @pytest.mark.mechanism("M185")
    def test_answers_an_opinion_and_gives_nothing_to_whoever_may_not_see_it(self, town, monkeypatch):
        found = origins.Origin("remark:9", "党员承诺没有落实", "承诺的路灯还没有装。", town.building)
        monkeypatch.setitem(origins._FINDERS, "opinion", lambda ref, by: found if by.name == "周敏" else None)
        address = reverse("rectification:issue", query={"source": "opinion", "ref": "remark:9"})

        assert "承诺的路灯还没有装。" in words(client(town, "clerk").get(address))
        assert "承诺的路灯" not in words(client(town, "builder").get(address))
        client(town, "clerk").post(address, TYPED)
        assert Rectification.objects.get().source_ref == "remark:9"

    def test_is_no_page_for_the_inspector(self, town):
        assert client(town, "inspector").get(reverse("rectification:issue")).status_code == 403


class TestTheItem:
    @pytest.mark.mechanism("M189")
    def test_goes_from_report_to_check_to_the_word_back(self, town):
        item, owner, clerk = issued(town), client(town, "builder"), client(town, "clerk")

        do(owner, item, "report", text="清单减为 5 项。", evidence="大厅2号台")
        page = do(clerk, item, "sign_off", note="到大厅看过，单页在。", evidence="")
        assert "已销号" in page and "到大厅看过，单页在。" in page and "大厅2号台" in page and "还没有反馈" in page
        assert "公示栏" in do(clerk, item, "tell", how="公示栏")

    @pytest.mark.mechanism("M203")
    def test_names_an_amount_in_the_report_that_nobody_can_count(self, town):
        item = issued(town)

        page = do(client(town, "builder"), item, "report", text="走访了近百户，都说好。")

        assert "“近百户”没有准数" in page

    def test_offers_to_each_what_is_his(self, town):
        item = issued(town)
        address = reverse("rectification:item", args=[item.code])

        assert "报整改完成" in words(client(town, "builder").get(address))
        assert "报整改完成" not in words(client(town, "clerk").get(address))
        assert "延长时限" in words(client(town, "clerk").get(address))
        assert client(town, "stranger").get(address).status_code == 404

    def test_shows_another_round_after_a_giver_who_was_not_satisfied(self, town):
        item = issued(town)
        do(client(town, "builder"), item, "report", text="减了。")
        clerk = client(town, "clerk")
        do(clerk, item, "sign_off", note="看过。")

        assert "不满意待再改" in do(clerk, item, "hear", rating="dissatisfied", words="没人看得懂。")
        page = do(clerk, item, "begin_again", measure="12月31日前改成大字版 200 份。", ends_on="12.31")
        assert "第 2 轮" in page and "没人看得懂。" in page and "2026-12-20" in page

    def test_answers_a_deed_out_of_turn_with_its_state(self, town):
        assert client(town, "clerk").get(
            reverse("rectification:deed", args=[issued(town).code, "sign_off"])
        ).status_code == 409  # fmt: skip


class TestTheLedger:
    def test_has_the_usual_columns_on_page_print_file_and_paper(self, town):
        issued(town)
        browser = client(town, "clerk")

        head = [
            "序号",
            "问题",
            "来源",
            "整改措施",
            "责任单位",
            "责任人",
            "监督责任人",
            "开始时间",
            "完成时限",
            "进展",
            "是否销号",
            "反馈",
        ]
        sheet = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("rectification:xlsx")).content)).active
        assert [cell.value for cell in sheet[2]] == head
        assert [cell.value for cell in sheet[3]][1:7] == [
            "窗口一次说不清要什么材料。", "群众评议意见", MEASURE, "县住建局", "张建", "周敏",
        ]  # fmt: skip
        paper = plain_text(browser.get(reverse("rectification:docx")).content)
        printed = words(browser.get(reverse("rectification:print")))
        assert all(word in printed and word in paper for word in head) and "共 1 项" in paper
        assert "剩余 47 天" in words(browser.get(reverse("rectification:index")))

    @pytest.mark.thorough
    def test_has_a_tab_for_each_state_of_the_time(self, town, monkeypatch):
        issued(town, ends_on=date(2026, 11, 5), problem="先到期的。")
        issued(town, ends_on=date(2026, 11, 28), source_ref="remark:2", problem="后到期的。")
        browser = client(town, "clerk")

        def tab(code: str) -> str:
            return words(browser.get(reverse("rectification:index", query={"tab": code})))

        assert "先到期的。" in tab("soon") and "后到期的。" not in tab("soon")
        monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=9))
        assert "先到期的。" in tab("late") and "超时限 4 天" in tab("late")
        assert "后到期的。" in tab("later") and "先到期的。" not in tab("later")
        assert tab("nonsense").count("到期的。") == 2

    def test_is_narrowed_by_owner_source_and_words(self, town):
        issued(town)
        issued(town, owner=town.water_bureau, source="comment", source_ref="comment:1", problem="渠没清。")
        browser = client(town, "clerk")

        for query in ({"owner": "县水利局"}, {"source": "comment"}, {"words": "渠没"}):
            page = words(browser.get(reverse("rectification:index", query=query)))
            assert "渠没清。" in page and "窗口一次" not in page

    def test_shows_nothing_to_a_stranger(self, town):
        issued(town)

        assert "窗口一次" not in words(
            client(town, "stranger").get(reverse("rectification:index", query={"tab": "all"}))
        )

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_three_and_for_ten(self, town, django_assert_max_num_queries):
        browser, costs = client(town, "clerk"), []

        for number in (3, 7):
            for one in range(number):
                issued(town, source_ref=f"remark:{number}{one}")
            browser.get(reverse("rectification:index"))
            with django_assert_max_num_queries(40) as asked:
                browser.get(reverse("rectification:index"))
            costs.append(len(asked))
        assert costs[0] == costs[1]

    @pytest.mark.thorough
    def test_stands_in_today_for_the_owner_and_for_the_supervisor(self, town):
        item = issued(town, ends_on=date(2026, 11, 9))

        assert "窗口一次" in words(client(town, "builder").get(reverse("today")))
        assert "窗口一次" not in words(client(town, "water").get(reverse("today")))
        do(client(town, "builder"), item, "report", text="做完了。")
        assert "核查整改" in words(client(town, "clerk").get(reverse("today")))

    def test_opens_a_figure_as_the_list_it_counts(self, town):
        issued(town)

        address = reverse(
            "figures:open", query={"code": "rectification.issued", "unit": str(town.county.pk), "period": "2026"}
        )
        assert "窗口一次" in words(client(town, "clerk").get(address))


class TestTalks:
    @pytest.mark.mechanism("M146")
    def test_are_arranged_and_the_matrix_says_who_has_not_been_talked_to(self, town):
        browser = client(town, "principal")
        browser.post(reverse("rectification:plan"), {"kind": "interview", "title": "自查约谈", "until": "11.20"})
        plan = TalkPlan.objects.get()
        typed = {"talker": str(town.people["principal"].pk), "layer": "科室负责人", "names": "孟校\n王明\n"}
        page = words(browser.post(reverse("rectification:pair", args=[plan.code]), typed, follow=True))

        assert "应谈 2 人次，已谈 0 人次，还没谈 2 人次" in page and "由孔长谈" in page
        [talk, _other] = Talk.objects.all()
        browser.post(reverse("rectification:on_paper", args=[talk.code]), {"held_on": "11.3"})
        page = words(browser.get(reverse("rectification:talk_plan", args=[plan.code])))
        assert "已谈 1 人次，还没谈 1 人次" in page
        paper = plain_text(browser.get(reverse("rectification:plan_docx", args=[plan.code])).content)
        assert "应谈 2 人次" in paper and "2026-11-03" in paper

    @pytest.mark.mechanism("M145")
    def test_are_recorded_between_two_and_the_form_is_blank_for_everybody_else(self, town):
        plan = commands.plan_talks(title="自查约谈", kind="interview", until=ENDS, by=town.principal, at=NOON)
        [talk] = commands.pair(plan=plan, talker=town.people["principal"], names=["孟校"], by=town.principal, at=NOON)
        typed = {"held_on": "11.3", "topics": SECRET, "agreed": "来访登记本放门房。"}
        client(town, "principal").post(reverse("rectification:hold", args=[talk.code]), typed)

        for who, reads in (("principal", True), ("teacher", True), ("clerk", False), ("county_leader", False)):
            browser = client(town, who)
            page = words(browser.get(reverse("rectification:talk", args=[talk.code])))
            paper = plain_text(browser.get(reverse("rectification:talk_docx", args=[talk.code])).content)
            assert (SECRET in page, SECRET in paper) == (reads, reads), who
            assert "约谈记录表" in paper and "谈话人签名" in paper

    @pytest.mark.mechanism("M149")
    def test_of_hearts_follow_a_result_by_a_link(self, town):
        browser = client(town, "principal")
        address = reverse("rectification:plan", query={"source": "result", "ref": "result:7", "label": "四查四看结果"})

        assert "四查四看结果" in browser.get(address).content.decode()
        browser.post(
            address,
            {
                "kind": "heart",
                "title": "四查四看谈心",
                "until": "11.20",
                "source": "result",
                "source_label": "四查四看结果",
            },
        )
        plan = TalkPlan.objects.get()
        assert (plan.kind, plan.source_ref, plan.source_label) == ("heart", "result:7", "四查四看结果")

    def test_lead_to_a_rectification_without_their_words(self, town):
        plan = commands.plan_talks(title="自查约谈", kind="interview", until=ENDS, by=town.principal, at=NOON)
        [talk] = commands.pair(plan=plan, talker=town.people["principal"], names=["孟校"], by=town.principal, at=NOON)
        commands.hold_talk(talk=talk, held_on=date(2026, 11, 3), topics=SECRET, agreed="", by=town.principal, at=NOON)
        address = reverse("rectification:issue", query={"source": "talk", "ref": talk.ref})

        assert SECRET not in client(town, "principal").get(address).content.decode()
        client(town, "principal").post(address, TYPED | {"source": "talk", "owner": "县第一中学", "person": "孟校"})
        assert Rectification.objects.get().source_ref == talk.ref

    def test_of_another_school_are_not_there(self, town):
        plan = commands.plan_talks(title="自查约谈", kind="interview", until=ENDS, by=town.principal, at=NOON)

        assert client(town, "stranger").get(reverse("rectification:talk_plan", args=[plan.code])).status_code == 404
        assert "自查约谈" not in words(client(town, "stranger").get(reverse("rectification:talks")))


class TestTheWordBack:
    def test_stands_in_the_ledger(self, town, monkeypatch):
        item = told(town)
        monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=20))

        page = words(client(town, "clerk").get(reverse("rectification:index", query={"tab": "signed_off"})))
        assert item.problem in page and "2026-11-16 电话" in page


class TestTheNotice:
    def prepared(self, town, item, **typed):
        page = {"title": "第三季度整改情况通报", "intro": "收到意见37条。", "codes": [item.code]}
        return client(town, "clerk").post(reverse("rectification:prepare"), page | typed, follow=True)

    @pytest.mark.mechanism("M203")
    def test_is_refused_for_an_amount_that_nobody_can_count_and_told_the_exact_one(self, town):
        item = told(town)

        page = words(self.prepared(town, item, intro="收集到了近几十条意见和建议。"))

        assert "“近几十条”没有准数。这份通报选了 1 项，其中已销号 1 项" in page
        assert not RectificationNotice.objects.exists()

    def test_blanks_names_and_numbers_and_is_read_by_another_before_anybody_else(self, town, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOW.replace(day=20))
        item = told(town, problem="张建说不清要什么材料，打 139 0000 0001 也没人接。")
        self.prepared(town, item)
        notice = RectificationNotice.objects.get()
        public, office = (
            reverse("public:rectified_one", args=[notice.code]),
            reverse("rectification:notice", args=[notice.code]),
        )

        assert Client().get(public).status_code == 404 and "张建" not in str(notice.lines)
        assert client(town, "clerk").post(office, {"is_read": "on"}).status_code == 403
        assert "请通读全文" in words(client(town, "county_leader").post(office, {}))
        client(town, "county_leader").post(office, {"is_read": "on"})
        page = words(Client().get(public))
        assert (
            "本次通报整改 1 项，已销号 1 项" in page and "张某" in page and "13900" not in page and "张建" not in page
        )
        assert notice.title in words(Client().get(reverse("public:rectified")))
        paper = plain_text(client(town, "clerk").get(reverse("rectification:notice_docx", args=[notice.code])).content)
        assert "已销号 1 项" in paper and "张建" not in paper

    def test_is_gone_for_everybody_once_taken_down(self, town):
        item = issued(town)
        self.prepared(town, item)
        notice = RectificationNotice.objects.get()
        commands.publish_notice(notice=notice, is_read=True, by=town.county_leader, at=NOW)

        client(town, "county_leader").post(
            reverse("rectification:take_down_notice", args=[notice.code]), {"reason": "数字有误。"}
        )
        assert Client().get(reverse("public:rectified_one", args=[notice.code])).status_code == 404
        assert "数字有误。" in words(client(town, "clerk").get(reverse("rectification:notice", args=[notice.code])))

    def test_is_seen_in_the_office_by_those_whose_unit_it_is_of(self, town):
        item = issued(town, by=town.builder, owner=town.building)
        notice = commands.prepare_notice(title="局里的通报", intro="", codes=[item.code], by=town.builder, at=NOON)

        for who, sees in (("builder", True), ("clerk", True), ("water", False), ("stranger", False)):
            browser = client(town, who)
            assert (notice.title in words(browser.get(reverse("rectification:notices")))) == sees, who
            assert (browser.get(reverse("rectification:notice", args=[notice.code])).status_code == 200) == sees, who

    def test_holds_items_of_the_own_unit_alone(self, town):
        item = issued(town, by=town.builder, owner=town.building)

        assert not RectificationNotice.objects.exists() and "有几处需要改" in words(self.prepared(town, item))
