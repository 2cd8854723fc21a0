"""新增一项设置 of the county's own: a draft like any other, tried and approved like any other."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.versions import commands
from lianxin.web.office.settings.forms import ADD_FORM_OF
from lianxin.web.office.settings.views import kind_of
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see


def add(request: Request, kind: str) -> HttpResponse:
    """新增一项."""
    found = kind_of(kind)
    see(request, found.to_edit)
    if kind not in ADD_FORM_OF or found.adds is None:
        raise Http404(_("没有找到。"))
    shape, begins = ADD_FORM_OF[kind]
    form: Any = shape(request.POST or None, today=request.today, initial=begins)
    if form.is_valid():
        told = {"valid_from": form.cleaned_data["valid_from"], "why": form.cleaned_data["why"]}
        if done(form, commands.add, request, kind=kind, value=form.value, **told):
            messages.success(request, _("已存成草稿。先试算，再送批准。"))
            return redirect("settings:setting", kind=kind, key=form.result.key)
    return render(request, "settings/add.html", {"kind": found, "form": form})
