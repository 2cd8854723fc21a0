"""走访安排的页面: the month of a unit, a village that sees who comes, a warning that offers ways out, the team."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.work.planner import commands
from lianxin.work.planner.models import PlannedVisit, ReceivingLimit
from lianxin.work.planner.terms import PlanStatus
from tests.conftest import NOON
from tests.web.world import read
from tests.work.household_scenes import household_made
from tests.work.pairing_scenes import paired
from tests.work.planner_scenes import THURSDAY, plan_made
from tests.work.visit_scenes import LAMP, visit_made

FORM = {"unit": "石桥村", "on": "11.12", "purpose": "看水渠", "people": "2"}
MONTH = "month=2026-11"


class TestTheSharedCalendar:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F055")
    def test_tells_a_village_who_comes_and_when_and_others_that_it_is_taken(self, enter, town):
        plan_made(town)
        client = enter("worker")
        for url in ("/planner/", "/planner/coming/"):
            page = read(client, url)
            assert "县住建局" in page and "11月12日" in page, url
        assert "看危房改造" in read(client, "/planner/coming/")

        client = enter("water")
        warned = client.post("/planner/new/", FORM).content.decode()
        assert "县住建局11月12日也去，3 人：看危房改造。" in warned and not PlannedVisit.objects.filter(
            home=town.water_bureau
        )
        together, day, *_days, anyway = re.findall(r'name="choice" value="([^"]*)"', warned)
        for choice in (together, day, anyway):
            client.post("/planner/new/", {**FORM, "choice": choice})
        joined, moved, kept = PlannedVisit.objects.filter(home=town.water_bureau).order_by("pk")
        assert joined.together is not None and joined.on == THURSDAY
        assert moved.on.isoformat() == day.removeprefix("day:") and moved.on != THURSDAY
        assert kept.on == THURSDAY and kept.together is None  # the warning forbids nothing
        assert "2 批" in read(enter("worker"), "/planner/")

    def test_of_the_whole_county_lists_plans_and_leaves_the_rest_to_its_townships(self, enter, town):
        plan_made(town)
        visit = visit_made(town, by=town.water)

        assert f"/visits/of/{visit.code}/" in read(enter("officer"), f"/planner/?{MONTH}")
        page = read(enter("clerk"), f"/planner/?{MONTH}")
        assert f"/visits/of/{visit.code}/" not in page and "选一个乡镇看" in page
        assert "县住建局到石桥村" in page

    @pytest.mark.mechanism("F055")
    def test_counts_the_days_of_each_village_and_warns_above_the_limit(self, enter, town):
        visit_made(town)
        plan_made(town)
        client = enter("clerk")
        typed = {"days": "1", "groups": "2", "basis": "减负通知"}
        assert client.post("/planner/burden/limit/", typed).url == f"/planner/burden/?unit={town.county.pk}"
        assert ReceivingLimit.objects.get().days == 1
        assert "本月有 1 个村超过" in read(client, "/planner/burden/")
        page = read(enter("officer"), "/planner/burden/")
        here = f"/planner/burden/{town.shiqiao.pk}/?{MONTH}"
        assert here in page and "<svg" in page and "超过上限" in page and "未到 1" in page
        page = read(enter("worker"), here)
        assert (
            "有人来 2 天、2 批，其中还没到的 1 天；每月上限 1 天。" in page
            and "入户走访" in page
            and "看危房改造" in page
        )
        warned = enter("water").post("/planner/new/", {**FORM, "on": "11.20"}).content.decode()
        assert "石桥村当月要接待 3 天，超过每月 1 天的上限" in warned
        assert enter("worker").get("/planner/burden/limit/").status_code == 404

    @pytest.mark.thorough
    def test_keeps_a_surprise_from_the_village_until_it_took_place(self, enter, town):
        client = enter("builder")
        client.post("/planner/new/", {**FORM, "on": "今天", "purpose": "随机调研", "is_unannounced": "on"})
        plan = PlannedVisit.objects.get()
        here = f"/planner/of/{plan.code}/"
        assert "去之前村里看不到" in read(client, here) and "随机调研" not in read(client, "/planner/calendar.ics")
        worker = enter("worker")
        for url in (
            "/planner/",
            "/planner/coming/",
            f"/planner/burden/{town.shiqiao.pk}/?{MONTH}",
            "/planner/calendar.ics",
        ):
            assert "住建局" not in read(worker, url), url
        assert worker.get(here).status_code == 404
        visit = visit_made(town, by=town.builder, kind="random", on=NOON.date(), at=NOON + timedelta(hours=4))
        client = enter("builder")
        assert client.post(f"{here}do/carry_out/", {"visit": visit.code}).url == here

        assert "住建局" in read(enter("worker"), "/planner/coming/")
        assert "有人来 1 天、1 批" in read(enter("worker"), f"/planner/burden/{town.shiqiao.pk}/?{MONTH}")

    def test_goes_into_a_calendar_of_ones_own_without_a_name(self, enter, town):
        plan = plan_made(town, household=household_made(town), until=THURSDAY + timedelta(days=1))
        answer = enter("worker").get("/planner/calendar.ics")
        text = answer.content.decode()

        assert answer["Content-Type"].startswith("text/calendar") and f"UID:{plan.code}@lianxin" in text
        assert "DTSTART;VALUE=DATE:20261112\r\nDTEND;VALUE=DATE:20261114" in text and "县住建局到石桥村" in text
        assert "张建" not in text and "12号" not in text and "危房" not in text


class TestAPlan:
    def test_is_moved_joined_called_off_from_its_page(self, enter, town):
        plan = plan_made(town)
        other = plan_made(town, by=town.water, on=THURSDAY + timedelta(days=1), purpose="看水渠")
        client = enter("builder")
        here = f"/planner/of/{plan.code}/"
        assert "县水利局11月13日去" in read(client, here)
        assert client.post(f"{here}do/join/", {"with": other.code}).url == here
        assert "与县水利局同一批" in read(client, here)
        client.post(f"{here}do/move/", {"on": "11.17", "reason": "下雨"})
        assert PlannedVisit.objects.get(pk=plan.pk).on == date(2026, 11, 17)
        assert client.post(f"{here}do/cancel/", {"reason": " "}).status_code == 200
        client.post(f"{here}do/cancel/", {"reason": "防汛"})
        assert PlannedVisit.objects.get(pk=plan.pk).status == PlanStatus.CANCELLED
        assert client.post(f"{here}do/move/", {"on": "11.18"}).status_code == 409
        assert "县水利局" in read(enter("worker"), f"/planner/of/{other.code}/") and "改天去" not in read(
            enter("worker"), f"/planner/of/{other.code}/"
        )

    @pytest.mark.thorough
    def test_is_remembered_on_the_first_page(self, enter, town):
        plan_made(town, on=NOON.date(), purpose="看危房改造")
        assert "看危房改造" in read(enter("builder"), "/today/")
        assert "县住建局" in read(enter("worker"), "/today/")


class TestTheNextBestVisit:
    @pytest.mark.mechanism("F052")
    def test_says_in_words_why_each_stands_where_it_stands(self, enter, town):
        homes = [household_made(town, door=f"{n}号") for n in range(3)]
        for home in homes:
            paired(town, "officer", household=home, since=date(2026, 10, 1), over_why="县里定的")
        visit_made(town, household=homes[0], on=date(2026, 10, 20))
        visit_made(town, household=homes[1], on=date(2026, 10, 9))
        page = read(enter("officer"), "/planner/next/")

        assert page.index("2号") < page.index("1号") < page.index("0号")
        assert "10月1日结对以来还没有去过，已经 33 天。今年您去过 0 次，平均每处 0.7 次。" in page
        assert "上次有人去是10月20日，已经 14 天。" in page and "王长青" not in page
        assert page.count("下一处") == 1 and f"household={homes[2].code}" in page
        for word in ("风险", "分数", "等级", "排名"):
            assert word not in page
        client = enter("officer")
        client.post("/planner/new/", {**FORM, "household": homes[2].code})
        page = read(client, "/planner/next/")
        assert "已安排11月12日" in page and page.index("下一处") > page.index("1号") - 200
        village = read(enter("worker"), "/planner/next/?of=village")
        assert (
            village.index("1号") < village.index("0号") < village.index("2号")
        )  # entered in the register on 3 November


class TestTheTeam:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F057")
    def test_is_read_by_its_leader_who_opens_each_record(self, enter, town):
        plan_made(town)
        visit = visit_made(town, by=town.builder, findings=[LAMP])
        client = enter("clerk")
        page = read(client, f"/planner/team/?unit={town.building.pk}&{MONTH}")
        member = f"/planner/team/{town.people['builder'].pk}/?{MONTH}"
        assert page.index("张建") < page.index("梁栋") and member in page and f"{member}#open" in page
        opened = read(client, member)
        concern = visit.findings.get().concern
        assert (
            "看危房改造" in opened and concern.code in opened and "没办完的事（1）" in opened and "去了（1）" in opened
        )
        assert "县住建局" in read(client, "/planner/team/")
        own = read(enter("builder"), f"/planner/team/{town.people['builder'].pk}/?{MONTH}")
        assert "去了（1）" in own  # one's own progress is shown to oneself
        for who in ("stranger", "water", "worker"):
            assert enter(who).get(member).status_code == 404, who
        assert enter("builder").get("/planner/team/").status_code == 403

    @pytest.mark.thorough
    def test_costs_no_more_with_ten_than_with_three(self, enter, town):
        client = enter("clerk")
        read(client, "/planner/")

        def statements(number):
            while PlannedVisit.objects.count() < number:
                n = PlannedVisit.objects.count()
                plan_made(town, on=THURSDAY + timedelta(days=n), by=town.officer if n % 2 else town.builder)
                visit_made(town, by=town.builder, findings=[LAMP], on=date(2026, 10, 20) + timedelta(days=n % 5))
                paired(town, "clerk", household=household_made(town, door=f"{n}号"), over_why="县里定的")
            counts = []
            own = f"/planner/team/{town.people['builder'].pk}/?{MONTH}"
            for url in ("/planner/", "/planner/coming/", "/planner/next/", "/planner/burden/", "/planner/team/", own,
                        f"/planner/burden/{town.shiqiao.pk}/?{MONTH}"):  # fmt: skip
                with CaptureQueriesContext(connection) as seen:
                    read(client, url)
                counts.append(len(seen))
            return counts

        assert statements(3) == statements(10)


def test_a_plan_is_called_off_by_those_who_go_alone(enter, town):
    plan = plan_made(town)
    assert enter("worker").get(f"/planner/of/{plan.code}/do/cancel/").status_code == 403
    assert enter("builder").get(f"/planner/of/{plan.code}/do/nothing/").status_code == 404
    assert commands.cancel_plan(plan=plan, reason="防汛", by=town.building_head, at=NOON).status == PlanStatus.CANCELLED
