"""门 of data quality. Order of answers: as in doors.py."""

from decimal import Decimal
from typing import Any

from lianxin.reports.quality import commands as quality
from lianxin.reports.quality import queries
from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LineSpec
from tests.conftest import NOON
from tests.reports.return_scenes import form_made
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The county's return of October, late, with a doubt; a rule of the county's."""
    town = world.town
    lines = [LineSpec("approvals", label, origin="政务系统") for label in ("受理", "其中当日办结")]
    form_made(town, at=NOON, month="2026-10", lines=lines, due_day=1)
    rule = quality.set_rule(
        unit=town.county, form_code="monthly", name="部分不大于整体", kind="at_most", operands=["其中当日办结", "受理"],
        mend="请核对。", month="2026-10", by=town.clerk, at=NOON,
    )  # fmt: skip
    month = commands.open_return(form_code="monthly", unit=town.county, month="2026-10", by=town.clerk, at=NOON)
    for figure, value in zip(month.figures.order_by("line__number"), (1, 8), strict=True):
        commands.enter_figure(
            figure=figure, value=Decimal(value), source="月报", evidence="第1页", by=town.clerk, at=NOON
        )
    [doubt] = quality.look_over(month=month, at=NOON)
    return {
        "rule": {"pk": rule.pk}, "month": {"code": month.code, "key": queries.key_of(doubt)},
        "late": {"form_code": "monthly", "month": "2026-10"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
COUNTY = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
CLERK = "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"
NEW = "--- 403 403 403 403 403 403 403 403 403 404 403 403 403 403"
EXPLAIN = "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"
LATE = "--- 404 404 404 404 403 404 403 404 403 200 403 403 403 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("quality:index", "GET", ALL),
    door("quality:returns", "GET", ALL),
    door("quality:doubts", "GET", ALL),
    door("quality:rules", "GET", ALL),
    door("quality:secrecy", "GET", ALL),
    door("quality:return", "GET month", COUNTY),
    door("quality:explain", "GET month", EXPLAIN),
    door("quality:explain", "POST month", EXPLAIN),
    door("quality:reason", "GET late", LATE),
    door("quality:reason", "POST late", LATE),
    door("quality:rule_new", "GET", NEW),
    door("quality:rule_new", "POST", NEW),
    door("quality:rule", "GET rule", CLERK),
    door("quality:rule", "POST rule", CLERK),
    door("quality:rule_end", "GET rule", CLERK),
    door("quality:rule_end", "POST rule", CLERK),
)
# fmt: on
