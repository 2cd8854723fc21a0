"""门 of the room of results and of what it shows to everybody. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.results import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work import result_scenes as results


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A result of the county's that waits for its approval, one that was published, a closed box, a brief, an example."""
    town = world.town
    box = results.closed(town, title="待计票的评议").box
    counted = results.settled(town, title="待审定的评议")
    series, found = results.quarters(town)
    brief = commands.compose_brief(series=series, period="2026-H2", by=town.clerk, at=NOON)
    public = found[0]
    subject = public.subjects.get()
    made = commands.nominate(
        result=public, subject=subject, reason="家长普遍说食堂明厨亮灶做得实在。", by=town.clerk, at=NOON
    )
    return {
        "box": {"code": box.code}, "counted": {"code": counted.code}, "published": {"code": public.code, "subject": subject.code},
        "high": {"code": found[1].code, "subject": found[1].subjects.get().code}, "brief": {"code": brief.code},
        "example": {"pk": made.pk},
    }  # fmt: skip


# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS: tuple[Door, ...] = (
    door("results:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("results:briefs", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("results:briefs", "POST", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("results:brief", "GET brief", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("results:brief_docx", "GET brief", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("results:publish_brief", "GET brief", "in 405"),
    door("results:publish_brief", "POST brief", "--- 404 404 404 404 404 404 404 404 404 302 302 403 403 404"),
    door("results:examples", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("results:decide", "GET example", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("results:settle", "GET box", "in 405"),
    door("results:settle", "POST box", "--- 404 404 404 404 404 404 404 404 404 302 302 404 404 403"),
    door("results:result", "GET counted", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("results:result", "GET published", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("results:publish", "GET counted", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("results:publish", "POST counted", "--- 404 404 404 404 404 404 404 404 404 200 302 403 403 404"),
    door("results:notice", "GET counted", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 404"),
    door("results:notice", "GET published", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("results:poster", "GET published", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("results:record", "GET published", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("results:export", "GET published", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("results:nominate", "GET high", "--- 404 404 404 404 404 404 404 403 403 200 200 403 403 404"),
    door("public:results", "GET", "all 200"),
    door("public:result", "GET published", "all 404"),
    door("public:result_brief", "GET brief", "all 404"),
)
# fmt: on
