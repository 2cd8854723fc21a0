"""户: households and needs brought about by commands alone; for the tests of every room that meets a household."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from lianxin.work.households import commands
from lianxin.work.households.models import Household, Need
from tests.conftest import NOON


def household_made(town: Any, **changes: Any) -> Household:
    """登记 a household in 石桥村三组, by its worker."""
    fields = {
        "unit": town.shiqiao, "group": "三组", "door": "12号", "head_name": "王长青", "phone": "13900000001",
        "members": 4, "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.register_household(**{**fields, **changes})


def need_noted(town: Any, household: Household | None = None, **changes: Any) -> Need:
    """记为困难户: of illness and without labour, found by a survey."""
    fields = {
        "household": household or household_made(town), "causes": ["illness", "no_labour"], "basis": "survey",
        "note": "户主常年吃药，家里只有一个劳力。", "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.note_need(**{**fields, **changes})


def day(days: int = 0) -> date:
    """So many days from the day of the stories."""
    return localdate(NOON) + timedelta(days=days)
