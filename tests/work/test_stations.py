"""工作站: stations with dated changes, who is on the wall, the turns of duty."""

from datetime import date, timedelta

import pytest

from lianxin.base import indicators
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations import commands, queries
from lianxin.work.stations.models import Station
from tests.conftest import NOON
from tests.work.station_scenes import joined, station_at

TODAY = date(2026, 11, 3)


def figure(code, unit, by, period, today=TODAY):
    return indicators.get(code).value(period, unit, by=by, today=today)


class TestAStation:
    def test_stands_from_its_day_to_its_day_and_the_figures_are_scoped_by_the_tree(self, town):
        with pytest.raises(NotAllowed):
            station_at(town, by=town.stranger)
        main = station_at(town, "qingshui", opened_on=date(2026, 9, 1))
        first = station_at(town, opened_on=date(2026, 9, 1))
        with pytest.raises(Unfit):
            station_at(town)
        station_at(town, "shahe")
        assert (main.kind, first.kind) == ("main", "station") and queries.of_unit(town.shiqiao, TODAY) == first
        assert [one.name for one in queries.without(town.officer, TODAY)] == ["柳湾村"]

        commands.close_station(station=first, on=TODAY, reason="并入柳湾村", by=town.officer, at=NOON)

        assert queries.of_unit(town.shiqiao, TODAY) is None
        assert queries.of_unit(town.shiqiao, TODAY - timedelta(days=1)) == first
        october, november = Period.month(2026, 10), Period.month(2026, 11)
        assert figure("station.stations", town.qingshui, town.officer, october) == 1
        assert figure("station.stations", town.qingshui, town.officer, november) == 0
        assert figure("station.stations", town.county, town.clerk, november) == 1
        again = station_at(town)
        assert again.pk != first.pk and Station.objects.filter(unit=town.shiqiao).count() == 2
        assert len(commands.open_all(by=town.clerk, at=NOON)) == 2 and not queries.without(town.clerk, TODAY)

    def test_has_people_on_its_wall_from_day_to_day_and_a_gap_where_one_left(self, town):
        station = station_at(town, opened_on=date(2026, 10, 1))
        head = joined(town, station, since=date(2026, 10, 1))
        worker = joined(town, station, "李站员", duty="worker", post="文书", by=town.worker, since=date(2026, 10, 8))
        with pytest.raises(Unfit):
            joined(town, station)
        with pytest.raises(NotAllowed):
            joined(town, station, "沙", by=town.stranger)
        commands.set_turns(station=station, turns={1: [head], 3: [worker, head]}, by=town.worker, at=NOON)
        commands.leave_station(member=worker, until=TODAY, by=town.worker, at=NOON)

        station.refresh_from_db()
        assert station.version == 5
        assert [one.name for one in queries.members(station, TODAY)] == ["王站长", "李站员"]
        assert queries.members(station, date(2026, 10, 5)) == [head]
        after = TODAY + timedelta(days=1)
        assert queries.members(station, after) == [head]
        assert queries.turns(station, TODAY) == [(1, [head]), (3, [worker, head])]
        assert queries.turns(station, after) == [(1, [head]), (3, [head])]
