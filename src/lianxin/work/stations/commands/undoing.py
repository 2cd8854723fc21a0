"""撤销导入: stations and people of the wall that a file brought in go again, as long as nothing followed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations.commands.station import _new_version
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.stations.terms import EDIT, OPEN

BROUGHT = ("station.opened", "station.joined")


@transaction.atomic
def take_down(
    *, stations: Sequence[Station], members: Sequence[StationMember], since: datetime, by: Actor, at: datetime
) -> int:  # fmt: skip
    """撤销导入的工作站和人员: all or none; refused where turns, a board or anything else followed since."""
    gone = list(
        Station.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in stations])
        .select_related("unit")
    )
    left = list(
        StationMember.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in members])
        .select_related("station")
    )
    for one in gone:
        by.must(OPEN, one)
    for member in left:
        by.must(EDIT, member)
    standing = {one.station_id: one.station for one in left if one.station_id not in {station.pk for station in gone}}
    refs = {one.ref for one in [*gone, *standing.values()]}
    if book.stories(refs).filter(at__gte=since).exclude(event__in=BROUGHT).exists():
        raise Unfit(_("导入的工作站后来又排班、改动或张贴过，不能撤销。请逐个办理离站或撤销工作站。"))
    try:
        StationMember.objects.filter(pk__in=[one.pk for one in left]).delete()
        Station.objects.filter(pk__in=[one.pk for one in gone]).delete()
    except ProtectedError as kept:
        raise Unfit(_("导入的工作站已经有了别的记录，不能撤销。请逐个办理离站或撤销工作站。")) from kept
    for ref in sorted(one.ref for one in gone):
        book.erase_private(ref)  # what the journal held of their people
    for station in standing.values():
        _new_version(station, at)
        station.save(update_fields=["version", "version_on"])
    book.record_many(
        [book.Line("station.taken_down", one.ref, one.unit_path, by, at, {"unit": one.unit.name}) for one in gone]
    )
    book.record_many([book.Line("station.unjoined", one.station.ref, one.unit_path, by, at) for one in left])
    return len(gone) + len(left)
