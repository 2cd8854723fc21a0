"""每晚的汇总: the county's roll-up into the folder that the site names (LIANXIN_ROLLUPS); without one nothing is written."""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from lianxin.base.orgs.queries import top_unit
from lianxin.project.boot import everyone
from lianxin.pure.periods import Period
from lianxin.pure.rollups import Refused, manifest_of, parquet
from lianxin.reports.rollups.counting import MONTHS, counted

HOUR = 3  # after the backup


def write(folder: Path, months: list[Period], *, at: datetime) -> dict[str, Any]:
    """Count and write; returns the manifest. Raises Refused, OSError."""
    parquet.library()  # before a minute of counting
    county = top_unit()
    if county is None:
        raise Refused("这个安装还没有县。")
    return parquet.write(folder, counted(county, months, by=everyone(), today=timezone.localdate(at)))


def usual(at: datetime) -> list[Period]:
    """This month and the year before it: what was closed or rated since then is counted anew."""
    return Period.latest(timezone.localdate(at), count=MONTHS)


def write_if_due(*, at: datetime) -> dict[str, Any] | None:
    """Once a night, from three o'clock on, or as soon as the server runs again. Raises Refused, OSError."""
    if not settings.ROLLUPS:
        return None
    folder = Path(settings.ROLLUPS)
    night = timezone.localtime(at).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    night = night if night <= at else night - timedelta(days=1)
    if (done := last_written(folder)) is not None and done >= night:
        return None
    return write(folder, usual(at), at=at)


def last_written(folder: Path) -> datetime | None:
    """When this county's roll-up was last written whole; None where there is none that can be read."""
    county = top_unit()
    place = folder / manifest_of(county.code if county else "")
    with suppress(OSError, ValueError):
        json.loads(place.read_text("utf-8"))
        return datetime.fromtimestamp(place.stat().st_mtime, tz=timezone.get_current_timezone())
    return None
