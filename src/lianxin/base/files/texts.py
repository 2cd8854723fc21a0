"""Texts from outside (docx, txt, html, PDF with text), read in a child process with limits (ADR 0044).

What a reader makes of a stranger's file is `pure/texts`; here it is done beside the process that serves pages.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import lianxin
from lianxin.pure.texts import Cell, ReadText, Table
from lianxin.pure.zipguard import Unreadable

__all__ = ["ReadText", "Unreadable", "read_text_apart"]

WALL_SECONDS = 40.0
_TOO_SLOW = "文件在限定时间内没有读完，可能过大或结构异常。请另存一份，或拆分后再上传。"
_CRASHED = "文件内部结构异常，没有读完。请用 Word 或 WPS 打开后另存一份，再上传。"


def read_text_apart(data: bytes, name: str, *, wall_seconds: float = WALL_SECONDS) -> ReadText:
    """The text and the tables of a file. Raises `Unreadable` with a Chinese sentence; never anything else because of it."""
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lianxin.base.files.texts_child", Path(name).suffix.lower()[:12]], input=data,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=wall_seconds, check=False, env=environment, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Unreadable(_TOO_SLOW) from late
    try:
        said = json.loads(done.stdout)
        if "refused" in said:
            raise Unreadable(str(said["refused"]))
        tables = tuple(
            Table(
                str(title),
                tuple(tuple(Cell(str(text), int(start), str(at)) for text, start, at in row) for row in rows),
            )
            for title, rows in said["tables"]
        )
        return ReadText(str(said["text"]), tuple(map(str, said["notes"])), str(said["kind"]), tables)
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(_TOO_SLOW if done.returncode < 0 else _CRASHED) from error
