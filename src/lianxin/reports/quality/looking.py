"""跟着校验: after a return changed, it is looked over again; nobody has to press anything for a doubt to be seen."""

from typing import Any

from lianxin.reports.quality import commands
from lianxin.reports.returns.models import MonthReturn

CHANGES = ("return.figure_entered", "return.collected", "return.counted", "return.sent_back", "return.taken_back")


def look_again(entry: Any) -> None:
    """校验 the return that the entry is about, as of the moment of the entry."""
    month = MonthReturn.objects.filter(code=entry.of.removeprefix("return:")).first()
    if month is not None:
        commands.look_over(month=month, at=entry.at)
