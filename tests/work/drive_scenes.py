"""走访活动: drives brought about by commands alone, with the route of the story in 003."""

from datetime import date
from typing import Any

from lianxin.work.drives import commands
from lianxin.work.drives.commands import Area
from lianxin.work.drives.models import Drive
from lianxin.work.visits.models import Visit
from tests.conftest import NOON
from tests.work.visit_scenes import visit_made

GROUPS = tuple(f"{number}组" for number in "一二三四五六七八")
SEEN = ((6, 1), (5, 0), (7, 2), (4, 0), (6, 1), (5, 1), (6, 0), (5, 1))  # households, of which in need: 44 and 6


def drive_made(town: Any, **changes: Any) -> Drive:
    """清水镇 goes through the eight groups of 石桥村 in the first days of November."""
    fields = {
        "unit": town.qingshui, "title": "冬季大走访", "kind": "round", "basis": "清水镇党委〔2026〕12号",
        "purpose": "入冬前弄清取暖和用水的困难。", "starts_on": date(2026, 10, 26), "ends_on": date(2026, 11, 20),
        "areas": [Area(town.shiqiao, GROUPS, 44), Area(town.liuwan, ("村东组",), 10)], "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.plan_drive(**{**fields, **changes})


def route_walked(town: Any, drive: Drive, **changes: Any) -> list[Visit]:
    """The eight groups with 44 households, 6 of them in need (003)."""
    return [
        visit_made(town, drive=drive, group=group, households=seen, needy=needy, **changes)
        for group, (seen, needy) in zip(GROUPS, SEEN, strict=True)
    ]
