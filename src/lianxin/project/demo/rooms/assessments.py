"""考核的演示数据: a scheme in force, the last half-year published, the last quarter open to the townships, one objection."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.assessments import commands
from lianxin.reports.assessments.commands import DimensionSpec, ItemSpec
from lianxin.reports.assessments.models import Cell

DIMENSIONS = (
    DimensionSpec("组织领导", (ItemSpec("station.mains", 10, "设立群众工作总站", kind="fact"),)),
    DimensionSpec("办理成效", (
        ItemSpec("concern.on_time_rate", 30, floor=Decimal(70), full=Decimal(98)),
        ItemSpec("concern.solved_rate", 30, floor=Decimal(50), full=Decimal(90)),
    )),
    DimensionSpec("群众评价", (
        ItemSpec("concern.satisfaction_rate", 30, how="steps", floor=Decimal(50),
                 steps=((Decimal(95), Decimal(100)), (Decimal(90), Decimal(90)), (Decimal(80), Decimal(75)))),
    )),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """方案、两次考核, by commands; a few townships have confirmed, one objects to a record."""
    clerk, leader, today = (
        county.who(county.top, "county_clerk"),
        county.who(county.top, "county_leader"),
        localdate(until),
    )
    half, quarter = Period.containing(today, "half_year").previous(), Period.containing(today, "quarter").previous()
    scheme = commands.draft_scheme(
        code="contact", title="干部联系群众工作考核", unit=county.top, kinds=["township"], dimensions=DIMENSIONS,
        basis="县委办公室印发的考核办法", purpose="半年评定各乡镇联系群众工作的成效", every=["half_year", "quarter"],
        larger="党建责任制考核", larger_weight=Decimal(10), by=clerk, at=until,
    )  # fmt: skip
    commands.approve_scheme(scheme=scheme, valid_from=half.first - timedelta(days=1), by=leader, at=until)
    _published(county, half, until)
    run = commands.draft_run(scheme_code="contact", unit=county.top, period=quarter.code, by=clerk, at=until)
    run = commands.show_run(run=run, by=clerk, at=until)
    sheets = list(run.sheets.select_related("unit").order_by("unit_path"))
    cells = Cell.objects.filter(sheet__run=run, item__indicator="concern.solved_rate", part__gt=0)
    cell = cells.select_related("sheet__unit", "frozen").order_by("sheet__unit_path").first()
    if cell is not None:
        commands.raise_objection(
            cell=cell, about="basis", by=_speaker(county, cell.sheet.unit), at=until,
            text="有几件要等县里的项目批下来才能解决，按本镇的解决率算不合适，请核对。",
        )  # fmt: skip
    for sheet in [one for one in sheets if cell is None or one.pk != cell.sheet_id][:3]:
        commands.confirm_sheet(sheet=sheet, by=_speaker(county, sheet.unit), at=until)


def _published(county: County, period: Period, until: datetime) -> None:
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    run = commands.draft_run(scheme_code="contact", unit=county.top, period=period.code, by=clerk, at=until)
    run = commands.show_run(run=run, by=clerk, at=until)
    for sheet in run.sheets.select_related("unit").order_by("unit_path"):
        commands.confirm_sheet(sheet=sheet, by=_speaker(county, sheet.unit), at=until)
    run = commands.decide_run(run=run, by=clerk, at=until)
    commands.publish_run(run=run, by=leader, at=until, opinion="同意公布")


def _speaker(county: County, unit: Unit) -> Actor:
    """The office that answers for a township."""
    return county.who(unit, "township_clerk")
