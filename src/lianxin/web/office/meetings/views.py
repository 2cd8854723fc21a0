"""会议的页面: the register, one meeting with its agenda and what came of it, the minutes on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.meetings import documents, forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.meetings import commands, queries
from lianxin.work.meetings.models import Meeting
from lianxin.work.meetings.terms import HOLD, MEETING_FLOW, VIEW, MeetingKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 200
TABS = (
    (gettext_lazy("会议登记"), "meetings:index"), (gettext_lazy("议定未办完"), "meetings:items"),
    (gettext_lazy("定期会议"), "meetings:series_list"), (gettext_lazy("会议和发文的数量"), "meetings:meter"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    tabs, actor = room_tabs(TABS, f"meetings:{name}"), request.actor
    may = {"may_hold": actor.may_at(HOLD, actor.own_path)}
    return render(request, f"meetings/{name}.html", {"tabs_shown": tabs, **may, **context})


def index(request: Request) -> HttpResponse:
    """会议登记: of a year, by kind, by subject; how many meetings dealt with each subject."""
    see(request, VIEW)
    year, kind, subject = (
        shown.year_of(request),
        request.GET.get("kind", ""),
        shown.plain(request.GET.get("subject", "")),
    )
    status = "held" if request.GET.get("held") == "1" else ""
    found = queries.meetings(
        request.actor, year=year, kind=kind if kind in MeetingKind.values else "", subject=subject, status=status
    )
    context = {"rows": found[:LISTED], "total": found.count(), "subjects": queries.subjects(request.actor, year)}
    chosen = {"year": year, "kind": kind, "subject": subject, "held": status, "kinds": MeetingKind.choices}
    return page(request, "index", **context, **chosen, years=shown.years(request))


def plan(request: Request) -> HttpResponse:
    """安排会议."""
    unit = own_unit(request, HOLD)
    form: Any = forms.PlanForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.plan_meeting, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已安排，接着列议题。"))
        return redirect("meetings:meeting", code=form.result.code)
    purpose = _("能合开的合开，能不开的不开。和群众一起开的座谈会，请到“座谈征求”里记。")
    return form_page(request, form, Asking(_("安排会议"), purpose, reverse("meetings:index"), _("排上")))


def register(request: Request) -> HttpResponse:
    """登记一次已开的会."""
    unit = own_unit(request, HOLD)
    form: Any = forms.RegisterForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.register_meeting, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已登记，接着记议定了什么。"))
        return redirect("meetings:meeting", code=form.result.code)
    asking = Asking(_("登记已开的会"), _("事先没有排的会，开完了登记。"), reverse("meetings:index"), _("登记"))
    return form_page(request, form, asking)


def _fetched(request: Request, code: str, to: Any = None) -> Meeting:
    found: Meeting = fetch(request, Meeting.objects.select_related("unit", "series"), see=VIEW, to=to, code=code)
    return found


def meeting(request: Request, code: str) -> HttpResponse:
    """一次会: its agenda, what earlier ones left open, what was decided; the next item is put here."""
    found = _fetched(request, code)
    may = request.actor.may(HOLD, found)
    form: Any = forms.PutForm(request.POST or None)
    if request.method == "POST":
        request.actor.must(HOLD, found)
    if form.is_valid() and done(form, commands.put_item, request, meeting=found, **form.cleaned_data):
        messages.success(request, _("已列入。"))
        return redirect("meetings:meeting", code=code)
    items = found.items.select_related("handler", "meeting").order_by("number")
    return render(request, "meetings/meeting.html", {
        "meeting": found, "items": shown.rows(items, request), "may": may, "form": form, "is_held": found.status == "held",
        "carried": shown.rows(queries.carried(found), request), "verbs": MEETING_FLOW.open_to(found.status) if may else [],
    })  # fmt: skip


def print_minutes(request: Request, code: str) -> HttpResponse:
    """会议纪要, before the meeting its agenda, to print."""
    found = _fetched(request, code)
    items = found.items.select_related("handler").order_by("number")
    context = {"meeting": found, "items": items, "carried": queries.carried(found)}
    return render(request, "meetings/print.html", context)


def docx(request: Request, code: str) -> HttpResponse:
    """下载会议纪要."""
    found = _fetched(request, code)
    items = list(found.items.select_related("handler").order_by("number"))
    data = documents.docx(found, items, list(queries.carried(found)))
    disposition = content_disposition_header(True, f"{found.title}纪要.docx") or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """改期, 登记开会, 不开了, 写纪要."""
    found = _fetched(request, code, HOLD)
    here, data, today = reverse("meetings:meeting", args=[code]), request.POST or None, request.today
    form: Any
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    form_class, command, word, button = DEEDS[verb]
    if verb in MEETING_FLOW.moves:
        MEETING_FLOW.after(verb, found.status)
    form = form_class(data, today=today, initial=shown.held(found, verb, today))
    if form.is_valid() and done(form, command, request, meeting=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word, found.title, here, button))


DEEDS: dict[str, tuple[Any, Any, Any, Any]] = {
    "move": (forms.MoveForm, commands.move_meeting, gettext_lazy("改期"), gettext_lazy("改期")),
    "hold": (forms.HoldForm, commands.hold_meeting, gettext_lazy("登记开会"), gettext_lazy("登记")),
    "cancel": (forms.ReasonForm, commands.cancel_meeting, gettext_lazy("不开了"), gettext_lazy("不开了")),
    "minutes": (forms.MinutesForm, commands.write_minutes, gettext_lazy("写会议纪要"), gettext_lazy("存下")),
}
