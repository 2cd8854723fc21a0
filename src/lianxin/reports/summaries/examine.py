"""核对一份材料: its text read and its figures reckoned again, in a child process with limits.

PDF readers and regular expressions both have their worst files; neither may hold up or end the process that serves
pages. The child (`examine_child.py`) has 768 MB and 30 seconds of processor; here 40 seconds pass at most.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lianxin
from lianxin.pure.checking import Checked, Claim
from lianxin.pure.paper import Binding, BoundFigure
from lianxin.pure.zipguard import Unreadable
from lianxin.reports.summaries.documents import Document

__all__ = ["Examined", "Unreadable", "ask_child", "examine", "plain_name"]

WALL_SECONDS = 40.0
CHILD = "lianxin.reports.summaries.examine_child"
_TOO_SLOW = "文件在限定时间内没有核对完，可能过大或结构异常。请拆分，或把要核对的段落粘贴过来。"
_CRASHED = "文件内部结构异常，没有读完。请用 Word 或 WPS 打开，另存为 docx 后再核对，或把文字粘贴过来。"


@dataclass(frozen=True)
class Examined:
    """核对结果: the document as read, and what its own sentences say of its figures."""

    document: Document
    checked: Checked


def examine(data: bytes, name: str, *, as_text: bool = False, wall_seconds: float = WALL_SECONDS) -> Examined:
    """Read and check a txt, docx, xlsx, html or text PDF. Raises `Unreadable` with a sentence, never anything else.

    `as_text`: the bytes are words in UTF-8, typed by a person, whatever they look like.
    """
    return _revived(ask_child(CHILD, plain_name(name), data, *(["text"] if as_text else []), wall_seconds=wall_seconds))


def ask_child(module: str, name: str, data: bytes, *further: str, wall_seconds: float = WALL_SECONDS) -> dict[str, Any]:
    """The answer of a child that reads a stranger's file. Raises `Unreadable` with a sentence, never anything else."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module, name, *further], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=wall_seconds, check=False, env=_environment(), cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Unreadable(_TOO_SLOW) from late
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as cut_off:
        raise Unreadable(_TOO_SLOW if done.returncode < 0 else _CRASHED) from cut_off
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return answer


def plain_name(name: str) -> str:
    """The name's last part without what a command line cannot carry."""
    return Path(name.replace("\0", "")).name[:120].encode(errors="ignore").decode() or "材料"


def _environment() -> dict[str, str]:
    """Nothing of our own environment (database address, secrets) goes into the process that reads strangers' files."""
    root = str(Path(lianxin.__file__).parents[1])
    return {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}


def _revived(answer: dict[str, Any]) -> Examined:
    bound = tuple(BoundFigure(**{**row, "binding": Binding(**row["binding"])}) for row in answer["bound"])
    document = Document(answer["text"], tuple(answer["notes"]), bound, answer["kind"], is_body=answer["is_body"])
    claims, findings = (
        [Claim(**{name: value for name, value in row.items() if name != "grade"}) for row in answer[key]]
        for key in ("claims", "findings")
    )
    return Examined(document, Checked(tuple(claims), tuple(findings)))
