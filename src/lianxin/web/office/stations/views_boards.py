"""牌子和工作日志的页面: what is printed for the wall, what was printed before, the log of days."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.clocks import queries as clocks
from lianxin.web.office.stations import browsing, forms
from lianxin.web.office.stations.views import stations
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed
from lianxin.work.stations import boards, commands, queries
from lianxin.work.stations.models import LogRemark
from lianxin.work.stations.terms import EDIT, VIEW, Board

WEEKS = 3


def board(request: Request, pk: int, which: str) -> HttpResponse:
    """公示牌, 值班表, 制度牌 from the records of today, with version and day; GET shows, the button says that it hangs."""
    if which not in Board.values:
        raise Http404(_("没有找到。"))
    found = fetch(request, stations(), see=VIEW, pk=pk)
    wall = boards.wall(found, which, request.today)
    context = {
        "station": found, "board": Board(which), "wall": wall, "lines": boards.lines(found, which, request.today),
        "may_edit": found.stands(request.today) and request.actor.may(EDIT, found),
        "days": _duty_days(request, found) if which == Board.DUTY else [],
    }  # fmt: skip
    return render(request, "stations/board.html", context)


def _duty_days(request: Request, found: Any) -> list[Any]:
    """The working days of the coming weeks with who is there: the days off are left out, as they are known today."""
    calendar, rows = clocks.calendar(), []
    for n in range(WEEKS * 7):
        on = request.today + timedelta(days=n)
        rows += [on] if calendar.is_workday(on) else []
    return queries.duty_days(found, rows)


@require_POST
def printed(request: Request, pk: int, which: str) -> HttpResponse:
    """已印出张贴: what stands on it today is kept, to be compared later."""
    if which not in Board.values:
        raise Http404(_("没有找到。"))
    found = fetch(request, stations(), see=VIEW, to=EDIT, pk=pk)
    if pressed(request, commands.print_board, station=found, board=which):
        messages.success(request, _("已记下，以后内容变了会提醒重新打印。"))
    return redirect("stations:station", pk=pk)


def log(request: Request, pk: int) -> HttpResponse:
    """工作日志: the days as the records tell them, to be printed and kept at the station; a line by hand beside them."""
    found = fetch(request, stations(), see=VIEW, pk=pk)
    may_edit = found.stands(request.today) and request.actor.may(EDIT, found)
    form: Any = forms.RemarkForm(request.POST or None, today=request.today)
    if request.method == "POST":
        request.actor.must(EDIT, found)
    if form.is_valid():
        given = {"unit": found.unit, "on": form.cleaned_data["on"] or request.today, "text": form.cleaned_data["text"]}
        if done(form, commands.remark, request, **given):
            messages.success(request, _("已补记。"))
            return redirect("stations:log", pk=pk)
    first, last = browsing.days_of(request)
    days = queries.log(found.unit, first, last, request.actor)
    context = {"station": found, "first": first, "last": last, "days": days, "may_edit": may_edit, "form": form,
               "empty_days": sum(day.is_empty for day in days)}  # fmt: skip
    return render(request, "stations/log.html", context)


@require_POST
def withdraw(request: Request, code: str) -> HttpResponse:
    """撤回补记."""
    remark = fetch(request, LogRemark.objects.select_related("unit"), see=VIEW, to=EDIT, code=code)
    if pressed(request, commands.withdraw_remark, remark=remark):
        messages.success(request, _("已撤回。"))
    found = queries.of_unit(remark.unit, request.today)
    return redirect("stations:log", pk=found.pk) if found else redirect("stations:index")
