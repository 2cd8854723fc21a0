"""群众的回应: for the level above alone. To everybody else these records do not exist."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.pure.periods import Period
from lianxin.web.office.cards import forms
from lianxin.web.office.cards.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab, see
from lianxin.work.cards import commands, queries
from lianxin.work.cards.models import Response
from lianxin.work.cards.terms import REVIEW, Says
from lianxin.work.spotchecks.terms import RUN

MOST = 200
KINDS = (
    ("waiting", gettext_lazy("待核实")), ("denied", gettext_lazy("没有人来过")), ("came", gettext_lazy("来过")),
    ("word", gettext_lazy("评价和留言")),
)  # fmt: skip


def responses(request: Request) -> HttpResponse:
    """群众回应: what waits, the rest by kind, and the share confirmed of this year as an interval."""
    see(request, REVIEW)
    kind = request.GET.get("tab") if request.GET.get("tab") in dict(KINDS) else "waiting"
    seen = queries.responses(request.actor)
    found = {
        "waiting": queries.denied_waiting(request.actor), "denied": seen.filter(says=Says.NOBODY_CAME),
        "came": seen.filter(says=Says.CAME), "word": seen.exclude(message="", rating=""),
    }[str(kind)]  # fmt: skip
    tabs = [RoomTab(word, f"?tab={code}", code == kind) for code, word in KINDS]
    year = Period.containing(request.today, "year")
    figure = queries.confirmed(request.actor, year.first, request.today)
    low, high = figure.interval or (0.0, 0.0)
    share = f"{low:.0%}–{high:.0%}" if figure.interval else ""
    return page(request, "responses", kinds=tabs, kind=kind, found=found[:MOST], figure=figure, share=share, year=year)


def response(request: Request, pk: int) -> HttpResponse:
    """一条回应, and what came of it."""
    found = fetch(request, queries.responses(request.actor), see=REVIEW, pk=pk)
    form: Any = forms.LookForm(request.POST or None)
    if form.is_valid() and done(form, commands.look_into, request, response=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("cards:responses")
    others = Response.objects.none()
    if found.visit_id:
        others = queries.responses(request.actor).filter(visit=found.visit_id).exclude(pk=found.pk).order_by("on", "pk")
    return page(request, "response", found=found, form=form, others=others, may_check=request.actor.has(RUN))
