"""发文的页面: the register with its counts, one document, its number voided, its file kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.dispatches import forms, shown
from lianxin.web.ui import counted, keyed, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.dispatches import commands, queries
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.dispatches.terms import REGISTER, VIEW

PRINTED = 1000


def index(request: Request) -> HttpResponse:
    """发文登记: filters, how many of each kind (each opens), the list."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET)
    wanted = shown.wanted(form)
    context = {
        "form": form, "page": keyed.page_of(queries.dispatches(request.actor, wanted), request, "on"),
        "kinds": shown.kinds(request, wanted), "query": keyed.query_of(request), "codes": counted.figures(request, ("dispatch.issued",)),
        "may_register": request.actor.may_at(REGISTER, request.actor.own_path),
    }  # fmt: skip
    return render(request, "dispatches/index.html", context)


def register(request: Request) -> HttpResponse:
    """登记发文."""
    unit = own_unit(request, REGISTER)
    form: Any = forms.DispatchForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.register, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已登记，文号：%(number)s。") % {"number": form.result.number})
        return redirect("dispatches:dispatch", code=form.result.code)
    purpose = _("登记%(unit)s发出的文件。涉密文件不在这里登记。") % {"unit": unit.name}
    return form_page(request, form, Asking(_("登记发文"), purpose, reverse("dispatches:index"), _("登记并编号")))


def _fetched(request: Request, code: str, **how: Any) -> Dispatch:
    found: Dispatch = fetch(request, Dispatch.objects.select_related("unit"), see=VIEW, code=code, **how)
    return found


def dispatch(request: Request, code: str) -> HttpResponse:
    """一份发文."""
    found = _fetched(request, code)
    context = {
        "dispatch": found, "file": shown.file_of(found), "source": shown.source_of(found, request),
        "may_register": found.voided_on is None and request.actor.may(REGISTER, found), "story": shown.story(found),
    }  # fmt: skip
    return render(request, "dispatches/dispatch.html", context)


def void(request: Request, code: str) -> HttpResponse:
    """文号作废."""
    found, here = _fetched(request, code, to=REGISTER), reverse("dispatches:dispatch", args=[code])
    form: Any = forms.VoidForm(request.POST or None)
    if form.is_valid() and done(form, commands.void, request, dispatch=found, **form.cleaned_data):
        messages.success(request, _("已作废。这个号不再使用。"))
        return redirect(here)
    purpose = _("%(number)s“%(title)s”。作废的号留在登记簿上，不再给别的文件用。") % {
        "number": found.number, "title": found.title,
    }  # fmt: skip
    return form_page(request, form, Asking(_("文号作废"), purpose, here, _("作废")))


def keep(request: Request, code: str) -> HttpResponse:
    """存电子件."""
    found, here = _fetched(request, code, to=REGISTER), reverse("dispatches:dispatch", args=[code])
    form: Any = forms.FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read(commands.MOST_BYTES + 1)
        if done(form, commands.keep_file, request, dispatch=found, name=sent.name, data=data):
            messages.success(request, _("已存入电子件。"))
            return redirect(here)
    return render(request, "dispatches/file.html", {"form": form, "dispatch": found})


def docx(request: Request, code: str) -> HttpResponse:
    """下载电子件."""
    file = shown.file_of(_fetched(request, code), with_data=True)
    if file is None:
        raise Http404(_("没有找到。"))
    return sending.file(bytes(file.data), sending.DOCX, file.name)


def signs(request: Request) -> HttpResponse:
    """设定代字."""
    unit = own_unit(request, REGISTER)
    form: Any = forms.SignForm(request.POST or None)
    if form.is_valid() and done(form, commands.set_sign, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已设定，从下一个号起用。"))
        return redirect("dispatches:signs")
    notes = [_("%(kind)s：%(sign)s") % {"kind": kind, "sign": sign} for kind, sign in shown.signs(unit)]
    asking = Asking(_("文号代字"), unit.name, reverse("dispatches:index"), _("设定"))
    return form_page(request, form, asking, notes=notes)


def print_register(request: Request) -> HttpResponse:
    """打印发文登记簿: exactly this list."""
    see(request, VIEW)
    wanted = shown.wanted(forms.FilterForm(request.GET))
    found = list(queries.dispatches(request.actor, wanted).order_by("on", "pk")[:PRINTED])
    context = {"rows": found, "unit": request.posting.unit, "most": PRINTED, "wanted": wanted}
    return render(request, "dispatches/print.html", context)


def xlsx(request: Request) -> HttpResponse:
    """发文登记簿 as an Excel file: exactly this list."""
    see(request, VIEW)
    wanted = shown.wanted(forms.FilterForm(request.GET))
    found = list(queries.dispatches(request.actor, wanted).order_by("on", "pk")[:PRINTED])
    name = f"{request.posting.unit.name}发文登记簿{request.today:%Y%m%d}"
    return sending.xlsx(shown.ledger(found, request), name)
