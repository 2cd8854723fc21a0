"""办公室的页面: the register of what was handed on, the transfer, the agenda of the meetings and its weekly pack."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import write_docx
from lianxin.web.office.concerns.rows import rows as concern_rows
from lianxin.web.office.reception import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import commands, papers, queries
from lianxin.work.reception.models import ReceptionEntry
from lianxin.work.reception.terms import OFFICE, VIEW, Disposition

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS, LETTERS = 200, 100
FILTERS = (
    ("", gettext_lazy("全部")), ("waiting", gettext_lazy("待转办")), ("late", gettext_lazy("转办超期未答复")),
    ("transferred", gettext_lazy("转办")), ("meeting", gettext_lazy("提交会议")), ("later", gettext_lazy("暂不能解决")),
)  # fmt: skip


def _must_see(request: Request) -> None:
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看接待日的单位。"))


def _entry(request: Request, code: str) -> ReceptionEntry:
    found = queries.with_people()
    entry: ReceptionEntry = fetch(request, found, see=VIEW, to=OFFICE, concern__code=code)
    return entry


def register(request: Request) -> HttpResponse:
    """转办和会议登记: the books read anew under a filter, nothing typed twice."""
    _must_see(request)
    chosen = request.GET.get("show", "")
    found = queries.register(request.actor)
    if chosen == "waiting":
        found = found.to_transfer()
    elif chosen == "late":
        found = found.unanswered(request.today)
    elif chosen in Disposition.values:
        found = found.filter(disposition=chosen)
    rows = shown.entry_rows(found[:ROWS], request.actor, request.today, clocks.calendar())
    filters = [shown.Tab(word, f"?show={code}", code == chosen) for code, word in FILTERS]
    context = {"tabs": shown.tabs("register"), "filters": filters, "rows": rows}
    return render(request, "reception/register.html", context)


def transfer(request: Request, code: str) -> HttpResponse:
    """转办."""
    entry = _entry(request, code)
    if entry.transferred_on is not None:
        messages.error(request, _("这一件已经转办。"))
        return redirect("reception:register")
    form: Any = forms.TransferForm(request.POST or None, entry=entry, by=request.actor, today=request.today)
    if form.is_valid() and done(form, commands.transfer, request, entry=entry, **form.cleaned_data):
        messages.success(request, _("已转办，最迟一周内答复。"))
        return redirect("reception:register")
    [row] = shown.entry_rows([entry], request.actor, request.today, clocks.calendar())
    return render(request, "reception/deed.html", {"form": form, "row": row, "word": _("转办"), "back": "register"})


def agenda(request: Request) -> HttpResponse:
    """会议议题: what waits for a meeting, meeting by meeting, with the day by which it must be gathered."""
    _must_see(request)
    return _agenda(request)


def _agenda(request: Request, form: Any = None) -> HttpResponse:
    by, today, calendar = request.actor, request.today, clocks.calendar()
    found = list(queries.agenda(by))
    due_on = queries.pack_due(found)
    units = list(queries.units_with_office(by))
    decided = queries.register(by).filter(disposition=Disposition.MEETING, decided_on__isnull=False)
    context = {
        "tabs": shown.tabs("agenda"), "rows": shown.entry_rows(found, by, today, calendar), "due_on": due_on,
        "chip": shown.left(due_on, None, today, calendar), "units": units, "packs": queries.packs(by),
        "decided": shown.entry_rows(decided[:50], by, today, calendar), "meetings": queries.meetings(by),
        "form": form or forms.MeetingForm(by=by, today=today) if units else None,
    }  # fmt: skip
    return render(request, "reception/agenda.html", context)


def name_meeting(request: Request) -> HttpResponse:
    """设立会议."""
    _must_see(request)
    if not request.actor.has(OFFICE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": OFFICE.label})
    form: Any = forms.MeetingForm(request.POST or None, by=request.actor, today=request.today)
    if form.is_valid() and done(form, commands.name_meeting, request, **form.cleaned_data):
        messages.success(request, _("已设立，登记来访时可以选。"))
        return redirect("reception:agenda")
    return _agenda(request, form)


def _unit(request: Request, data: Any) -> Unit | None:
    """The unit that is named, or the only one there is."""
    units = list(queries.units_with_office(request.actor))
    named = [one for one in units if str(one.pk) == data.get("unit", "")]
    return next(iter(named or units), None)


@require_POST
def pack(request: Request) -> HttpResponse:
    """整理议题: one paper for the head of the unit; the items count as gathered from now on."""
    unit = _unit(request, request.POST)
    if unit is None:
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": OFFICE.label})
    try:
        found = commands.pack(unit=unit, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
        return redirect("reception:agenda")
    return _paper(request, found, unit, request.today)


def pack_paper(request: Request, pk: int, on: str) -> HttpResponse:
    """议题汇编 of an earlier day once more, with what has been decided since."""
    _must_see(request)
    try:
        day = date.fromisoformat(on)
    except ValueError as wrong:
        raise Http404(_("没有找到。")) from wrong
    found = queries.packed(request.actor, pk, day)
    if not found or found[0].meeting is None:
        raise Http404(_("没有找到。"))
    return _paper(request, found, found[0].meeting.unit, day)


def _paper(request: Request, found: Sequence[ReceptionEntry], unit: Unit, day: date) -> HttpResponse:
    paper = papers.agenda(found, unit=unit, by=request.actor, dated=day)
    disposition = content_disposition_header(True, f"{unit.name}接待日提请会议研究事项.docx") or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def print_agenda(request: Request) -> HttpResponse:
    """会议议题 on paper: all that is open, as a table with a place for what is decided."""
    _must_see(request)
    rows = shown.entry_rows(queries.agenda(request.actor), request.actor, request.today, clocks.calendar())
    return render(request, "reception/print_agenda.html", {"rows": rows})


def decide(request: Request, code: str) -> HttpResponse:
    """议定."""
    entry = _entry(request, code)
    if entry.disposition != Disposition.MEETING or entry.decided_on is not None:
        messages.error(request, _("这一件没有等会议议定。"))
        return redirect("reception:agenda")
    form: Any = forms.DecideForm(request.POST or None)
    if form.is_valid() and done(form, commands.decide, request, entry=entry, **form.cleaned_data):
        messages.success(request, _("已记下议定意见，下一步转办或答复。"))
        return redirect("reception:agenda")
    [row] = shown.entry_rows([entry], request.actor, request.today, clocks.calendar())
    return render(request, "reception/deed.html", {"form": form, "row": row, "word": _("议定"), "back": "agenda"})


def mailbox(request: Request) -> HttpResponse:
    """信箱来信: what came through the head's letter box; to be answered in seven workdays."""
    _must_see(request)
    found = queries.mailbox(request.actor)[:LETTERS]
    listed = concern_rows(list(found), request.actor, request.today, clocks.calendar())
    return render(request, "reception/mailbox.html", {"tabs": shown.tabs("mailbox"), "rows": listed})
