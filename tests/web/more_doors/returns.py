"""门 of the monthly returns. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.returns import commands
from tests.conftest import NOON
from tests.good_files import page
from tests.reports.level_scenes import TOWNSHIPS, level_lines, mediated
from tests.reports.return_scenes import entered, figure_of, form_made
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The county's return of November being collected, with evidence and a draw; one of 清水镇; one of two levels."""
    town = world.town
    form = form_made(town, at=NOON, month="2026-11")
    month = commands.open_return(form_code="monthly", unit=town.county, month="2026-11", by=town.clerk, at=NOON)
    external = entered(town, month, at=NOON)
    file = commands.attach_file(figure=external, name="月报.pdf", data=page(), by=town.clerk, at=NOON)
    own = figure_of(month, "reception")
    below = commands.open_return(form_code="monthly", unit=town.qingshui, month="2026-11", by=town.officer, at=NOON)
    form_made(town, at=NOON, month="2026-11", code="levelled", lines=level_lines(), levels=(TOWNSHIPS,))
    top = commands.open_return(form_code="levelled", unit=town.county, month="2026-11", by=town.clerk, at=NOON)
    lower = top.lower.get(unit=town.qingshui)
    doubted = mediated(lower)
    query = commands.ask(figure=doubted, doubt="和月报对不上", by=town.clerk, at=NOON)
    return {
        "top": {"code": top.code}, "accepting": {"code": lower.code, "verb": "accept"},
        "gap": {"code": top.code, "pk": top.figures.get(line__number=1).pk},
        "query": {"code": lower.code, "pk": query.pk, "verb": "answer"},
        "asking": {"code": lower.code, "pk": doubted.pk, "verb": "ask"},
        "form": {"pk": form.pk}, "month": {"code": month.code, "verb": "collect"}, "filing": {"code": month.code, "verb": "file"},
        "figure": {"code": month.code, "pk": own.pk, "verb": "verify"}, "file": {"code": month.code, "pk": file.pk},
        "draw": {"code": month.code, "pk": 1, "key": 1}, "below": {"code": below.code, "verb": "collect"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
COUNTY = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("returns:index", "GET", ALL),
    door("returns:open", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("returns:open", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("returns:forms", "GET", ALL),
    door("returns:form", "GET form", ALL),
    door("returns:draft", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("returns:draft", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("returns:start", "GET form", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("returns:start", "POST form", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("returns:month", "GET month", COUNTY),
    door("returns:month", "GET below", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("returns:print", "GET month", COUNTY),
    door("returns:docx", "GET month", COUNTY),
    door("returns:xlsx", "GET month", COUNTY),
    door("returns:deed", "GET month", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("returns:deed", "POST month", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("returns:deed", "GET filing", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("returns:deed", "POST filing", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("returns:deed", "GET below", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("returns:figure", "GET figure", COUNTY),
    door("returns:figure_deed", "GET figure", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("returns:figure_deed", "POST figure", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("returns:file", "GET file", COUNTY),
    door("returns:end", "GET", ALL),
    door("returns:below", "GET top", COUNTY),
    door("returns:gap", "GET gap", COUNTY),
    door("returns:accept", "GET top", "--- 404 404 404 404 404 404 404 404 404 302 302 403 403 404"),
    door("returns:accept", "POST top", "--- 404 404 404 404 404 404 404 404 404 302 302 403 403 404"),
    door("returns:deed", "GET accepting", "--- 404 404 404 403 403 404 404 404 404 200 200 403 403 404"),
    door("returns:figure_deed", "GET asking", "--- 404 404 404 200 200 404 404 404 404 200 200 403 403 404"),
    door("returns:query", "GET query", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("returns:query", "POST query", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("returns:look", "GET draw", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
)
# fmt: on
