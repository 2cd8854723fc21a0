"""窗口办事的页面: what somebody came for, what is missing, how many trips."""

from typing import Any

from django.contrib import messages
from django.forms import Form as TripForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.windows import forms
from lianxin.web.office.windows.shown import titled
from lianxin.web.office.windows.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.windows import commands
from lianxin.work.windows.models import Service
from lianxin.work.windows.terms import SERVE, VIEW, ServiceResult

LISTED = 200


def services(request: Request) -> HttpResponse:
    """窗口办事登记: open ones first, newest first; found again by the code of the notice."""
    see(request, VIEW)
    found = Service.objects.reachable(by=request.actor, to=VIEW).select_related("unit", "concern")
    asked = request.GET.get("number", "").replace("\0", "").strip()[:20].upper()
    if asked:
        found = found.filter(code=asked.replace(" ", ""))
    rows = list(found.order_by("finished_on", "-began_on", "-pk")[:LISTED] if asked else _open_first(found))
    return page(request, "services", rows=rows, asked=asked)


def _open_first(found: Any) -> list[Service]:
    still = list(found.filter(result=ServiceResult.OPEN).order_by("-began_on", "-pk")[:LISTED])
    return still + list(found.exclude(result=ServiceResult.OPEN).order_by("-finished_on", "-pk")[:LISTED])


def serve(request: Request) -> HttpResponse:
    """记一件窗口办事."""
    unit = own_unit(request, SERVE)
    form: Any = forms.ServiceForm(request.POST or None)
    if form.is_valid() and done(form, commands.begin_service, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("windows:service", code=form.result.code)
    asking = Asking(
        _("记窗口办事"), _("来办什么、解释了什么、还缺什么。不记姓名。"), reverse("windows:services"), _("记下")
    )
    return form_page(request, form, asking)


def service(request: Request, code: str) -> HttpResponse:
    """一件窗口办事."""
    found = fetch(request, Service.objects.select_related("unit", "concern"), see=VIEW, code=code)
    is_open = found.result == ServiceResult.OPEN
    may = request.actor.may(SERVE, found) and is_open
    return render(request, "windows/service.html", {"service": found, "may": may, "is_open": is_open})


def service_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """一次性告知, 结束."""
    found = fetch(request, Service.objects.all(), see=VIEW, to=SERVE, code=code)
    here = reverse("windows:service", args=[code])
    form: Any
    command: Any
    if verb == "missing":
        form, command = (
            forms.MissingForm(request.POST or None, initial={"missing": found.missing}),
            commands.tell_missing,
        )
        asking = Asking(
            _("一次性告知"), _("还缺什么一次写全，打印出来交给群众，别让他再跑第二趟问。"), here, _("写好了")
        )
    elif verb == "finish":
        form, command = forms.FinishForm(request.POST or None), commands.finish_service
        asking = Asking(_("办理情况"), _("办成了，或者指引到别处。"), here, _("记下"))
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, service=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("windows:notice" if verb == "missing" else "windows:service", code=code)
    return form_page(request, form, asking, notes=[found.matter])


@require_POST
def come_again(request: Request, code: str) -> HttpResponse:
    """又来一趟."""
    found = fetch(request, Service.objects.all(), see=VIEW, to=SERVE, code=code)
    if again := pressed(request, commands.come_again, service=found):
        messages.success(request, _("已记，第 %(trips)s 趟。") % {"trips": again.trips})
    return redirect("windows:service", code=code)


def trips(request: Request, code: str) -> HttpResponse:
    """记跑动次数: the resident came once more for his concern."""
    unit = own_unit(request, SERVE)
    concern = fetch(request, Concern.objects.select_related("requester"), see=SEE_CONCERN, code=code)
    form: Any = TripForm({} if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.count_trip, request, concern=concern, unit=unit):
        messages.success(request, _("已记，第 %(trips)s 趟。") % {"trips": form.result.trips})
        return redirect("concerns:detail", code=code)
    asking = Asking(
        _("记跑动次数"),
        _("群众为这件事又来了一趟，点一下记下。"),
        reverse("concerns:detail", args=[code]),
        _("又来一趟"),
    )
    return form_page(request, form, asking, notes=[titled(concern, request.actor)])


def notice(request: Request, code: str) -> HttpResponse:
    """一次性告知书: to print and hand over."""
    found = fetch(request, Service.objects.select_related("unit"), see=VIEW, code=code)
    return render(request, "windows/notice.html", {"service": found})
