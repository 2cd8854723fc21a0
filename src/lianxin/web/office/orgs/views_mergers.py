"""合并单位: units of one parent become one; what lies below them is carried along."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs import commands
from lianxin.base.orgs.commands import EDIT
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request


def merge(request: Request) -> HttpResponse:
    """合并单位 below the unit that the address names; without one, below one's own."""
    request.actor.must_at(EDIT, request.actor.own_path)
    at = _at(request, request.GET.get("under", ""))
    among: QuerySet[Unit] = Unit.objects.filter(parent=at, valid_to=None).order_by("path")
    form: Any = forms.MergeForm(request.POST or None, today=request.today, among=among)
    if form.is_valid() and done(form, commands.merge_units, request, **form.cleaned_data):
        messages.success(request, _("已合并为%(name)s。接着给新单位任命职务。") % {"name": form.result.name})
        return redirect(f"{reverse('setup:units')}?under={at.pk}")
    return render(request, "setup/merge.html", {"form": form, "at": at})


def _at(request: Request, under: str) -> Unit:
    here = Unit.objects.filter(within("path", request.actor.own_path))
    if not under:
        return request.posting.unit
    found = here.filter(pk=int(under)).first() if under.isascii() and under.isdigit() and len(under) < 10 else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found
