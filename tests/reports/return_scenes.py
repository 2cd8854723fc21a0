"""摸底统计: the form of six kinds, and what its lines count, brought about by commands alone."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LineSpec
from lianxin.reports.returns.models import MonthReturn, ReturnFigure
from lianxin.work.concerns import commands as concerns
from tests.conftest import SHANGHAI, START
from tests.work.conftest import LIMIT, lamp_topic, registered

SOLVED = "concern.handled_closed"


def on(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def lines(town: Any) -> list[LineSpec]:
    """Six kinds: one from elsewhere, the rest counted; main stations and stations by the same indicator."""
    return [
        LineSpec("approvals", "办理审批事项", units=(town.building,), origin="政务服务系统月报"),
        LineSpec("reception", "联合接访登记", "reception.concerns"),
        LineSpec("main", "总站办理解决", SOLVED, kinds=("township",)),
        LineSpec("station", "工作站办理解决", SOLVED, kinds=("village", "community")),
        LineSpec("leader", "领导下基层解决", "visit.solved_out", kinds=("county",)),
        LineSpec("workroom", "建立群众工作室", "window.work_rooms"),
    ]


def form_made(town: Any, **changes: Any) -> Any:
    """The county's form from October on."""
    fields = {
        "code": "monthly", "title": "月摸底统计", "unit": town.county, "lines": lines(town), "basis": "市群办〔2026〕2号",
        "purpose": "每月掌握服务群众情况", "month": "2026-10", "due_day": 5, "by": town.clerk, "at": START,
    }  # fmt: skip
    return commands.make_form(**{**fields, **changes})


def solved_by(town: Any, unit: Any, many: int, day: int = 4) -> None:
    """So many concerns that a unit handled and that were closed that day."""
    for _number in range(many):
        concern = registered(town, at=on(day), by=town.clerk).concern
        concern = concerns.classify(concern=concern, topic=lamp_topic(), kind="help", handling="time_limit", by=town.clerk, at=on(day),
                                     **LIMIT)  # fmt: skip
        concern = concerns.assign(concern=concern, to=unit, by=town.clerk, at=on(day))
        by = {town.qingshui.pk: town.officer, town.shiqiao.pk: town.head}[unit.pk]
        concern = concerns.acknowledge(concern=concern, by=by, at=on(day))
        concern = concerns.reply(concern=concern, text="已换新灯。", by=by, at=on(day))
        concerns.close(concern=concern, outcome="solved", by=town.clerk, at=on(day))


def opened(town: Any, month: str = "2026-11", at: datetime | None = None) -> MonthReturn:
    return commands.open_return(form_code="monthly", unit=town.county, month=month, by=town.clerk, at=at or on(5))


def figure_of(month: MonthReturn, kind: str) -> ReturnFigure:
    return month.figures.get(line__kind=kind)


def entered(town: Any, month: MonthReturn, **changes: Any) -> ReturnFigure:
    """4910 approvals, told by another system, with what shows it."""
    fields = {
        "figure": figure_of(month, "approvals"), "value": Decimal(4910), "source": "政务服务系统11月月报",
        "evidence": "月报第1页，盖章件存档", "by": town.clerk, "at": on(6),
    }  # fmt: skip
    return commands.enter_figure(**{**fields, **changes})


def counted(town: Any, month: MonthReturn) -> MonthReturn:
    """Collected, reviewed and counted after the month's end."""
    month = commands.collect(month=month, by=town.clerk, at=on(1, 12))
    month = commands.review(month=month, by=town.clerk, at=on(2, 12))
    return commands.count(month=month, by=town.clerk, at=on(2, 12))


TODAY = date(2026, 12, 2)
