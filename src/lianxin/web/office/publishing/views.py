"""公开的页面: fetch – form – command – redirect."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.publishing import forms, reading
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE
from lianxin.work.publishing import checks, commands
from lianxin.work.publishing.models import Publication
from lianxin.work.publishing.terms import ADOPT, CONFIRM, PREPARE, SET, TAKE_DOWN, TELL, VIEW

PUBLICATIONS = Publication.objects.select_related(
    "concern__requester", "concern__unit", "concern__handler", "shown", "topic"
)


def concerns() -> Any:
    """Concerns with what these pages show."""
    return Concern.objects.select_related("unit", "handler", "topic", "requester", "adoption").prefetch_related(
        "replies"
    )


def index(request: Request) -> HttpResponse:
    """公开: what waits for a second person, what may be published, what is public, what was taken down."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能查看公开情况。"))
    return render(request, "publishing/index.html", reading.lists(request))


def prepare(request: Request, code: str) -> HttpResponse:
    """拟公开稿: prefilled without personal data; what is still marked stands beside the form."""
    concern = fetch(request, concerns(), see=SEE, to=PREPARE, code=code)
    why_not = checks.hindrance(concern)
    form: Any = forms.PrepareForm(request.POST or None, initial=reading.proposed(concern, request.actor))
    form.ask(concern, has_marks=form.is_bound)
    if form.is_valid() and done(form, commands.prepare, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已送复核，请另一位同事复核后公开。"))
        return redirect("publishing:item", code=form.result.publication.code)
    texts = reading.typed(form) if form.is_bound else []
    context = {"form": form, "why_not": why_not, "checked": checks.check(concern, texts) if texts else []}
    return render(request, "publishing/prepare.html", context | reading.words(concern, request.actor))


def item(request: Request, code: str) -> HttpResponse:
    """公开件: the draft with its marks, the versions, what happened to it."""
    publication = fetch(request, PUBLICATIONS, see=VIEW, code=code)
    return _item(request, publication)


def _item(request: Request, publication: Publication, **given: Any) -> HttpResponse:
    return render(request, "publishing/item.html", {**reading.item(request, publication), **given})


def confirm(request: Request, code: str) -> HttpResponse:
    """复核通过."""
    publication = fetch(request, PUBLICATIONS, see=VIEW, to=CONFIRM, code=code)
    version = reading.waiting(publication)
    form = reading.confirm_form(publication, version, request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.confirm, request, version=version, **form.cleaned_data):
        messages.success(request, _("已复核，到公开日期自动公开。"))
        return redirect("publishing:item", code=code)
    return _item(request, publication, **({"confirm_form": form} if form.is_bound else {}))


def refuse(request: Request, code: str) -> HttpResponse:
    """退回修改."""
    publication = fetch(request, PUBLICATIONS, see=VIEW, to=CONFIRM, code=code)
    version, form = reading.waiting(publication), forms.ReasonForm(request.POST or None, prefix="refuse")
    if form.is_valid() and done(form, commands.refuse, request, version=version, **form.cleaned_data):
        messages.success(request, _("已退回修改。"))
        return redirect("publishing:item", code=code)
    return _item(request, publication, **({"refuse_form": form} if form.is_bound else {}))


def take_down(request: Request, code: str) -> HttpResponse:
    """撤下."""
    publication = fetch(request, PUBLICATIONS, see=VIEW, to=TAKE_DOWN, code=code)
    form = forms.ReasonForm(request.POST or None, prefix="down")
    if form.is_valid() and done(form, commands.take_down, request, publication=publication, **form.cleaned_data):
        messages.success(request, _("已撤下，公开页面只留下日期和理由。"))
        return redirect("publishing:item", code=code)
    return _item(request, publication, down_form=form)


def adopt(request: Request, code: str) -> HttpResponse:
    """登记采纳情况."""
    concern = fetch(request, concerns(), see=SEE, to=ADOPT, code=code)
    known = getattr(concern, "adoption", None)
    initial = {"decision": known.decision, "reason": known.reason} if known else {}
    form = forms.AdoptForm(request.POST or None, initial=initial)
    if form.is_valid() and done(form, commands.adopt, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已登记，群众凭回执能看到。"))
        return redirect("concerns:detail", code=code)
    return render(request, "publishing/adopt.html", {"form": form, **reading.words(concern, request.actor)})


def adoptions(request: Request) -> HttpResponse:
    """采纳情况: opinions that wait for a decision, and those decided."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能查看公开情况。"))
    return render(request, "publishing/adoptions.html", reading.adoptions(request))


def settings(request: Request) -> HttpResponse:
    """公开设置: per kind and per channel, off until somebody sets it open."""
    if not request.actor.has(SET):
        raise NotAllowed(_("您现在的职务不能设置哪些可以公开。"))
    form = forms.RuleForm(request.POST or None)
    if form.is_valid() and done(form, commands.set_rule, request, **form.as_command()):
        messages.success(request, _("已记下，此后拟的公开稿按它办。"))
        return redirect("publishing:settings")
    return render(request, "publishing/settings.html", {"form": form, "groups": reading.rules()})


def telephone(request: Request) -> HttpResponse:
    """电话查询: a resident rings and reads out his code; the sentence to read back, and not a word more."""
    if not request.actor.has(TELL):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": TELL.label})
    form = forms.TellForm(request.POST or None)
    sentence = ""
    if form.is_valid():
        reading.within_limit(request)
        found = commands.tell_status(code=form.cleaned_data["code"], by=request.actor, at=request.now)
        sentence = reading.sentence(request, found)
    return render(request, "publishing/telephone.html", {"form": form, "sentence": sentence})
