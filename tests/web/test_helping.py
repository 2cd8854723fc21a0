"""帮扶的页面: from the cause to the plan, the bags and the yuan, project by project, and the four ones that stand on them."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.pure.paper import plain_text
from lianxin.work.helping import commands
from lianxin.work.helping.models import HelpFund, HelpItem, HelpPlan, HelpTask, VillageProject
from lianxin.work.helping.terms import HelpKind
from lianxin.work.households import commands as households
from lianxin.work.households.models import Household
from tests.conftest import NOON
from tests.web.world import read
from tests.work.helping_scenes import fund_entered, item_added, plan_made, project_applied
from tests.work.household_scenes import day, household_made, need_noted


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("worker")` logs that person in at four in the afternoon, or so many days later, and returns the client."""

    def as_(name, days=0):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4, days=days))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


def main(page):
    return page.split('id="main"')[1]


def sent(client, url, **data):
    answer = client.post(url, data)
    assert answer.status_code == 302, main(answer.content.decode())
    return answer.url


class TestAPlan:
    @pytest.mark.mechanism("M117", "M126", "M130")
    def test_follows_from_the_causes_of_one_household_and_is_made_for_that_household_alone(self, enter, town):
        first, second = need_noted(town), need_noted(town, household_made(town, door="20号"), causes=["no_skill"])
        client = enter("worker")
        assert main(read(client, "/helping/")).count("制订帮扶计划</a>") == 2
        here = f"/households/{first.household.code}/"
        assert f"/helping/plans/new/?household={first.household.code}" in main(read(client, here))

        made = sent(client, f"/helping/plans/new/?household={first.household.code}", person="石小桥", until="2027-10-31",
                    aim="先落实医保报销，再发展养猪。")  # fmt: skip
        assert HelpPlan.objects.get().household == first.household
        page = main(read(client, f"{made}item/")).split("<select")[1].split("</select>")[0]
        for word in ("政策咨询", "市场信息", "项目资金", "技术服务"):
            assert word in page
        assert set(HelpKind.values) == {part.split('"')[0] for part in page.split('<option value="')[1:]}
        sent(client, f"{made}item/", kind="policy", item="医保报销政策", planned="1", measure="次")
        sent(client, f"{made}item/", kind="goods", item="仔猪", planned="5", measure="头")

        page = main(read(client, made))
        assert "因病、缺劳力" in page and "先落实医保报销" in page and "事项完成 0/2" in page
        sent(client, f"/helping/items/{HelpItem.objects.get(kind='policy').code}/give/", on="今天", quantity="1")
        assert "事项完成 1/2" in main(read(client, made)) and "事项完成 1/2" in main(read(client, here))
        assert made not in main(read(client, f"/households/{second.household.code}/"))
        again = client.post(
            f"/helping/plans/new/?household={first.household.code}", {"person": "石小桥", "until": "2027-10-31"}
        )
        assert "已经有帮扶计划" in main(again.content.decode())
        assert "已完成 1/2 项" in main(read(client, "/households/needs/"))

    @pytest.mark.mechanism("M118")
    def test_lists_mu_bags_and_heads_planned_and_given_and_adds_up_dated_entries(self, enter, town):
        plan, client = plan_made(town), enter("worker", days=30)
        here = f"/helping/plans/{plan.code}/"
        for item, planned, measure in (("蔬菜", "3.5", "亩"), ("化肥", "20", "袋"), ("生猪", "5", "头")):
            sent(client, f"{here}item/", kind="goods", item=item, planned=planned, measure=measure)
        bags = f"/helping/items/{HelpItem.objects.get(item='化肥').code}/"
        sent(client, f"{bags}give/", on="2026-11-05", quantity="12", note="送到家")
        sent(client, f"{bags}give/", on="2026-11-20", quantity="8")

        page = main(read(client, here))
        for cell in ("3.5 亩", "20 袋", "5 头", "0 头"):
            assert f">{cell}<" in page, cell
        assert 'name="given"' not in main(read(client, f"{bags}give/")) and "事项完成 1/3" in page
        last = HelpItem.objects.get(item="化肥").entries.last()
        sent(client, f"{bags}void/{last.pk}/", reason="记到别家了")
        page = main(read(client, here))
        assert ">12 袋<" in page and "事项完成 0/3" in page and "记到别家了" in main(read(client, bags))
        figure = {"unit": town.shiqiao.pk, "period": "2026-11", "code": "help.items_finished"}
        assert "化肥" not in main(read(client, "/figures/open/", **figure))
        sent(client, f"{bags}give/", on="2026-11-25", quantity="8")
        assert "化肥" in main(read(client, "/figures/open/", **figure))

    @pytest.mark.thorough
    @pytest.mark.mechanism("M124")
    def test_has_near_and_mid_term_goals_with_tasks_that_wait_for_their_owners(self, enter, town):
        plan, client = plan_made(town), enter("worker")
        here = f"/helping/plans/{plan.code}/"
        sent(client, f"{here}goal/", term="near", goal="开春存栏生猪 5 头", until="2027-3-1")
        sent(client, f"{here}goal/", term="mid", goal="两年内收入超过全村平均", until="2028-12-31")
        goal = plan.goals.get(term="near")
        sent(client, f"{here}goal/{goal.pk}/task/", task="联系畜牧站打防疫针", owner="张建", due_on="2026-11-20")
        page = main(read(client, here))
        assert "近期目标：开春存栏生猪" in page and "中期目标：两年内" in page and "联系畜牧站" in page

        task = HelpTask.objects.get()
        assert "联系畜牧站" not in read(enter("builder"), "/today/")
        builder = enter("builder", days=12)
        assert "帮扶任务" in read(builder, "/today/") and f"/helping/tasks/{task.code}/" in read(builder, "/today/")
        assert sent(builder, f"/helping/tasks/{task.code}/", note="已打针 5 头", on="今天") == "/today/"
        assert "联系畜牧站" not in read(builder, "/today/")
        assert "已打针 5 头" in main(read(enter("worker", days=12), here))
        assert enter("water").get(f"/helping/tasks/{task.code}/").status_code == 404

    def test_prints_for_the_file_with_the_name_only_for_those_who_may_know_it(self, enter, town):
        plan = plan_made(town)
        item_added(town, plan)
        here, client = f"/helping/plans/{plan.code}/", enter("worker")
        for text in (main(read(client, f"{here}print/")), plain_text(client.get(f"{here}docx/").content)):
            assert (
                "石桥村帮扶计划表" in text and "化肥" in text and "20袋" in text and "王长青" in text and "因病" in text
            )
        opened = Entry.objects.filter(event="household.opened")
        assert [one.detail["outcome"] for one in opened] == ["落实帮扶", "落实帮扶"]

        leader = enter("leader")
        for page in (main(read(leader, here)), main(read(leader, f"{here}print/"))):
            assert "化肥" in page and not any(word in page for word in ("王长青", "王**", "因病", "先看病"))
        assert opened.count() == 2

    @pytest.mark.thorough
    def test_is_seen_by_the_unit_that_helps_and_its_list_costs_the_same_for_three_and_ten(self, enter, town):
        client, asked = enter("officer"), []
        read(client, "/helping/")
        for until in (3, 10):
            while HelpPlan.objects.count() < until:
                plan_made(
                    town,
                    household=need_noted(
                        town, household_made(town, door=f"{HelpPlan.objects.count() + 30}号")
                    ).household,
                )
                project_applied(town)
                fund_entered(town, 100)
            for url in ("/helping/", "/helping/funds/", "/helping/projects/", "/helping/ones/"):
                with CaptureQueriesContext(connection) as caught:
                    read(client, url)
                asked.append(len(caught))
        assert asked[:4] == asked[4:]

        other = household_made(town, door="99号")
        households.entrust(
            household=other, person=town.people["builder"], since=day(), why="包户", by=town.worker, at=NOON
        )
        builder = enter("builder")
        made = sent(builder, f"/helping/plans/new/?household={other.code}", person="张建", until="2027-6-30")
        assert "县住建局" in main(read(enter("worker"), made)) and read(enter("builder"), made)
        assert enter("water").get(made).status_code == 404
        assert enter("water").get(f"/helping/plans/new/?household={other.code}").status_code == 404


