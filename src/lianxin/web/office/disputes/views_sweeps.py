"""时节排查的页面: the sweeps with what they found, a new one, and what is erased when its time is over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.disputes import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.disputes import commands, queries
from lianxin.work.disputes.terms import RECORD, VIEW

LISTED = 100


def sweeps(request: Request) -> HttpResponse:
    """时节排查: how many were found in each, and what became of them; each number opens."""
    see(request, VIEW)
    context = {
        "rows": list(queries.sweeps(request.actor, request.today)[:LISTED]),
        "may_record": request.actor.may_at(RECORD, request.actor.own_path),
    }  # fmt: skip
    return render(request, "disputes/sweeps.html", context)


def sweep_new(request: Request) -> HttpResponse:
    """开展排查."""
    unit = own_unit(request, RECORD)
    form: Any = forms.SweepForm(request.POST or None, today=request.today, initial={"starts_on": request.today})
    if form.is_valid() and done(form, commands.open_sweep, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已开展。排查到的纠纷登记时选这一次。"))
        return redirect("disputes:sweeps")
    purpose = _("在%(unit)s的范围里，一个时节查一遍。查事，不查人。") % {"unit": unit.name}
    return form_page(request, form, Asking(_("开展排查"), purpose, reverse("disputes:sweeps"), _("开展")))


@require_POST
def erase(request: Request) -> HttpResponse:
    """到期清除当事人资料."""
    unit = own_unit(request, RECORD)
    erased = pressed(request, commands.erase_expired, unit=unit)
    if erased is not None:
        messages.success(request, _("已清除 %(n)s 件到期纠纷的当事人资料。") % {"n": erased})
    return redirect("disputes:sweeps")
