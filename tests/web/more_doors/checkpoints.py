"""门 of the checkpoints. Order of answers: as in doors.py."""

from typing import Any

from lianxin.base.checkpoints.commands import make_checkpoint
from lianxin.base.checkpoints.models import Checkpoint
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM
from tests.web.doors import Door, door
from tests.web.world import World


def made() -> Checkpoint:
    """A checkpoint at the hour of the last entry: other rooms' scenes may still be set on an earlier day."""
    return make_checkpoint(by=SYSTEM, at=Entry.objects.latest("n").at)


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One checkpoint."""
    return {"made": {"size": made().size}}


SEE = "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 200"
KEEP = "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 {}"
TAKE = "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("checkpoints:index", "GET", SEE),
    door("checkpoints:make", "GET", "in 405"),
    door("checkpoints:make", "POST", KEEP.format(302)),
    door("checkpoints:walk", "GET", SEE),
    door("checkpoints:compare", "GET", SEE),
    door("checkpoints:compare", "POST", SEE),
    door("checkpoints:cosign", "GET", KEEP.format(200)),
    door("checkpoints:cosign", "POST", KEEP.format(200)),
    door("checkpoints:package", "GET", "in 405"),
    door("checkpoints:package", "POST", TAKE),
    door("checkpoints:program", "GET", SEE),
    door("checkpoints:sheet", "GET made", SEE),
    door("checkpoints:text", "GET made", SEE),
    door("checkpoints:proof", "GET made", SEE),
)
# fmt: on
