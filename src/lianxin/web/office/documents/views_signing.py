"""送签、退回、签发、归档、作废、拟公开稿: each a page with what it asks for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.drafting import COMPOSERS
from lianxin.reports.documents import budgets, commands, kinds, queries
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.terms import FLOW, VERBS, State
from lianxin.web.office.documents import forms
from lianxin.web.office.documents.views import NEEDS, fetched
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page

DEEDS: dict[str, tuple[Any, Any]] = {
    "submit": (forms.SubmitForm, commands.submit), "send_back": (forms.WhyForm, commands.send_back),
    "issue": (forms.IssueForm, commands.issue), "archive": (forms.ArchiveForm, commands.archive),
    "void": (forms.WhyForm, commands.void), "publish": (forms.forms.Form, commands.publish),
}  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """办一件事."""
    found = fetched(request, code)
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    request.actor.must(NEEDS["edit"] if verb == "void" and found.state == State.DRAFT else NEEDS[verb], found)
    FLOW.after(verb, found.state)
    command, form = DEEDS[verb][1], _form(request, found, verb)
    here = reverse("documents:document", args=[code])
    if form.is_valid() and done(form, command, request, document=found, **form.cleaned_data):
        messages.success(request, _("已办好。"))
        return redirect("documents:page", code=form.result.code) if verb == "publish" else redirect(here)
    asking = Asking(VERBS[verb], found.title.replace("\n", ""), here)
    return form_page(request, form, asking, notes=_notes(request, found, verb))


def _form(request: Request, found: Document, verb: str) -> Any:
    """What is asked for; a reason only where there is something to give one for."""
    form = DEEDS[verb][0](request.POST if request.method == "POST" else None)
    if verb == "archive" and found.kind in COMPOSERS:
        form.initial["term"] = kinds.settled(found.kind, request.today)["term"]
    needless = []
    if verb == "submit" and queries.newest(found).characters <= queries.most_characters(found.kind):
        needless = ["long_why"]
    elif verb == "issue" and not found.series:
        needless = ["number", "beyond_why"]
    elif verb == "issue" and _spent(request, found).is_left:
        needless = ["beyond_why"]
    for name in needless:
        del form.fields[name]
    return form


def _spent(request: Request, found: Document) -> budgets.Spent:
    return budgets.spent(found.unit, request.today.year, request.actor, request.today).documents


def _notes(request: Request, found: Document, verb: str) -> list[str]:
    """What one must know before it is done."""
    if verb == "publish":
        return [_("公开稿是另一份文字：像是个人信息的地方先遮盖好，您核对、修改以后，由另一个人确认才公开。")]
    if verb == "void":
        return [_("作废以后不能恢复；文号留在登记里，不再给别的公文用。")]
    if verb != "issue" or not found.series:
        return []
    spent = _spent(request, found)
    if spent.most is None:
        return [_("今年已经发文 %(used)s 件，没有设年度限额。") % {"used": spent.used}]
    words = {"used": spent.used, "most": spent.most}
    if spent.is_left:
        return [_("今年已经发文 %(used)s 件，限额 %(most)s 件。") % words]
    return [_("今年已经发文 %(used)s 件，限额 %(most)s 件，这一件要超过限额：请写明原因，不急的可以不发。") % words]
