"""工作日: stations with their people and what happens on their days, brought about by commands alone."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from lianxin.work.stations import commands as stations
from lianxin.work.workdays import commands
from lianxin.work.workdays.models import Absence, Theme
from tests.conftest import SHANGHAI, START

FIFTH, SIXTEENTH = date(2026, 11, 5), date(2026, 11, 16)  # the 15th is a Sunday


def on(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def stations_opened(town: Any, at: datetime = START) -> SimpleNamespace:
    """总站 of 清水镇 and 站 of 石桥村 with three on its wall, the worker and the head among them."""
    first = date(2026, 1, 4)
    given = {"by": town.clerk, "at": at}
    main = stations.open_station(unit=town.qingshui, kind="main", opened_on=first, **given)
    village = stations.open_station(unit=town.shiqiao, kind="station", opened_on=first, **given)
    people = {}
    for key, name, duty, person in (
        ("head", "石大山", "head", town.people["head"]), ("worker", "石小桥", "worker", town.people["worker"]),
        ("third", "石三姐", "worker", None),
    ):  # fmt: skip
        people[key] = stations.join_station(
            station=village, name=name, post="村干部", duty=duty, since=first, person=person, **given
        )
    return SimpleNamespace(main=main, village=village, **people)


def theme_made(town: Any, **changes: Any) -> Theme:
    """November's theme, drafted."""
    fields = {
        "unit": town.county, "month": "2026-11", "title": "冬季安全走访", "text": "挨家看取暖和用电。",
        "stress": ["看老人", "看线路"], "by": town.clerk, "at": START,
    }  # fmt: skip
    return commands.draft_theme(**{**fields, **changes})


def leave_asked(town: Any, held: Any, **changes: Any) -> Absence:
    """石小桥 goes to a meeting on the 5th; 石三姐 stands in."""
    fields = {
        "member": held.worker, "since": FIFTH, "until": FIFTH, "reason": "meeting", "substitute": held.third,
        "matter": "县里培训会", "by": town.head, "at": on(3),
    }  # fmt: skip
    return commands.ask_absence(**{**fields, **changes})
