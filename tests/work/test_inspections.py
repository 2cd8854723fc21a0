"""督查: approved by another person, drawn so that anyone can do it again, within the limit (M222, F080, F082)."""

import os
from datetime import date, timedelta
from random import Random

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import VIEW
from tests.conftest import NOON
from tests.work.inspection_scenes import WORKDAY, approved, more_units, plan_made

YEAR = Period("year", 2026)
YEARS = max(1, int(os.environ.get("LIANXIN_ROUNDS", "12")) // 20)


def at(day: date):
    """That day at noon."""
    return NOON + (day - NOON.date())


TODAY = NOON.date()


def by_inspector(town, day: date = TODAY) -> dict:
    return {"by": town.inspector, "at": at(day)}


class TestAPlan:
    @pytest.mark.mechanism("M222")
    def test_is_carried_out_only_with_a_number_that_another_person_gave(self, town) -> None:
        plan = plan_made(town, by=town.clerk)

        with pytest.raises(WrongState):
            commands.draw(plan=plan, on=WORKDAY, size=1, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve(plan=plan, approval_number="1号", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="没有批准文号"):
            commands.approve(plan=plan, approval_number=" ", by=town.county_leader, at=NOON)
        commands.approve(plan=plan, approval_number="定群督〔2026〕11号", by=town.county_leader, at=NOON)
        draw = commands.draw(plan=plan, on=WORKDAY, size=2, by=town.clerk, at=NOON)

        assert queries.targets(plan).count() == draw.size == 2
        told = ["inspection.drafted", "inspection.approved", "inspection.sealed", "inspection.drawn"]
        assert [entry.event for entry in book.story(plan.ref)] == told
        with pytest.raises(NotAllowed):
            plan_made(town, unit=town.qingshui, by=town.officer)

    @pytest.mark.thorough
    def test_is_hidden_from_those_below_until_it_was_carried_out_unless_it_is_announced(self, town) -> None:
        given = {"per": "month", "basis": "县减负办文件", "by": town.county_leader, "at": NOON}
        commands.set_limit(unit=town.county, most=2, **given)
        for mode in ("unannounced", "open"):
            plan = approved(town, mode=mode, limit=2)
            commands.choose(plan=plan, unit=town.shiqiao, on=WORKDAY, reason="群众多次反映。", **by_inspector(town))
        secret, told = InspectionPlan.objects.order_by("pk")
        assert self.seen(town, "worker") == self.seen(town, "stranger") == {told}
        assert self.seen(town, "clerk") == {secret, told}
        assert not PlanTarget.objects.reachable(by=town.worker, to=VIEW).filter(plan=secret).exists()

        commands.mark_done(target=queries.targets(secret).get(), on=WORKDAY, **by_inspector(town, WORKDAY))

        assert self.seen(town, "worker") == {secret, told} and self.seen(town, "stranger") == {told}
        assert PlanTarget.objects.reachable(by=town.head, to=VIEW).filter(plan=secret).count() == 1
        secret = commands.finish(plan=secret, **by_inspector(town, WORKDAY))
        assert self.seen(town, "stranger") == {secret, told} and queries.sees_whole(secret, town.stranger)

    def test_keeps_the_list_of_a_draw_back_while_it_would_betray_another_that_nobody_may_know_of(self, town) -> None:
        """Who is at the limit by a secret plan is not on the list: the missing name would tell."""
        secret, told = approved(town), approved(town, mode="open", target_kinds=["village"])
        commands.choose(plan=secret, unit=town.shahe, on=WORKDAY, reason="群众反映。", **by_inspector(town))
        draw = commands.draw(plan=told, on=WORKDAY, size=1, **by_inspector(town))
        told.refresh_from_db()
        assert [path for path, _again in draw.full] == [town.shahe.path]
        assert queries.sees_whole(told, town.auditor) and not queries.sees_whole(told, town.stranger)

        commands.mark_done(target=queries.targets(secret).get(), on=WORKDAY, **by_inspector(town, WORKDAY))

        assert queries.sees_whole(told, town.stranger)

    def seen(self, town, who: str) -> set[InspectionPlan]:
        """What the list holds, which is what each record says of itself."""
        found = set(queries.plans(getattr(town, who)))
        for key in town.actors:
            reached = set(InspectionPlan.objects.reachable(by=town.actors[key], to=VIEW))
            assert reached == {one for one in InspectionPlan.objects.all() if town.actors[key].may(VIEW, one)}, key
            stops = set(PlanTarget.objects.reachable(by=town.actors[key], to=VIEW))
            assert stops == {one for one in PlanTarget.objects.all() if town.actors[key].may(VIEW, one)}, key
        return found

    def test_ends_when_every_station_was_inspected_or_left_out_by_reason(self, town) -> None:
        plan = approved(town)
        commands.draw(plan=plan, on=WORKDAY, size=2, **by_inspector(town))
        first, second = queries.targets(plan)
        with pytest.raises(NotAllowed):
            commands.mark_done(target=first, on=WORKDAY, by=town.leader, at=at(WORKDAY))
        with pytest.raises(Unfit, match="不能晚于今天"):
            commands.mark_done(target=first, on=WORKDAY, **by_inspector(town))
        commands.mark_done(target=first, on=WORKDAY, **by_inspector(town, WORKDAY))
        with pytest.raises(Unfit, match="还有 1 个单位没有查"):
            commands.finish(plan=plan, **by_inspector(town, WORKDAY))
        with pytest.raises(Unfit, match="为什么"):
            commands.skip_target(target=second, reason=" ", **by_inspector(town, WORKDAY))
        commands.skip_target(target=second, reason="大雾，路封了。", **by_inspector(town, WORKDAY))
        commands.finish(plan=plan, **by_inspector(town, WORKDAY))

        done = list(queries.received(first.unit, YEAR.first, YEAR.last))
        assert done == [first] and not queries.received(second.unit, YEAR.first, YEAR.last).exists()
        counted = get("inspection.received")
        assert [counted.value(YEAR, unit, by=town.clerk) for unit in (town.county, second.unit)] == [1, 0]
        with pytest.raises(WrongState):
            commands.call_off(plan=plan, reason="不查了。", **by_inspector(town, WORKDAY))


class TestTheLimit:
    @pytest.mark.mechanism("M222")
    def test_refuses_one_more_and_says_from_when_until_somebody_who_approves_lets_an_urgent_one_through(
        self, town
    ) -> None:
        with pytest.raises(NotAllowed):
            commands.set_limit(unit=town.county, per="month", most=9, basis="无", by=town.inspector, at=NOON)
        commands.set_limit(
            unit=town.county, per="month", most=1, basis="县减负办〔2026〕2号", by=town.county_leader, at=NOON
        )
        plan, again = approved(town), approved(town, title="再查一次")
        given = {"unit": town.shiqiao, "on": WORKDAY, "reason": "群众反映没有人值班。"}
        commands.choose(plan=plan, **given, **by_inspector(town))

        with pytest.raises(Unfit, match="2026-12-01 起可以再查"):
            commands.choose(plan=again, **given, **by_inspector(town))
        with pytest.raises(NotAllowed):
            commands.urge(plan=again, **given, **by_inspector(town))
        with pytest.raises(Unfit, match="写明理由"):
            commands.urge(plan=again, **{**given, "reason": ""}, by=town.county_leader, at=NOON)
        with pytest.raises(Unfit, match="还没有到上限"):
            commands.urge(plan=again, **{**given, "unit": town.liuwan}, by=town.county_leader, at=NOON)
        urgent = commands.urge(plan=again, **given, by=town.county_leader, at=NOON)

        assert (urgent.how, urgent.approved_name) == ("urgent", "高远")
        commands.mark_done(target=urgent, on=WORKDAY, **by_inspector(town, WORKDAY))
        assert [get("inspection.urgent").value(YEAR, unit, by=town.clerk) for unit in (town.shiqiao, town.liuwan)] == [
            1,
            0,
        ]
        assert [(one.had, one.most, one.is_full) for one in queries.meter(town.shiqiao, WORKDAY)] == [
            (1, 1, True), (1, 2, False), (1, 6, False),
        ]  # fmt: skip

    def test_is_the_latest_version_of_the_nearest_unit_and_never_changes_what_was(self, town) -> None:
        given = {"per": "quarter", "basis": "县减负办文件", "by": town.county_leader, "at": NOON}
        commands.set_limit(unit=town.county, most=4, **given)
        commands.set_limit(unit=town.qingshui, most=1, since=date(2027, 1, 1), **given)
        with pytest.raises(Unfit, match="今天或以后"):
            commands.set_limit(unit=town.county, most=9, since=date(2026, 10, 1), **given)

        now, later = Period("quarter", 2026, 4), Period("quarter", 2027, 1)
        assert [queries.limit_of(town.shiqiao, when) for when in (now, later)] == [4, 1]
        assert (
            queries.limit_of(town.shahe, later) == 4
            and queries.limit_of(town.shahe, Period("half_year", 2026, 2)) is None
        )


class TestTheDraw:
    @pytest.mark.mechanism("M222")
    def test_can_be_done_again_by_anyone_and_is_the_same_on_every_machine(self, town, monkeypatch) -> None:
        monkeypatch.setattr("secrets.token_hex", lambda size: "5eed" * (size // 2))
        more_units(town, 2, 2)
        plan = approved(town)
        with pytest.raises(Unfit, match="为什么"):
            commands.leave_out(plan=plan, unit=town.shahe, reason="", **by_inspector(town))
        commands.leave_out(plan=plan, unit=town.shahe, reason="本月正在换届。", **by_inspector(town))
        draw = commands.draw(plan=plan, on=WORKDAY, size=3, is_spread=True, **by_inspector(town))

        units = Unit.objects.in_bulk(draw.drawn, field_name="path")
        names = [units[path].name for path in draw.drawn]
        assert names == ["1乡0村", "柳湾村", "0乡0村"]  # one of each township; the same on SQLite and PostgreSQL
        assert len(draw.frame) == 6 and not any(line.startswith(town.shahe.path) for line in draw.frame)
        sealed, drawn = book.story(plan.ref).filter(event__in=("inspection.sealed", "inspection.drawn"))
        assert sealed.n < drawn.n and sealed.detail["digest"] == draw.digest and sealed.detail["seed"] == draw.seed
        assert queries.is_the_same(draw)
        for change in ({"drawn": draw.drawn[::-1]}, {"frame": draw.frame[1:]}, {"seed": "0" * 16}):
            other = type(draw)(**{"seed": draw.seed, "frame": draw.frame, "digest": draw.digest, "size": draw.size,
                                  "drawn": draw.drawn, "is_spread": True, **change})  # fmt: skip
            assert not queries.is_the_same(other), change

    @pytest.mark.drawn
    @pytest.mark.mechanism("M222")
    @pytest.mark.parametrize("seed", range(YEARS))
    def test_covers_every_village_in_the_year_and_takes_nobody_over_the_limit(self, town, seed: int) -> None:
        """逢五 by 逢五, in any tree: at the limit of month, quarter or year a village is not on the list, and is named."""
        chance = Random(seed)
        most = {"month": 1, "quarter": chance.choice((1, 2)), "year": chance.choice((2, 3))}
        for per, times in most.items():
            commands.set_limit(
                unit=town.county, per=per, most=times, basis="减负办文件", by=town.county_leader, at=NOON
            )
        count = 3 + len(more_units(town, chance.randint(1, 3), chance.randint(1, 4)))
        plan = approved(town, starts_on=date(2027, 1, 5), ends_on=date(2027, 12, 31), limit=9)
        held: dict[str, list[date]] = {}
        for number in range(18):
            day, who = date(2027, 1, 5) + timedelta(days=20 * number), self.who(town, number)
            try:
                draw = commands.draw(
                    plan=plan, on=day, size=chance.randint(2, 5), is_spread=chance.random() < 0.5, **who
                )
            except Unfit as full:
                assert "起可以再查" in str(full)
                continue
            assert queries.is_the_same(draw) and not {path for path, _again in draw.full} & set(draw.drawn)
            for target in queries.targets(plan).filter(on=day):
                if chance.random() < 0.1:
                    commands.skip_target(target=target, reason="路不通。", **who)
                    continue
                held.setdefault(target.unit_path, []).append(day)
                commands.mark_done(target=target, on=day, **who)
        self.nobody_is_over(held, most)
        cells = queries.coverage(town.county, Period("year", 2027), day)
        assert sum(cell.villages for cell in cells) == sum(cell.covered for cell in cells) == count == len(held)

    def who(self, town, number: int) -> dict:
        return by_inspector(town, date(2027, 1, 5) + timedelta(days=20 * number))

    def nobody_is_over(self, held: dict[str, list[date]], most: dict[str, int]) -> None:
        for days in held.values():
            for day in days:
                for per, times in most.items():
                    assert sum(other in Period.containing(day, per) for other in days) <= times, (per, days)


class TestGroupsAndCars:
    @pytest.mark.mechanism("M223")
    def test_take_turns_over_the_departments_and_who_cannot_is_asked_first_next_time(self, town) -> None:
        who = by_inspector(town)
        names = [f"县{n}局" for n in range(1, 28)]
        for name in names:
            commands.add_source(unit=town.county, name=name, kind="turn", **who)
        commands.add_source(unit=town.county, name="县委办", kind="extra", **who)
        plan = approved(town, limit=9, target_kinds=["village", "township"])

        first = self.sent(town, plan, WORKDAY, groups=3)  # a work day: the office lends besides
        assert first == ["县委办", "县1局", "县2局"]
        turn = queries.roster(plan, WORKDAY)[1].cars.get()
        with pytest.raises(Unfit, match="为什么"):
            commands.skip_car(turn=turn, reason="", **who)
        instead = commands.skip_car(turn=turn, reason="车在检修。", **who)
        assert instead.source.name == "县3局"
        second = self.sent(town, plan, date(2026, 11, 9), groups=2)

        assert second == ["县1局", "县4局"]  # no work day; 县1局 did not lend, so it is asked first
        assert [one.name for one in queries.last_lent(town.county, date(2026, 11, 10))][:3] == [
            "县5局",
            "县6局",
            "县7局",
        ]
        events = [entry.event for entry in book.story(plan.ref)]
        assert events.count("inspection.car_sent") == 6 and events.count("inspection.car_skipped") == 1

    def sent(self, town, plan, on: date, groups: int) -> list[str]:
        who = by_inspector(town)
        units = [town.shiqiao, town.liuwan, town.shahe][:groups]
        for n, unit in enumerate(units):
            reason = "按分包看一遍。"
            target = commands.urge(plan=plan, unit=unit, on=on, reason=reason, by=town.county_leader, at=NOON) if (
                PlanTarget.objects.filter(unit=unit).exists()) else (
                commands.choose(plan=plan, unit=unit, on=on, reason=reason, **who))  # fmt: skip
            commands.form_group(plan=plan, on=on, members=[f"组长{n}", f"组员{n}"], targets=[target], **who)
        return [turn.source.name for turn in commands.send_cars(plan=plan, on=on, **who)]

    @pytest.mark.mechanism("M223")
    def test_go_by_a_route_and_nobody_goes_with_two_groups(self, town) -> None:
        plan, who = approved(town), by_inspector(town)
        commands.draw(plan=plan, on=WORKDAY, size=3, **who)
        stops = list(queries.targets(plan))
        group = commands.form_group(plan=plan, on=WORKDAY, members=["严正", "周敏", ""], targets=stops[:0:-1], **who)

        with pytest.raises(Unfit, match="严正这一天已经编在别的组"):
            commands.form_group(plan=plan, on=WORKDAY, members=["严正"], targets=stops[:1], **who)
        with pytest.raises(Unfit, match="还没有编组"):
            commands.form_group(plan=plan, on=WORKDAY, members=["高远"], targets=stops, **who)
        with pytest.raises(Unfit, match="派车单位不够"):
            commands.send_cars(plan=plan, on=WORKDAY, **who)
        head, other = group.members.all()
        assert (head.person, head.is_head, other.is_head) == (town.people["inspector"], True, False)
        assert [one.unit for one in queries.roster(plan, WORKDAY).get().targets.all()] == [stops[2].unit, stops[1].unit]


class TestTheAssignmentTable:
    @pytest.mark.mechanism("M214")
    def test_binds_inspectors_leaders_and_departments_to_townships_and_shows_the_gaps(self, town) -> None:
        given = {"unit": town.qingshui, "since": date(2026, 1, 1), **by_inspector(town)}
        commands.assign(kind="inspector", person=town.people["inspector"], **given)
        held = commands.assign(kind="leader", name="宋远航", post="县人大副主任", **given)
        commands.assign(kind="department", department=town.building, **given)

        with pytest.raises(Unfit, match="已经分包清水镇"):
            commands.assign(kind="leader", name="宋远航", post="县人大副主任", **given)
        with pytest.raises(Unfit, match="分包到乡镇"):
            commands.assign(kind="leader", name="宋远航", **{**given, "unit": town.shiqiao})
        with pytest.raises(NotAllowed):
            commands.assign(kind="leader", name="宋远航", **{**given, "by": town.officer})
        here, there = self.lines(town, NOON.date())
        assert [one.who for one in (*here.inspectors, *here.leaders, *here.departments)] == [
            "严正",
            "宋远航",
            "县住建局",
        ]
        assert there.is_gap and not here.is_gap
        gaps = queries.gaps([here, there], town.county, NOON.date())
        assert gaps.no_leader == gaps.no_inspector == gaps.no_department == [town.baisha]
        assert (gaps.idle_leaders, gaps.idle_inspectors) == (["高远"], [])

        commands.end_assignment(assignment=held, until=NOON.date(), **by_inspector(town))

        assert (
            not self.lines(town, NOON.date() + timedelta(days=1))[0].leaders
            and self.lines(town, NOON.date())[0].leaders
        )
        assert not queries.table(town.county, town.stranger, NOON.date())[
            0
        ].leaders  # another township's is not his to see

    def lines(self, town, on: date) -> list[queries.Line]:
        return queries.table(town.county, town.clerk, on)
