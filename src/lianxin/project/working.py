"""后台进程: the worker of django-tasks with what the library leaves open: a failure is settled, a lost job is taken up again.

Run as `python -m lianxin.project.working`; `lianxin serve` starts it and starts it again where it falls.
"""

import logging
import sys
from contextlib import suppress
from secrets import token_hex

from lianxin.project.starting import start_django

start_django()

from django.db import Error, connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.management.commands.db_worker import Worker  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from lianxin.base.jobs import commands, living  # noqa: E402
from lianxin.base.orgs.permissions import SYSTEM  # noqa: E402
from lianxin.base.protection import masks  # noqa: E402

log = logging.getLogger("lianxin.project.working")  # run as a program it would be called __main__
INTERVAL = 2.0


class Doing(Worker):
    """后台进程: names itself by a lock, so that others know for certain when it is gone."""

    def __init__(self, *, batch: bool = False, interval: float = INTERVAL) -> None:
        super().__init__(
            queue_names=["*"], interval=interval, batch=batch, backend_name="default", startup_delay=not batch,
            max_tasks=None, worker_id=token_hex(16), excluded_queue_names=[],
        )  # fmt: skip
        self.mark = living.hold(self.worker_id)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """As the library does it; a failure is told by number and kind, then put off or left for a person."""
        with masks.within(timezone.localdate()):  # read once for a job, as for a page
            super().run_task(db_task_result)
        if db_task_result.status != commands.FAILED:
            return
        pause = commands.settle(pk=db_task_result.pk, by=SYSTEM, at=timezone.now())
        log.error(
            "job %s %s failed: %s; %s", db_task_result.pk, db_task_result.task_path,
            db_task_result.exception_class_path, f"again in {pause}" if pause else "waits for a person",
        )  # fmt: skip


def main(argv: list[str]) -> int:
    """Take up what was lost, then work until told to stop; `--batch` until nothing is left."""
    worker = Doing(batch="--batch" in argv)
    worker.configure_signals()
    with suppress(Error):
        if found := commands.take_up_lost(by=SYSTEM, at=timezone.now()):
            log.warning("%s jobs of a worker that ended are taken up again", found)
    connection.close()
    worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
