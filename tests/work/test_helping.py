"""帮扶: a plan per household, dated entries that add up, tasks, funds, projects that go their way, four ones that are counted."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lianxin.base.indicators import get
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.helping import commands, queries
from lianxin.work.helping.models import HelpPlan
from lianxin.work.helping.terms import One
from lianxin.work.households import commands as households
from lianxin.work.households.columns import cells
from tests.conftest import NOON
from tests.work.helping_scenes import fund_entered, item_added, plan_made, project_applied
from tests.work.household_scenes import day, household_made, need_noted

LATER = NOON + timedelta(days=30)


class TestAPlan:
    def test_is_one_per_household_made_by_those_who_help_there(self, town):
        plan = plan_made(town)
        with pytest.raises(Unfit, match="已经有帮扶计划"):
            plan_made(town, household=plan.household)
        with pytest.raises(NotAllowed):
            plan_made(town, household=household_made(town, door="1号"), by=town.stranger)
        with pytest.raises(NotAllowed, match="先授权"):
            plan_made(town, household=household_made(town, door="2号"), home=town.building, by=town.builder)
        with pytest.raises(Unfit, match="不在这个村"):
            plan_made(town, household=household_made(town, door="3号"), unit=town.liuwan, by=town.officer)

        other = household_made(town, door="4号")
        households.entrust(
            household=other, person=town.people["builder"], since=day(), why="包户", by=town.worker, at=NOON
        )
        theirs = plan_made(town, household=other, home=town.building, person=town.people["builder"], by=town.builder)
        assert set(queries.plans(town.builder)) == {theirs} and set(queries.plans(town.worker)) == {plan, theirs}
        assert not queries.plans(town.stranger).exists()
        commands.end_plan(plan=plan, result="收入稳定", by=town.worker, at=NOON)
        with pytest.raises(Unfit, match="已经结束"):
            item_added(town, plan)

    def test_adds_up_from_dated_entries_and_a_wrong_one_counts_no_more(self, town):
        item = item_added(town, plan_made(town))
        commands.give(item=item, on=day(), quantity=Decimal("12.5"), by=town.worker, at=NOON)
        wrong = commands.give(item=item, on=day(3), quantity=Decimal(8), by=town.worker, at=LATER)
        item.refresh_from_db()
        assert item.finished_on == day(3)

        commands.void_entry(entry=wrong, reason="记到别家了", by=town.worker, at=LATER)
        found = queries.items_of(item.plan).get()
        assert (found.given, found.finished_on) == (Decimal("12.5"), None)
        commands.give(item=item, on=day(9), quantity=Decimal("7.5"), by=town.worker, at=LATER)
        assert queries.items_of(item.plan).get().finished_on == day(9)
        with pytest.raises(Unfit, match="大于 0"):
            commands.give(item=item, on=day(), quantity=Decimal(0), by=town.worker, at=LATER)
        with pytest.raises(Unfit, match="今天之间"):
            commands.give(item=item, on=day(1), quantity=Decimal(1), by=town.worker, at=NOON)
        with pytest.raises(Unfit, match="不能撤下"):
            commands.drop_item(item=item, reason="不养了", by=town.worker, at=LATER)
        assert cells([item.plan.household_id], day(9))[0] == {item.plan.household_id: "已完成 1/1 项"}
        assert cells([item.plan.household_id], day(8))[0] == {item.plan.household_id: "已完成 0/1 项"}

    def test_loses_its_words_with_the_household_and_keeps_its_numbers(self, town):
        plan = plan_made(town)
        item = item_added(town, plan)
        commands.give(item=item, on=day(), quantity=Decimal(20), note="户主亲手领", by=town.worker, at=NOON)
        households.end_need(need=plan.household.needs.get(), reason="就业", by=town.worker, at=NOON)

        households.erase_expired(unit=town.shiqiao, by=town.worker, at=NOON + timedelta(days=400))

        plan = HelpPlan.objects.get()
        assert (plan.aim, plan.ended_on is None) == ("", False)
        assert queries.items_of(plan).get().given == 20 and not item.entries.get().note

    def test_of_a_household_in_need_anew_stays_when_the_old_need_is_erased(self, town):
        plan = plan_made(town)
        households.end_need(need=plan.household.needs.get(), reason="就业", by=town.worker, at=NOON)
        need_noted(town, household=plan.household, since=day(200), review_on=day(500), at=NOON + timedelta(days=200))

        assert households.erase_expired(unit=town.shiqiao, by=town.worker, at=NOON + timedelta(days=400)) == (1, 0)

        plan.refresh_from_db()
        assert plan.aim and plan.ended_on is None


class TestATask:
    def test_is_done_by_its_owner_or_by_those_who_plan_and_waits_until_then(self, town):
        goal = commands.set_goal(
            plan=plan_made(town), term="near", goal="开春养上猪", until=day(60), by=town.worker, at=NOON
        )
        given = {"goal": goal, "task": "联系畜牧站", "owner": town.people["builder"], "by": town.worker, "at": NOON}
        with pytest.raises(Unfit, match="目标的达到日期"):
            commands.set_task(due_on=day(61), **given)
        task = commands.set_task(due_on=day(10), **given)

        assert list(queries.tasks_due(town.builder, day(10))) == [task] and not queries.tasks_due(town.worker, day(10))
        with pytest.raises(NotAllowed):
            commands.finish_task(task=task, note="办了", by=town.stranger, at=LATER)
        commands.finish_task(task=task, note="已约好上门", by=town.builder, at=LATER)
        assert not queries.tasks_due(town.builder, day(99))


class TestFunds:
    def test_are_summed_from_what_stands(self, town):
        fund_entered(town, 200000)
        fund_entered(town, 80000, source="县水利局")
        wrong = fund_entered(town, 999)
        commands.void_fund(fund=wrong, reason="重复登记", by=town.worker, at=NOON)
        with pytest.raises(Unfit, match="用途"):
            fund_entered(town, 5, use=" ")
        with pytest.raises(NotAllowed):
            fund_entered(town, 5, by=town.stranger)
        with pytest.raises(NotAllowed):
            commands.void_fund(fund=wrong, reason="不对", by=town.leader, at=NOON)

        seen = queries.funds(town.clerk)
        assert (
            queries.total_yuan(seen)
            == 280000
            == get("help.funds_yuan").value(Period.containing(day()), town.county, by=town.clerk, today=day())
        )
        assert queries.sums_by_source(seen) == [("县农业农村局", 1, 200000), ("县水利局", 1, 80000)]


class TestAProject:
    def test_goes_its_way_with_a_date_for_each_step(self, town):
        project = project_applied(town)
        with pytest.raises(WrongState):
            commands.move_project(project=project, verb="begin", on=day(), by=town.worker, at=LATER)
        with pytest.raises(Unfit, match="没有批的原因"):
            commands.move_project(project=project, verb="refuse", on=day(5), by=town.worker, at=LATER)
        way = [("refuse", 2, "资料不全"), ("apply_again", 4, ""), ("accept", 5, ""), ("approve", 9, "水发〔2026〕8号"),
               ("begin", 12, ""), ("finish", 25, "验收合格")]  # fmt: skip
        for verb, days, note in way:
            if verb == "begin":
                with pytest.raises(Unfit, match="上一步"):
                    commands.move_project(project=project, verb=verb, on=day(1), by=town.worker, at=LATER)
            project = commands.move_project(
                project=project, verb=verb, on=day(days), note=note, by=town.worker, at=LATER
            )
        assert (project.approved_on, project.begun_on, project.finished_on) == (day(9), day(12), day(25))
        assert project.closed_on == day(25) and project.steps.count() == 7


class TestTheFourOnes:
    def test_stand_on_records_and_on_nothing_else(self, town):
        me, first, last = town.people["worker"], day(-5), day(90)

        def done():
            [four] = queries.four_ones([me], first, last)
            return {one.one.value for one in four.lines if one.is_done}

        plan = plan_made(town)
        project = project_applied(town, kind="income", title="香菇大棚")
        assert done() == set()
        skill = item_added(town, plan, kind="technique", item="养猪技术", measure="次", planned=Decimal(1))
        entry = commands.give(item=skill, on=day(), quantity=Decimal(1), by=town.worker, at=NOON)
        assert done() == {One.SKILL, One.HOUSEHOLD}
        for verb in ("approve", "begin"):
            project = commands.move_project(project=project, verb=verb, on=day(1), by=town.worker, at=LATER)
        lamps = item_added(
            town, plan_made(town, household=None, at=LATER, since=day()), kind="public_works", item="路灯", at=LATER
        )
        commands.give(item=lamps, on=day(2), quantity=Decimal(3), by=town.worker, at=LATER)
        assert done() == {"skill", "project", "deed", "household"}
        commands.void_entry(entry=entry, reason="没有讲成", by=town.worker, at=LATER)
        assert done() == {"project", "deed"}


class TestTheFigures:
    def test_say_who_has_a_plan_and_what_was_finished(self, town):
        plan = plan_made(town)
        need_noted(town, household_made(town, door="9号"))
        item = item_added(town, plan)
        commands.give(item=item, on=day(), quantity=Decimal(20), by=town.worker, at=NOON)
        project_applied(town)

        def value(code, on=day()):  # noqa: B008
            period = Period.containing(on)
            return get(code).value(period, town.qingshui, by=town.officer, today=day())

        assert value("help.plan_rate") == 50 and value("help.plans") == 1 and value("household.in_need") == 2
        assert value("help.items_finished") == 1 and value("help.projects_applied") == 1
        assert value("help.projects_open") == 1 and value("help.projects_finished") == 0
        assert value("help.plan_rate", day(-40)) is None
