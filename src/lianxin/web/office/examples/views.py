"""典型的页面: the pipeline, one example with its consents and uses, nominating from a concern or freely, each deed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.examples import forms, shown
from lianxin.web.ui import keyed
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.examples import commands, queries
from lianxin.work.examples.models import Example, ExampleConsent
from lianxin.work.examples.terms import NOMINATE, VIEW, ExampleStatus, Side


def index(request: Request) -> HttpResponse:
    """典型一览 along the pipeline."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET)
    wanted = form.wanted()
    context = {
        "form": form, "page": keyed.page_of(queries.examples(request.actor, wanted), request, "nominated_on"),
        "steps": shown.steps(request, wanted), "tabs_shown": shown.tabs("index"),
        "may_nominate": request.actor.may_at(NOMINATE, request.actor.own_path), "asked": queries.asked_of(request.actor),
    }  # fmt: skip
    return render(request, "examples/index.html", context)


def nominate(request: Request) -> HttpResponse:
    """推荐典型, seen on a visit, at an inspection, or otherwise."""
    unit = own_unit(request, NOMINATE)
    asked = {name: request.GET.get(name, "")[:20] for name in ("found", "source")}
    initial = {"unit": unit, **{name: value for name, value in asked.items() if value}}
    form: Any = forms.NominateForm(request.POST or None, today=request.today, here=unit, initial=initial)
    if form.is_valid() and done(form, commands.nominate, request, **form.given()):
        messages.success(request, _("已推荐，等别人核实。"))
        return redirect("examples:example", code=form.result.code)
    purpose = _("写好人好事、好做法。不写群众姓名、电话、住址。")
    return form_page(request, form, Asking(_("推荐典型"), purpose, reverse("examples:index"), _("推荐")))


def from_concern(request: Request, code: str) -> HttpResponse:
    """推荐典型 from a finished concern: the draft is shown, one press puts it forward (M240)."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester"), see=SEE_CONCERN, code=code)
    request.actor.must_at(NOMINATE, concern.unit_path)
    if queries.why_not(concern):
        raise Http404(_("没有找到。"))
    form: Any = forms.forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.nominate_concern, request, concern=concern):
        messages.success(request, _("已推荐，文稿可以再改。"))
        return redirect("examples:example", code=form.result.code)
    title, text = queries.draft_of(concern)
    return render(
        request, "examples/from_concern.html", {"concern": concern, "title": title, "text": text, "form": form}
    )


def _fetched(request: Request, code: str, **how: Any) -> Example:
    found: Example = fetch(request, Example.objects.select_related("unit", "concern"), see=VIEW, code=code, **how)
    return found


def example(request: Request, code: str) -> HttpResponse:
    """一个典型: its words, who agreed, where it was used."""
    found = _fetched(request, code)
    consents = list(found.consents.select_related("person"))
    context = {
        "example": found, "tone": shown.TONES[ExampleStatus(found.status)], "consents": consents, "uses": list(found.uses.all()),
        "deeds": shown.deeds(found, request.actor), "story": shown.story(found), "source": shown.source_of(found),
        "mine": [one for one in consents if one.person_id and one.person_id == request.actor.person_id],
        "may_nominate": request.actor.may(NOMINATE, found), "form": forms.ConsentForm(),
        "is_public": Example.objects.filter(pk=found.pk).public().exists(),
    }  # fmt: skip
    return render(request, "examples/example.html", context)


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """一件事项: its form, its command."""
    if verb not in shown.DEEDS:
        raise Http404(_("没有找到。"))
    one = shown.DEEDS[verb]
    found, here = _fetched(request, code, to=one.needs), reverse("examples:example", args=[code])
    data: dict[str, Any] = {"data": request.POST if request.method == "POST" else None}
    if verb == "correct":
        data["initial"] = {name: getattr(found, name) for name in ("kind", "title", "text")}
    if verb == "note_use":
        data |= {"today": request.today, "initial": {"on": request.today}}
    form: Any = one.form(**data)
    if form.is_valid() and done(form, one.command, request, example=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(one.word, one.purpose or found.title, here))


@require_POST
def consent(request: Request, pk: int, verb: str) -> HttpResponse:
    """本人同意 or 撤回同意: by the worker himself; a resident's word is put down by whoever may nominate."""
    asked = ExampleConsent.objects.select_related("example__concern", "example__unit").filter(pk=pk).first()
    if asked is None or (asked.person_id != request.actor.person_id and not request.actor.may(VIEW, asked.example)):
        raise Http404(_("没有找到。"))
    if verb == "give":
        scope = "public" if request.POST.get("scope") == "public" else "internal"
        given = pressed(request, commands.give_consent, consent=asked, scope=scope)
    elif verb == "withdraw":
        given = pressed(request, commands.withdraw_consent, consent=asked)
    else:
        raise Http404(_("没有找到。"))
    if given is not None:
        messages.success(request, _("已记下。") if verb == "give" else _("已撤回，以后不再使用。"))
    is_seen = request.actor.may(VIEW, asked.example) or asked.side == Side.RESIDENT
    return redirect("examples:example", code=asked.example.code) if is_seen else redirect("today")


def asked(request: Request, pk: int) -> HttpResponse:
    """请我同意的一个典型: the worker reads what is written of him, also where he sees no other example."""
    me = request.actor.person_id
    mine = ExampleConsent.objects.select_related("example__unit").filter(pk=pk)
    found = mine.filter(person_id=me).first() if me is not None else None
    if found is None:
        raise Http404(_("没有找到。"))
    return render(request, "examples/asked.html", {"consent": found, "example": found.example})
