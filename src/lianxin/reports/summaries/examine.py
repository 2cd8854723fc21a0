"""核对一份材料: its text read and its figures reckoned again, in a child process with limits.

PDF readers and regular expressions both have their worst files; neither may hold up or end the process that serves
pages. The child (`examine_child.py`) has 768 MB and 30 seconds of processor; here 40 seconds pass at most.
"""

import json
import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

import lianxin
from lianxin.pure.checking import Checked, Claim
from lianxin.pure.paper import Binding, BoundFigure
from lianxin.pure.zipguard import Unreadable
from lianxin.reports.summaries.documents import Document

__all__ = ["Examined", "Reader", "Unreadable", "ask_child", "examine", "plain_name"]

WALL_SECONDS = 40.0
CHILD = "lianxin.reports.summaries.examine_child"
_TOO_SLOW = "文件在限定时间内没有核对完，可能过大或结构异常。请拆分，或把要核对的段落粘贴过来。"
_CRASHED = "文件内部结构异常，没有读完。请用 Word 或 WPS 打开，另存为 docx 后再核对，或把文字粘贴过来。"


@dataclass(frozen=True)
class Examined:
    """核对结果: the document as read, and what its own sentences say of its figures."""

    document: Document
    checked: Checked


def examine(
    data: bytes, name: str, *, as_text: bool = False, wall_seconds: float = WALL_SECONDS, reader: "Reader | None" = None
) -> Examined:  # fmt: skip
    """Read and check a txt, docx, xlsx, html or text PDF. Raises `Unreadable` with a sentence, never anything else.

    `as_text`: the bytes are words in UTF-8, typed by a person, whatever they look like. `reader`: a child that reads
    several files of one sender.
    """
    if reader is not None:
        return _revived(reader.ask(plain_name(name), data))
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


class Reader:
    """读几份: one child for the files of one sender; starting it takes ten times as long as checking a short text.

    A child that falls or is late is ended, its file refused with the sentence, and the next file has a new child.
    """

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, name: str, data: bytes) -> dict[str, Any]:
        """The answer for one file. Raises `Unreadable` with a sentence."""
        child = self._child = self._child or subprocess.Popen(
            [sys.executable, "-P", "-m", CHILD, "--many"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=_environment(), cwd="/", bufsize=0,
        )  # fmt: skip
        assert child.stdin and child.stdout
        try:
            _write(child.stdin, json.dumps([name, len(data)]).encode() + b"\n" + data)
            answer: dict[str, Any] = json.loads(_line(child.stdout, self._wall_seconds))
        except TimeoutError as late:
            self.close()
            raise Unreadable(_TOO_SLOW) from late
        except (OSError, ValueError) as fallen:
            code = self.close()
            raise Unreadable(_TOO_SLOW if code < 0 else _CRASHED) from fallen
        if "refused" in answer:
            raise Unreadable(answer["refused"])
        return answer

    def close(self) -> int:
        """End the child, if there is one; its exit code."""
        child, self._child = self._child, None
        if child is None:
            return 0
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        try:
            return child.wait(1)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def _write(pipe: IO[bytes], data: bytes) -> None:
    """All of it: an unbuffered pipe may take a part."""
    left = memoryview(data)
    while left:
        left = left[pipe.write(left) :]


def _line(pipe: IO[bytes], seconds: float) -> bytes:
    """One line. Raises TimeoutError, and BrokenPipeError where the pipe ends before it."""
    until, found = time.monotonic() + seconds, bytearray()
    while not found.endswith(b"\n"):
        if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        some = os.read(pipe.fileno(), 1 << 20)
        if not some:
            raise BrokenPipeError
        found += some
    return bytes(found)


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
