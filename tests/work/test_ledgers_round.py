"""导出再导入空系统: a town's ledgers leave, its rooms are emptied, they come in again: the same rows, the same figures."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from lianxin.base.clocks import queries as clocks
from lianxin.base.clocks.commands import redraw
from lianxin.base.clocks.models import CalendarYear
from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.intake import commands, leaving
from lianxin.base.intake.kinds import KINDS
from lianxin.base.intake.models import Taking
from lianxin.base.orgs.models import Posting
from lianxin.pure.periods import Period
from lianxin.pure.problems import Unfit
from lianxin.pure.tabular import csv_bytes
from lianxin.work.activities import commands as activities
from lianxin.work.disputes import commands as disputes
from lianxin.work.opinions import commands as opinions
from lianxin.work.opinions.models import Remark
from lianxin.work.rectification import commands as rectifications
from lianxin.work.stations import commands as stations
from lianxin.work.workdays import commands as workdays
from tests.conftest import NOON
from tests.work import (
    activity_scenes,
    dispute_scenes,
    household_scenes,
    pairing_scenes,
    rectification_scenes,
    visit_scenes,
    workday_scenes,
)

TODAY = NOON.date()
LAST_YEAR = date(2025, 3, 10)
#: so many records of each sort; the soak fills the town fuller
MANY = int(os.environ.get("LIANXIN_LEDGER_ROWS", "2"))


@dataclass(frozen=True)
class Ledger:
    """一种台账 of the story: who brings it out and in, what fills it, which tables it lies in, what counts it."""

    kind: str
    who: str
    fill: Callable[[Any], None]
    tables: tuple[str, ...]
    figures: tuple[str, ...]
    unit: str = "qingshui"
    is_whole: bool = False
    #: why the file of the story is not taken back again
    stays: str = ""


def some_activities(town: Any) -> None:
    for n in range(MANY):
        on = LAST_YEAR + timedelta(days=40 * n)
        made = activity_scenes.held(town, title=f"法治宣传{n}", on=on, cost_yuan=100 + n, summary="来的人多。")
        activities.count_people(
            activity=made, whom="赶集群众", people=70 + n, method="sign_in", by=town.officer, at=NOON
        )
    activity_scenes.planned(town, title="冬训", kind="training", on=TODAY + timedelta(days=20))
    off = activity_scenes.planned(town, title="晚会", kind="festival", on=TODAY - timedelta(days=5))
    activities.call_off(activity=off, reason="下雨", by=town.officer, at=NOON)


def some_disputes(town: Any) -> None:
    by = {"by": town.head, "at": NOON}
    for n in range(MANY):
        on = LAST_YEAR + timedelta(days=30 * n)
        made = dispute_scenes.dispute_made(town, title=f"第{n}条水沟走向", found_on=on)
        disputes.start_mediation(dispute=made, mediators="调解委员会", on=on + timedelta(days=1), **by)
        disputes.agree(dispute=made, agreement="恢复原样。", on=on + timedelta(days=3), **by)
        other = dispute_scenes.dispute_made(town, title=f"第{n}块地界", type="boundary", found_on=on)
        disputes.settle(dispute=other, result="按承包册重新量过。", on=on + timedelta(days=2), **by)
    open_ = dispute_scenes.dispute_made(town, title="屋后排水沟", found_on=TODAY - timedelta(days=3))
    disputes.transfer(
        dispute=dispute_scenes.dispute_made(town, title="欠薪", type="wages"), to="县劳动仲裁院", note="", **by
    )
    failed = dispute_scenes.dispute_made(town, title="桥头摊位", type="other", found_on=TODAY - timedelta(days=9))
    disputes.start_mediation(dispute=failed, mediators="调解委员会", on=TODAY - timedelta(days=8), **by)
    disputes.fail(dispute=failed, reason="谈不拢。", on=TODAY - timedelta(days=6), **by)
    assert open_.status == "found"


def some_visits(town: Any) -> None:
    home = pairing_scenes.household_of(town, door="501号")
    for n in range(MANY):
        on = LAST_YEAR + timedelta(days=40 * n)
        given = {"household": home, "people": [town.people["leader"]], "note": f"第{n}次", "methods": ["single"]}
        visit_scenes.visit_made(town, on=on, **given)
    visit_scenes.visit_made(town, findings=[visit_scenes.MENDED], kind="random", whom="三组村民", households=4, needy=1)
    visit_scenes.visit_made(
        town, kind="condolence", amount_yuan=500, by=town.leader, on=date(2026, 10, 28), whom="老人"
    )


def some_pairings(town: Any) -> None:
    home = pairing_scenes.in_need(town, door="502号")
    pairing_scenes.paired(town, household=home, basis="帮扶名单")
    pairing_scenes.paired(town, who="leader", household=home, since=LAST_YEAR, until=date(2025, 4, 30))
    pairing_scenes.paired(town, who="officer", kind="village", unit=town.shiqiao, duty="first")
    for n in range(MANY):
        pairing_scenes.paired(
            town,
            who="leader",
            kind="enterprise",
            unit=town.qingshui,
            label=f"清水砖厂{n}",
            since=LAST_YEAR,
            over_why="人手少",
        )


def some_rectifications(town: Any) -> None:
    rectification_scenes.issued(town)
    rectification_scenes.issued(
        town, owner=town.qingshui, problem="公示栏旧。", by=town.leader, outside_reason="镇里自己的公示栏。"
    )
    for n in range(MANY):
        on = LAST_YEAR + timedelta(days=30 * n)
        rectifications.bring_in(
            unit=town.county, owner=town.building, source="inspection", source_label="督查", problem=f"第{n}个窗口排队长。",
            measure="加强管理", starts_on=on, ends_on=on + timedelta(days=20), person="张建", supervisor="周敏", issued_on=on,
            reported_on=on + timedelta(days=10 + 15 * (n % 2)), signed_off_on=on + timedelta(days=12 + 15 * (n % 2)), report="加开一个。",
            note="去看过。", told_on=on + timedelta(days=30), told_how="电话", by=town.clerk, at=NOON,
        )  # fmt: skip


def some_opinions(town: Any) -> None:
    step = {"by": town.clerk, "at": NOON}
    collection = opinions.begin(title="座谈会", unit=town.county, **step)
    for n in range(MANY):
        on = LAST_YEAR + timedelta(days=30 * n)
        made = opinions.enter(
            collection=collection, source="meeting", texts=[f"窗口再开{n}个。", f"指南第{n}页看不懂。"], on=on, **step
        )
        opinions.settle(remarks=made[:1], verb="adopt", text="已写进整改措施。", on=on + timedelta(days=5), **step)


def some_absences(town: Any) -> None:
    held = workday_scenes.stations_opened(town)
    for n in range(MANY):
        first, last = date(2026, 10 - n % 9, 3), date(2026, 10 - n % 9, 28)
        workdays.bring_in_absence(
            member=[held.worker, held.head][n // 9 % 2], since=first, until=last, reason="meeting", substitute=held.third,
            asked_on=first - timedelta(days=1 - 20 * (n % 2)), decided_on=TODAY, is_refused=n % 3 == 2, by=town.clerk, at=NOON,
        )  # fmt: skip
    with pytest.raises(Unfit, match="还没有结束"):
        workdays.bring_in_absence(member=held.head, since=TODAY, until=TODAY, reason="meeting", by=town.clerk, at=NOON)


def some_households(town: Any) -> None:
    for n in range(MANY):
        household = household_scenes.household_made(
            town, door=f"{n}号", head_name=f"王长{'青红'[n % 2]}", members=1 + n
        )
        household_scenes.need_noted(town, household, note=f"=第{n}家，常年吃药。", causes=["illness"][: 1 + n % 2])
        household_scenes.household_made(town, group="四组", door=f"{n}号", head_name="赵小云", phone="")


def some_stations(town: Any) -> None:
    held = workday_scenes.stations_opened(town)
    for n in range(MANY):
        stations.join_station(
            station=held.village, name=f"石小{'桃李杏梅兰竹菊荷柳桂松柏'[n % 12]}", post="村干部", duty="worker",
            since=date(2026, 1 + n % 10, 5), by=town.clerk, at=NOON,
        )  # fmt: skip


ROOMS = [
    Ledger("households", "head", some_households, ("households_need", "households_household"), ("household.", "need."),
           unit="shiqiao", is_whole=True),
    Ledger("stations", "officer", some_stations, ("stations_stationmember", "stations_station"), ("station.",)),
    Ledger("absences", "clerk", some_absences, ("workdays_absence",), ("absence.",), unit="county"),
    Ledger("opinions", "clerk", some_opinions, ("opinions_remark", "opinions_collection"), ("remark.",), unit="county"),
    Ledger("rectification", "clerk", some_rectifications,
           ("rectification_rectificationround", "rectification_rectification"), ("rectification.",), unit="county"),
    Ledger("visits", "officer", some_visits,
           ("visits_finding", "visits_stay", "visits_visitperson", "visits_visit"), ("visit.",), stays="带出了诉求"),
    Ledger("pairings", "officer", some_pairings, ("households_trust", "pairings_pairing"), ("pairing.",)),
    Ledger("activities", "officer", some_activities, ("activities_turnout", "activities_activity"), ("activity.",)),
    Ledger("disputes", "head", some_disputes, ("disputes_mediation", "disputes_dispute"), ("dispute.", "mediation."),
           unit="shiqiao"),
]  # fmt: skip

CALENDAR = Ledger(
    "holidays", "clerk", some_opinions, ("clocks_workdayoverride", "clocks_calendaryear"), (), unit="county"
)
#: an invented notice of a year
NOTICE = ["日期,放假还是上班,名称,依据", *(f"{on},放假,{name},假日通知" for on, name in [
    (date(2027, 1, 1), "元旦"), (date(2027, 2, 6), "春节"), (date(2027, 4, 5), "清明节"), (date(2027, 5, 1), "劳动节"),
    (date(2027, 6, 9), "端午节"), (date(2027, 9, 15), "中秋节"), (date(2027, 10, 1), "国庆节"),
])]  # fmt: skip


def carried(town: Any, ledger: Ledger, encoding: str = "utf-8-sig") -> bytes:
    kind = KINDS[ledger.kind]
    tell = kind.out.whole if ledger.is_whole else kind.out.rows
    found = list(tell(getattr(town, ledger.who), getattr(town, ledger.unit), TODAY))
    lines = leaving.lines(kind, found, is_whole=ledger.is_whole)
    return csv_bytes([leaving.headings(kind), *lines], encoding)


def figures(town: Any, ledger: Ledger) -> dict[tuple[str, str, str], str]:
    """Every figure of the room that is not nought, by month and unit."""
    months = [Period.month(2025, 3), Period.month(2025, 4), Period.month(2026, 10), Period.month(2026, 11)]
    units = [town.county, town.qingshui, town.shiqiao, town.building]
    found = {}
    for code, one in INDICATORS.items():
        if code.startswith(ledger.figures) and ":" not in code:
            for unit in units:
                for month in months:
                    value = one.value(month, unit, by=town.clerk, today=TODAY)
                    if value:
                        found[code, unit.name, str(month)] = str(value)
    return found


def emptied(ledger: Ledger) -> None:
    """As in a new installation: the room's tables without a row."""
    with connection.cursor() as cursor:
        for table in ledger.tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def taken(town: Any, ledger: Ledger, data: bytes) -> Taking:
    by = getattr(town, ledger.who)
    taking = commands.receive(
        kind=KINDS[ledger.kind], data=data, file_name="台账.csv", unit=getattr(town, ledger.unit),
        posting=town.postings[ledger.who], by=by, at=NOON,
    )  # fmt: skip
    taking = commands.look(taking=taking, by=by, at=NOON)
    assert not taking.sentence, taking.sentence
    commands.confirm(taking=taking, by=by, at=NOON)
    return commands.take_in(taking=taking, by=by, at=NOON)


