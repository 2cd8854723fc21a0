"""导入工作站和驻站人员: a row is a person of the wall; stations are set up on the way; undone while nothing followed."""

import pytest

from lianxin.base.intake import commands
from lianxin.base.intake.kinds import KINDS
from lianxin.pure.problems import Unfit
from lianxin.work.stations.commands import correct_station
from lianxin.work.stations.models import Station, StationMember
from tests.conftest import NOON

LIST = """村,姓名,职务,分工,联系电话
石桥村,石大山,村党支部书记,站长,0000-0000001
石桥村,石小桥,村委会委员,,
石桥村,石小桥,村委会委员,,
柳湾村,,,,
柳湾村,柳下,,,
沙河村,沙某,村民,,
清水镇,李青,干事,主席,
"""


def taken(town, who="officer"):
    by = getattr(town, who)
    taking = commands.receive(
        kind=KINDS["stations"], data=LIST.encode(), file_name="站.csv", unit=town.qingshui, posting=town.postings[who], by=by,
        at=NOON,
    )  # fmt: skip
    taking = commands.look(taking=taking, by=by, at=NOON)
    commands.confirm(taking=taking, by=by, at=NOON)
    return commands.take_in(taking=taking, by=by, at=NOON)


@pytest.mark.thorough
def test_a_list_brings_stations_and_people_once_and_goes_out_while_nothing_followed(town) -> None:
    taking = taken(town)

    assert {(one.unit.name, one.kind) for one in Station.objects.all()} == {
        ("石桥村", "station"),
        ("柳湾村", "station"),
    }
    assert [(one.name, one.duty) for one in StationMember.objects.all()] == [("石大山", "head"), ("石小桥", "worker")]
    assert (taking.added, taking.known) == (3, 1)
    reasons = {one["number"]: one["reasons"][0] for one in taking.rejected}
    assert "没有职务" in reasons[6] and "没有“沙河村”" in reasons[7] and "分工“主席”认不出来" in reasons[8]
    assert taken(town).added == 0

    commands.undo(taking=taking, by=town.officer, at=NOON)
    assert not Station.objects.exists() and not StationMember.objects.exists()

    taking = taken(town)
    correct_station(station=Station.objects.first(), phone="0000-0000002", by=town.officer, at=NOON)
    with pytest.raises(Unfit, match="改动"):
        commands.undo(taking=taking, by=town.officer, at=NOON)
    assert StationMember.objects.count() == 2
