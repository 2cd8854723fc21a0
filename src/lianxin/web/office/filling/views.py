"""表样的页面: those that one may fill, upload, settings, the blank file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import ledgers
from lianxin.base.journal import book
from lianxin.reports.filling import commands, queries
from lianxin.reports.filling.models import TableTemplate
from lianxin.reports.filling.proposing import items_of, places_of
from lianxin.reports.filling.terms import EDIT, VIEW, TableKind
from lianxin.web.office.filling import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.web.ui.sending import xlsx

TABS = ((gettext_lazy("表样"), "filling:index"), (gettext_lazy("台账"), "filling:ledgers"))
LISTED, STORY = 300, 20


def found(request: Request, code: str, to: Any = None) -> TableTemplate:
    """The table with this code, of one's unit, one above it, or one below."""
    record: TableTemplate = fetch(request, TableTemplate.objects.select_related("unit"), see=VIEW, to=to, code=code)
    return record


def index(request: Request) -> HttpResponse:
    """表样一览."""
    see(request, VIEW)
    rows = [(one, next((each for each in one.versions.all() if each.set_on), None)) for one in
            queries.templates(request.actor)[:LISTED]]  # fmt: skip
    return render(request, "filling/index.html", {
        "rows": rows, "tabs_shown": room_tabs(TABS, "filling:index"),
        "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
    })  # fmt: skip


def upload(request: Request) -> HttpResponse:
    """上传表样."""
    unit = own_unit(request, EDIT)
    form: Any = forms.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, commands.upload, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已读出表头。请核对每一栏填什么，确认后就能填。"))
        return redirect("filling:map", code=form.result.code)
    back = reverse("filling:index")
    return render(request, "filling/upload.html", {"form": form, "back": back, "word": _("上传表样")})


def replace(request: Request, code: str) -> HttpResponse:
    """换一版表样文件."""
    one = found(request, code, EDIT)
    form: Any = forms.ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, commands.replace, request, template=one, **form.cleaned_data):
        messages.success(request, _("已换成新的一版。请核对每一栏填什么。"))
        return redirect("filling:map", code=code)
    back = reverse("filling:template", args=[code])
    return render(request, "filling/upload.html", {"form": form, "back": back, "word": _("换一版表样文件")})


def template(request: Request, code: str) -> HttpResponse:
    """一个表样: how it looks, what is filled from where, what was done with it."""
    one = found(request, code)
    version = queries.current(one)
    sheet, layout = queries.opened(version)
    form = forms.FillForm({}, by=request.actor, own=request.posting.unit, today=request.today)
    return render(request, "filling/template.html", {
        "template": one, "version": version, "layout": layout, "table": shown.table(sheet, layout, 2),
        "notes": sheet.book.notes, "form": form, "means": _means(version, layout), "kind": TableKind(version.kind).label,
        "ledger": ledgers.LEDGERS.get(version.ledger), "may_edit": one.retired_on is None and request.actor.may(EDIT, one),
        "story": [(entry, book.sentence(entry)) for entry in book.story(one.ref).order_by("-n")[:STORY]],
    })  # fmt: skip


def _means(version: Any, layout: Any) -> tuple[int, int]:
    """How many columns are filled, of how many."""
    return len(version.columns), len(layout.headings)


def _newest(one: TableTemplate) -> Any:
    return one.versions.select_related("file", "template").order_by("-number").first()


def mapping(request: Request, code: str) -> HttpResponse:
    """设置: what each column, place and item is filled with; proposed, to be corrected and confirmed."""
    one = found(request, code, EDIT)
    version = _newest(one)
    sheet, layout = queries.opened(version)
    kinds, asked, is_held = shown.asked_of(request, version, layout)
    proposal = shown.proposed(**asked, sheet=sheet, layout=layout, by=request.actor)
    items = items_of(sheet, layout)[0]
    form: Any = forms.MapForm(
        request.POST or None, **asked, by=request.actor, layout=layout, places=places_of(sheet, layout), items=items,
        initial=shown.held_of(version) if is_held else shown.initial_of(proposal),
    )  # fmt: skip
    if form.is_valid() and _set(request, form, version, asked):
        messages.success(request, _("已确认，可以填表了。"))
        return redirect("filling:template", code=code)
    return render(request, "filling/map.html", {
        "template": one, "version": version, "kinds": kinds, "form": form, "groups": shown.groups(form, proposal), "asked": asked,
        "spans": [form[name] for name in form.spans], "table": shown.table(sheet, layout, 2), "notes": sheet.book.notes,
    })  # fmt: skip


def _set(request: Request, form: Any, version: Any, asked: dict[str, str]) -> bool:
    return done(
        form, commands.set_mapping, request, version=version, **asked, columns=form.chosen("c"), cells=form.chosen("p"),
        items=form.chosen("i"), rows=form.rows(),
    )  # fmt: skip


def retire(request: Request, code: str) -> HttpResponse:
    """停用表样."""
    one = found(request, code, EDIT)
    form: Any = forms.forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and done(form, commands.retire, request, template=one):
        messages.success(request, _("已停用。"))
        return redirect("filling:index")
    here = reverse("filling:template", args=[code])
    return form_page(request, form, Asking(_("停用表样"), one.title, here, _("停用")))


def blank(request: Request, code: str) -> HttpResponse:
    """下载空表, as it was uploaded."""
    version = queries.current(found(request, code))
    if not version.file.data:
        raise Http404(_("没有找到。"))
    return xlsx(bytes(version.file.data), version.template.title)
