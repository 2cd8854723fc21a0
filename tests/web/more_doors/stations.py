"""门 of the stations. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.stations import commands
from lianxin.work.stations.models import ReadyItem
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.station_scenes import joined, station_at


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The station of 石桥村 with one on its wall, a line in its log, its contact; the list of the county; an office of 清水镇."""
    town = world.town
    station = station_at(town)
    member = joined(town, station)
    remark = commands.remark(unit=town.shiqiao, on=NOON.date(), text="停电", by=town.worker, at=NOON)
    commands.set_ready_list(items=[("wall", "制度上墙")], valid_from=NOON.date(), by=town.clerk, at=NOON)
    contact = commands.name_contact(
        unit=town.shiqiao, name="孙", post="组长", phone="0000-7100031", group="一组", by=town.officer, at=NOON
    )
    office = commands.set_up_office(
        unit=town.qingshui, name="清水镇群工办", set_up_on=date(2026, 9, 1), by=town.officer, at=NOON
    )
    inside = commands.join_office(office=office, name="李", post="干事", by=town.officer, at=NOON)
    return {
        "station": {"pk": station.pk, "verb": "join", "which": "notice"}, "close": {"pk": station.pk, "verb": "close"},
        "member": {"pk": member.pk}, "remark": {"code": remark.code}, "item": {"pk": ReadyItem.objects.get().pk},
        "contact": {"code": contact.code}, "village": {"pk": town.shiqiao.pk}, "stations_list": {"what": "stations"},
        "office": {"code": office.code, "verb": "join"}, "inside": {"pk": inside.pk},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"stations:{name}", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403")
      for name in ("index", "missing", "readiness", "contacts", "print_contacts", "gaps", "offices")),
    *(door(f"stations:{name}", method, "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403")
      for name in ("open", "name_contact") for method in ("GET", "POST")),
    door("stations:open_all", "GET", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("stations:open_all", "POST", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("stations:import", "GET stations_list", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("stations:import", "POST stations_list", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("stations:station", "GET station", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("stations:deed", "GET station", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:deed", "POST station", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:deed", "GET close", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:turns", "GET station", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:turns", "POST station", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:leave", "GET member", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:leave", "POST member", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:board", "GET station", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("stations:printed", "GET station", "in 405"),
    door("stations:printed", "POST station", "--- 404 302 302 302 403 404 404 404 404 302 403 403 403 404"),
    door("stations:log", "GET station", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("stations:log", "POST station", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:withdraw_remark", "GET remark", "in 405"),
    door("stations:withdraw_remark", "POST remark", "--- 404 302 403 403 403 404 404 404 404 403 403 403 403 404"),
    door("stations:set_list", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("stations:set_list", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("stations:lacking", "GET item", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("stations:look", "GET station", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("stations:look", "POST station", "--- 404 200 200 200 403 404 404 404 404 200 403 200 403 404"),
    door("stations:end_contact", "GET contact", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:end_contact", "POST contact", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:groups", "GET village", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:groups", "POST village", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:set_up_office", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("stations:set_up_office", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("stations:office", "GET office", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("stations:office_deed", "GET office", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:office_deed", "POST office", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:leave_office", "GET inside", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("stations:leave_office", "POST inside", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("public:station", "GET village", "all 200"),
)
# fmt: on