class TestFunds:
    @pytest.mark.mechanism("M120")
    def test_are_entered_with_source_and_use_and_their_total_is_the_sum_that_opens(self, enter, town):
        client = enter("worker")
        project = project_applied(town)
        for yuan, source, to in (("200000", "县农业农村局", ""), ("80000", "县水利局", f"?project={project.code}")):
            given = {} if to else {"unit": "石桥村"}
            sent(client, f"/helping/funds/new/{to}", on="今天", amount_yuan=yuan, source=source, use="修水渠", **given)
        sent(
            client,
            "/helping/funds/new/",
            unit="石桥村",
            on="今天",
            amount_yuan="7000",
            source="县农业农村局",
            use="记重了",
        )
        wrong = HelpFund.objects.get(amount_yuan=7000)
        sent(client, f"/helping/funds/{wrong.code}/void/", reason="重复登记")

        page = main(read(client, "/helping/funds/"))
        assert "合计 280000 元" in page and ">200000<" in page and project.title in page
        figure = {"unit": town.shiqiao.pk, "period": "2026"}
        opened = main(read(client, "/figures/open/", code="help.funds_yuan", **figure))
        assert "280000" in opened and "县水利局" in opened and "记重了" not in opened
        assert "合计 80000 元" in main(read(client, f"/helping/projects/{project.code}/"))
        book = openpyxl.load_workbook(BytesIO(client.get("/helping/funds/xlsx/").content)).active
        cells = [str(cell.value) for row in book.rows for cell in row]
        assert "合计 280000 元" in cells and "80000" in cells and "7000" not in cells
        assert "记重了" not in main(read(enter("stranger"), "/helping/funds/"))


