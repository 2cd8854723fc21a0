"""工作站: stations and their people brought about by commands alone."""

from typing import Any

from lianxin.work.stations import commands
from lianxin.work.stations.models import Station, StationMember
from tests.conftest import NOON


def station_at(town: Any, key: str = "shiqiao", **changes: Any) -> Station:
    """The station of 石桥村 (or of another unit of the town), open on 星期一 to 星期五."""
    fields = {
        "unit": getattr(town, key),
        "phone": "0000-7100001",
        "hours": "工作日 8:30–17:30",
        "by": town.clerk,
        "at": NOON,
    }
    return commands.open_station(**{**fields, **changes})


def joined(town: Any, station: Station, name: str = "王站长", **changes: Any) -> StationMember:
    """Somebody on its wall."""
    fields = {"post": "村支部书记", "duty": "head", "phone": "0000-7100002", "by": town.clerk, "at": NOON}
    return commands.join_station(**{"station": station, "name": name, **fields, **changes})
