"""走访: visits and nights brought about by commands alone; for the tests of every room that meets a visit."""

from datetime import date
from typing import Any

from lianxin.work.visits import commands
from lianxin.work.visits.commands import FoundMatter
from lianxin.work.visits.models import Stay, Visit
from tests.conftest import NOON

LAMP = FoundMatter(text="门口的路灯不亮，晚上出门看不见路。")
MENDED = FoundMatter(text="水表一直在转，不知道为什么。", answer="当场查出漏水的接头，拧紧了。")


def visit_made(town: Any, **changes: Any) -> Visit:
    """李青 of 清水镇 goes to 石桥村 on the Monday of the stories: 入户走访."""
    fields = {"kind": "household", "unit": town.shiqiao, "on": date(2026, 11, 2), "by": town.officer, "at": NOON}
    return commands.record_visit(**{**fields, **changes})


def stay_made(town: Any, **changes: Any) -> Stay:
    """李青 sleeps in 石桥村 for three nights before the stories begin."""
    fields = {
        "person": town.people["officer"], "unit": town.shiqiao, "on": date(2026, 10, 28), "until": date(2026, 10, 31),
        "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.record_stay(**{**fields, **changes})
