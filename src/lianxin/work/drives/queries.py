"""走访活动的读法: which drives run now for this actor."""

from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.work.drives.models import Drive, DriveQuerySet
from lianxin.work.drives.terms import VIEW


def current(by: Actor, on: date) -> DriveQuerySet:
    """正在进行的活动 that this actor may see and may enter his visits under, the one that ends first on top."""
    found: DriveQuerySet = Drive.objects.reachable(by=by, to=VIEW).current(on).order_by("ends_on", "pk")
    return found
