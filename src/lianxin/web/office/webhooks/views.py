"""网络通知的页面: which addresses are told, a new one with its secret shown once, what was sent and what did not arrive."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.programs.terms import MANAGE, VIEW
from lianxin.web.office.webhooks.forms import WebhookForm
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see
from lianxin.work.webhooks import commands
from lianxin.work.webhooks.models import Webhook

SHOWN, BIGGEST = 100, 2**63 - 1


def _one(request: Request, code: str) -> Webhook:
    """The address, as far as it is his to see. Raises Http404."""
    see(request, VIEW)
    found: Webhook = fetch(request, Webhook.objects.select_related("unit"), see=VIEW, code=code)
    return found


@require_safe
def index(request: Request) -> HttpResponse:
    """网络通知: those that are told, then those that no longer are."""
    see(request, VIEW)
    found = Webhook.objects.reachable(by=request.actor, to=VIEW).select_related("unit").defer("secret")
    return render(request, "webhooks/index.html", {
        "rows": list(found[:SHOWN]), "may_make": request.actor.has(MANAGE) and bool(settings.WEBHOOK_HOSTS),
        "hosts": sorted(settings.WEBHOOK_HOSTS),
    })  # fmt: skip


@said_again
def make(request: Request) -> HttpResponse:
    """登记: the secret is shown on this one answer."""
    see(request, MANAGE)
    form: Any = WebhookForm(request.POST or None, today=request.today, under=request.actor.own_path)
    if form.is_valid() and done(form, commands.make, request, **form.cleaned_data):
        return render(request, "webhooks/made.html", {"made": form.result})
    purpose = _("办到某一步时，告诉对方的程序。签名密钥只显示一次。")
    return form_page(request, form, Asking(_("登记网址"), purpose, reverse("webhooks:index"), _("登记")))


@require_safe
def detail(request: Request, code: str) -> HttpResponse:
    """一个网址: what was sent there, the newest first."""
    one = _one(request, code)
    return render(request, "webhooks/detail.html", {
        "one": one, "notices": list(one.notices.all()[:SHOWN]), "may": request.actor.may_at(MANAGE, one.unit_path),
    })  # fmt: skip


@require_POST
@said_again
def withdraw(request: Request, code: str) -> HttpResponse:
    """撤销: nothing more is sent."""
    if pressed(request, commands.withdraw, hook=_one(request, code)):
        messages.success(request, _("已撤销，不再往那里送。"))
    return redirect("webhooks:index")


@require_POST
@said_again
def resume(request: Request, code: str) -> HttpResponse:
    """恢复 what stopped by itself."""
    if pressed(request, commands.resume, hook=_one(request, code)):
        messages.success(request, _("已恢复，从现在起的事会告诉它。"))
    return redirect("webhooks:detail", code=code)


@require_POST
@said_again
def retry(request: Request, code: str, pk: int) -> HttpResponse:
    """重送 one notice."""
    notice = _one(request, code).notices.filter(pk=pk).first() if pk <= BIGGEST else None
    if notice is None:
        raise Http404(_("没有找到。"))
    if pressed(request, commands.retry, notice=notice):
        messages.success(request, _("已排队重送。"))
    return redirect("webhooks:detail", code=code)
