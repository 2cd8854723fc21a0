"""后台任务的种类: what each is called, whether it may be done again by itself, and what went wrong, in a clerk's words.

A room declares a job with `@job(_("转成 PDF"))`. `again` is for jobs that come to the same when they are done twice; `over`
is told, with what the job was given, that it will never be done: whoever waits for it must read so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_tasks import task

LOST = "lianxin.base.jobs.Lost"
#: how long a job is put off after its first, second … failure for a cause that passes by itself
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
#: causes that pass: the database busy or away, a disk without room, a share that does not answer
PASSING = {
    "django.db.utils.OperationalError", "django.db.utils.InterfaceError", "builtins.OSError", "builtins.TimeoutError",
    "builtins.ConnectionError", "builtins.ConnectionResetError", "builtins.ConnectionRefusedError",
    "builtins.BlockingIOError", "builtins.BrokenPipeError", "lianxin.base.gateways.terms.GatewayAway",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """一种后台任务: its name for people, whether it may be done again without asking, and who hears that it is given up."""

    label: str | Promise
    again: bool
    over: Callable[..., None] | None = None


KINDS: dict[str, Kind] = {}


def job(
    label: str | Promise, *, again: bool = True, over: Callable[..., None] | None = None
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a background job: `enqueue` sends it, the worker does it, the page of jobs names it."""

    def declared(do: Callable[..., Any]) -> Any:
        KINDS[f"{do.__module__}.{do.__qualname__}"] = Kind(label, again, over)
        return task()(do)

    return declared


def told_over(path: str, given: Mapping[str, Any], at: datetime) -> None:
    """Say where it is waited for that this job was given up."""
    if (kind := KINDS.get(path)) and kind.over:
        kind.over(*given["args"], **given["kwargs"], at=at)


def label_of(path: str) -> str:
    """The name of a job for people; one that no room declares any more goes by its last word."""
    kind = KINDS.get(path)
    return str(kind.label) if kind else path.rpartition(".")[2]


def pause_after(path: str, cause: str, tries: int) -> timedelta | None:
    """How long to wait before it is done again by itself; None where a person must look."""
    kind = KINDS.get(path)
    if kind is None or not kind.again or tries > len(PAUSES):
        return None
    return PAUSES[max(tries, 1) - 1] if cause in PASSING else None


def sentence_of(cause: str) -> str:
    """What went wrong, by the kind of the error alone: its text may hold what was being worked on."""
    if cause == LOST:
        return _("后台进程几次在中途停了，可能是内存不够或断电。请看服务器的内存，再重试。")
    if cause in ("django.db.utils.OperationalError", "django.db.utils.InterfaceError"):
        return _("数据库忙或没有回答。请看体检里的“数据库”和“磁盘”，再重试。")
    if cause == "builtins.MemoryError":
        return _("内存不够。请关掉别的程序或换小一些的文件，再重试。")
    if cause in PASSING:
        return _("文件写不进去或读不出来。请看体检里的“磁盘”，再重试。")
    if cause.endswith(".TimeoutExpired"):
        return _("太久没有做完，已停止。请换小一些的文件，再重试。")
    if cause in ("builtins.ImportError", "builtins.ModuleNotFoundError"):
        return _("这个版本已没有这种任务。请放弃。")
    return _("程序出错（%(cause)s）。请重试一次；仍不行，把编号和服务日志交给维护人员。") % {
        "cause": cause.rpartition(".")[2]
    }
