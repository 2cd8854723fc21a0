"""情况报告的演示数据: visits of a drive that the figures are of, statements of a person and of a unit, a plan of the year."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.project.demo.rooms.drives import GROUPS
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import DriveKind
from lianxin.work.statements import commands
from lianxin.work.statements.terms import Four, StatementKind
from lianxin.work.visits.commands import FoundMatter, record_visit

SEEN = ((6, 1), (5, 0), (7, 2), (4, 0), (6, 1), (5, 1), (6, 0), (5, 1))
FOUND = {
    2: FoundMatter(text="三组巷口的排水沟堵了，一下雨就往院里倒。", answer="当天和组长一起清了沟，试过水了。"),
    5: FoundMatter(text="六组到村小的路没有灯，孩子早上看不见路。"),
}


def fill(county: County, until: datetime, random: Random) -> None:
    """一条走访路线, 然后是从它算出来的报告."""
    today, town = localdate(until), county.townships[0]
    clerk, village = county.who(town, "township_clerk"), county.villages[town.path][0]
    worker, leader = county.who(village, "station_worker"), county.who(town, "township_leader")
    drive = Drive.objects.filter(unit=town, kind=DriveKind.THEME).first()
    for number, (seen, needy) in enumerate(SEEN):
        record_visit(
            kind="forum", unit=village, on=today - timedelta(days=20 - 2 * number), group=GROUPS[number], households=seen,
            needy=needy, drive=drive, findings=[FOUND[number]] if number in FOUND else [], methods=["single", "forum"],
            people=[county.persons[f"{village.path} station_worker"]], leaflets=[("医保参保问答", seen)],
            disciplines={"plain": True, "direct": True}, by=clerk, at=until,
        )  # fmt: skip
    days = {"first": today - timedelta(days=180), "last": today}
    commands.begin(kind=StatementKind.PERSONAL, by=clerk, at=until, **days)
    for by, kind in ((worker, StatementKind.PERSONAL), (leader, StatementKind.STAFF)):
        commands.submit(statement=commands.begin(kind=kind, by=by, at=until, **days), by=by, at=until)
    goals = {Four.SEE.value: 60, Four.PAIR.value: 1, Four.DO.value: 3, Four.SOLVE.value: 5}
    commands.keep_plan(year=today.year, goals=goals, note="先走完三组、六组。", by=clerk, at=until)
