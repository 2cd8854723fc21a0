"""考核的演示数据: the townships' last half-year published; the schools' open to them, with one objection."""

from datetime import datetime
from decimal import Decimal
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.assessments import commands
from lianxin.reports.assessments.commands import DimensionSpec, ItemSpec
from lianxin.reports.assessments.models import Cell, Run

TOWNSHIPS = (
    DimensionSpec("组织领导", (ItemSpec("station.mains", 10, "设立群众工作总站", kind="fact"),)),
    DimensionSpec("办理成效", (ItemSpec("concern.on_time_rate", 50, floor=Decimal(70), full=Decimal(98)),)),
    DimensionSpec("群众评价", (
        ItemSpec("concern.satisfaction_rate", 40, how="steps", floor=Decimal(50),
                 steps=((Decimal(95), Decimal(100)), (Decimal(90), Decimal(90)), (Decimal(80), Decimal(75)))),
    )),
)  # fmt: skip
SCHOOLS = (
    DimensionSpec("办理成效", (ItemSpec("concern.handled_on_time_rate", 80, floor=Decimal(70), full=Decimal(98), least=5),)),
    DimensionSpec("不拖欠", (ItemSpec("concern.handled_overdue", 20, how="fulfilled", full=Decimal(0)),)),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """两个方案: the townships' last half-year published, the schools' open to them, with one objection, by commands."""
    half = Period.containing(localdate(until), "half_year").previous()
    _scheme(county, "contact", "干部联系群众工作考核", "township", TOWNSHIPS, half, until)
    run = _shown(county, "contact", half, until)
    for sheet in run.sheets.select_related("unit").order_by("unit_path"):
        commands.confirm_sheet(sheet=sheet, by=county.who(sheet.unit, "township_clerk"), at=until)
    run = commands.decide_run(run=run, by=county.who(county.top, "county_clerk"), at=until)
    commands.publish_run(run=run, by=county.who(county.top, "county_leader"), at=until, opinion="同意公布")
    if county.schools:
        _scheme(county, "schools", "学校办理群众诉求考核", "school", SCHOOLS, half, until)
        _object(county, _shown(county, "schools", half, until), until)


def _scheme(
    county: County, code: str, title: str, kind: str, dimensions: tuple[DimensionSpec, ...], period: Period, at: datetime
) -> None:  # fmt: skip
    """A scheme that the clerk drafted and a leader approved, in force since the day the period began."""
    scheme = commands.draft_scheme(
        code=code, title=title, unit=county.top, kinds=[kind], dimensions=dimensions, basis="县委办公室印发的考核办法",
        purpose="半年评定联系群众工作的成效", larger="党建责任制考核", larger_weight=Decimal(10),
        by=county.who(county.top, "county_clerk"), at=at,
    )  # fmt: skip
    leader = county.who(county.top, "county_leader")
    commands.approve_scheme(scheme=scheme, valid_from=period.first, by=leader, at=at)


def _shown(county: County, code: str, period: Period, at: datetime) -> Run:
    clerk = county.who(county.top, "county_clerk")
    run = commands.draft_run(scheme_code=code, unit=county.top, period=period.code, by=clerk, at=at)
    return commands.show_run(run=run, by=clerk, at=at)


def _object(county: County, run: Run, at: datetime) -> None:
    """The school that has a figure to speak of says what it thinks of it."""
    cells = Cell.objects.filter(sheet__run=run, item__indicator="concern.handled_on_time_rate")
    cell = cells.select_related("sheet__unit").order_by("-whole", "sheet__unit_path").first()
    if cell is not None:
        commands.raise_objection(
            cell=cell, about="basis", by=county.who(cell.sheet.unit, "school_head"), at=at,
            text="寒暑假里收到的诉求要等开学才能办，按普通期限算按时不合适，请核对。",
        )  # fmt: skip
