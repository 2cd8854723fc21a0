"""摸底统计的演示数据: the form of the six kinds, last month filed, this month being collected."""

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.indicators import INDICATORS
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LineSpec
from lianxin.reports.returns.models import MonthReturn

LINES = (
    LineSpec("approvals", "政务服务中心办理审批事项", origin="政务服务系统"),
    LineSpec("reception", "联合接访登记的诉求", "reception.concerns"),
    LineSpec("main", "群众工作总站承办办结", "concern.handled_closed", kinds=("township",)),
    LineSpec("station", "群众工作站承办办结", "concern.handled_closed", kinds=("village", "community")),
    LineSpec("leader", "县领导走访解决的问题", "visit.solved_out", kinds=("county",)),
    LineSpec("workroom", "群众工作室", "window.work_rooms"),
    LineSpec("supervision", "主要领导督导检查", "inspection.by_leaders"),
    LineSpec("other", "印发文件", "dispatch.issued"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """摸底表、两个月, by commands."""
    clerk, this = county.who(county.top, "county_clerk"), Period.containing(localdate(until))
    last = this.previous()
    commands.make_form(
        code="monthly", title="群众工作摸底统计", unit=county.top, month=last.code, due_day=5, by=clerk, at=until,
        lines=[line for line in LINES if not line.indicator or line.indicator in INDICATORS],
        basis="市群众工作办公室每月摸底的要求", purpose="掌握各级服务群众的情况，向市里报送",
    )  # fmt: skip
    for period in (last, this):
        month = commands.open_return(form_code="monthly", unit=county.top, month=period.code, by=clerk, at=until)
        if period == last:
            _finished(county, month, until, Decimal(random.randrange(900, 1200)))


def _finished(county: County, month: MonthReturn, until: datetime, approvals: Decimal) -> None:
    """The month goes through its steps; some figures are verified, one by a sample; a slip is corrected afterwards."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    given: dict[str, Any] = {"by": clerk, "at": until}
    external = commands.enter_figure(
        figure=month.figures.get(line__kind="approvals"), value=approvals, source="政务服务系统月报",
        evidence="月报第 1 页，盖章件存办公室", **given,
    )  # fmt: skip
    commands.verify_figure(figure=external, how="source", note="与盖章件一致", **given)
    station = month.figures.get(line__kind="station")
    month = commands.review(month=commands.collect(month=month, **given), **given)
    month = commands.count(month=month, **given)
    station.refresh_from_db()
    if station.keys:
        draw = commands.draw_sample(figure=station, size=3, seed="3f2a", **given)
        for key in draw.keys[:2]:
            commands.look_at(draw=draw, key=key, how="call", agrees=True, note="", **given)
        commands.verify_figure(figure=station, how="call", note="抽 3 条，已回访 2 条，一致", **given)
    commands.file(month=month, by=leader, at=until, comment="同意备案")
    commands.note_change(figure=external, new=approvals + 2, reason="中心补报两件", **given)
