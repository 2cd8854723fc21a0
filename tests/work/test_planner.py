"""走访安排: plans that a village sees, groups that go together, surprise visits, whom nobody has seen for long, the team."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.planner import commands, queries
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.planner.terms import VIEW, PlanStatus
from lianxin.work.visits import commands as visits
from tests.conftest import NOON, SHANGHAI
from tests.work.household_scenes import household_made
from tests.work.pairing_scenes import hooked, paired
from tests.work.planner_scenes import THURSDAY, plan_made
from tests.work.visit_scenes import LAMP, visit_made

TODAY = NOON.date()
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONTH = queries.Span(FIRST, LAST)


def later(days: int) -> datetime:
    return datetime(2026, 11, 3, 12, 0, tzinfo=SHANGHAI) + timedelta(days=days)


def seen(by: Any) -> list[PlannedVisit]:
    return list(PlannedVisit.objects.reachable(by=by, to=VIEW))


class TestAPlan:
    def test_is_seen_by_those_who_go_and_by_the_place_and_nobody_else(self, town):
        plan = plan_made(town)

        assert (plan.home, plan.person, plan.until) == (town.building, town.people["builder"], THURSDAY)
        for who in ("worker", "head", "officer", "builder", "building_head", "clerk"):
            assert seen(getattr(town, who)) == [plan], who
        for who in ("stranger", "water", "teacher"):
            assert seen(getattr(town, who)) == [] and not getattr(town, who).may(VIEW, plan), who
        assert [one.plan for one in queries.calendar(town.shiqiao, FIRST, LAST, by=town.worker)] == [plan]
        assert queries.calendar(town.liuwan, FIRST, LAST, by=town.officer) == []

    def test_is_refused_where_it_makes_no_sense(self, town):
        household = household_made(town, unit=town.liuwan, by=town.officer)
        for wrong in (
            {"on": TODAY - timedelta(days=1)}, {"until": THURSDAY - timedelta(days=1)}, {"purpose": " "}, {"people": 0},
            {"household": household}, {"on": date(2028, 1, 1)},
        ):  # fmt: skip
            with pytest.raises(Unfit):
                plan_made(town, **wrong)
        with pytest.raises(NotAllowed):
            plan_made(town, by=town.inspector)
        with pytest.raises(NotAllowed):
            plan_made(town, home=town.water_bureau)

    def test_is_moved_called_off_and_then_no_more(self, town):
        plan = plan_made(town, until=THURSDAY + timedelta(days=1))
        plan = commands.move_plan(plan=plan, on=date(2026, 11, 17), by=town.building_head, at=NOON)
        assert (plan.on, plan.until) == (date(2026, 11, 17), date(2026, 11, 18))
        with pytest.raises(NotAllowed):
            commands.cancel_plan(plan=plan, reason="不来了", by=town.worker, at=NOON)
        with pytest.raises(Unfit):
            commands.cancel_plan(plan=plan, reason="", by=town.builder, at=NOON)
        plan = commands.cancel_plan(plan=plan, reason="防汛", by=town.builder, at=NOON)

        assert plan.status == PlanStatus.CANCELLED and queries.calendar(town.shiqiao, FIRST, LAST, by=town.worker) == []
        with pytest.raises(WrongState):
            commands.move_plan(plan=plan, on=THURSDAY, by=town.builder, at=NOON)

    def test_unannounced_is_known_to_those_who_go_until_it_took_place(self, town, django_capture_on_commit_callbacks):
        plan = plan_made(town, is_unannounced=True)
        for who, sees in (("builder", True), ("clerk", True), ("worker", False), ("officer", False)):
            actor = getattr(town, who)
            assert bool(seen(actor)) is sees and actor.may(VIEW, plan) is sees, who
        assert queries.burden(town.shiqiao, FIRST, LAST, TODAY).day_count == 0
        assert not queries.crowding(town.shiqiao, THURSDAY, home=town.water_bureau, today=TODAY)
        with pytest.raises(Unfit):
            commands.join_plan(plan=plan_made(town, by=town.water), other=plan, by=town.water, at=NOON)
        commands.cancel_plan(
            plan=PlannedVisit.objects.get(home=town.water_bureau), reason="不去了", by=town.water, at=NOON
        )

        with django_capture_on_commit_callbacks(execute=True):
            visit = visit_made(town, kind="random", by=town.builder, on=THURSDAY, at=later(9))
        plan.refresh_from_db()
        assert (plan.status, plan.visit) == (PlanStatus.CARRIED_OUT, visit)
        assert plan in seen(town.worker) and plan in seen(town.officer)
        load = queries.burden(town.shiqiao, FIRST, LAST, later(9).date())
        assert (load.day_count, load.group_count, load.coming_count) == (1, 1, 0)

    def test_is_carried_out_by_the_visit_that_it_fits_and_by_no_other(self, town, django_capture_on_commit_callbacks):
        plan, twin = plan_made(town), plan_made(town, purpose="看路灯")
        with django_capture_on_commit_callbacks(execute=True):
            visit = visit_made(town, by=town.builder, on=THURSDAY, at=later(9))
            elsewhere = visit_made(town, unit=town.liuwan, by=town.builder, on=THURSDAY, at=later(9))
        assert PlannedVisit.objects.open().count() == 2  # two fit: the person says which
        with pytest.raises(Unfit):
            commands.carry_out(plan=plan, visit=elsewhere, by=town.builder, at=later(9))
        commands.carry_out(plan=plan, visit=visit, by=town.builder, at=later(9))

        assert list(PlannedVisit.objects.open()) == [twin]
        assert [one.plan for one in queries.calendar(town.shiqiao, FIRST, LAST, by=town.worker)] == [plan, twin]
        assert [one.visit for one in queries.came(town.qingshui, FIRST, LAST, by=town.officer)] == [elsewhere]

    def test_points_to_what_took_the_place_of_its_visit(self, town, django_capture_on_commit_callbacks):
        plan = plan_made(town)
        with django_capture_on_commit_callbacks(execute=True):
            visit = visit_made(town, by=town.builder, on=THURSDAY, at=later(9))
        twin = plan_made(town, purpose="看路灯", at=later(9))
        with django_capture_on_commit_callbacks(execute=True):
            right = visits.correct_visit(
                visit=visit, reason="漏写了看到的事", kind="household", unit=town.shiqiao, on=THURSDAY, note="桥栏断了。",
                by=town.builder, at=later(9),
            )  # fmt: skip

        plan.refresh_from_db()
        assert plan.visit == right
        assert list(PlannedVisit.objects.open()) == [twin]


class TestGoingTogether:
    def test_makes_one_group_of_two(self, town):
        plan = plan_made(town)
        other = plan_made(town, by=town.water, on=THURSDAY - timedelta(days=1), purpose="看水渠")
        assert queries.burden(town.shiqiao, FIRST, LAST, TODAY).day_count == 2
        found = queries.crowding(town.shiqiao, other.on, home=town.water_bureau, today=TODAY, besides=other)
        assert (found.same_days, found.same_week) == ([], [plan])
        other = commands.join_plan(plan=other, other=plan, by=town.water, at=NOON)

        load = queries.burden(town.shiqiao, FIRST, LAST, TODAY)
        assert (other.on, load.day_count, load.group_count) == (THURSDAY, 1, 1)
        with pytest.raises(Unfit):
            commands.join_plan(plan=plan, other=plan_made(town, unit=town.liuwan), by=town.builder, at=NOON)
        commands.cancel_plan(plan=plan, reason="开会", by=town.builder, at=NOON)
        other.refresh_from_db()
        assert other.together is None and queries.burden(town.shiqiao, FIRST, LAST, TODAY).group_count == 1


class TestTheBurden:
    def test_is_counted_in_days_and_groups_from_plans_and_visits(self, town):
        visit_made(town)  # the township, on Monday
        visit_made(town, by=town.builder)  # the bureau, the same day
        visit_made(town, by=town.builder, kind="phone", on=date(2026, 11, 1))  # a call burdens nobody
        visit_made(town, by=town.worker)  # the village itself receives nobody
        plan_made(town, until=THURSDAY + timedelta(days=1))
        missed = plan_made(town, by=town.water, on=TODAY)

        load = queries.burden(town.shiqiao, FIRST, LAST, TODAY)
        assert (load.day_count, load.group_count, load.coming_count, load.most) == (4, 5, 3, 2)
        tomorrow = queries.loads(town.county, FIRST, LAST, TODAY + timedelta(days=1))
        assert tomorrow[town.shiqiao.path].day_count == 3 and missed.on not in tomorrow[town.shiqiao.path].days
        assert queries.burden(town.liuwan, FIRST, LAST, TODAY).day_count == 0

    def test_passes_a_limit_that_the_county_set_and_is_warned_of(self, town):
        with pytest.raises(NotAllowed):
            commands.set_limit(unit=town.county, days=2, groups=1, by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.set_limit(unit=town.county, days=0, groups=1, by=town.clerk, at=NOON)
        commands.set_limit(unit=town.county, days=3, groups=4, by=town.clerk, at=NOON)
        limit = commands.set_limit(unit=town.county, days=2, groups=1, basis="减负通知", by=town.clerk, at=NOON)
        plan_made(town)
        here = {"home": town.water_bureau, "today": TODAY}
        assert queries.limit_for(town.shiqiao, TODAY) == limit and queries.limit_for(town.shiqiao, FIRST) is None
        assert not queries.crowding(town.shiqiao, date(2026, 11, 17), **here)
        plan_made(town, on=date(2026, 11, 17), by=town.officer)

        found = queries.crowding(town.shiqiao, date(2026, 11, 19), **here)
        assert found.is_over_days and found.would_be == 3 and len(found.same_week) == 1
        same = queries.crowding(town.shiqiao, THURSDAY, **here)
        assert same.is_over_groups and not same.is_over_days
        assert THURSDAY not in same.free_days and all(day.weekday() < 5 for day in same.free_days)
        assert plan_made(town, by=town.water).on == THURSDAY  # nothing forbids it


class TestTheNextBestVisit:
    def test_goes_to_whom_nobody_has_seen_for_longest_then_to_who_is_farthest_behind(self, town):
        homes = [household_made(town, door=f"{n}号") for n in range(5)]
        for home, since in zip(homes, (3, 3, 3, 2, 1), strict=True):
            paired(town, "officer", household=home, since=date(2026, 10, since), kind="household", over_why="县里定的")
        visit_made(town, household=homes[0], on=date(2026, 10, 20))
        visit_made(town, household=homes[0], on=date(2026, 10, 22))
        visit_made(town, household=homes[1], on=date(2026, 10, 22))
        visit_made(town, household=homes[3], on=date(2026, 10, 25), by=town.builder)  # whoever comes has seen them
        visit_made(town, household=homes[4], on=date(2026, 10, 28), kind="phone")  # a call is no visit
        found = queries.longest_unseen(town.officer, TODAY)

        assert [one.household for one in found] == [homes[4], homes[2], homes[1], homes[0], homes[3]]
        assert all((a.since, -a.behind) <= (b.since, -b.behind) for a, b in pairwise(found))
        assert found[0].days(TODAY) == 33 and found[0].last_on is None
        assert {one.share for one in found} == {Fraction(3, 5)} and found[3].own_visits == 2
        assert queries.longest_unseen(town.worker, TODAY) == []

    def test_counts_a_place_when_one_went_oneself_and_shows_what_is_planned(self, town):
        hooked(town, "building_head", since=date(2026, 11, 1))
        visit_made(town)
        found = queries.longest_unseen(town.building_head, TODAY)
        assert [(one.unit, one.last_on, one.plan) for one in found] == [(town.shiqiao, None, None)]
        visit_made(town, by=town.building_head)
        plan = plan_made(town, by=town.building_head)

        found = queries.longest_unseen(town.building_head, TODAY)
        assert [(one.last_on, one.plan) for one in found] == [(date(2026, 11, 2), plan)]

    def test_lists_a_villages_own_households_without_a_name(self, town):
        homes = [household_made(town, door=f"{n}号") for n in range(3)]
        visit_made(town, household=homes[0], on=date(2026, 11, 8), at=later(7))
        found = queries.unseen_here(town.shiqiao, town.worker, later(7).date(), 10)

        assert [one.household for one in found] == [*homes[1:], homes[0]]
        assert [one.last_on for one in found] == [None, None, date(2026, 11, 8)]
        assert queries.unseen_here(town.shiqiao, town.stranger, TODAY, 10) == []


class TestTheTeam:
    def test_is_seen_with_what_it_planned_did_and_has_still_open(self, town):
        plan_made(town)
        visit_made(town, by=town.builder, people=[town.people["building_head"]], findings=[LAMP])
        visit_made(town, by=town.building_head, at=NOON, on=date(2026, 10, 30))
        found = queries.team(town.building, MONTH, by=town.clerk)

        assert [(one.person, one.planned, one.done, one.open) for one in found.people] == [
            (town.people["builder"], 1, 1, 1), (town.people["building_head"], 0, 1, 1)
        ]  # fmt: skip
        assert [one.person for one in queries.team(town.building, MONTH, by=town.stranger).people if one.open] == []
        above = queries.team(town.county, MONTH, by=town.clerk)
        line = next(one for one in above.units if one.unit == town.building)
        assert (line.planned, line.done, line.open) == (1, 2, 2)
        concerns = queries.member_open(town.people["builder"], MONTH, by=town.clerk)
        assert len(concerns) == 1 and not queries.member_open(town.people["builder"], MONTH, by=town.stranger)
