"""拟定、试算、批准的页面: two steps to a draft, a trial, and the decision of another person. Works without a script."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.indicators.sources import SOURCES, Source
from lianxin.reports.definitions import commands, queries
from lianxin.reports.definitions.alike import alike
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import EDIT, VERBS, Shape, State
from lianxin.web.office.definitions import forms
from lianxin.web.office.definitions.views import NEEDS, found_of
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed

DEEDS: dict[str, Any] = {"approve": forms.MonthForm, "send_back": forms.ReasonForm, "retire": forms.RetireForm}


def choose(request: Request) -> HttpResponse:
    """第一步: which records, and what is made of them."""
    own_unit(request, EDIT)
    form = forms.ChooseForm(request.GET or None)
    if request.GET and form.is_valid():
        return redirect("definitions:draft", **form.cleaned_data)
    return render(request, "definitions/choose.html", {"form": form})


def draft(request: Request, source: str, kind: str) -> HttpResponse:
    """第二步: name, date, conditions; what was typed is kept when something is wrong."""
    unit = own_unit(request, EDIT)
    records = _source(source, kind)
    editor = forms.Editor(records, kind, request.POST, request.today)
    if editor.is_valid() and done(editor.head, commands.draft, request, unit=unit, spec=editor.spec()):
        return _drafted(request, editor.head.result)
    return render(request, "definitions/editor.html", _page(editor, reverse("definitions:new")))


def edit(request: Request, slug: str, version: int) -> HttpResponse:
    """修改草稿."""
    found = found_of(request, slug, version)
    request.actor.must(EDIT, found)
    if found.state != State.DRAFT:
        raise Http404(_("没有找到。"))
    records = _source(found.source, found.kind)
    editor = forms.Editor(records, found.kind, request.POST, request.today, queries.spec_of(found))
    if editor.is_valid() and done(editor.head, commands.change, request, definition=found, spec=editor.spec()):
        return _drafted(request, editor.head.result)
    return render(request, "definitions/editor.html", _page(editor, _here(found)))


def _source(source: str, kind: str) -> Source:
    records = SOURCES.get(source)
    if records is None or kind not in Shape.values:
        raise Http404(_("没有找到。"))
    return records


def _page(editor: forms.Editor, back: str) -> dict[str, Any]:
    return {"editor": editor, "source": editor.source, "shape": Shape(editor.kind).label, "back": back,
            "is_rate": editor.kind == Shape.RATE}  # fmt: skip


def _drafted(request: Request, made: Definition) -> HttpResponse:
    """Say what sounds like it, and lead on to the trial."""
    messages.success(request, _("已存成草稿。请用上个月的记录试算，看看算得对不对。"))
    near = alike(queries.built(made).indicator, apart_from=made.code)
    if near.near:
        names = "、".join(str(one.label) for one in near.near[:4])
        messages.warning(request, _("名称相近的已有：%(names)s。请看看是不是同一个数。") % {"names": names})
    if near.part_of:
        messages.warning(request, _("“%(part)s”里已经有这个数，数字页的分组里可以看到。") % {"part": near.part_of})
    return redirect(_here(made))


def _here(found: Definition) -> str:
    return reverse("definitions:version", args=[found.slug, found.version])


@require_POST
def try_out(request: Request, slug: str, version: int) -> HttpResponse:
    """试算."""
    found = found_of(request, slug, version)
    request.actor.must(EDIT, found)
    form = forms.TryForm(request.POST, today=request.today)
    month = form.cleaned_data["month"] if form.is_valid() else ""
    if pressed(request, commands.try_out, definition=found, month=month):
        messages.success(request, _("已试算。请逐条看算进去的和没算进去的，对了再送批准。"))
    return redirect(_here(found))


@require_POST
def revise(request: Request, slug: str, version: int) -> HttpResponse:
    """拟下一版, beginning as a copy."""
    found = found_of(request, slug, version)
    request.actor.must(EDIT, found)
    made = pressed(request, commands.revise, definition=found)
    if made is None:
        return redirect(_here(found))
    return redirect("definitions:edit", slug=made.slug, version=made.version)


def deed(request: Request, slug: str, version: int, verb: str) -> HttpResponse:
    """送批准, 退回, 批准, 停用, 不要了."""
    if verb not in NEEDS:
        raise Http404(_("没有找到。"))
    found = found_of(request, slug, version)
    request.actor.must(NEEDS[verb], found)
    here = _here(found)
    if verb not in DEEDS:
        return _pressed(request, found, verb)
    form = DEEDS[verb](request.POST or None, initial={"month": f"{request.today:%Y-%m}"})
    if form.is_valid() and done(form, getattr(commands, verb), request, definition=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(VERBS[verb], found.basis, here))


@require_POST
def _pressed(request: Request, found: Definition, verb: str) -> HttpResponse:
    if pressed(request, getattr(commands, verb), definition=found):
        messages.success(request, _("已记下。"))
    return redirect(_here(found))
