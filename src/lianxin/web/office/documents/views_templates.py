"""公文模板的页面: those of one's unit, a sample that explains the fields, one template tried on a real document."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.paper.own_sample import sample_template
from lianxin.reports.documents import commands, papers, queries, templates
from lianxin.reports.documents.models import Document, DocumentTemplate
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import TEMPLATE, VIEW
from lianxin.web.office.documents.forms_templates import FileForm, TemplateForm
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.keyed import page_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see


def index(request: Request) -> HttpResponse:
    """公文模板, and what the fields are filled with."""
    see(request, VIEW)
    page = page_of(templates.templates(request.actor), request, "set_on")
    return render(request, "documents/templates.html", {
        "page": page, "rows": [(one, templates.kind_label(one.kind)) for one in page.rows], "fields": templates.fields(),
        "may_set": request.actor.may_at(TEMPLATE, request.actor.own_path),
    })  # fmt: skip


def sample(request: Request) -> HttpResponse:
    """样本模板: a file that can be changed and uploaded as it is."""
    see(request, VIEW)
    return sending.file(sample_template(), sending.DOCX, "公文模板样本.docx")


def new(request: Request) -> HttpResponse:
    """上传模板; the one in use for the same kind is retired."""
    unit = own_unit(request, TEMPLATE)
    form: Any = TemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, commands.set_template, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已存。请用一份公文试填，看版面对不对。"))
        return redirect("documents:template", code=form.result.code)
    purpose = _("上传以后先看栏目齐不齐；同一类别原来在用的模板自动停用。")
    back = reverse("documents:templates")
    return form_page(request, form, Asking(_("上传模板"), purpose, back, _("上传")), notes=[
        _("从样本模板改起最省事：样本里栏目都在，还写明每一个填什么。"), _("模板里不要有宏、链接的图片和个人信息。"),
    ])  # fmt: skip


def fetched(request: Request, code: str, **how: Any) -> DocumentTemplate:
    """The template, if the actor may see it."""
    found: DocumentTemplate = fetch(
        request, DocumentTemplate.objects.select_related("unit"), see=VIEW, code=code, **how
    )
    return found


def template(request: Request, code: str) -> HttpResponse:
    """一份模板: its fields with their places, a document tried in it, and what could not be put in."""
    found = fetched(request, code)
    tried = _tried(request, found)
    places = [(name, where) for name, where in found.fields]
    return render(request, "documents/template.html", {
        "template": found, "kind": templates.kind_label(found.kind), "fields": templates.fields(places), "tried": tried,
        "documents": templates.tried_on(found, request.actor), "notes": _notes(found, tried, request),
        "may_set": request.actor.may(TEMPLATE, found) and found.retired_on is None,
    })  # fmt: skip


def _tried(request: Request, found: DocumentTemplate) -> Document | None:
    """The document that was chosen; none where it is not of this unit and kind."""
    asked = request.GET.get("document", "")
    return next((one for one in templates.tried_on(found, request.actor) if one.code == asked), None)


def _notes(found: DocumentTemplate, tried: Document | None, request: Request) -> list[str]:
    """What could not be put in of the document that is tried."""
    if tried is None:
        return []
    try:
        return list(templates.filled(found, tried, queries.newest(tried), request.today).notes)
    except Unfit as refusal:
        return [str(refusal)]


def try_out(request: Request, code: str, document: str) -> HttpResponse:
    """试填: a real document in the template."""
    found = fetched(request, code)
    tried = next((one for one in templates.tried_on(found, request.actor) if one.code == document), None)
    if tried is None:
        raise Http404(_("没有找到。"))
    return _sent(request, tried, found)


def in_template(request: Request, document: Document, code: str) -> HttpResponse:
    """套用模板: a document in one of its own unit's templates. Raises Http404 for any other."""
    found = templates.offered(document, request.actor).filter(code=code[:12]).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return _sent(request, document, found)


def _sent(request: Request, document: Document, found: DocumentTemplate) -> HttpResponse:
    """The document in the template, as docx; the refusal of a template that is none any more is told on its page."""
    try:
        made = templates.filled(found, document, queries.newest(document), request.today)
    except Unfit as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:template", code=found.code)
    return sending.file(made.data, sending.DOCX, papers.file_name(document))


def file(request: Request, code: str) -> HttpResponse:
    """模板文件 as it was uploaded."""
    found = fetched(request, code)
    return sending.file(bytes(found.data), sending.DOCX, found.file_name)


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """换文件、停用."""
    found = fetched(request, code, to=TEMPLATE)
    if verb not in ("replace", "withdraw"):
        raise Http404(_("没有找到。"))
    if verb == "withdraw":
        if request.method == "POST" and pressed(request, commands.withdraw_template, template=found) is not None:
            messages.success(request, _("已停用。"))
            return redirect("documents:templates")
        return redirect("documents:template", code=code)
    form: Any = FileForm(request.POST or None, request.FILES or None)
    kept = {"unit": found.unit, "kind": found.kind, "name": found.name}
    if form.is_valid() and done(form, commands.set_template, request, **kept, **form.cleaned_data):
        messages.success(request, _("已换上新文件，原来的停用。"))
        return redirect("documents:template", code=form.result.code)
    here = reverse("documents:template", args=[code])
    return form_page(request, form, Asking(_("换上新文件"), found.name, here, _("换上")))
