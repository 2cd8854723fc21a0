"""运行标记: a server holds a lock on its data folder while it or any child of it lives; no Django here.

The lock goes with the last process that holds it, however that ends; the file stays and means nothing.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without such locks does without
    fcntl = None  # type: ignore[assignment]

NAME = ".serving"


class IsRunning(Exception):
    """正在运行: a server works on this data folder."""


def serving(folder: Path) -> int:
    """Say that a server works here, together with others; the number of the open file, to be handed to children."""
    descriptor = _opened(folder)
    if fcntl:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No server starts as long as this lasts. Raises IsRunning where one is running."""
    descriptor = _opened(folder)
    try:
        _take(descriptor, folder)
        clear_leftovers(folder)
        yield
    finally:
        os.close(descriptor)


def is_served(folder: Path) -> bool:
    """Whether a server works on this data folder just now."""
    if not fcntl or not (folder / NAME).exists():
        return False
    descriptor = os.open(folder / NAME, os.O_RDWR)
    try:
        _take(descriptor, folder)
    except IsRunning:
        return True
    finally:
        os.close(descriptor)
    return False


def clear_leftovers(folder: Path) -> int:
    """中断留下的: what a killed restore or move laid aside, whole records in clear; returns how many folders went.

    Called where none of them can be at work: by a server that has started, or by who is `alone`.
    """
    found = [one for name in (".restore-*", ".move-*") for one in folder.glob(name) if one.is_dir()]
    for one in found:
        shutil.rmtree(one, ignore_errors=True)
    return len(found)


def _take(descriptor: int, folder: Path) -> None:
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise IsRunning(f"{folder} 的服务正在运行。请先停止服务（Ctrl-C），再做一次。") from problem


def _opened(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(folder / NAME, os.O_CREAT | os.O_RDWR, 0o600)
