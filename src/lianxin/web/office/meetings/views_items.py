"""议定事项的页面: what is still to be done, one item with what was said since, its deeds."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.meetings import forms, shown
from lianxin.web.office.meetings.views import LISTED, page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.meetings import commands, queries
from lianxin.work.meetings.models import AgendaItem
from lianxin.work.meetings.terms import HOLD, VIEW


def items(request: Request) -> HttpResponse:
    """议定未办完, those due first; those of one's own unit by themselves."""
    see(request, VIEW)
    mine = request.GET.get("mine") == "1"
    found = queries.of_me(request.actor) if mine else queries.open_items(request.actor)
    return page(request, "items", rows=shown.rows(found[:LISTED], request), mine=mine)


def _fetched(request: Request, code: str) -> AgendaItem:
    found: AgendaItem = fetch(
        request, AgendaItem.objects.select_related("meeting", "meeting__unit", "handler"), see=VIEW, code=code
    )
    return found


def item(request: Request, code: str) -> HttpResponse:
    """一项议题: what was decided, what was said since; progress is noted here."""
    found = _fetched(request, code)
    form: Any = forms.NoteForm(request.POST or None)
    if request.method == "POST":
        request.actor.must(HOLD, found)
    if form.is_valid() and done(form, commands.note_item, request, item=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("meetings:item", code=code)
    actor = request.actor
    return render(request, "meetings/item.html", {
        "row": shown.rows([found], request)[0], "notes": found.notes.select_related("meeting"), "form": form,
        "may_keep": found.is_open and actor.may_at(HOLD, found.unit_path), "may_see_meeting": actor.may(VIEW, found.meeting),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """议定, 办完, 不再议."""
    found = _fetched(request, code)
    request.actor.must(HOLD, found)
    here, data, today = reverse("meetings:item", args=[code]), request.POST or None, request.today
    form: Any
    command: Any
    if verb == "decide":
        request.actor.must_at(HOLD, found.unit_path)
        held = {"decision": found.decision, "handler": found.handler, "owner": found.owner, "due_on": found.due_on}
        form, command = forms.DecideForm(data, today=today, initial=held), commands.decide_item
        asking = Asking(_("议定事项"), found.text, here, _("记下"))
    elif verb == "finish":
        form, command = forms.FinishForm(data, today=today), commands.finish_item
        asking = Asking(_("办完"), found.decision, here, _("办完了"))
    elif verb == "drop":
        request.actor.must_at(HOLD, found.unit_path)
        form, command = forms.ReasonForm(data, today=today), commands.drop_item
        asking = Asking(_("不再议"), found.text, here)
    else:
        raise Http404(_("没有找到。"))
    return _settled(request, found, form, command, asking)


def _settled(request: Request, found: AgendaItem, form: Any, command: Any, asking: Asking) -> HttpResponse:
    if form.is_valid() and done(form, command, request, item=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        if request.actor.may(VIEW, found.meeting):
            return redirect("meetings:meeting", code=found.meeting.code)
        return redirect("meetings:item", code=found.code)
    return form_page(request, form, asking)
