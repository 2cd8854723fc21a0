"""Tables from outside (xls, xlsx, ods, csv, tsv), read in a child process with limits.

The reader of Excel files ends the whole process when its memory ends, so it never runs in the process
that serves pages: `child.py` runs beside it, with 768 MB, 30 seconds of processor and no more, and
hands the cells back as lines of JSON. This module starts it, waits, and says in Chinese what went wrong.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import lianxin
from lianxin.pure.zipguard import Unreadable

__all__ = ["Cell", "MAX_BYTES", "Sheet", "Unreadable", "read_tables"]

#: what a cell may hold; a time of day and a length of time come as text
Cell = str | int | float | bool | date | datetime | None

MAX_BYTES = 30 * 1024 * 1024
WALL_SECONDS = 60.0
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16")

_EMPTY = "文件是空的，没有内容。请核对后重新上传。"
_TOO_BIG = "文件超过 30 MB，不能上传。请只保留需要的工作表，或分成几个文件。"
_WPS = "暂不能读取 WPS 专有格式（.et、.wps）。请在 WPS 中“另存为”xlsx 后再上传。"
_NOT_A_TABLE = "这不是表格文件。请上传 xlsx、xls、ods 或 csv 文件。"
_TOO_SLOW = "文件在限定时间内没有读完，可能过大或结构异常。请只保留需要的工作表和行，另存为 xlsx 后再上传。"
_CRASHED = "文件过大或内部结构异常，没有读完。请只保留需要的工作表和行，另存为 xlsx 后再上传。"

_OTHER_KINDS = (
    ".doc", ".docx", ".pdf", ".ppt", ".pptx", ".zip", ".rar", ".7z", ".exe",
    ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".heic", ".bmp", ".tif", ".tiff",
    ".mp3", ".m4a", ".amr", ".wav", ".mp4", ".mov",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One 工作表: its rows from row 1 on (blank ones included, so that numbers match), merges filled in."""

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False
    #: whether day 0 of a bare day number is 1904-01-01 (old Excel for Mac) and not 1899-12-30
    is_from_1904: bool = False
    #: what was noticed while reading, in sentences for people
    notes: tuple[str, ...] = ()
    #: set when the text could also be read in another encoding; a sentence that asks
    question: str = ""
    encoding: str = ""


def read_tables(data: bytes, name: str, *, encoding: str = "", wall_seconds: float = WALL_SECONDS) -> list[Sheet]:
    """Read every sheet of a table file. `encoding` overrides the guess for csv.

    Raises `Unreadable` with a Chinese sentence for people; never anything else because of the file.
    """
    _refuse_early(data, name)
    with tempfile.TemporaryFile() as upload:
        upload.write(data)
        upload.seek(0)
        return _collect(_run(upload, name, encoding, wall_seconds))


def _refuse_early(data: bytes, name: str) -> None:
    suffix = Path(name).suffix.lower()
    if not data:
        raise Unreadable(_EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_BIG)
    if suffix in {".et", ".ett", ".wps"}:
        raise Unreadable(_WPS)
    if suffix in _OTHER_KINDS or data.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"<svg")):
        raise Unreadable(_NOT_A_TABLE)


def _run(upload: IO[bytes], name: str, encoding: str, wall_seconds: float) -> Iterator[Any]:
    """Start the child and yield its messages; raise `Unreadable` if it refused, was stopped or died."""
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "lianxin.base.files.child", Path(name).suffix.lower(), encoding],
        stdin=upload,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
    )
    assert child.stdout is not None
    is_stopped = threading.Event()

    def stop() -> None:
        is_stopped.set()
        child.kill()

    clock = threading.Timer(wall_seconds, stop)
    clock.start()
    is_complete = False
    try:
        for line in child.stdout:
            message = _decode(line)
            if isinstance(message, dict) and "refused" in message:
                raise Unreadable(message["refused"])
            if isinstance(message, dict) and "end" in message:
                is_complete = True
                break
            yield message
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        status = child.wait()
    if not is_complete:
        raise Unreadable(_TOO_SLOW if is_stopped.is_set() or status == -signal.SIGXCPU else _CRASHED)


def _decode(line: bytes) -> Any:
    """One message of the child. Half a line, cut off when it died, counts as the crash it is."""
    try:
        return json.loads(line, object_hook=_revive)
    except ValueError as error:
        raise Unreadable(_CRASHED) from error


def _revive(message: dict[str, Any]) -> Any:
    if "@d" in message:
        return date.fromisoformat(message["@d"])
    if "@t" in message:
        return datetime.fromisoformat(message["@t"])
    return message


def _collect(messages: Iterator[Any]) -> list[Sheet]:
    sheets: list[Sheet] = []
    for message in messages:
        if isinstance(message, list):
            sheets[-1].rows.append(message)
        elif "notes" in message:
            sheets[-1] = replace(sheets[-1], notes=tuple(message["notes"]))
        else:
            sheets.append(
                Sheet(
                    name=message["sheet"],
                    rows=[],
                    is_hidden=message["hidden"],
                    is_from_1904=message["from_1904"],
                    question=message["question"],
                    encoding=message["encoding"],
                )
            )
    return sheets