@pytest.mark.thorough
@pytest.mark.parametrize("ledger", ROOMS, ids=lambda one: one.kind)
def test_a_ledger_that_left_comes_into_an_empty_room_with_the_same_rows_and_figures(town, ledger) -> None:
    Posting.objects.update(valid_from=date(2024, 1, 1))  # they were there last year already
    ledger.fill(town)
    left, counted = carried(town, ledger), figures(town, ledger)
    rows = left.decode("utf-8-sig").splitlines()
    assert len(rows) > MANY and counted

    again = taken(town, ledger, left)
    assert (again.added, len(again.rejected)) == (0, 0)

    emptied(ledger)
    blank = figures(town, ledger)
    assert blank != counted
    came = taken(town, ledger, carried_as_gb18030(left))

    assert [one["reasons"] for one in came.rejected] == []
    assert came.added == len(rows) - 1 - came.known
    assert sorted(carried(town, ledger).decode("utf-8-sig").splitlines()) == sorted(rows)
    assert figures(town, ledger) == counted

    if ledger.stays:
        with pytest.raises(Unfit, match=ledger.stays):
            commands.undo(taking=came, by=getattr(town, ledger.who), at=NOON)
        assert figures(town, ledger) == counted
    else:
        commands.undo(taking=came, by=getattr(town, ledger.who), at=NOON)
        assert figures(town, ledger) == blank


