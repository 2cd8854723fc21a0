"""日志: one line of JSON an event, in UTC, to the standard error of the process alone; what is in it: docs/security/logs.md.

No line holds what somebody typed: of an address the route's name, of an error its kind and the places in the program
(its text may hold a name or a telephone), of an official his number and only where he was refused. What other packages
log is their place and level, not their words.
"""

import json
import logging
import re
import time
from contextvars import ContextVar
from pathlib import PurePath
from types import TracebackType
from typing import Any

#: the number of the request that is being answered, so that its lines can be found together; "" on the voting pages
NUMBER: ContextVar[str] = ContextVar("lianxin_request", default="")
LONG = re.compile(r"\d{7,}")
PLACES = 12


def bare(text: str) -> str:
    """What somebody sent, with nothing in it that ends a line or turns its direction (ASVS 16.4.1), nor any telephone."""
    return LONG.sub("…", text.encode("ascii", "replace").decode("ascii").translate(dict.fromkeys(range(32))))[:200]


class Line(logging.Formatter):
    """时间、级别、来源、内容, as JSON; nothing that was sent can pass for a line of its own."""

    converter = time.gmtime  # type: ignore[assignment]  # typeshed knows it without an argument only

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"), "level": record.levelname, "from": record.name,
        }  # fmt: skip
        if number := NUMBER.get():
            told["id"] = number
        if record.name.startswith("lianxin."):
            told |= getattr(record, "told", None) or {"text": record.getMessage()}
        else:
            told["at"] = f"{_short(record.pathname)}:{record.lineno}"
            if status := getattr(record, "status_code", None):
                told["status"] = status
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__qualname__
            told["places"] = _places(record.exc_info[2])
        return json.dumps(told, ensure_ascii=True)


def _places(traceback: TracebackType | None) -> list[str]:
    """Where in the program, innermost last: files, lines and functions, no values."""
    found = []
    while traceback:
        code = traceback.tb_frame.f_code
        found.append(f"{_short(code.co_filename)}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found[-PLACES:]


def _short(file: str) -> str:
    """The last folders of a file: nothing of where this installation lies."""
    return "/".join(PurePath(file).parts[-3:])
