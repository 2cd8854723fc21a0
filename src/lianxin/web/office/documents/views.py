"""公文的页面: what is to be written and signed, the archive, a new one, one document with its findings."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.drafting import COMPOSERS, Choice, Composer
from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import count_characters
from lianxin.reports.documents import bodies, commands, kinds, papers, queries, templates
from lianxin.reports.documents.findings import find_all, persons_in
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.terms import BUDGET, FLOW, ISSUE, OTHER, PUBLISH, STANDING, VERBS, VIEW, WRITE, State
from lianxin.web.office.documents import forms
from lianxin.web.office.documents.shown import sheet_of
from lianxin.web.office.documents.views_templates import in_template
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.keyed import page_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see

TONES = {
    State.DRAFT: "todo", State.SUBMITTED: "doing", State.ISSUED: "done", State.ARCHIVED: "done", State.VOIDED: "quiet",
}  # fmt: skip
NEEDS = {
    "edit": WRITE, "submit": WRITE, "send_back": ISSUE, "issue": ISSUE, "archive": WRITE, "publish": WRITE, "void": ISSUE,
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """公文: drafts, those that wait for a signature, the archive."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET or None, today=request.today)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(
        states=forms.states_of(asked.get("state", "")), kind=asked.get("kind", ""), year=asked.get("year"),
        words=asked.get("words", ""),
    )  # fmt: skip
    found = queries.documents(request.actor, wanted)
    return render(request, "documents/index.html", {
        "page": page_of(found, request, "drafted_on"), "form": form, "is_filtered": bool(request.GET),
        "to_sign": queries.to_sign(request.actor)[:20], "to_confirm": queries.pages_to_confirm(request.actor)[:20],
        "counts": queries.by_kind(request.actor, wanted), "counted": _counted(asked),
        "tones": TONES, "may_write": request.actor.may_at(WRITE, request.actor.own_path),
        "may_budget": request.actor.may_at(BUDGET, request.actor.own_path),
    })  # fmt: skip


def _counted(asked: dict[str, Any]) -> str:
    """The address of what a count by kind counts; the kind is added to it."""
    kept = {name: asked.get(name) for name in ("year", "words") if asked.get(name)}
    return urlencode({"state": forms.SIGNED, **kept, "kind": ""})


def new(request: Request) -> HttpResponse:
    """起草: first which kind, then of what."""
    see(request, WRITE)
    kind = request.GET.get("kind") or request.POST.get("kind", "")
    if not kind:
        return render(request, "documents/kinds.html", {"groups": _groups(request)})
    one = COMPOSERS.get(kind)
    if one is None and kind != OTHER:
        raise Http404(_("没有找到。"))
    unit = own_unit(request, WRITE)
    initial = {"unit": unit, **{name: request.GET.get(name, "") for name in ("period", "subject")}}
    form: Any = forms.NewForm(
        request.POST or None, today=request.today, actor=request.actor, to=WRITE, one=one, initial=initial,
        subjects=_subjects(one, unit, request),
    )  # fmt: skip
    if form.is_valid() and done(form, commands.draft, request, kind=kind, **form.cleaned_data):
        messages.success(request, _("已起草。请核对、修改，再送签。"))
        return redirect("documents:document", code=form.result.code)
    return render(request, "documents/new.html", {
        "form": form, "kind": kind, "word": kinds.labels(request.today)[kind] if one else _("其他公文"), "unit": unit,
    })  # fmt: skip


def _groups(request: Request) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The kinds that this post may write, by group, the largest first; the free one last."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    labels = kinds.labels(request.today)
    for code, one in COMPOSERS.items():
        if request.actor.has(one.to_write):
            groups.setdefault(str(one.group or _("其他")), []).append((code, labels[code]))
    rest = groups.pop(str(_("其他")), [])
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [*ordered, (_("其他"), [*rest, (OTHER, _("其他公文"))])]


