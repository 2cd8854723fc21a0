"""带走的文件: a file that somebody brought, as colleagues may have it: the words and looks without the traces of its making.

Which traces: `pure/traces_office.py`, `traces_pdf.py`, `traces_pictures.py`. A stranger's file is opened in a child
process with limits, as everywhere.
"""

import os
import subprocess
import sys
from pathlib import Path

import lianxin
from lianxin.pure.zipguard import Unreadable

__all__ = ["Unreadable", "without_traces"]

WALL_SECONDS = 40.0
_TOO_SLOW = "文件在限定时间内没有读完，可能过大或结构异常。请另存一份，或拆分后再上传。"
_CRASHED = "文件内部结构异常，没有读完。请用 Word 或 WPS 打开后另存一份，再上传。"


def without_traces(data: bytes, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The docx, xlsx, PDF, JPEG or PNG without who made it, where and when; another kind as it is.

    Raises `Unreadable` with a Chinese sentence for people; never anything else because of the file.
    """
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lianxin.base.files.leaving_child"], input=data, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=wall_seconds, check=False, env=environment, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Unreadable(_TOO_SLOW) from late
    word, _newline, rest = done.stdout.partition(b"\n")
    if word == b"refused":
        raise Unreadable(rest.decode())
    if word != b"%d" % len(rest):
        raise Unreadable(_TOO_SLOW if done.returncode < 0 else _CRASHED)
    return rest