def carried_as_gb18030(data: bytes) -> bytes:
    """The same file as the older Excel saves it."""
    return data.decode("utf-8-sig").encode("gb18030")


def test_what_complains_of_somebody_leaves_in_no_file(town) -> None:
    ledger = next(one for one in ROOMS if one.kind == "opinions")
    some_opinions(town)
    assert "窗口再开0个" in carried(town, ledger).decode()
    Remark.objects.filter(text__startswith="窗口").update(is_complaint=True)
    assert "窗口" not in carried(town, ledger).decode()


@pytest.mark.thorough
def test_the_calendar_comes_back_with_its_notice_and_its_local_days(town) -> None:
    ledger = CALENDAR
    came = taken(town, ledger, "\n".join([*NOTICE, "2027-7-8,休息,,县里"]).encode())
    assert (came.added, [one["reasons"] for one in came.rejected]) == (7, [["没有名称"]])
    with pytest.raises(Unfit, match="换掉"):
        commands.undo(taking=came, by=town.clerk, at=NOON)
    local = taken(town, ledger, "放假日期,止,安排,假期,文件\n2027-7-8,2027-7-9,放假,县庆,县政府通知\n".encode())
    assert local.added == 1 and not clocks.calendar().is_workday(date(2027, 7, 9))

    left = carried(town, ledger)
    emptied(ledger)
    redrawn()
    assert clocks.calendar().is_workday(date(2027, 7, 9))
    came = taken(town, ledger, left)

    assert sorted(carried(town, ledger).decode().splitlines()) == sorted(left.decode().splitlines())
    assert not clocks.calendar().is_workday(date(2027, 7, 9)) and CalendarYear.objects.get().year == 2027
    commands.undo(taking=local, by=town.clerk, at=NOON)
    assert clocks.calendar().is_workday(date(2027, 7, 9)) and taken(town, ledger, left).known == 7


def redrawn() -> None:
    """What every process does after the calendar changed."""
    with transaction.atomic():
        redraw()
