"""每日待办邮件的页面: one's own wish and nobody else's; there is none where the site sends no mail."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base import counting
from lianxin.base.gateways import proving
from lianxin.base.orgs.models import Person
from lianxin.web.office.digests.forms import AskForm, ProveForm
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.digests import commands

DAY = 86_400


def _person(request: Request) -> Person:
    if not settings.MAIL:
        raise Http404(_("没有找到。"))
    return cast(Person, request.user)  # nobody else gets here: the middleware asks for a log-in


@said_again
def ask(request: Request) -> HttpResponse:
    """要每日待办邮件: the address, to which a code goes first."""
    person, form = _person(request), AskForm(request.POST or None)
    if form.is_valid():
        if not counting.allowed("digest_code", str(person.pk), most=proving.MOST_SENT, seconds=DAY, at=request.now):
            form.add_error("address", _("今天发过几次验证码了，请明天再试。"))
        elif done(
            form, commands.ask, request, person=person, site=request.build_absolute_uri("/"), **form.cleaned_data
        ):
            return redirect("digests:prove")
    purpose = _(
        "工作日早上告诉您有几件要办，只有件数和网址，没有群众的姓名和内容。夜里、休息日不发；没有要办的也不发。"
    )
    return form_page(request, form, Asking(_("每日待办邮件"), purpose, reverse("ui:me"), _("发验证码")))


@said_again
def prove(request: Request) -> HttpResponse:
    """确认邮箱, with the code that went there."""
    person, form = _person(request), ProveForm(request.POST or None)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        seconds = int(proving.HOLDS.total_seconds())
        if not counting.allowed("digest_try", str(person.pk), most=proving.MOST_TRIES, seconds=seconds, at=request.now):
            form.add_error("code", _("输错的次数太多，请过半小时再要一个。"))
        elif done(form, commands.prove, request, person=person, **given):
            messages.success(request, _("邮箱已确认。从下一个工作日早上起告诉您。"))
            return redirect("ui:me")
    purpose = _("请看邮箱，把验证码填在这里。没有收到的，看看垃圾邮件，或者回去核对邮箱。")
    return form_page(request, form, Asking(_("确认邮箱"), purpose, reverse("ui:me"), _("确认")))


@require_POST
@said_again
def stop(request: Request) -> HttpResponse:
    """停下每日待办邮件."""
    if pressed(request, _stopped, person=_person(request)):
        messages.success(request, _("已停下，邮箱已删去。"))
    return redirect("ui:me")


def _stopped(**given: Any) -> bool:
    commands.stop(**given)
    return True
