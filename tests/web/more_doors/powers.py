"""门 of what takes two persons. Order of answers: as in doors.py. 江流 of the water bureau, who asks, is none of them."""

from typing import Any

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.powers import commands
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One thing asked for, one power running, one at its end."""
    town, at = world.town, Entry.objects.latest("n").at

    def ask(code: str) -> Any:
        return commands.ask_emergency(
            posting=town.postings["water"], permission_code=code, hours=24, reason="经办人住院", by=town.water, at=at
        )

    running, over = ask("concern.extend"), ask("concern.close")
    for one in (running, over):
        commands.allow(matter=one, by=town.county_leader, at=at)
    commands.end_emergency(matter=over, by=town.water, at=at)
    return {"asked": {"pk": ask("concern.assign").pk}, "running": {"pk": running.pk}, "over": {"pk": over.pk}}


SEE = "--- 403 403 403 403 403 403 403 403 403 403 200 403 200 200"
APPROVE = "--- 403 403 403 403 403 403 403 403 403 403 {} 403 403 403"
AUDIT = "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 403"
ADMIN = "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("powers:index", "GET", SEE),
    door("powers:allow", "GET", "in 405"),
    door("powers:allow", "POST", APPROVE.format(302)),
    door("powers:ask_emergency", "GET", "in 200"),
    door("powers:ask_emergency", "POST", "in 200"),
    door("powers:ask_factor_reset", "GET person", ADMIN),
    door("powers:ask_factor_reset", "POST person", ADMIN),
    door("powers:set_grace", "GET", APPROVE.format(200)),
    door("powers:set_grace", "POST", APPROVE.format(200)),
    door("powers:audit", "GET", AUDIT),
    door("powers:refuse", "GET asked", APPROVE.format(200)),
    door("powers:refuse", "POST asked", APPROVE.format(200)),
    door("powers:end_emergency", "GET running", "in 405"),
    door("powers:end_emergency", "POST running", APPROVE.format(302)),
    door("powers:review", "GET over", APPROVE.format(200)),
    door("powers:review", "POST over", APPROVE.format(200)),
)
# fmt: on
