"""后台进程的标记: a worker holds a lock on a file of its name while it lives; the lock goes with it, however it ends.

So a job that was begun and whose worker is gone is known for certain, at once, without a clock. Several workers, also of
several servers, may share the folder, where its file system carries locks (NFS 4 does).
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from django.conf import settings

try:
    import fcntl
except ImportError:  # a system without such locks does without: `state_of` knows of nobody
    fcntl = None  # type: ignore[assignment]

State = Literal["alive", "gone", "unknown"]


def folder() -> Path:
    """Where the marks lie."""
    place = Path(settings.DATA) / ".workers"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def hold(worker: str) -> int:
    """Say that this process is this worker; the number of the open file, which must stay open."""
    descriptor = os.open(folder() / worker, os.O_CREAT | os.O_RDWR, 0o600)
    if fcntl:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def state_of(worker: str) -> State:
    """Whether this worker lives; "unknown" where it never left a mark here."""
    mark = folder() / Path(worker).name
    if not fcntl or not worker or not mark.exists():
        return "unknown"
    descriptor = os.open(mark, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return "alive"
    finally:
        os.close(descriptor)
    return "gone"


def alive() -> int:
    """How many workers live here."""
    return sum(state_of(mark.name) == "alive" for mark in folder().iterdir())


def has_locks() -> bool:
    """Whether the disk of the data carries locks: a second opening of one file must find it taken."""
    if not fcntl:
        return True
    mark = folder() / f".try-{os.getpid()}"
    first, second = (os.open(mark, os.O_CREAT | os.O_RDWR, 0o600) for _n in range(2))
    try:
        fcntl.flock(first, fcntl.LOCK_EX)
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(first)
        os.close(second)
        mark.unlink(missing_ok=True)
    return False


def clear(named: Iterable[str]) -> None:
    """Marks of workers that are gone and that no job names go."""
    kept = set(named)
    for mark in folder().iterdir():
        if mark.name not in kept and state_of(mark.name) == "gone":
            mark.unlink(missing_ok=True)
