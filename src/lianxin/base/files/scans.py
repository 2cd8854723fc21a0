"""Scans from outside (PDF, TIFF, photographs of paper), taken apart in a child process with limits, as tables are read.

What comes back are fresh JPEGs of the pixels of each page: no name, time, device, position or text of the file.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import lianxin
from lianxin.pure.zipguard import Unreadable

__all__ = ["MAX_BYTES", "Unreadable", "read_pages"]

MAX_BYTES = 60 * 1024 * 1024
WALL_SECONDS = 480.0

_EMPTY = "文件是空的，没有内容。请重新选择。"
_TOO_BIG = "文件超过 60 MB，不能上传。请用 200 dpi 灰度扫描，或分成几个文件。"
_TOO_SLOW = "扫描件读了太久，没有读完。请分成几个小一些的文件，再上传。"
_CRASHED = "扫描件没有读完，可能已损坏。请重新扫描，再上传。"


def read_pages(data: bytes, *, wall_seconds: float = WALL_SECONDS) -> Iterator[bytes]:
    """Every page as a JPEG, in the order of the file. Raises `Unreadable` with a Chinese sentence for people."""
    if not data:
        raise Unreadable(_EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_BIG)
    with tempfile.TemporaryFile() as upload:
        upload.write(data)
        upload.seek(0)
        yield from _run(upload, wall_seconds)


def _run(upload: IO[bytes], wall_seconds: float) -> Iterator[bytes]:
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PATH": os.defpath, "LANG": "C.UTF-8"}
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "lianxin.base.files.scan_child"],
        stdin=upload, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd="/",
    )  # fmt: skip
    assert child.stdout is not None
    is_stopped = threading.Event()

    def stop() -> None:
        is_stopped.set()
        child.kill()

    clock = threading.Timer(wall_seconds, stop)
    clock.start()
    is_complete = False
    try:
        for head in iter(child.stdout.readline, b""):
            message = _decode(head)
            if "refused" in message:
                raise Unreadable(str(message["refused"]))
            if "end" in message:
                is_complete = True
                break
            page = child.stdout.read(int(str(message["length"])))
            if len(page) == message["length"]:
                yield page
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        status = child.wait()
    if not is_complete:
        raise Unreadable(_TOO_SLOW if is_stopped.is_set() or status == -signal.SIGXCPU else _CRASHED)


def _decode(line: bytes) -> dict[str, object]:
    """One message of the child. Half a line, cut off when it died, counts as the crash it is."""
    try:
        message = json.loads(line)
    except ValueError as error:
        raise Unreadable(_CRASHED) from error
    return message if isinstance(message, dict) and message else {"refused": _CRASHED}
