"""XLSForm from outside (xlsx, xls), read by pyxform in a child process with limits (ADR 0022).

Gives the rows as they stand in the file and what pyxform says against them; what becomes of them is decided by
whoever asked. Nothing of the file is run.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import lianxin
from lianxin.pure.zipguard import Unreadable

__all__ = ["MAX_BYTES", "Survey", "Unreadable", "read_survey"]

MAX_BYTES = 3 * 1024 * 1024  # a questionnaire of a hundred questions has some twenty kilobytes
WALL_SECONDS = 40.0
Row = dict[str, str]

_EMPTY = "文件是空的，没有内容。请核对后重新上传。"
_TOO_BIG = "文件超过 3 MB，不像是一份问卷。请只保留 survey、choices、settings 三张工作表。"
_TOO_SLOW = "文件在限定时间内没有读完。请只保留 survey、choices、settings 三张工作表，再上传。"
_CRASHED = "文件内部结构异常，没有读完。请用 Excel 或 WPS 打开后另存为 xlsx，再上传。"


@dataclass(frozen=True)
class Survey:
    """XLSForm 的三张表: rows from row 2 on (blank ones as {}), and (sheet, row, sentence) for what is wrong."""

    survey: list[Row]
    choices: list[Row]
    settings: Row
    faults: tuple[tuple[str, int, str], ...] = ()


def read_survey(data: bytes, *, wall_seconds: float = WALL_SECONDS) -> Survey:
    """Read an XLSForm. Raises `Unreadable` with a Chinese sentence for people; never anything else because of the file."""
    if not data:
        raise Unreadable(_EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_BIG)
    try:
        said = json.loads(_run(data, wall_seconds))
        if "refused" in said:
            raise Unreadable(said["refused"])
        return Survey(
            [_plain(row) for row in said["survey"]], [_plain(row) for row in said["choices"]], _plain(said["settings"]),
            tuple((str(sheet), int(row), str(sentence)) for sheet, row, sentence in said["faults"]),
        )  # fmt: skip
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(_CRASHED) from error


def _plain(row: dict[str, object]) -> Row:
    return {str(key).strip(): str(value).strip() for key, value in row.items() if value is not None}


def _run(data: bytes, wall_seconds: float) -> bytes:
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lianxin.base.files.survey_child"],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd="/",
            timeout=wall_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_SLOW) from error
    return done.stdout
