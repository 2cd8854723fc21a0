"""手机离线的页面: one's phones, what they sent, what must be looked at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.offline import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.offline import commands, queries
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Handset, Parcel
from lianxin.work.offline.terms import MANAGE, USE

LISTED = 100


def _see(request: Request) -> None:
    """Who uses a phone, who manages them, and who once sent something from one."""
    actor = request.actor
    if not actor.has(USE) and not actor.has(MANAGE) and not Parcel.objects.of(actor).exists():
        actor.must_at(USE, actor.own_path)


def index(request: Request) -> HttpResponse:
    """手机离线: my phones, what is to be looked at, what was sent lately, the blank forms on paper."""
    _see(request)
    actor = request.actor
    open_ones = [shown.line(one, actor) for one in queries.to_check(actor)[:LISTED]]
    sent = Parcel.objects.of(actor).select_related("handset").exclude(state__in=("held", "to_check"))
    return render(request, "offline/index.html", {
        "handsets": queries.handsets_of(actor), "managed": queries.managed_handsets(actor)[:LISTED],
        "mine": [one for one in open_ones if one.is_own], "others": [one for one in open_ones if not one.is_own],
        "sent": [shown.line(one, actor) for one in sent[:30]], "forms": KINDS.values(), "may_use": actor.has(USE),
    })  # fmt: skip


def revoke(request: Request, code: str) -> HttpResponse:
    """停用手机: asked once more, because what waits on it unsent goes with it."""
    see = USE if Handset.objects.of(request.actor).filter(code=code).exists() else MANAGE
    handset = fetch(request, Handset.objects.select_related("person"), see=see, code=code)
    if request.method == "POST" and pressed(request, commands.revoke, handset=handset):
        messages.success(request, _("已停用。它下次联网时，手机上的内容会被清除。"))
        return redirect("offline:index")
    return render(request, "offline/revoke.html", {"handset": handset})


def _parcel(request: Request, code: str) -> Parcel:
    found = Parcel.objects.select_related("handset__person", "handset__home", "person")
    is_own = Parcel.objects.of(request.actor).filter(code=code).exists()
    parcel: Parcel = fetch(request, found, see=USE if is_own else MANAGE, code=code)
    return parcel


def parcel(request: Request, code: str) -> HttpResponse:
    """一条离线记录: why it is looked at; mended and applied by who may read it, applied as it is by who manages."""
    found = _parcel(request, code)
    values = commands.look_into(parcel=found, by=request.actor, at=request.now) if found.is_open else None
    form: Any = _mending(request, found, values) if values is not None and found.kind in KINDS else None
    if request.method == "POST" and found.is_open:
        given: dict[str, Any] = {"parcel": found}
        if form is not None:
            applied = form.is_valid() and done(form, commands.apply_parcel, request, values=form.values(), **given)
        else:
            applied = pressed(request, commands.apply_parcel, **given) is not None
        if applied:
            messages.success(request, _("已入册。"))
            return redirect("offline:parcel", code=code)
    return render(request, "offline/parcel.html", {"line": shown.line(found, request.actor), "form": form})


def _mending(request: Request, found: Parcel, values: Any) -> forms.BoxesForm:
    lists = queries.phone_list(found.handset.person, found.handset.home, request.now)
    return forms.BoxesForm(
        request.POST or None, boxes=KINDS[found.kind].boxes, today=request.today, initial=shown.initial(values),
        lists=lists,
    )  # fmt: skip


def set_aside(request: Request, code: str) -> HttpResponse:
    """搁置: with a reason."""
    found = _parcel(request, code)
    if not found.is_open:
        raise Http404(_("没有找到。"))
    form = forms.AsideForm(request.POST or None)
    if form.is_valid() and done(form, commands.set_aside, request, parcel=found, **form.cleaned_data):
        messages.success(request, _("已搁置，这一条仍保留在这里。"))
        return redirect("offline:index")
    asking = Asking(_("搁置离线记录"), _("不入册，写明为什么；内容不会删除。"), reverse("offline:parcel", args=[code]))
    return form_page(request, form, asking)
