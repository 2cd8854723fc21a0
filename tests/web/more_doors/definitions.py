"""门 of the county's own indicators. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.definitions import commands
from lianxin.reports.definitions.building import Condition, Spec
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft, one that waits for approval, one in force; all of the county."""
    town = world.town
    county: dict[str, Any] = {"by": town.clerk, "at": NOON}
    made = [
        commands.draft(
            unit=town.county, slug=slug, **county,
            spec=Spec(name=f"{slug}诉求", source="concern", kind="count", timed="received",
                      conditions=(Condition("kind", "not_in", (kind,)),)),
        )
        for slug, kind in (("d", "help"), ("s", "enquiry"), ("p", "complaint"))
    ]  # fmt: skip
    for one in made[1:]:
        commands.try_out(definition=one, **county)
        commands.submit(definition=one, **county)
    commands.approve(definition=made[2], month="2026-11", by=town.county_leader, at=NOON)
    return {
        "kind": {"source": "concern", "kind": "rate"}, "draft": {"slug": "d", "version": 1, "verb": "submit"},
        "submitted": {"slug": "s", "version": 1, "verb": "approve"}, "public": {"slug": "p", "version": 1, "verb": "retire"},
    }  # fmt: skip


CLERK = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("definitions:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("definitions:new", "GET", CLERK),
    door("definitions:draft", "GET kind", CLERK),
    door("definitions:draft", "POST kind", CLERK),
    door("definitions:version", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("definitions:version", "GET public", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404"),
    door("definitions:edit", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("definitions:edit", "POST draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("definitions:edit", "GET public", "--- 403 403 403 403 403 403 403 403 403 404 403 403 403 404"),
    door("definitions:try", "GET draft", "in 405"),
    door("definitions:try", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("definitions:revise", "GET public", "in 405"),
    door("definitions:revise", "POST public", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 404"),
    door("definitions:deed", "GET submitted", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("definitions:deed", "POST submitted", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("definitions:deed", "GET draft", "--- 404 404 404 404 404 404 404 404 404 405 403 403 403 404"),
    door("definitions:deed", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("definitions:deed", "GET public", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 404"),
)
# fmt: on
