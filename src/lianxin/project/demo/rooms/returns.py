"""摸底统计的演示数据: six townships report to the county; the month before is accepted, last month is on its way."""

from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.indicators import INDICATORS
from lianxin.base.orgs.models import Unit
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LevelSpec, LineSpec
from lianxin.reports.returns.models import MonthReturn

MEDIATED = "司法所、派出所调解的纠纷"
LINES = (
    LineSpec("approvals", "政务服务中心办理审批事项", origin="政务服务系统"),
    LineSpec("reception", "联合接访登记的诉求", "reception.concerns", kinds=("county",)),
    LineSpec("main", "群众工作总站承办办结", "concern.handled_closed", kinds=("township",)),
    LineSpec("station", "群众工作站承办办结", "concern.handled_closed", kinds=("village", "community")),
    LineSpec("leader", "县领导走访解决的问题", "visit.solved_out", kinds=("county",)),
    LineSpec("workroom", "群众工作室", "window.work_rooms", kinds=("county", "department")),
    LineSpec("supervision", "主要领导督导检查", "inspection.by_leaders", kinds=("county",)),
    LineSpec("other", MEDIATED, origin="司法所、派出所月报", is_rolled=True),
)
ASKED = 6
#: how far each of the six has come with last month, from the first of the list
DOUBTED, ACCEPTED, REPORTED, COUNTED, LATE, EXCUSED = range(ASKED)


def fill(county: County, until: datetime, random: Random) -> None:
    """摸底表、两个月的各级各份、一个疑问, by commands."""
    clerk = county.who(county.top, "county_clerk")
    last = Period.containing(localdate(until)).previous()
    towns = county.townships[:ASKED]
    commands.make_form(
        code="monthly", title="群众工作摸底统计", unit=county.top, month=last.previous().code, due_day=5, by=clerk, at=until,
        lines=[line for line in LINES if not line.indicator or line.indicator in INDICATORS],
        levels=[LevelSpec(("township",), 3, tuple(towns))],
        basis="市群众工作办公室每月摸底的要求", purpose="掌握各级服务群众的情况，向市里报送",
    )  # fmt: skip
    for period in (last.previous(), last):
        if period == last:  # begun by itself, and then left lying
            late = towns[LATE]
            commands.open_return(form_code="monthly", unit=late, month=period.code, by=_clerk(county, late), at=until)
        month = commands.open_return(form_code="monthly", unit=county.top, month=period.code, by=clerk, at=until)
        lower = {one.unit_path: one for one in month.lower.select_related("unit", "form", "above__unit")}
        ordered = [lower[town.path] for town in towns]
        if period == last:
            _on_its_way(county, ordered, until, random)
        else:
            for one in ordered:
                commands.accept(month=_handed_in(county, one, until, random), by=clerk, at=until)
            _finished(county, month, until, Decimal(random.randrange(900, 1200)))


def _on_its_way(county: County, lower: list[MonthReturn], until: datetime, random: Random) -> None:
    """Last month: one collecting with a question, one accepted, one to accept, one counted, one late, one excused."""
    clerk = county.who(county.top, "county_clerk")
    given: dict[str, Any] = {"by": clerk, "at": until}
    for number, one in enumerate(lower):
        if number in (ACCEPTED, REPORTED):
            held = _handed_in(county, one, until, random)
            if number == ACCEPTED:
                commands.accept(month=held, **given)
        elif number == DOUBTED:
            _told(county, one, until, 86)
            doubted = one.figures.get(line__label=MEDIATED)
            commands.ask(figure=doubted, doubt="上个月只有十来件，这个月 86 件，是不是把全年的写上了？", **given)
        elif number == COUNTED:
            _counted(county, one, until, random)
        elif number == EXCUSED:
            commands.excuse(month=one, reason="正在撤并，本月由清理组合并报送", **given)


def _told(county: County, month: MonthReturn, until: datetime, value: int) -> None:
    """So many mediated, by the monthly sheets of the two offices."""
    commands.enter_figure(
        figure=month.figures.get(line__label=MEDIATED), value=Decimal(value), source="司法所、派出所月报",
        evidence="两张月报都盖了章，存在镇办公室", by=_clerk(county, month.unit), at=until,
    )  # fmt: skip


def _clerk(county: County, unit: Unit) -> Any:
    return county.who(unit, "township_clerk")


def _counted(county: County, month: MonthReturn, until: datetime, random: Random) -> MonthReturn:
    given: dict[str, Any] = {"by": _clerk(county, month.unit), "at": until}
    _told(county, month, until, random.randrange(6, 15))
    month = commands.review(month=commands.collect(month=month, **given), **given)
    return commands.count(month=month, **given)


def _handed_in(county: County, month: MonthReturn, until: datetime, random: Random) -> MonthReturn:
    """A township's return, signed and reported by its leader."""
    given: dict[str, Any] = {"by": county.who(month.unit, "township_leader"), "at": until}
    month = commands.file(month=_counted(county, month, until, random), **given)
    return commands.report(month=month, **given)


def _finished(county: County, month: MonthReturn, until: datetime, approvals: Decimal) -> None:
    """The county's own goes through its steps; some figures are verified, one by a sample; a slip is corrected later."""
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
    if station.value:
        draw = commands.draw_sample(figure=station, size=3, seed="3f2a", **given)
        for key in draw.keys[:2]:
            commands.look_at(draw=draw, key=key, how="call", agrees=True, note="", **given)
        commands.verify_figure(figure=station, how="call", note="抽 3 条，已回访 2 条，一致", **given)
    commands.file(month=month, by=leader, at=until, comment="同意备案")
    commands.report(month=month, by=leader, at=until, to="市群众工作办公室")
    commands.note_change(figure=external, new=approvals + 2, reason="中心补报两件", **given)
