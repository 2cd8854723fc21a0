"""比对文库 and 套话: what an office puts in and takes out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.pure.overlap import SHIPPED
from lianxin.reports.overlaps import commands, queries
from lianxin.reports.overlaps.models import LibraryText
from lianxin.reports.overlaps.terms import EDIT
from lianxin.web.office.overlaps import forms, jobs, shown
from lianxin.web.office.overlaps.views import enter, read
from lianxin.web.ui.deeds import done
from lianxin.web.ui.keyed import page_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed


def library(request: Request) -> HttpResponse:
    """比对文库."""
    enter(request)
    return render(request, "overlaps/library.html", {
        "tabs_shown": shown.tabs(request, "library"), "may_edit": shown.may_edit(request),
        "page": page_of(queries.library(request.actor), request, "kept_on"),
    })  # fmt: skip


def keep_text(request: Request) -> HttpResponse:
    """存入文库."""
    unit = own_unit(request, EDIT)
    form: Any = forms.KeepForm(request.POST or None, request.FILES or None, today=request.today)
    text = read(form) if form.is_valid() else None
    if text is not None:
        given = {key: form.cleaned_data[key] for key in ("title", "origin", "on", "is_shared")}
        if done(form, commands.keep_text, request, unit=unit, text=text, **given):
            jobs.refresh.enqueue()
            messages.success(request, _("已存入，几分钟内可以比对。"))
            return redirect("overlaps:library_text", code=form.result.code)
    purpose = _("往年的、外单位的文稿存在这里，以后的文稿可以和它比对。个人信息请先去掉。")
    asking = Asking(_("存入比对文库"), purpose, reverse("overlaps:library"), _("存入"))
    return form_page(request, form, asking)


def _kept(request: Request, code: str) -> LibraryText:
    enter(request)
    found = queries.library(request.actor).filter(code=code).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def library_text(request: Request, code: str) -> HttpResponse:
    """文库里的一篇."""
    kept = _kept(request, code)
    return render(request, "overlaps/library_text.html", {"kept": kept, "may_edit": request.actor.may(EDIT, kept)})


@require_POST
def withdraw_text(request: Request, code: str) -> HttpResponse:
    """撤出文库."""
    kept = _kept(request, code)
    request.actor.must(EDIT, kept)
    if pressed(request, commands.withdraw_text, kept=kept) is not None:
        jobs.refresh.enqueue()
        messages.success(request, _("已撤出，正文已删去。"))
    return redirect("overlaps:library")


def idioms(request: Request) -> HttpResponse:
    """套话: what is greyed and not counted, and where each came from."""
    enter(request)
    form: Any = forms.IdiomForm(request.POST or None)
    if request.method == "POST":
        unit = own_unit(request, EDIT)
        if form.is_valid() and done(form, commands.add_idiom, request, unit=unit, **form.cleaned_data):
            messages.success(request, _("已增加。"))
            return redirect("overlaps:idioms")
    path = request.actor.own_path
    rows = queries.idioms(request.actor)
    off = {one.text for one in rows if one.removed_on and one.unit_path == path}
    return render(request, "overlaps/idioms.html", {
        "tabs_shown": shown.tabs(request, "idioms"), "form": form, "may_edit": shown.may_edit(request), "rows": rows,
        "shipped": [text for text in SHIPPED if text not in off]
    })  # fmt: skip


def remove_idiom(request: Request) -> HttpResponse:
    """不再算作套话, for this unit and below, with the reason."""
    unit = own_unit(request, EDIT)
    form: Any = forms.RemoveIdiomForm(request.POST or None, initial={"text": request.GET.get("text", "")[:60]})
    if form.is_valid() and done(form, commands.remove_idiom, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已除去。"))
        return redirect("overlaps:idioms")
    purpose = _("本单位及以下，这句话相同以后也算雷同，不会再自动学进来。")
    return form_page(request, form, Asking(_("不算套话"), purpose, reverse("overlaps:idioms"), _("不算套话")))
