"""审定、下发、采用: what makes a draft stand, and carries it to the units below."""

from typing import Any

from django.contrib import messages
from django.forms import Form as Empty
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.questionnaires import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed
from lianxin.work.questionnaires import commands, queries
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import APPROVE, EDIT, VIEW, VersionStatus


def _version(request: Request, code: str, status: VersionStatus, to: Any = APPROVE) -> Version:
    found = Version.objects.filter(status=status).select_related("questionnaire")
    version: Version = fetch(request, found, see=VIEW, to=to, questionnaire__code=code)
    return version


def approve(request: Request, code: str) -> HttpResponse:
    """审定: a page that says what is frozen, and a button."""
    version = _version(request, code, VersionStatus.DRAFT)
    form: Any = Empty({} if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.approve, request, version=version):
        messages.success(request, _("已审定。这一版从此不再改动，校验值已记入流水。"))
        return redirect("questionnaires:detail", code=code)
    asking = Asking(
        _("审定问卷"),
        _("审定以后这一版不能再改，要改就出新的一版。"),
        reverse("questionnaires:author", args=[code]),
        _("审定"),
    )
    notes = [version.form.title, shown.count_words(version.form), _("第 %(n)s 版") % {"n": version.number}]
    return form_page(request, form, asking, notes=notes)


@require_POST
def withdraw(request: Request, code: str) -> HttpResponse:
    """停用."""
    version = _version(request, code, VersionStatus.APPROVED)
    if pressed(request, commands.withdraw, version=version):
        messages.success(request, _("已停用，新的评议活动不能再选它。"))
    return redirect("questionnaires:detail", code=code)


@require_POST
def revise(request: Request, code: str) -> HttpResponse:
    """出新的一版: a draft that begins with what stands."""
    questionnaire = fetch(request, Questionnaire.objects.all(), see=VIEW, to=EDIT, code=code)
    made = pressed(request, commands.revise, questionnaire=questionnaire)
    return redirect("questionnaires:author" if made else "questionnaires:detail", code=code)


@require_POST
def drop(request: Request, code: str) -> HttpResponse:
    """删去草稿."""
    version = _version(request, code, VersionStatus.DRAFT, EDIT)
    if pressed(request, commands.drop, version=version):
        messages.success(request, _("草稿已删去，前面的版本不变。"))
    return redirect("questionnaires:detail", code=code)


def push_down(request: Request, code: str) -> HttpResponse:
    """下发给下级单位."""
    version = _version(request, code, VersionStatus.APPROVED)
    units = {str(unit.pk): unit for unit in queries.units_below(version.questionnaire)}
    if not units:
        raise Http404(_("没有下级单位。"))
    form: Any = forms.PushDownForm(request.POST or None, choices=[(key, unit.name) for key, unit in units.items()])
    if form.is_valid():
        chosen = [units[key] for key in form.cleaned_data["units"]]
        if done(form, commands.push_down, request, version=version, units=chosen):
            messages.success(request, _("已下发 %(n)s 个单位。") % {"n": len(chosen)})
            return redirect("questionnaires:detail", code=code)
    asking = Asking(
        _("下发问卷"),
        _("下级可以直接用，也可以增加自己的题目，但不能改统一的部分。"),
        reverse("questionnaires:detail", args=[code]),
        _("下发"),
    )
    return form_page(request, form, asking, notes=[version.questionnaire.title])


@require_POST
def adopt(request: Request, code: str) -> HttpResponse:
    """采用上级问卷, to add one's own to it."""
    version: Version = fetch(
        request, Version.objects.approved().select_related("questionnaire"), see=VIEW, questionnaire__code=code
    )
    made = pressed(request, commands.adopt, version=version, unit=own_unit(request, EDIT))
    if made is None:
        return redirect("questionnaires:detail", code=code)
    messages.success(request, _("已采用。统一的部分不能改，可以增加本单位的题目。"))
    return redirect("questionnaires:author", code=made.questionnaire.code)


@require_POST
def catch_up(request: Request, code: str) -> HttpResponse:
    """换用上级新版."""
    questionnaire = fetch(request, Questionnaire.objects.all(), see=VIEW, to=EDIT, code=code)
    made = pressed(request, commands.catch_up, questionnaire=questionnaire)
    if made:
        messages.success(
            request, _("已换用上级第 %(n)s 版，本单位增加的题目都在，请看过再审定。") % {"n": made.parent.number}
        )
    return redirect("questionnaires:author" if made else "questionnaires:detail", code=code)
