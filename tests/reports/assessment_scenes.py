"""考核: a scheme of results and one fact, six closed concerns of 石桥村, brought about by commands alone."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lianxin.reports.assessments import commands
from lianxin.reports.assessments.commands import DimensionSpec, ItemSpec
from lianxin.reports.assessments.models import Cell, Run, Scheme, Sheet
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from tests.conftest import SHANGHAI, START
from tests.work.conftest import LIMIT, lamp_topic, registered

PERIOD = "2026-H2"


def on(day: int, month: int = 11, year: int = 2026, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


JANUARY = on(5, 1, 2027)  # a Tuesday; the half-year is over
LATER = on(14, 1, 2027)


def dimensions(**changes: Any) -> list[DimensionSpec]:
    """组织领导 by a fact that is there or not, 办理成效 by three results; the weights add up to 100."""
    solved = {"indicator": "concern.solved_rate", "weight": 40, "floor": Decimal(60), "full": Decimal(90), "least": 5}
    return [
        DimensionSpec("组织领导", (ItemSpec("station.stations", 10, kind="fact", label="设立群众工作站"),)),
        DimensionSpec("办理成效", (
            ItemSpec(**{**solved, **changes}),
            ItemSpec("concern.on_time_rate", 20, how="steps", least=5, floor=Decimal(40),
                     steps=((Decimal(95), Decimal(100)), (Decimal(80), Decimal(70)))),
            ItemSpec("concern.overdue", 15, how="fulfilled", full=Decimal(0)),
        )),
        DimensionSpec("群众评价", (
            ItemSpec("concern.satisfaction_rate", 15, floor=Decimal(70), full=Decimal(95), least=5),
        )),
    ]  # fmt: skip


def drafted_scheme(town: Any, **changes: Any) -> Scheme:
    fields = {
        "code": "contact", "title": "干部联系群众工作考核", "unit": town.county, "kinds": ["township"],
        "dimensions": dimensions(), "basis": "县委办〔2026〕11号", "purpose": "半年评定各乡镇工作成效",
        "larger": "党建责任制考核", "larger_weight": Decimal(10), "by": town.clerk, "at": START,
    }  # fmt: skip
    return commands.draft_scheme(**{**fields, **changes})


def scheme_in_force(town: Any, **changes: Any) -> Scheme:
    scheme = drafted_scheme(town, **changes)
    return commands.approve_scheme(scheme=scheme, valid_from=date(2026, 7, 1), by=town.county_leader, at=START)


def closed(town: Any, outcome: str = "solved", day: int = 4, by: str = "head") -> Concern:
    """A lamp of 石桥村, mended by its station, closed by the county with that outcome."""
    concern = registered(town, at=on(day), by=town.clerk).concern
    concern = concerns.classify(
        concern=concern, topic=lamp_topic(), kind="help", handling="time_limit", by=town.clerk, at=on(day), **LIMIT
    )
    concern = concerns.assign(concern=concern, to=town.shiqiao, by=town.clerk, at=on(day))
    concern = concerns.acknowledge(concern=concern, by=getattr(town, by), at=on(day))
    concern = concerns.reply(concern=concern, text="已换新灯。", by=getattr(town, by), at=on(day))
    return concerns.close(concern=concern, outcome=outcome, by=town.clerk, at=on(day))


def six_closed(town: Any) -> list[Concern]:
    """Five solved, the last one not."""
    return [closed(town, outcome) for outcome in ["solved"] * 5 + ["not_solved"]]


def drafted_run(town: Any, at: datetime = JANUARY) -> Run:
    return commands.draft_run(scheme_code="contact", unit=town.county, period=PERIOD, by=town.clerk, at=at)


def shown_run(town: Any) -> Run:
    return commands.show_run(run=drafted_run(town), by=town.clerk, at=JANUARY)


def published_run(town: Any, run: Run | None = None) -> Run:
    run = commands.decide_run(run=run or shown_run(town), by=town.clerk, at=LATER)
    return commands.publish_run(run=run, by=town.county_leader, at=LATER, opinion="同意公布")


def sheet_of(run: Run, unit: Any) -> Sheet:
    return run.sheets.get(unit=unit)


def cell_of(sheet: Sheet, code: str) -> Cell:
    return sheet.cells.select_related("item", "sheet__run__scheme", "frozen").get(item__indicator=code)
