"""信息保管的场景: a list asked for, a motive, a list taken along."""

from lianxin.base.custody import commands
from tests.conftest import NOON

MOTIVE = "漏水在他家屋内，不上门看不到，转达说不清楚。"
COLUMNS = ("诉求人姓名", "联系电话", "住址")


def asked_export(town, concerns, **changes):
    """李青 of 清水镇 asks to take these along, to call them back."""
    fields = {
        "title": "诉求台账（在办）", "keys": [one.code for one in concerns], "columns": COLUMNS, "purpose": "call_back",
        "reason": "回访组集中打电话用", "days": 2, "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.ask_export(**{**fields, **changes})
