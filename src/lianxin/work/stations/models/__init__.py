"""群众工作站的表: stations with those on the wall, what was printed, the readiness list, contacts, offices."""

from lianxin.work.stations.models.contacts import Contact, VillageGroup
from lianxin.work.stations.models.office import Office, OfficeMember
from lianxin.work.stations.models.readiness import ReadyItem, ReadyLine, ReadyList, ReadyLook
from lianxin.work.stations.models.station import (
    BoardPrint,
    DutyTurn,
    LogRemark,
    Station,
    StationMember,
    StationQuerySet,
    spanning,
)  # fmt: skip

__all__ = [
    "BoardPrint", "Contact", "DutyTurn", "Office", "OfficeMember", "ReadyItem", "ReadyLine", "ReadyList", "ReadyLook",
    "LogRemark", "Station", "StationMember", "StationQuerySet", "VillageGroup", "spanning",
]  # fmt: skip
