"""涉及未成年人的页面: stated or taken back; the guardian's consent and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.custody.terms import APPROVE
from lianxin.web.office.concerns import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CLASSIFY, VIEW


def minor(request: Request, code: str) -> HttpResponse:
    """标明涉及未成年人: by who takes matters in; to take it back, by who approves looks."""
    concern = fetch(request, Concern.objects.all(), see=VIEW, code=code)
    if not request.actor.may(CLASSIFY, concern):
        request.actor.must(APPROVE, concern)
    form: Any = forms.MinorForm(request.POST or None, initial={"minor": concern.minor})
    if form.is_valid() and done(form, commands.state_minor, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("concerns:detail", code=code)
    purpose = _("标明以后自动保密：姓名电话谁也不能直接看，每看一次由另一个人批准；不公开，不带出。")
    return form_page(
        request, form, Asking(_("涉及未成年人"), purpose, reverse("concerns:detail", args=[code]), _("记下"))
    )


def guardian(request: Request, code: str) -> HttpResponse:
    """监护人同意 of a child under fourteen, or that it is taken back."""
    concern = fetch(request, Concern.objects.all(), see=VIEW, to=CLASSIFY, code=code)
    form: Any = forms.GuardianForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        command, names = (
            (commands.withdraw_guardian, ("reason",))
            if typed["withdraws"]
            else (commands.consent_of_guardian, ("who", "how"))
        )
        if done(form, command, request, concern=concern, **{name: typed[name] for name in names}):
            messages.success(request, _("已记下。"))
            return redirect("concerns:detail", code=code)
    purpose = _("不满 14 岁的，处理孩子的信息要父母或者其他监护人同意。撤回以后，诉求人的信息只存不看，也不公开。")
    return form_page(
        request, form, Asking(_("监护人同意"), purpose, reverse("concerns:detail", args=[code]), _("记下"))
    )
