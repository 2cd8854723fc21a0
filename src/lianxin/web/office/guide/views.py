"""建县向导 (第一小时): what is there, what is missing and why that matters, and where it is done."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.guide import doors
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed, see
from lianxin.work.guide import commands, queries
from lianxin.work.guide.found import Step
from lianxin.work.guide.terms import ALL, KEEP


@dataclass(frozen=True)
class Row:
    """一步 on the page: with the ways that are open to who looks, else whose business it is."""

    number: int
    step: Step
    ways: list[doors.Way]
    whose: str


def index(request: Request) -> HttpResponse:
    """建县向导: all steps; those that miss something are open, the others folded."""
    see(request, KEEP)
    found = queries.steps(request.today)
    rows = [_row(number, step, request) for number, step in enumerate(found, 1)]
    missing = sum(one.is_open for one in found)
    told = {"all": len(found), "missing": missing}
    summary = _("共 %(all)s 步，还有 %(missing)s 步缺东西。顺序不限，随时可以停下，下次接着办。") % told
    context: dict[str, Any] = {"rows": rows, "summary": summary if missing else _("都办齐了。"), "missing": missing,
                               "next": next((row for row in rows if row.step.is_open and row.ways), None),
                               "is_closed": queries.is_closed(), "everything": ALL}  # fmt: skip
    return render(request, "guide/index.html", context)


def _row(number: int, step: Step, request: Request) -> Row:
    ways = doors.open_to(step.code, request.actor)
    return Row(number, step, ways, "" if ways else doors.whose(step.code))


@require_POST
def put_aside(request: Request, step: str) -> HttpResponse:
    """本县不用."""
    see(request, KEEP)
    if pressed(request, commands.put_aside, step=step):
        messages.success(request, _("已放下，要用的时候再点“重新办”。"))
    return redirect("guide:index")


@require_POST
def take_up(request: Request, step: str) -> HttpResponse:
    """重新办."""
    see(request, KEEP)
    pressed(request, commands.take_up, step=step)
    return redirect("guide:index")
