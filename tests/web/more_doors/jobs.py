"""门 of the background jobs. Order of answers: as in doors.py."""

from typing import Any

from django_tasks_db.models import DBTaskResult

from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One job that failed."""
    failed = DBTaskResult.objects.create(
        status="FAILED", args_kwargs={}, task_path="lianxin.x", backend_name="default", run_after=NOON, finished_at=NOON,
        exception_class_path="builtins.ValueError", traceback="",
    )  # fmt: skip
    return {"failed": {"pk": failed.pk}}


KEEP = "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 {}"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("jobs:index", "GET", KEEP.format(200)),
    door("jobs:retry", "GET failed", "in 405"),
    door("jobs:retry", "POST failed", KEEP.format(302)),
    door("jobs:give_up", "GET failed", "in 405"),
    door("jobs:give_up", "POST failed", KEEP.format(302)),
)
# fmt: on
