"""制发联系卡: the print is the answer to the form itself. It is stored nowhere, and the form sent again shows no secret."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.cards import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.cards import commands
from lianxin.work.cards.commands.issuing import Issued
from lianxin.work.cards.models import ContactCard
from lianxin.work.cards.terms import ISSUE, VIEW
from lianxin.work.households.models import Household


def _printed(request: Request, issued: Iterable[Issued], back: str) -> HttpResponse:
    """The print; of a form that came twice a sentence that there is nothing to show any more."""
    prints = shown.prints(request, issued)
    return render(request, "cards/print.html", {"prints": prints, "back": back})


def issue(request: Request, code: str) -> HttpResponse:
    """制发一张."""
    see(request, VIEW)
    seen = Household.objects.seen_by(request.actor, request.today).select_related("unit")
    household = seen.filter(code=code).first()
    if household is None:
        raise Http404(_("没有找到。"))
    request.actor.must(ISSUE, household)
    people = shown.people_for(household, request.actor, request.today)
    form: Any = forms.IssueForm(request.POST or None, people=people, initial={"entry_key": uuid4().hex})
    back = reverse("households:household", args=[code])
    if form.is_valid() and done(form, commands.issue_card, request, household=household, **form.cleaned_data):
        return _printed(request, [form.result], back)
    purpose = _("印出来交给这一户。密码只在这一次印出，系统里不保存，印了请当面交给群众。")
    return form_page(request, form, Asking(_("制发联系卡"), f"{household.label}　{purpose}", back, _("制发并打印")))


def several(request: Request) -> HttpResponse:
    """制发一村."""
    see(request, VIEW)
    units = shown.may_issue_in(request.actor, shown.villages(request.actor, request.today))
    if not request.actor.has(ISSUE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ISSUE.label})
    initial = {"entry_key": uuid4().hex, "unit": request.GET.get("unit", "")}
    form: Any = forms.SeveralForm(request.POST or None, units=units, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        pairs = shown.pairs(typed["unit"], typed["group"], typed["who"], request.actor, request.today)
        if done(form, commands.issue_several, request, pairs=pairs, entry_key=typed["entry_key"]):
            return _printed(request, form.result, reverse("cards:index") + f"?unit={typed['unit'].pk}")
    purpose = _("一张 A4 纸印两张，裁开交给群众。密码只在这一次印出。已经有卡的户不再印。")
    return form_page(request, form, Asking(_("成批制发联系卡"), purpose, reverse("cards:index"), _("制发并打印")))


def reissue(request: Request, pk: int) -> HttpResponse:
    """补发."""
    card = fetch(request, ContactCard.objects.select_related("household", "person"), see=VIEW, to=ISSUE, pk=pk)
    form: Any = forms.KeyForm(request.POST or None, initial={"entry_key": uuid4().hex})
    back = reverse("households:household", args=[card.household.code])
    if form.is_valid() and done(form, commands.reissue_card, request, card=card, **form.cleaned_data):
        return _printed(request, [form.result], back)
    purpose = _("群众自己要求补发时才补。旧卡马上作废，群众在页面上看得到换过几次、谁换的。")
    return form_page(
        request, form, Asking(_("补发联系卡"), f"{card.household.label}　{purpose}", back, _("补发并打印"))
    )


def end(request: Request, pk: int) -> HttpResponse:
    """停用."""
    card = fetch(request, ContactCard.objects.select_related("household", "person"), see=VIEW, to=ISSUE, pk=pk)
    form: Any = forms.EndForm(request.POST or None)
    back = reverse("households:household", args=[card.household.code])
    if form.is_valid() and done(form, commands.end_card, request, card=card, **form.cleaned_data):
        messages.success(request, _("已停用。群众打开这张卡时会看到。"))
        return redirect(back)
    purpose = _("%(person)s 不再联系这一户时停用。") % {"person": card.person.name}
    return form_page(request, form, Asking(_("停用联系卡"), f"{card.household.label}　{purpose}", back))
