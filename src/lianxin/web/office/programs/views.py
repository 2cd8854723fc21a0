"""接口密钥的页面: which programs have a key, a new one shown once, one withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.orgs.powers.commands import APPROVE
from lianxin.base.programs import commands
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import MANAGE, VIEW
from lianxin.web.office.programs.forms import KeyForm
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see

SHOWN = 200
BIGGEST = 2**63 - 1


@require_safe
def index(request: Request) -> HttpResponse:
    """接口密钥: those that open something, then those that no longer do."""
    see(request, VIEW)
    found = ProgramKey.objects.reachable(by=request.actor, to=VIEW).select_related("unit")[:SHOWN]
    rows = [(one, one.is_standing(request.today)) for one in found]
    may, may_allow = request.actor.has(MANAGE), request.actor.has(APPROVE)
    return render(request, "programs/index.html", {
        "rows": sorted(rows, key=lambda row: not row[1]), "may_make": may, "may_allow": may_allow,
        "may_withdraw": may or may_allow,
    })  # fmt: skip


@said_again
def make(request: Request) -> HttpResponse:
    """发出接口密钥: shown on this one answer and kept nowhere."""
    see(request, MANAGE)
    form: Any = KeyForm(request.POST or None, today=request.today, under=request.actor.own_path)
    if form.is_valid() and done(form, commands.make, request, **form.cleaned_data):
        return render(request, "programs/made.html", {"made": form.result})
    asking = Asking(
        _("发出接口密钥"),
        _("给别的程序用，提交诉求、读取进度和数字。密钥只显示一次。"),
        reverse("programs:index"),
        _("发出"),
    )
    return form_page(request, form, asking)


def _one(request: Request, pk: int) -> ProgramKey:
    """The key of the address, as far as it is his to see. Raises Http404."""
    see(request, VIEW)
    if pk > BIGGEST:
        raise Http404(_("没有找到。"))
    found: ProgramKey = fetch(request, ProgramKey.objects.all(), see=VIEW, pk=pk)
    return found


@require_POST
@said_again
def allow(request: Request, pk: int) -> HttpResponse:
    """同意启用: from the next request on it opens what it is for."""
    if pressed(request, commands.allow, key=_one(request, pk)):
        messages.success(request, _("已同意，密钥启用。"))
    return redirect("programs:index")


@require_POST
@said_again
def withdraw(request: Request, pk: int) -> HttpResponse:
    """撤销接口密钥: from the next request on it opens nothing."""
    if pressed(request, commands.withdraw, key=_one(request, pk)):
        messages.success(request, _("已撤销，立即生效。"))
    return redirect("programs:index")
