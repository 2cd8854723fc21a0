"""隐患点: a thing with a named keeper and a day for the next look; what is reported becomes a concern behind its wall."""

from datetime import date, timedelta

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.hazards import commands, queries
from lianxin.work.hazards.models import Hazard
from lianxin.work.hazards.terms import VIEW
from tests.conftest import NOON
from tests.work.hazard_scenes import hazard_made

TODAY = NOON.date()


def later(days):
    return NOON + timedelta(days=days)


class TestAHazardPoint:
    def test_is_due_at_its_keeper_and_at_his_unit_and_the_units_around_see_it(self, town):
        bridge = hazard_made(
            town, name="石拱桥", kind="bridge", keeper_unit=town.water_bureau, keeper=town.people["water"]
        )
        assert bridge.next_on == date(2026, 11, 10) and list(Hazard.objects.overdue(bridge.next_on)) == []
        for who in ("water", "worker", "head"):
            assert list(queries.due(getattr(town, who), bridge.next_on)) == [bridge], who
        assert list(queries.due(town.officer, bridge.next_on)) == [] and list(queries.hazards(town.officer)) == [bridge]
        assert list(queries.hazards(town.stranger)) == [] and not town.builder.may(VIEW, bridge)

        commands.check_hazard(hazard=bridge, finding="fine", by=town.water, at=later(7))
        assert not queries.due(town.water, bridge.next_on).exists()
        with pytest.raises(NotAllowed):
            commands.check_hazard(hazard=bridge, finding="fine", by=town.builder, at=later(8))

    def test_wants_a_keeper_who_is_there_and_days_that_make_sense(self, town):
        for wrong in (
            {"keeper": None}, {"keeper": town.people["builder"]}, {"check_days": 0}, {"name": " "}, {"place": ""}, {"what": ""},
        ):  # fmt: skip
            with pytest.raises(Unfit):
                hazard_made(town, **wrong)
        with pytest.raises(NotAllowed):
            hazard_made(town, by=town.worker)
        assert hazard_made(town, keeper=None, keeper_post="护林员").keeper_label == "护林员"

    def test_is_looked_at_again_sooner_where_it_changed_and_not_at_all_where_it_is_gone(self, town):
        slope = hazard_made(town)
        with pytest.raises(Unfit):
            commands.check_hazard(hazard=slope, finding="changed", by=town.worker, at=later(1))
        for wrong in (later(2).date(), date(2026, 10, 1)):
            with pytest.raises(Unfit):
                commands.check_hazard(hazard=slope, finding="fine", on=wrong, by=town.worker, at=later(1))
        check = commands.check_hazard(hazard=slope, finding="changed", note="多了一道缝", by=town.worker, at=later(1))
        assert check.next_on == date(2026, 11, 7)
        commands.check_hazard(hazard=slope, finding="fine", on=TODAY, by=town.worker, at=later(2))
        slope.refresh_from_db()
        assert slope.next_on == date(2026, 11, 7)  # an earlier look, written down later, moves nothing
        slope = commands.remove_hazard(hazard=slope, reason="修了挡土墙", by=town.officer, at=later(3))

        assert not Hazard.objects.standing().exists() and list(queries.hazards(town.officer)) == []
        with pytest.raises(Unfit):
            commands.check_hazard(hazard=slope, finding="fine", by=town.worker, at=later(4))

    def test_has_a_board_whose_version_rises_with_what_stands_on_it(self, town):
        slope = hazard_made(town)
        slope = commands.entrust_hazard(
            hazard=slope, keeper_unit=town.qingshui, keeper=town.people["officer"], by=town.officer, at=later(1)
        )
        same = {key: getattr(slope, key) for key in ("name", "place", "what", "measures")}
        slope = commands.correct_hazard(hazard=slope, **same, check_days=3, by=town.officer, at=later(2))

        assert (slope.version, slope.version_on, slope.next_on) == (3, date(2026, 11, 5), date(2026, 11, 6))
        with pytest.raises(NotAllowed):
            commands.correct_hazard(hazard=slope, **same, check_days=9, by=town.worker, at=later(2))

    def test_reports_what_becomes_a_concern_behind_its_wall(self, town):
        bridge = hazard_made(town, keeper_unit=town.water_bureau, keeper=town.people["water"])
        check = commands.check_hazard(
            hazard=bridge, finding="reported", note="桥栏断了一截。", by=town.water, at=later(1)
        )

        assert check.concern is not None and check.concern.unit == town.shiqiao
        assert [seen for _one, seen in queries.checks(bridge, town.worker)] == [True]
        assert [seen for _one, seen in queries.checks(bridge, town.water)] == [False]
