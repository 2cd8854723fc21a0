"""运行标记: a server holds a lock on its data folder while it or any child of it lives; no Django here.

The lock goes with the last process that holds it, however that ends; the file stays and means nothing.
"""

import os
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
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path) -> None:
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise IsRunning(f"{folder} 的服务正在运行。请先停止服务（Ctrl-C），再做一次。") from problem


def _opened(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(folder / NAME, os.O_CREAT | os.O_RDWR, 0o600)
