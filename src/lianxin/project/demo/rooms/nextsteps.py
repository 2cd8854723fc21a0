"""下步打算的演示数据: lines of two months' summaries taken over, some done, one moved, one left undone, one measured."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import commands
from lianxin.reports.nextsteps.commands import Target
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.problems import Unfit
from lianxin.reports.summaries.commands import hand_out


def fill(county: County, until: datetime, random: Random) -> None:
    """上上月和上月的下步打算、落实情况, by commands."""
    clerk, town = county.who(county.top, "county_clerk"), county.townships[0]
    officer, today = county.who(town, "township_clerk"), localdate(until)
    last = Period.containing(today).previous()
    given: dict[str, Any] = {"at": until}
    for n, (heading, text) in enumerate((
        ("补齐值班电话", "各站的值班电话逐一拨打核对，错的当天改。"), ("清理积压的转办件", "对转办超过一个月的逐件催办，回访到人。"),
        ("把办事指南送到村", "印好的办事指南分送各村站，贴在门口。"),
    )):  # fmt: skip
        step = commands.add(unit=county.top, heading=heading, text=text, owner_unit=town if n else county.top,
                            owner="经办员", due_on=today + timedelta(days=3 + 9 * n), by=clerk,
                            about=last.previous().code, **given)  # fmt: skip
        if n == 0:
            commands.finish(step=step, result="已全部拨打，改正四处。", by=clerk, **given)
        if n == 1:
            commands.carry_over(
                step=step, due_on=today + timedelta(days=40), reason="有的件等上级批复。", by=officer, **given
            )
        if n == 2:
            commands.leave_undone(step=step, reason="印刷厂停工，改为在网上公布。", by=officer, **given)
    for unit, by in ((county.top, clerk), (town, officer)):
        try:
            hand_out(unit=unit, period=last, by=by, at=until)
        except Unfit:
            continue  # nothing new to be set down
    first = NextStep.objects.filter(unit=county.top, about=last.code).order_by("pk").first()
    if first is not None:
        commands.finish(step=first, result="逐件查明原因，已向群众说明新的答复时间。", by=clerk, **given)
    commands.add(unit=county.top, heading="提高按时办结率", text="对临近期限的提前三天提醒，确需延期的按规定审批。",
                 owner_unit=town, owner="李经办", due_on=today + timedelta(days=5), by=clerk, about=last.code,
                 target=Target("concern.on_time_rate", "at_least", Decimal(90), Period.containing(today).code),
                 **given)  # fmt: skip
