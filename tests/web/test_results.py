"""结果的页面: counted, approved, published, on paper, before the public; in the browser of the people concerned."""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from lianxin.pure.paper import plain_text
from lianxin.work.questionnaires.bank import PACKS
from lianxin.work.results import commands
from lianxin.work.results.models import Nomination, Result
from tests.conftest import NOON
from tests.web.world import LATER
from tests.work import appraisal_scenes as scenes
from tests.work import result_scenes as results
from tests.work.result_scenes import DISSATISFIED, FAIRLY, SATISFIED, WHY


@pytest.fixture(autouse=True)
def _later(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATER)


def browser(town, who: str) -> Client:
    client = Client()
    client.force_login(town.people[who])
    return client


def text(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestAResult:
    def test_is_counted_by_one_and_published_by_another_in_three_clicks(self, town):
        campaign = results.closed(town)
        clerk, leader = browser(town, "clerk"), browser(town, "county_leader")
        assert "待计票" in text(clerk.get(reverse("results:index")))

        counted = clerk.post(reverse("results:settle", args=[campaign.box.code]))
        code = Result.objects.get().code
        assert counted["Location"] == reverse("results:result", args=[code])
        refused = clerk.post(reverse("results:publish", args=[code]), {"why": ""})
        assert "计票和审定要由两个人办理" in text(refused)
        assert leader.post(reverse("results:publish", args=[code]), {"why": ""}).status_code == 302

        assert "已公布" in text(leader.get(reverse("results:result", args=[code])))

    @pytest.mark.mechanism("M143")
    @pytest.mark.mechanism("M161")
    def test_shows_every_figure_with_its_formula_and_n(self, town):
        result = results.settled(town)

        page = text(browser(town, "clerk").get(reverse("results:result", args=[result.code])))

        for words in ("综合得分 = 家长 74.0×60% + 教职工 82.2×40%", "满意率（含基本满意）=（满意 15 + 基本满意 9）÷ 有效票 30",
                      "30 张 · 10 人未应答", "没有应答 12", "基本满意", "不据此自动产生任何人事处理"):  # fmt: skip
            assert words in page

    @pytest.mark.mechanism("M184")
    def test_asks_why_before_a_hundred_per_cent_goes_out(self, town):
        result = results.settled(town, parents=((SATISFIED, 20), (FAIRLY, 10)))
        leader = browser(town, "county_leader")
        page = text(leader.get(reverse("results:result", args=[result.code])))
        assert "为什么是百分之百" in page and "有效票 30 张，10 人没有应答" in page

        refused = leader.post(reverse("results:publish", args=[result.code]), {"why": " "})
        assert "请写明原因" in text(refused)
        assert leader.post(reverse("results:publish", args=[result.code]), {"why": WHY}).status_code == 302

        assert WHY in text(Client().get(reverse("public:result", args=[result.code])))

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_more_questions_and_draws_quickly(self, town, django_assert_max_num_queries):
        result = results.settled(town)
        item = result.data["subjects"][0]["items"][0]
        result.data["subjects"][0]["items"] = [{**item, "code": f"q{n}"} for n in range(21)]
        result.save()
        clerk = browser(town, "clerk")

        with django_assert_max_num_queries(30):
            clerk.get(reverse("results:result", args=[result.code]))

    @pytest.mark.thorough
    @pytest.mark.mechanism("M165")
    @pytest.mark.mechanism("M160")
    def test_proposes_a_second_round_and_stands_beside_the_ordinary_ratings(self, town):
        from lianxin.work.concerns import commands as concerns
        from lianxin.work.concerns.terms import Status
        from tests.work.conftest import at_state, registered

        receipt = registered(town, unit=town.school, by=town.teacher)
        at_state(town, Status.CLOSED, receipt.concern)
        concerns.rate(
            concern=receipt.concern, secret=receipt.secret, rating="satisfied", solved=True, contacted=True, at=NOON
        )
        campaign = results.closed(
            town, parents=((SATISFIED, 5), (DISSATISFIED, 25)), staff=((FAIRLY, 9), (DISSATISFIED, 9))
        )
        result = commands.settle(box=campaign.box, by=town.clerk, at=NOON)

        page = text(browser(town, "clerk").get(reverse("results:result", args=[result.code])))

        assert "建议补课" in page and "县第一中学 26.0 分" in page
        assert "平时了解" in page and "÷ 1 件有评价的诉求" in page


class TestTheRatedUnit:
    @pytest.mark.thorough
    def test_sees_its_totals_after_the_publication_and_nothing_before(self, town):
        result = results.settled(town)
        url = reverse("results:result", args=[result.code])
        teacher, stranger = browser(town, "teacher"), browser(town, "stranger")
        assert [teacher.get(url).status_code, stranger.get(url).status_code] == [404, 404]
        assert Client().get(reverse("public:result", args=[result.code])).status_code == 404

        commands.publish(result=result, by=town.county_leader, at=NOON)

        assert [teacher.get(url).status_code, stranger.get(url).status_code] == [200, 404]
        page = text(teacher.get(url))
        assert "80.0%" in page and "建议补课" not in page and "审定公布" not in page

    @pytest.mark.thorough
    def test_has_no_page_of_four_people(self, town):
        result = results.published(town, staff=((SATISFIED, 3), (DISSATISFIED, 1)))

        for page in (
            browser(town, "clerk").get(reverse("results:result", args=[result.code])),
            Client().get(reverse("public:result", args=[result.code])),
        ):
            assert "人数不足，不公布" in text(page)
            assert "75.0" not in text(page)


class TestPapers:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M163")
    @pytest.mark.mechanism("M194")
    def test_give_notice_poster_record_and_export_and_decide_nothing(self, town):
        result = results.published(town)
        clerk = browser(town, "clerk")

        def paper(name):
            return plain_text(clerk.get(reverse(f"results:{name}", args=[result.code])).content)

        for words in (paper("notice"), paper("record")):
            assert "综合得分 77.3 分" in words and "应评 60" in words or "60" in words
            assert "不据此自动产生任何人事处理" in words
        assert "计票人：周敏；审定人：高远" in paper("record") and result.fingerprint in paper("record")
        poster = text(clerk.get(reverse("results:poster", args=[result.code])))
        assert "应评 60 人，收回 48 张" in poster and "80.0%" in poster

    @pytest.mark.mechanism("M168")
    def test_export_the_voices_with_weights_and_the_formula(self, town):
        result = results.published(town)

        response = browser(town, "clerk").get(reverse("results:export", args=[result.code]))
        book = load_workbook(io.BytesIO(response.content))

        assert book.sheetnames == ["得分", "各题", "票数", "算法"]
        voices = [[cell.value for cell in row[:5]] for row in book["得分"].iter_rows(min_row=2)]
        assert voices == [
            ["县第一中学", "群众评议", "家长", "3/5", "74.0"], ["县第一中学", "群众评议", "教职工", "2/5", "82.2"],
            ["县第一中学", "综合得分", "按方案权重", None, "77.3"],
        ]  # fmt: skip
        said = [cell.value for cell in book["算法"]["B"]]
        assert any("综合得分 = 家长 74.0×60% + 教职工 82.2×40% → 77.3" in str(one) for one in said)

    @pytest.mark.thorough
    def test_do_not_exist_before_the_publication(self, town):
        result = results.settled(town)
        clerk = browser(town, "clerk")

        for name in ("notice", "poster", "record", "export"):
            assert clerk.get(reverse(f"results:{name}", args=[result.code])).status_code == 404

    @pytest.mark.thorough
    def test_name_nobody_in_their_properties(self, town):
        result = results.published(town)

        response = browser(town, "clerk").get(reverse("results:notice", args=[result.code]))

        with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
            assert b"python-docx" not in b"".join(
                parts.read(name) for name in parts.namelist() if name.startswith("docProps")
            )


class TestThreeSatisfied:
    @pytest.mark.mechanism("M197")
    def test_stand_apart_without_score_or_common_rate(self, town):
        pack = PACKS["three_satisfied"]
        campaign = scenes.campaign_planned(town, scenes.approved(town, pack.form))
        campaign = scenes.campaign_open(town, campaign)
        group = campaign.box.poll.groups[0]
        codes = [item.code for item in group.sheet.form.items]
        good, bad = (group.sheet.form.scales[0].options[n].code for n in (0, -1))
        subject = campaign.subjects.get().code if group.sheet.form.items[0].each else ""
        votes = [(6, (good, good, bad)), (4, (bad, good, good)), (2, (good, bad, bad))]
        cast = [({subject: {code: [mark] for code, mark in zip(codes, marks, strict=True)}}, {})
                for times, marks in votes for _each in range(times)]  # fmt: skip
        closed = scenes.campaign_closed(town, campaign, {group.code: cast})
        result = commands.settle(box=closed.box, by=town.clerk, at=NOON)

        page = text(browser(town, "clerk").get(reverse("results:result", args=[result.code])))

        rates = [item["cells"][0]["rate"]["words"] for item in result.data["subjects"][0]["items"]]
        assert rates == ["66.7%", "83.3%", "33.3%"]
        assert all(words in page for words in rates)
        assert result.data["subjects"][0]["composite"] is None
        assert [voice["rate"] for voice in result.data["subjects"][0]["voices"]] == [None, None]


class TestFiveGood:
    @pytest.mark.mechanism("M173")
    def test_are_rated_in_marks_and_graded(self, town):
        """五个好, 好/较好/一般/差: the mean of five items, each over its valid votes."""
        campaign = scenes.campaign_open(
            town, scenes.campaign_planned(town, scenes.approved(town, PACKS["five_good"].form))
        )
        group, subject = campaign.box.poll.groups[0], campaign.subjects.get()
        options = [one.code for one in group.sheet.form.scales[0].options]
        marks = [one.score for one in group.sheet.form.scales[0].options]
        cast = [
            ({subject.code: {item.code: [options[n]] for item in group.sheet.form.items}}, {})
            for n in [0] * 6 + [1] * 6
        ]
        result = commands.settle(
            box=scenes.campaign_closed(town, campaign, {group.code: cast}).box, by=town.clerk, at=NOON
        )

        page = text(browser(town, "clerk").get(reverse("results:result", args=[result.code])))

        mean = (marks[0] + marks[1]) / 2
        assert f"家长测评得分 = 5 题测评得分之和 ÷ 5 → {mean:.1f}" in page
        assert f"测评得分 =（6×{marks[0]} + 6×{marks[1]}）÷ 有效票 12 → {mean:.1f}" in page


class TestBriefsAndExamples:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M167")
    def test_put_a_half_year_together_on_a_page(self, town):
        series, _found = results.quarters(town)
        clerk, leader = browser(town, "clerk"), browser(town, "county_leader")

        made = clerk.post(reverse("results:briefs"), {"what": f"{series.pk}/2026-H2"})
        assert "满意率（含基本满意）=（满意 54 + 基本满意 6）÷ 有效票 60" in text(clerk.get(made["Location"]))
        assert leader.post(made["Location"] + "publish/").status_code == 302

        assert "半年小结" in text(Client().get(reverse("public:results")))
        again = clerk.post(reverse("results:briefs"), {"what": f"{series.pk}/2026-H2"})
        assert "不重复编制" in text(again)

    @pytest.mark.thorough
    @pytest.mark.mechanism("M202")
    def test_propose_an_example_that_somebody_else_decides(self, town):
        _series, found = results.quarters(town)
        clerk, leader = browser(town, "clerk"), browser(town, "county_leader")
        url = reverse("results:nominate", args=[found[0].code, found[0].subjects.get().code])
        assert "至少十个字" in text(clerk.post(url, {"reason": "很好"}))
        clerk.post(url, {"reason": "家长普遍说食堂明厨亮灶做得实在。"})

        decide = reverse("results:decide", args=[Nomination.objects.get().pk])
        assert "推荐人和被推荐的单位不参加研究" in text(clerk.post(decide, {"accept": "yes"}))
        leader.post(decide, {"accept": "yes"})

        assert "同意推荐" in text(leader.get(reverse("results:examples")))


class TestElsewhere:
    @pytest.mark.thorough
    def test_waits_with_the_one_who_may_count_and_then_with_another(self, town):
        campaign = results.closed(town)
        assert "计票" in text(browser(town, "clerk").get(reverse("today")))
        assert "计票" not in text(browser(town, "stranger").get(reverse("today")))

        commands.settle(box=campaign.box, by=town.clerk, at=NOON)

        assert "审定结果" in text(browser(town, "county_leader").get(reverse("today")))
        assert "审定结果" not in text(browser(town, "clerk").get(reverse("today")))

    @pytest.mark.thorough
    def test_leads_from_the_campaign_to_its_result(self, town):
        result = results.settled(town)

        page = browser(town, "clerk").get(reverse("appraisals:campaign", args=[result.campaign.code]))

        assert reverse("results:result", args=[result.code]) in page.content.decode()

    @pytest.mark.thorough
    def test_lists_as_many_results_with_the_same_statements(self, town):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        clerk, counts = browser(town, "clerk"), []
        for _round in range(2):
            results.settled(town)
            clerk.get(reverse("results:index"))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                clerk.get(reverse("results:index"))
            counts.append(len(asked))

        assert counts[0] == counts[1]
