"""整改的场面: an item issued, reported, signed off, told; by commands alone."""

from datetime import date, timedelta

from lianxin.work.rectification import commands
from lianxin.work.rectification.models import Rectification
from tests.conftest import NOON

STARTS, ENDS = date(2026, 11, 4), date(2026, 12, 20)
MEASURE = "12月20日前把窗口材料清单由 9 项减为 5 项，印成单页放在大厅。"
LATER = {days: NOON + timedelta(days=days) for days in range(120)}


def issued(town, *, by=None, owner=None, **changes) -> Rectification:
    """下达: the county office asks the building bureau to put its window right."""
    fields = {
        "source": "opinion", "source_ref": "remark:1", "source_label": "群众评议意见", "problem": "窗口一次说不清要什么材料。",
        "owner": owner or town.building, "measure": MEASURE, "starts_on": STARTS, "ends_on": ENDS, "person": "张建",
        "supervisor": "周敏", "by": by or town.clerk, "at": NOON,
    }  # fmt: skip
    return commands.issue(**{**fields, **changes})


def reported(town, *, at=LATER[10], **changes) -> Rectification:
    """报整改完成."""
    return commands.report(item=issued(town, **changes), text="清单已减为 5 项，单页在大厅。", by=town.builder, at=at)


def signed_off(town, *, at=LATER[12], **changes) -> Rectification:
    """销号."""
    return commands.sign_off(
        item=reported(town, **changes), note="11 月 15 日到大厅看过，单页在。", by=town.clerk, at=at
    )


def told(town, **changes) -> Rectification:
    """反馈建议者."""
    return commands.tell(item=signed_off(town, **changes), how="电话", by=town.clerk, at=LATER[13])
