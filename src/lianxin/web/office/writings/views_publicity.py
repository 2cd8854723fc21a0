"""宣传稿件的页面: what was published, with the record that it reports on for whoever may see that."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.writings import forms
from lianxin.web.office.writings.views import LISTED, page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.writings import commands, queries
from lianxin.work.writings.models import Publicity
from lianxin.work.writings.terms import PUBLICIZE, VIEW


def publicity(request: Request) -> HttpResponse:
    """宣传稿件一览; the link to what it reports on stands only where the reader may open that."""
    see(request, VIEW)
    found = list(queries.publicity(request.actor)[:LISTED])
    backed = queries.backings(found, request.actor)
    rows = [(one, *_link(backed[one.pk], request)) for one in found]
    return page(request, "publicity", rows=rows)


def _link(backing: queries.Backing, request: Request) -> tuple[str, str]:
    """Words and address of the record behind; empty where the reader may not see it."""
    if backing.concern is not None:
        title = readable(backing.concern.title, backing.concern, request.actor)
        return title, reverse("concerns:detail", args=[backing.concern.code])
    if backing.visit is not None:
        return str(backing.visit), reverse("visits:visit", args=[backing.visit.code])
    if backing.drive is not None:
        return backing.drive.title, reverse("drives:drive", args=[backing.drive.code])
    return "", ""


def enter(request: Request) -> HttpResponse:
    """登记宣传稿件; `visit`, `drive` or `concern` in the address names what it reports on."""
    unit = own_unit(request, PUBLICIZE)
    asked = {name: request.GET.get(name, "").replace("\0", "")[:12] for name in ("visit", "drive", "concern")}
    initial: dict[str, Any] = {"unit": unit, "published_on": request.today, "concern": asked["concern"]}
    if asked["visit"]:
        initial["visit"] = queries.visits_to_report_on(request.actor).filter(code=asked["visit"]).first()
    if asked["drive"]:
        initial["drive"] = queries.drives_to_name(request.actor).filter(code=asked["drive"]).first()
    form: Any = forms.PublicityForm(
        request.POST or None, by=request.actor, permission=PUBLICIZE, today=request.today, initial=initial
    )
    if form.is_valid() and done(form, commands.enter_publicity, request, **form.cleaned_data):
        messages.success(request, _("已登记。"))
        return redirect("writings:publicity")
    purpose = _("刊播在哪里，报道的是哪一条真实记录。")
    return form_page(request, form, Asking(_("登记宣传稿件"), purpose, reverse("writings:publicity"), _("登记")))


def withdraw(request: Request, code: str) -> HttpResponse:
    """撤下宣传稿件."""
    found = fetch(request, Publicity.objects.all(), see=VIEW, to=PUBLICIZE, code=code)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.withdraw_publicity, request, publicity=found, **form.cleaned_data):
        messages.success(request, _("已撤下。"))
        return redirect("writings:publicity")
    asking = Asking(
        _("撤下宣传稿件"), _("登记错了的撤下，记录和理由都保留。"), reverse("writings:publicity"), _("撤下")
    )
    return form_page(request, form, asking, notes=[found.title])
