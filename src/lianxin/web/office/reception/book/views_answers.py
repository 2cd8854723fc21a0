"""答复: by word of mouth or in writing, and its letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.reception.book import forms
from lianxin.web.office.reception.views_office import DOCX
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, REPLY
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.reception import commands


def with_entry() -> Any:
    """Concerns with their line in a log book, if any."""
    return Concern.objects.select_related("unit", "handler", "requester", "reception_entry")


def reply(request: Request, code: str) -> HttpResponse:
    """答复并记形式."""
    concern = fetch(request, with_entry(), see=VIEW_CONCERN, to=REPLY, code=code)
    if not FLOW.can("reply", concern.status):
        messages.error(request, _("这一件现在不能答复，请看办到了哪一步。"))
        return redirect("concerns:detail", code=code)
    form: Any = forms.AnswerForm(request.POST or None, concern=concern)
    if form.is_valid() and done(form, commands.reply, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已答复。书面答复的，可以下载答复函。"))
        return redirect("concerns:detail", code=code)
    title = concerns.shown(concern.title, concern, request.actor)
    return render(request, "reception/reply.html", {"form": form, "concern": concern, "title": title})


@require_POST
def letter(request: Request, code: str) -> HttpResponse:
    """答复函: the file; whom it names is shown to nobody who may not know, and each time is journalled."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester"), see=VIEW_CONCERN, code=code)
    if concerns.may_know_asker(request.actor, concern):
        within_limit(request)
    try:
        data = commands.write_letter(concern=concern, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
        return redirect("concerns:detail", code=code)
    disposition = content_disposition_header(True, f"答复函{concern.code}.docx") or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})
