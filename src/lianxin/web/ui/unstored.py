"""存不进去: the disk is full, the database cannot be written or reached. A page that says so and holds what was typed.

The page brings the form back with every field in it, the key of the form among them: sent again when the disk has
room, it is done once (ADR 0051). It asks nothing of the database. What is no such trouble stays an error of ours.
"""

import errno
import sqlite3
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.journal.book import ClockBehind

FULL, READ_ONLY, BUSY, AWAY, CLOCK, DISK = "full", "read_only", "busy", "away", "clock", "disk"
_ERRNO = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EIO: DISK}
_SQLITE = {
    sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_READONLY: READ_ONLY, sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY, sqlite3.SQLITE_IOERR: DISK, sqlite3.SQLITE_CANTOPEN: AWAY, sqlite3.SQLITE_NOMEM: AWAY,
}  # fmt: skip
# Of PostgreSQL the first letters of its code: disk full, read-only, deadlock or no more connections, and all that is away.
_POSTGRES = (("53100", FULL), ("25006", READ_ONLY), ("40", BUSY), ("53", BUSY), ("55P03", BUSY), ("57", AWAY),
             ("08", AWAY), ("58", AWAY))  # fmt: skip
NOT_HELD = ("password", "csrfmiddlewaretoken")  # the second is given again by the page itself


def why(problem: BaseException | None) -> str:
    """What keeps it from being stored; empty where the problem is another one."""
    for one in _causes(problem):
        if isinstance(one, ClockBehind):
            return CLOCK
        if isinstance(one, OSError) and one.errno in _ERRNO:
            return _ERRNO[one.errno]
        if isinstance(one, sqlite3.Error):
            return _SQLITE.get(getattr(one, "sqlite_errorcode", 0) & 0xFF, "")
        code = getattr(one, "sqlstate", "")
        if isinstance(code, str) and code:
            return next((word for first, word in _POSTGRES if code.startswith(first)), "")
        if isinstance(one, InterfaceError) or (isinstance(one, DatabaseError) and one.__cause__ is None):
            return AWAY if isinstance(one, InterfaceError) else ""
        if type(one).__module__.startswith("psycopg") and type(one).__name__ in ("OperationalError", "InterfaceError"):
            return AWAY  # without a code: there was nobody to give one
    return ""


def page(request: HttpRequest, problem: BaseException | None) -> HttpResponse | None:
    """503 with the reason and what was typed; None where the problem is another one."""
    reason = why(problem)
    if not reason:
        return None
    answer = held(request, sentence(reason), 503)
    answer["Retry-After"] = "30"
    return answer


def held(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """没有存进去: the sentence, and a form with what was typed; asks nothing of the database."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if _is_held(name)]
    context = {
        "sentence": words, "held": typed, "is_form": request.method == "POST", "address": request.path,
        "has_files": bool(request.FILES), "token": request.POST.get("csrfmiddlewaretoken", ""),
    }  # fmt: skip
    return render(None, "ui/503.html", context, status=status)


def sentence(reason: str) -> str:
    """What is the matter, and what to do."""
    return {
        FULL: _("服务器的磁盘满了，刚才的操作没有存进去。请告诉系统管理员清出空间。"),
        READ_ONLY: _("服务器的磁盘现在只能读、不能写，刚才的操作没有存进去。请告诉系统管理员。"),
        DISK: _("服务器的磁盘写不进去，刚才的操作没有存进去。请告诉系统管理员。"),
        BUSY: _("现在办事的人很多，刚才的操作没有轮到。请过一会儿再提交。"),
        CLOCK: _("服务器时钟比最后一条流水慢，暂时什么都写不进去。请校准时钟。"),
        AWAY: _("服务器的数据库现在连不上，刚才的操作没有存进去。请过一会儿再提交；一直不行，请告诉系统管理员。"),
    }[reason]


def _is_held(name: str) -> bool:
    return not any(word in name for word in NOT_HELD)


def _causes(problem: BaseException | None) -> Iterator[Any]:
    """The problem and what it came from, the innermost first: there the code stands."""
    found = []
    while problem is not None and problem not in found:
        found.append(problem)
        problem = problem.__cause__ or problem.__context__
    yield from reversed(found)
