"""群众工作日的演示数据: themes of this month and the next, a day confirmed by some stations, leave with substitutes, a letter."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.work.stations import queries as stations
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.commands.confirming import Away

THEMES = (
    ("公开承诺、认责履诺", "进站人员把承诺的事项写清楚、挂出来，按日子兑现，请群众评。",
     ("承诺事项上墙", "到期的事项逐条兑现", "没有兑现的向群众说明")),
    ("入户走访、安全过冬", "挨户看取暖、用电和独居老人的生活，发现问题当场登记。",
     ("独居老人家先走到", "取暖用电逐户看", "看到的问题当天登记")),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """主题、确认、请假、说明, by commands."""
    today, clerk = localdate(until), county.who(county.top, "county_clerk")
    this = Period.containing(today)
    commands.set_rule(
        unit=county.top, days=[5, 15, 25], valid_from=date(today.year - 1, 1, 1), confirm_days=10, by=clerk, at=until,
        basis="县群众工作站工作日制度",
    )  # fmt: skip
    for period, (title, text, stress) in zip((this, this.next()), THEMES, strict=True):
        theme = commands.draft_theme(
            unit=county.top, month=period.code, title=title, text=text, stress=stress, by=clerk, at=until
        )
        commands.send_theme(theme=commands.decide_theme(theme=theme, by=clerk, at=until), by=clerk, at=until)
    town = county.townships[0]
    _leaves(county, town, until, clerk)
    _confirmed(county, town, until)


def _confirmed(county: County, town: Any, until: datetime) -> None:
    """The last work day: the township and a dozen of its stations confirmed it, one with somebody held up; the rest is unknown."""
    today = localdate(until)
    past = [day.on for day in queries.dates(today - timedelta(days=20), today)]
    if not past:
        return
    officer = county.who(town, "township_clerk")
    for n, unit in enumerate([town, *county.villages[town.path][:12]]):
        station = stations.of_unit(unit, past[-1])
        if station is None:
            continue
        members = stations.members(station, past[-1])
        away = [Away(members[-1], "traffic", members[0])] if n == 2 and len(members) > 1 else []
        worker = officer if n == 0 else county.who(unit, "station_worker")
        commands.confirm_day(station=station, on=past[-1], away=away, by=worker, at=until)


def _leaves(county: County, town: Any, until: datetime, clerk: Any) -> None:
    """Two leaves for the next work day with substitutes, approved and told above; one that waits for the township."""
    today, officer = localdate(until), county.who(town, "township_clerk")
    coming = queries.next_day(county.top, today)
    if coming is None:
        return
    for n, (village, reason, matter) in enumerate(zip(
        county.villages[town.path][:3], ("meeting", "illness", "own_work"), ("到县里参加培训", "复查身体", "年终盘点"), strict=False,
    )):  # fmt: skip
        station = stations.of_unit(village, today)
        members = stations.members(station, today) if station else []
        if len(members) < 2:
            continue
        leave = commands.ask_absence(
            member=members[0], since=coming.on, until=coming.on, reason=reason, matter=matter, substitute=members[1],
            by=county.who(village, "station_worker"), at=until,
        )  # fmt: skip
        if n < 2:
            leave = commands.verify_absence(absence=leave, by=officer, at=until)
            commands.approve_absence(absence=leave, by=clerk, at=until)
    commands.write_letter(
        unit=county.top, first=coming.on, last=coming.on, addressee="市群众工作办公室", by=clerk, at=until
    )
