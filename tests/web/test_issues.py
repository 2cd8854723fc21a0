"""热点的页面: from a run to an issue, an analysis on paper, a project; hints while typing; nothing beyond one's reach."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.pure.paper import plain_text
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.issues import commands
from lianxin.work.issues.models import FoundGroup, Issue, IssueRun, Learned, Project
from tests.conftest import NOON
from tests.web.world import LATER
from tests.work.conftest import registered

LAMPS = ("村口的路灯坏了半个月，老人晚上看不见路。", "村口的路灯一直不亮，晚上老人看不见。", "村口路灯又坏了，请来修。")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATER)


@pytest.fixture
def lamps(town) -> list[Concern]:
    found = []
    for place in (town.shiqiao, town.liuwan):
        for text in LAMPS:
            one = registered(town, text=text, unit=place, by=town.clerk).concern
            topic = Topic.objects.get(label="道路路灯")
            found.append(
                concerns.classify(concern=one, topic=topic, kind="help", handling="immediate", by=town.clerk, at=NOON)
            )
    return found


def client(town, who: str) -> Client:
    browser = Client()
    browser.force_login(town.people[who])
    return browser


def page(response) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def confirmed(town, lamps) -> Issue:
    return commands.confirm(
        name="石桥村路灯", sort="same_place", concerns=lamps[:3], unit=town.qingshui, by=town.officer, at=LATER
    )


class TestFromRunToIssue:
    @pytest.mark.mechanism("M051")
    def test_groups_repeated_matters_confirms_them_and_writes_what_is_done_at_the_source(self, town, lamps) -> None:
        browser = client(town, "officer")

        shown = page(browser.post(reverse("issues:run"), follow=True))

        assert IssueRun.objects.get().state == "done"
        assert "石桥村" in shown and "路灯" in shown and "明显增多" in shown
        group = FoundGroup.objects.filter(members__concern=lamps[0], sort="same_place").get()
        assert "为什么归在一起" in page(browser.get(reverse("issues:group", args=[group.pk])))
        browser.post(reverse("issues:confirm", args=[group.pk]), {"name": "石桥村路灯常坏"})
        issue = Issue.objects.get()
        browser.post(reverse("issues:set_source", args=[issue.pk]), {"measure": "路灯登记管护人，每月巡查。"})
        shown = page(browser.get(reverse("issues:issue", args=[issue.pk])))
        assert "路灯登记管护人" in shown and issue.members.count() == 3
        assert "石桥村路灯常坏" in page(browser.get(reverse("concerns:detail", args=[lamps[0].code])))

    @pytest.mark.mechanism("M063")
    def test_brings_what_nobody_noticed_to_a_note_with_cause_and_action_on_paper(self, town, lamps) -> None:
        browser, issue = client(town, "officer"), confirmed(town, lamps)

        refused = browser.post(reverse("issues:analyse", args=[issue.pk]), {"cause": "线路老化"})
        browser.post(reverse("issues:analyse", args=[issue.pk]), {
            "cause": "线路老化，平时没有人巡查。", "action": "更换线路。", "owner": "县住建局", "due_on": "2026-12-01",
        })  # fmt: skip

        assert refused.status_code == 200 and "必填" in refused.content.decode()
        printed = page(browser.get(reverse("issues:print", args=[issue.pk])))
        written = plain_text(browser.get(reverse("issues:docx", args=[issue.pk])).content)
        for paper in (printed, written):
            assert "线路老化，平时没有人巡查。" in paper and "更换线路。" in paper
            assert "共归入诉求3件" in paper and "县住建局负责" in paper

    def test_moves_members_with_a_reason(self, town, lamps) -> None:
        browser, issue = client(town, "officer"), confirmed(town, lamps)

        browser.post(reverse("issues:take_out", args=[issue.pk, lamps[0].code]), {"reason": "另一盏灯"})
        browser.post(reverse("issues:take_in", args=[issue.pk]), {"code": lamps[3].code.lower(), "reason": "同一线路"})
        wrong = browser.post(reverse("issues:take_in", args=[issue.pk]), {"code": "ZZZZ9999", "reason": "同一线路"})

        standing = set(issue.members.filter(removed_at=None).values_list("concern__code", flat=True))
        assert standing == {lamps[1].code, lamps[2].code, lamps[3].code}
        assert "没有找到这一件诉求" in page(wrong)
        assert "另一盏灯" in page(browser.get(reverse("issues:issue", args=[issue.pk])))

    def test_shows_each_viewer_his_own_numbers(self, town, lamps) -> None:
        client(town, "clerk").post(reverse("issues:run"))

        seen = {who: page(client(town, who).get(reverse("issues:index"))) for who in ("clerk", "worker", "stranger")}

        assert "6 件" in seen["clerk"] and "柳湾村" in seen["clerk"]
        assert "3 件" in seen["worker"] and "柳湾村" not in seen["worker"]
        assert "没有相似的诉求" in seen["stranger"] and "石桥村" not in seen["stranger"]

    @pytest.mark.thorough
    def test_costs_no_more_for_ten_than_for_three(self, town, lamps, django_assert_max_num_queries) -> None:
        browser = client(town, "clerk")
        browser.post(reverse("issues:run"))
        browser.get(reverse("issues:index"))

        with django_assert_max_num_queries(15):
            browser.get(reverse("issues:index"))


class TestHints:
    def test_show_the_alike_the_topic_and_who_handled_it_with_reasons(self, town, lamps) -> None:
        concerns.assign(concern=lamps[0], to=town.building, by=town.clerk, at=NOON)
        before = Concern.objects.count()

        typed = {"text": "村口路灯不亮，老人看不见路", "unit": "石桥村", "part": "1"}
        shown = page(client(town, "officer").post(reverse("issues:hints"), typed))

        assert "同一地点：石桥村" in shown and "路灯" in shown
        assert "道路路灯" in shown and "县住建局" in shown and "由该单位办理 1 件" in shown
        assert Concern.objects.count() == before, "nothing is registered by asking"

    def test_show_a_stranger_nothing_of_it(self, town, lamps) -> None:
        shown = page(client(town, "stranger").post(reverse("issues:hints"), {"text": LAMPS[0], "part": "1"}))

        assert "没有相似的在办诉求" in shown and lamps[0].title not in shown

    def test_of_a_registered_one_are_a_click_from_its_page(self, town, lamps) -> None:
        browser = client(town, "officer")
        address = reverse("issues:alike", args=[lamps[0].code])

        assert address in browser.get(reverse("concerns:detail", args=[lamps[0].code])).content.decode()
        shown = browser.get(address).content.decode()
        assert lamps[1].code in shown and lamps[3].code not in shown


class TestProject:
    @pytest.mark.mechanism("M051")
    def test_counts_before_and_after_and_opens_each_count(self, town, lamps) -> None:
        browser, issue = client(town, "officer"), confirmed(town, lamps)
        started = {"name": "路灯月", "goal": "亮灯率九成五", "owner": "县住建局", "started_on": "2026-11-03"}

        browser.post(reverse("issues:start") + f"?issue={issue.pk}", started)

        project = Project.objects.get()
        assert "平均每月 3.0 件" in page(browser.get(reverse("issues:project", args=[project.pk])))
        opened = page(browser.get(reverse("issues:project_month", args=[project.pk, "2026-11"])))
        assert "共 3 件" in opened
        assert browser.get(reverse("issues:project_month", args=[project.pk, "2026"])).status_code == 404

    @pytest.mark.thorough
    def test_puts_a_due_measure_on_the_first_page(self, town, lamps) -> None:
        browser, issue = client(town, "officer"), confirmed(town, lamps)
        project = commands.start(name="路灯月", goal="都亮", owner=town.building, unit=town.qingshui, started_on=NOON.date(),
                                 issue=issue, by=town.officer, at=LATER)  # fmt: skip

        browser.post(
            reverse("issues:measure", args=[project.pk]),
            {"text": "换灯二十盏", "owner": "县住建局", "due_on": "2026-11-05"},
        )

        assert "换灯二十盏" in page(browser.get(reverse("today")))
        measure = project.measures.get()
        browser.post(reverse("issues:finish", args=[project.pk, measure.pk]), {"result": "换了二十二盏"})
        assert "换灯二十盏" not in page(browser.get(reverse("today")))


class TestMonth:
    @pytest.mark.mechanism("M033")
    def test_says_what_came_what_stands_out_and_what_is_done_all_counted(self, town, lamps) -> None:
        browser = client(town, "officer")
        browser.post(reverse("issues:run"))
        commands.set_source(issue=confirmed(town, lamps), measure="登记管护人。", by=town.officer, at=LATER)

        shown = page(browser.get(reverse("issues:month") + "?month=2026-11"))
        written = plain_text(browser.get(reverse("issues:month_docx") + "?month=2026-11").content)

        for paper in (shown, written):
            assert "共收到群众诉求6件" in paper and "窗口6件" in paper and "城乡建设6件" in paper
            assert "路灯" in paper and "登记管护人" in paper
        other = page(client(town, "stranger").get(reverse("issues:month") + "?month=2026-11"))
        assert "共收到群众诉求0件" in other and "路灯" not in other


class TestSeasonAndAdvice:
    def test_opens_a_cell_into_its_list(self, town, lamps) -> None:
        browser = client(town, "officer")

        found = re.search(
            r'class="heat-4"><a href="([^"]+)">6<', browser.get(reverse("issues:season")).content.decode()
        )

        assert found
        assert "共 6 件" in page(browser.get(found[1].replace("&amp;", "&")))

    @pytest.mark.thorough
    def test_trains_by_a_button_and_says_how_well_it_does(self, town, lamps) -> None:
        browser = client(town, "clerk")

        shown = page(browser.post(reverse("issues:train"), follow=True))

        assert Learned.objects.get(kind=Learned.TOPICS).count == 6
        assert "正在用" in shown and town.clerk.name in shown
        assert client(town, "officer").post(reverse("issues:train")).status_code == 403
