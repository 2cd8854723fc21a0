"""会议: meetings and what was decided there, brought about by commands alone."""

from datetime import date
from typing import Any

from lianxin.work.meetings import commands
from lianxin.work.meetings.models import AgendaItem, Meeting
from tests.conftest import NOON


def held(town: Any, **changes: Any) -> Meeting:
    """A meeting of the county's leading group, held on that day."""
    given = {
        "unit": town.county, "kind": "council", "title": "党政班子会议", "held_on": NOON.date(), "people": 12,
        "by": town.clerk, "at": NOON,
    }  # fmt: skip
    return commands.register_meeting(**{**given, **changes})


def decided(town: Any, **changes: Any) -> AgendaItem:
    """What it decided: the building bureau mends the lamps of 清水镇."""
    item = commands.put_item(meeting=held(town), text="清水镇路灯", by=town.clerk, at=NOON)
    given = {"decision": "县住建局修好", "handler": town.building, "due_on": date(2026, 11, 20), "owner": "张建"}
    return commands.decide_item(item=item, **{**given, **changes}, by=town.clerk, at=NOON)
