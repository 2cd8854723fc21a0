"""工作站: stations with dated changes, who is on the wall, the turns of duty."""

from datetime import date, timedelta

import pytest

from lianxin.base import indicators
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import ConcernSubject
from lianxin.work.concerns.problems import Unfit
from lianxin.work.gatherings import commands as gatherings
from lianxin.work.hazards import commands as hazards
from lianxin.work.stations import commands, logbook, queries
from lianxin.work.stations.models import Station
from lianxin.work.windows import commands as windows
from tests.conftest import NOON, START
from tests.work.hazard_scenes import hazard_made
from tests.work.reception import PRINCIPALS_ROOM, entered, planned
from tests.work.station_scenes import joined, station_at
from tests.work.workday_scenes import FIFTH, leave_asked, stations_opened

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


class TestTheLogOfADay:
    @pytest.mark.thorough
    def test_is_told_by_every_room_and_hides_what_lies_behind_the_wall(self, town):
        gatherings.hold(
            unit=town.shiqiao, kind="forum", title="修路怎么修", held_on=TODAY, people=32, by=town.worker, at=NOON
        )
        hazard = hazard_made(town)
        check = hazards.check_hazard(hazard=hazard, finding="reported", note="裂缝变大了。", by=town.worker, at=NOON)
        service = windows.begin_service(unit=town.shiqiao, matter="办老年证", by=town.worker, at=NOON)
        windows.finish_service(service=service, result="done", by=town.worker, at=NOON)
        session = planned(town, date(2026, 11, 4))[0]
        entered(town, session)

        told = {
            str(one.label): [line.text for line in one.lines] for one in logbook.day(town.shiqiao, TODAY, town.head)
        }

        assert told["座谈"] == ["座谈会“修路怎么修”，32 人参加"] and told["窗口代办"] == ["办老年证：办成"]
        assert told["隐患点"] == ["后山边坡：已上报处理"] and len(told["诉求"]) == 1
        at_school = {str(one.label): one.lines for one in logbook.day(town.school, session.on, town.teacher)}
        assert [line.text for line in at_school["接待日"]] == [f"孔长在{PRINCIPALS_ROOM}接待群众"]
        assert logbook.day(town.shiqiao, TODAY, town.stranger) == []
        ConcernSubject.objects.create(concern=check.concern, unit_path=town.shiqiao.path, unit=town.shiqiao)
        walled = {str(one.label) for one in logbook.day(town.shiqiao, TODAY, town.worker)}
        assert walled == {"座谈", "窗口代办"}

    def test_and_of_duty_names_who_stands_in_for_whoever_is_away(self, town):
        held = stations_opened(town)
        commands.set_turns(station=held.village, turns={4: [held.worker]}, by=town.head, at=START)
        leave_asked(town, held)

        (fifth, there), (_next, then) = queries.duty_days(held.village, [FIFTH, FIFTH + timedelta(days=7)])

        assert fifth == FIFTH and there == [held.third] and then == [held.worker]
