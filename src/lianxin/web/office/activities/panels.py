"""活动宣传在走访活动的页上的, and how the room's records are listed behind a figure: each with the part it adds."""

from typing import Any

from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.activities import queries
from lianxin.work.activities.terms import VIEW
from lianxin.work.drives.models import Drive

MOST = 8


def beside_drive(request: Request, drive: Drive) -> dict[str, Any] | None:
    """属于这次走访的活动: one statement."""
    if not request.actor.has(VIEW):
        return None
    rows = list(queries.activities(request.actor).filter(drive=drive)[:MOST])
    return {"rows": rows} if rows else None


panels.panel("drive", "activities/panel_drive.html", beside_drive, where="aside")
panels.rows("activity", "activities/rows_activity.html")
panels.rows("part", "activities/rows_part.html")
panels.rows("turnout", "activities/rows_turnout.html")
panels.rows("donation", "activities/rows_donation.html")
