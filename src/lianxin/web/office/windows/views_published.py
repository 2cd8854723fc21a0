"""办事指南, 群众工作室, 外部数据的页面."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.windows import forms
from lianxin.web.office.windows.views import page
from lianxin.web.ui import counted as figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.stations.terms import WORKROOM
from lianxin.work.windows import commands, queries
from lianxin.work.windows.models import ExternalFigure, GuideEntry, WorkRoom
from lianxin.work.windows.terms import MANAGE, VIEW

LISTED = 500
GUIDE_FIELDS = ("unit", "item", "place", "limit", "responsible", "papers", "phone", "hours")


def guides(request: Request) -> HttpResponse:
    """办事指南: what holds now, with the version."""
    see(request, VIEW)
    found = GuideEntry.objects.reachable(by=request.actor, to=VIEW).valid(request.today).select_related("unit")
    may = request.actor.has(MANAGE)
    return page(request, "guides", rows=found.order_by("unit_path", "item", "pk")[:LISTED], may_manage=may)


def limits(request: Request) -> HttpResponse:
    """服务承诺: what the guide promises, and within which time it was done this year (M212)."""
    see(request, VIEW)
    found = GuideEntry.objects.reachable(by=request.actor, to=VIEW).valid(request.today).select_related("unit")
    rows = queries.kept_limits(found.order_by("unit_path", "item", "pk")[:LISTED], request.today.year)
    numbers = figures.figures(request, ("window.in_limit_rate", "window.errands_in_time_rate", "concern.on_time_rate"))
    return page(request, "limits", rows=rows, figures=numbers, year=request.today.year)


def guide(request: Request, code: str = "") -> HttpResponse:
    """公布一条, or with a code a new version of it."""
    unit, now = own_unit(request, MANAGE), None
    if code:
        found = GuideEntry.objects.select_related("unit").order_by("-version")
        now = fetch(request, found, see=VIEW, to=MANAGE, code=code)
    initial = {name: getattr(now, name) for name in GUIDE_FIELDS} if now else {"unit": unit}
    given: Any = {"by": request.actor, "permission": MANAGE, "today": request.today}
    form: Any = forms.GuideForm(request.POST or None, initial=initial, **given)
    if form.is_valid() and done(form, commands.publish_guide, request, revises=now, **form.cleaned_data):
        messages.success(request, _("已公布，群众在“看公开”里能看到。"))
        return redirect("windows:guides")
    word = _("修改办事指南") if now else _("公布办事指南")
    asking = Asking(
        word, _("事项、地点、时限、责任主体都要写；修改会成为新的一版。"), reverse("windows:guides"), _("公布")
    )
    return form_page(request, form, asking)


@require_POST
def withdraw_guide(request: Request, code: str) -> HttpResponse:
    """撤下办事指南."""
    found = fetch(request, GuideEntry.objects.order_by("-version"), see=VIEW, to=MANAGE, code=code)
    if pressed(request, commands.withdraw_guide, entry=found):
        messages.success(request, _("已撤下。"))
    return redirect("windows:guides")


def work_rooms(request: Request) -> HttpResponse:
    """群众工作室名册: how many there are is counted from it."""
    see(request, VIEW)
    found = list(WorkRoom.objects.reachable(by=request.actor, to=VIEW).select_related("unit")[:LISTED])
    standing = sum(room.closed_on is None for room in found)
    return page(request, "work_rooms", rows=found, standing=standing, may_manage=request.actor.has(WORKROOM))


def open_work_room(request: Request) -> HttpResponse:
    """设立群众工作室."""
    unit = own_unit(request, WORKROOM)
    given: Any = {"by": request.actor, "permission": WORKROOM, "today": request.today}
    form: Any = forms.WorkRoomForm(request.POST or None, initial={"unit": unit}, **given)
    if form.is_valid() and done(form, commands.open_work_room, request, **form.cleaned_data):
        messages.success(request, _("已登记。"))
        return redirect("windows:work_rooms")
    asking = Asking(
        _("登记群众工作室"), _("设在哪里、哪天设立。有多少个由名册数出来。"), reverse("windows:work_rooms"), _("登记")
    )
    return form_page(request, form, asking)


@require_POST
def close_work_room(request: Request, code: str) -> HttpResponse:
    """撤销群众工作室."""
    room = fetch(request, WorkRoom.objects.all(), see=VIEW, to=WORKROOM, code=code)
    if pressed(request, commands.close_work_room, room=room):
        messages.success(request, _("已撤销。"))
    return redirect("windows:work_rooms")


def external(request: Request) -> HttpResponse:
    """外部数据: labelled as such; in no figure of ours."""
    see(request, VIEW)
    found = ExternalFigure.objects.reachable(by=request.actor, to=VIEW).select_related("unit")[:LISTED]
    return page(request, "external", rows=found, may_manage=request.actor.has(MANAGE))


def enter_external(request: Request) -> HttpResponse:
    """登记外部数据."""
    unit = own_unit(request, MANAGE)
    given: Any = {"by": request.actor, "permission": MANAGE, "today": request.today}
    form: Any = forms.ExternalForm(request.POST or None, initial={"unit": unit}, **given)
    if form.is_valid() and done(form, commands.enter_external, request, **form.cleaned_data):
        messages.success(request, _("已登记，标明是外部数据。"))
        return redirect("windows:external")
    asking = Asking(
        _("登记外部数据"),
        _("别的系统的数字，写明来源和佐证。不加进诉求的任何数字。"),
        reverse("windows:external"),
        _("登记"),
    )
    return form_page(request, form, asking)


def withdraw_external(request: Request, code: str) -> HttpResponse:
    """撤下外部数据."""
    figure = fetch(request, ExternalFigure.objects.all(), see=VIEW, to=MANAGE, code=code)
    form = forms.WithdrawForm(request.POST or None)
    if form.is_valid() and done(form, commands.withdraw_external, request, figure=figure, **form.cleaned_data):
        messages.success(request, _("已撤下。"))
        return redirect("windows:external")
    asking = Asking(_("撤下外部数据"), _("登记错了的撤下，记录和理由都保留。"), reverse("windows:external"), _("撤下"))
    return form_page(request, form, asking, notes=[f"{figure.name} {figure.value.normalize():f}{figure.measure}"])