class TestAProject:
    @pytest.mark.mechanism("M123")
    def test_is_followed_from_application_to_completion_with_who_benefits(self, enter, town):
        client = enter("worker", days=40)
        typed = {"unit": "石桥村", "kind": "works", "title": "“五小”水利补充项目", "applied_to": "县水利局", "person": "石小桥",
                 "applied_on": "2026-11-03", "benefit": "三组、四组浇地 120 亩", "households": "46", "asked_yuan": "80000"}  # fmt: skip
        here = sent(client, "/helping/projects/new/", **typed)
        page = main(read(client, here))
        assert "县水利局" in page and "受益 46 户" in page and "已申报" in page and "开工实施" not in page
        assert client.get(f"{here}do/finish/").status_code == 409
        for verb, on in (("accept", "11.6"), ("approve", "11.12"), ("begin", "11.20"), ("finish", "12.10")):
            sent(client, f"{here}do/{verb}/", on=on, note="水发〔2026〕8号" if verb == "approve" else "")
        page = main(read(client, here))
        assert "已完工" in page and "水发〔2026〕8号" in page and "2026-11-20" in page
        assert "补充项目" in main(read(client, "/helping/projects/", stage="finished"))
        assert "补充项目" not in main(read(client, "/helping/projects/", stage="applied"))
        assert "补充项目" in main(
            read(client, "/figures/open/", code="help.projects_finished", unit=town.shiqiao.pk, period="2026-12")
        )
        sent(client, f"{here}correct/", title="水利补充项目", person="石小桥", benefit="浇地 150 亩")
        assert "浇地 150 亩" in main(read(client, here)) and VillageProject.objects.get().asked_yuan is None


class TestTheFourOnes:
    @pytest.mark.mechanism("M125")
    def test_are_each_done_only_when_a_record_stands_behind_it(self, enter, town):
        plan, client = plan_made(town), enter("worker")
        project = project_applied(town, kind="income", title="香菇大棚")
        page = main(read(client, "/helping/ones/"))
        mine = page.split("<section")[1]
        assert mine.count("还没有记录") == 4 and "<input" not in page.split("</nav>")[-1]

        item = item_added(town, plan, kind="technique", item="养猪技术", measure="场", planned=1)
        sent(client, f"/helping/items/{item.code}/give/", on="今天", quantity="1")
        later = NOON + timedelta(days=2, hours=1)
        for verb in ("approve", "begin"):
            project = commands.move_project(project=project, verb=verb, on=day(1), by=town.worker, at=later)
        client = enter("worker", days=3)
        mine = main(read(client, "/helping/ones/")).split("<section")[1]
        assert mine.count("还没有记录") == 1 and "养猪技术" in mine and "香菇大棚" in mine
        assert f"/helping/plans/{plan.code}/" in mine and f"/helping/projects/{project.code}/" in mine
        assert "王长青" not in mine and Household.objects.get().label in mine

        team = main(read(enter("head", days=3), "/helping/ones/"))
        assert "本单位" in team and "石小桥" in team and "养猪技术" in team
        assert "石小桥" not in main(read(enter("stranger", days=3), "/helping/ones/"))