def _subjects(one: Composer | None, unit: Unit, request: Request) -> list[Choice]:
    """What the kind can be about at the unit."""
    if one is None or one.subjects is None:
        return []
    return list(one.subjects(unit, request.actor, request.today))


def keep(request: Request) -> HttpResponse:
    """存入别处写成的文件."""
    unit = own_unit(request, WRITE)
    form: Any = forms.KeepForm(request.POST or None, request.FILES or None, today=request.today)
    if form.is_valid() and done(form, commands.keep, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已存入。"))
        return redirect("documents:document", code=form.result.code)
    purpose = _("领导讲话、上级文件、活动方案、情况通报，或者本单位以前的文稿。存入以后可以公开到单位页面。")
    return form_page(request, form, Asking(_("存入文件"), purpose, reverse("documents:index"), _("存入")))


def fetched(request: Request, code: str, **how: Any) -> Document:
    """The document, if the actor may see it."""
    found: Document = fetch(request, Document.objects.select_related("unit"), see=VIEW, code=code, **how)
    return found


def document(request: Request, code: str) -> HttpResponse:
    """一件公文: the sheet with its findings beside it, its versions, what can be done."""
    found = fetched(request, code)
    newest = queries.newest(found)
    paper = bodies.paper_of(found, newest, request.today if found.state in (State.DRAFT, State.SUBMITTED) else None)
    context = _looked_at(request, found, paper) if not found.is_elsewhere and found.state != State.VOIDED else {}
    sheet = sheet_of(paper, context.get("findings", ()))
    return render(request, "documents/document.html", {
        "document": found, "newest": newest, "sheet": sheet, "tone": TONES[State(found.state)], **context,
        "characters": count_characters(paper), "most": queries.most_characters(found.kind),
        "files": found.files.defer("data"), "waivers": found.waivers.all(), "deeds": _deeds(request, found),
        "templates": templates.offered(found, request.actor),
        "page": queries.page_of(found), "may_publish": request.actor.may(PUBLISH, found),
        "may_write": request.actor.may(WRITE, found) and found.state == State.DRAFT,
    })  # fmt: skip


def _looked_at(request: Request, found: Document, paper: Any) -> dict[str, Any]:
    """What the checker says, and whom the text names."""
    reading = bodies.read(paper)
    findings = find_all(found, reading, by=request.actor, today=request.today)
    kept = set(found.marks.values_list("key", flat=True))
    named = persons_in(reading.text, kept, queries.staff_names(found.unit))
    return {
        "findings": findings, "open_findings": sum(one.is_open for one in findings),
        "named": sum(not one.is_kept for one in named), "confirmed": sum(one.is_kept for one in named),
    }  # fmt: skip


def _deeds(request: Request, found: Document) -> list[tuple[str, Any]]:
    """The buttons: what the state allows and the post may do; editing has its own page."""
    if found.is_elsewhere:
        allowed = [verb for verb in ("publish", "void") if FLOW.can(verb, found.state)]
    else:
        allowed = [verb for verb in FLOW.open_to(found.state) if verb != "edit"]
    needs = NEEDS | ({"void": WRITE} if found.state == State.DRAFT else {})
    standing = queries.page_of(found) if found.state in STANDING else None
    allowed = [verb for verb in allowed if verb != "publish" or standing is None]
    allowed.sort(key=lambda verb: verb == "send_back")  # what is done oftener stands first
    return [(verb, VERBS[verb]) for verb in allowed if request.actor.may(needs[verb], found)]


def docx(request: Request, code: str) -> HttpResponse:
    """下载: what was signed as it was signed; a draft as it stands now."""
    found = fetched(request, code)
    if asked := request.GET.get("template"):
        return in_template(request, found, asked)
    name = papers.file_name(found)
    signed = found.files.filter(purpose="issued").first()
    if signed is not None:
        return sending.file(bytes(signed.data), sending.DOCX, name)
    return sending.file(papers.docx_of(found, queries.newest(found), request.today), sending.DOCX, name)
