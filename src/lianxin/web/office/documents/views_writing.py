"""改公文: on the page, in Word and back, figures brought up to date, persons hidden, findings waived."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.reports.documents import bodies, changes, commands, editing, queries
from lianxin.reports.documents.editing import Line
from lianxin.reports.documents.findings import find_all, persons_in
from lianxin.reports.documents.models import Document, DocumentVersion
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import FLOW, WRITE
from lianxin.web.office.documents import forms
from lianxin.web.office.documents.views import fetched
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed

#: what one page can send back, below DATA_UPLOAD_MAX_NUMBER_FIELDS
MOST_BOXES = 960


def _draft(request: Request, code: str) -> Document:
    """The draft, for who may write it. Raises WrongState where it is signed already."""
    found = fetched(request, code, to=WRITE)
    FLOW.after("edit", found.state)
    return found


def edit(request: Request, code: str) -> HttpResponse:
    """修改: every paragraph in its box, every bound figure a slot in it."""
    found = _draft(request, code)
    newest = queries.newest(found)
    paper = bodies.paper_of(found, _begun_on(request, newest), request.today)
    known = editing.slots(paper, found, by=request.actor, today=request.today)
    lines = editing.lines(paper, known)
    if sum(line.boxes for line in lines) > MOST_BOXES:
        return _in_word(request, code)
    initial = {"base": newest.number, "title": newest.title, "addressee": newest.addressee}
    form: Any = forms.EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = typed_lines(request.POST, lines)
        said = form.cleaned_data
        is_same = typed == lines and (said["title"], said["addressee"]) == (newest.title, newest.addressee)
        is_same = is_same and said["base"] == newest.number
        if is_same or _edited(request, form, found, typed, paper.body, known):
            return _after_edit(request, found, newest.number if is_same else form.result.number)
        lines = typed
    return render(request, "documents/edit.html", {
        "document": found, "form": form, "lines": lines, "slots": known, "most": queries.most_characters(found.kind),
        "findings": find_all(found, bodies.read(paper), by=request.actor, today=request.today),
        "characters": newest.characters,
    })  # fmt: skip


def _begun_on(request: Request, newest: DocumentVersion) -> DocumentVersion:
    """The version on which what is sent was begun: its boxes and its figures are counted as they were there."""
    base = _number(request.POST.get("base", ""))
    return DocumentVersion.objects.filter(document=newest.document_id, number=base).first() or newest


def _in_word(request: Request, code: str) -> HttpResponse:
    """A text of more boxes than a page can send back."""
    messages.warning(request, _("这份公文段落太多，不能在页面上改。请下载 docx，在 Word、WPS 里改好，再从这里交回。"))
    return redirect("documents:word", code=code)


def _after_edit(request: Request, found: Document, base: int) -> HttpResponse:
    """Back to the document; where a mend was pressed beside the boxes, it is made and the boxes stay open."""
    key = request.POST.get("mend", "")
    if not key:
        messages.success(request, _("已存为新的版本。") if base > found.version else _("没有改动，版本不变。"))
        return redirect("documents:document", code=found.code)
    if pressed(request, commands.mend, document=found, base=base, key=key) is not None:
        messages.success(request, _("已改正，存为新的版本。"))
    return redirect("documents:edit", code=found.code)


def _edited(request: Request, form: Any, found: Document, lines: list[Line], before: Any, known: Any) -> bool:
    try:
        items = editing.items(lines, before, known)
    except Unfit as problem:
        form.add_error(None, str(problem))
        return False
    return done(form, commands.edit, request, document=found, items=items, **form.cleaned_data)


def typed_lines(data: QueryDict, before: list[Line]) -> list[Line]:
    """The boxes as they were typed; one that was not sent stays as it was."""
    found = []
    for line in before:
        name = f"line-{line.place}"
        if line.kind == editing.TABLE:
            cells = tuple(
                tuple(data.get(f"{name}-{r}-{c}", cell) for c, cell in enumerate(row))
                for r, row in enumerate(line.cells)
            )
            found.append(Line(line.place, line.kind, cells=cells))
        else:
            kind = data.get(f"{name}-kind", line.kind)
            kind = kind if kind in ("p", "1", "2", "3", "4") else "p"
            found.append(Line(line.place, kind, data.get(name, line.text)))
    return found


def word(request: Request, code: str) -> HttpResponse:
    """交回 Word、WPS 改过的文件."""
    found = _draft(request, code)
    form: Any = forms.WordForm(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, commands.take_in, request, document=found, **form.cleaned_data):
        messages.success(request, _("已存为新的版本。下面是和上一版的不同。"))
        new = form.result.number
        return redirect(reverse("documents:diff", args=[code], query={"old": new - 1, "new": new}))
    purpose = _("先下载，在 Word、WPS 里改，再交回来。绑定的数字还是绑定的；手工改过的数字会列出来。")
    here = reverse("documents:document", args=[code])
    return form_page(request, form, Asking(_("交回改好的文件"), purpose, here, _("交回")))


def refresh(request: Request, code: str) -> HttpResponse:
    """按记录更新数字: what stands there and what the records say now; chosen one by one."""
    found = _draft(request, code)
    newest = queries.newest(found)
    rows = changes.outdated(bodies.paper_of(found, newest), by=request.actor, today=request.today)
    if request.method == "POST":
        made = pressed(request, commands.refresh, document=found, base=_number(request.POST.get("base", "")),
                       keys=request.POST.getlist("key"))  # fmt: skip
        if made is not None:
            messages.success(request, _("已按记录更新，存为新的版本。"))
            return redirect("documents:document", code=code)
    return render(request, "documents/refresh.html", {"document": found, "newest": newest, "rows": rows})


def persons(request: Request, code: str) -> HttpResponse:
    """文中的个人信息: each is hidden, or confirmed that it must stand."""
    found = _draft(request, code)
    newest = queries.newest(found)
    if request.method == "POST":
        if "keep" in request.POST:
            made = pressed(request, commands.confirm_mark, document=found, key=request.POST["keep"])
        else:
            made = pressed(request, commands.redact, document=found, base=_number(request.POST.get("base", "")),
                           keys=request.POST.getlist("key"))  # fmt: skip
        if made is not None:
            messages.success(request, _("已记下。"))
            return redirect("documents:persons", code=code)
    text = bodies.read(bodies.paper_of(found, newest)).text
    named = persons_in(text, found.marks.values_list("key", flat=True), queries.staff_names(found.unit))
    rows = [(one, text[max(one.mark.start - 14, 0) : one.mark.start], text[one.mark.end : one.mark.end + 14])
            for one in named]  # fmt: skip
    return render(request, "documents/persons.html", {"document": found, "newest": newest, "rows": rows})


@require_POST
def mend(request: Request, code: str, key: str) -> HttpResponse:
    """改正一处: what a finding offers, in one press."""
    found = _draft(request, code)
    base = _number(request.POST.get("base", ""))
    if pressed(request, commands.mend, document=found, base=base, key=key) is not None:
        messages.success(request, _("已改正，存为新的版本。"))
    return redirect("documents:document", code=code)


def waive(request: Request, code: str, key: str) -> HttpResponse:
    """忽略一条意见, with the reason."""
    found = _draft(request, code)
    reading = bodies.read(bodies.paper_of(found, queries.newest(found), request.today))
    said = find_all(found, reading, by=request.actor, today=request.today)
    one = next((finding for finding in said if finding.key == key and not finding.waived), None)
    if one is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.WhyForm(request.POST or None)
    here = reverse("documents:document", args=[code])
    if form.is_valid() and done(form, commands.waive, request, document=found, key=key, **form.cleaned_data):
        messages.success(request, _("已记下原因，随公文存档。"))
        return redirect(here)
    purpose = _("“%(quote)s”：%(why)s") % {"quote": one.remark.quote, "why": one.remark.explain}
    return form_page(request, form, Asking(_("忽略这条意见"), purpose, here, _("忽略，原因存档")))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
