"""征求意见表的页面: draw up, print, open on the web, enter what came back, read the result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.gatherings import forms, shown
from lianxin.web.office.gatherings.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.gatherings import commands, queries
from lianxin.work.gatherings.models import OpinionSheet
from lianxin.work.gatherings.terms import HOLD, VIEW, SheetStatus

LISTED = 200
BLANK_LINES = range(4)


def sheets(request: Request) -> HttpResponse:
    """征求意见表一览."""
    see(request, VIEW)
    found = OpinionSheet.objects.reachable(by=request.actor, to=VIEW).select_related("unit")
    return page(request, "sheets", rows=found[:LISTED])


def draw_up(request: Request) -> HttpResponse:
    """拟征求意见表."""
    unit = own_unit(request, HOLD)
    form: Any = forms.SheetForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.draw_up, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已拟好，可以打印，也可以开始网上征求。"))
        return redirect("gatherings:sheet", code=form.result.code)
    asking = Asking(_("拟征求意见表"), _("问题少一点，一张纸问完。"), reverse("gatherings:sheets"), _("拟好了"))
    return form_page(request, form, asking)


def sheet(request: Request, code: str) -> HttpResponse:
    """一张征求意见表: its result, its address on the web, the written answers."""
    found = fetch(request, OpinionSheet.objects.select_related("unit"), see=VIEW, code=code)
    result = queries.result(found)
    opinions = shown.rows(queries.opinions(request.actor, sheet=found), request)
    address = request.build_absolute_uri(reverse("public:questionnaire", args=[found.token]))
    is_open = found.status == SheetStatus.OPEN
    context = {"sheet": found, "result": result, "rows": opinions, "address": address, "is_open": is_open,
               "may": request.actor.may(HOLD, found), "is_closed": found.status == SheetStatus.CLOSED}  # fmt: skip
    return render(request, "gatherings/sheet.html", context)


def sheet_paper(request: Request, code: str) -> HttpResponse:
    """征求意见表 on A4, to hand out."""
    found = fetch(request, OpinionSheet.objects.select_related("unit"), see=VIEW, code=code)
    context = {"sheet": found, "questions": list(found.questions.all()), "blank_lines": BLANK_LINES}
    return render(request, "gatherings/sheet_paper.html", context)


def sheet_tally(request: Request, code: str) -> HttpResponse:
    """录入纸质表."""
    found = fetch(request, OpinionSheet.objects.all(), see=VIEW, to=HOLD, code=code)
    form: Any = forms.ReturnsForm(request.POST or None, sheet=found)
    if form.is_valid() and done(form, commands.enter_returns, request, sheet=found, **form.as_command()):
        messages.success(request, _("已录入，写下的意见成为一条条意见，可以转为诉求。"))
        return redirect("gatherings:sheet", code=code)
    asking = Asking(
        _("录入纸质征求意见表"),
        _("数一数每个选项有几份；写的意见照抄，一行一条。"),
        reverse("gatherings:sheet", args=[code]),
        _("录入"),
    )
    return form_page(request, form, asking)


def open_sheet(request: Request, code: str) -> HttpResponse:
    """开始网上征求."""
    found = fetch(request, OpinionSheet.objects.all(), see=VIEW, to=HOLD, code=code)
    form: Any = forms.OpenForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.open_sheet, request, sheet=found, **form.cleaned_data):
        messages.success(request, _("已开始，把下面的网址发给要问的人。"))
        return redirect("gatherings:sheet", code=code)
    if found.status == SheetStatus.CLOSED:
        raise Http404(_("这张表已经截止。"))
    asking = Asking(
        _("开始网上征求"),
        _("打开网址的人不用登录，系统不记是谁。"),
        reverse("gatherings:sheet", args=[code]),
        _("开始"),
    )
    return form_page(request, form, asking)


@require_POST
def close_sheet(request: Request, code: str) -> HttpResponse:
    """截止."""
    found = fetch(request, OpinionSheet.objects.all(), see=VIEW, to=HOLD, code=code)
    if pressed(request, commands.close_sheet, sheet=found):
        messages.success(request, _("已截止。"))
    return redirect("gatherings:sheet", code=code)
