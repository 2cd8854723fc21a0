"""督办的页面: orders, issued, chased, answered, concluded."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import codes
from lianxin.pure.paper import write_docx
from lianxin.web.office.supervision import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW
from lianxin.work.supervision import commands, queries
from lianxin.work.supervision.commands.orders import is_settled
from lianxin.work.supervision.models import SupervisionOrder
from lianxin.work.supervision.papers import order_paper
from lianxin.work.supervision.terms import ISSUE, ORDER_FLOW, ORDER_VERBS, SEE

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_CODES = 200


def must_see(request: Request) -> None:
    """Raise NotAllowed for a post that sees no concern anywhere."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def with_matters() -> Any:
    """督办 with what its page shows."""
    return SupervisionOrder.objects.select_related("unit", "to").prefetch_related(
        "notes", "concerns__unit", "concerns__handler", "concerns__requester", "concerns__subjects"
    )


def index(request: Request) -> HttpResponse:
    """督办."""
    must_see(request)
    tabs, rows = shown.orders(request.actor, request.GET.get("tab", ""), request.today, clocks.calendar())
    context = {"tabs": tabs, "rows": rows, "may_issue": request.actor.has(ISSUE), "most": shown.MOST}
    return render(request, "supervision/index.html", context)


def _ticked(request: Request) -> list[Concern]:
    """The concerns named in the address or in the form, as far as the actor may supervise them."""
    typed = request.GET.getlist("code") + request.POST.get("codes", "").split(",")
    read = [code for code in map(codes.read_code, typed[:MOST_CODES]) if code]
    found = Concern.objects.reachable(by=request.actor, to=ISSUE).filter(code__in=read)
    return list(found.select_related("unit", "handler", "requester").order_by("received_on", "code"))


def issue(request: Request) -> HttpResponse:
    """发督办."""
    if not request.actor.has(ISSUE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ISSUE.label})
    found = _ticked(request)
    handlers = {one.handler for one in found}
    initial = {"codes": ",".join(one.code for one in found), "to": handlers.pop() if len(handlers) == 1 else None}
    form = forms.IssueForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    given = {"concerns": found, "unit": request.posting.unit}
    if form.is_valid() and done(form, commands.issue, request, **given, **form.as_command()):
        messages.success(request, _("已发出督办。"))
        return redirect("supervision:order", code=form.result.code)  # type: ignore[attr-defined]
    return render(request, "supervision/issue.html", {"form": form, "rows": shown.titles(request.actor, found)})


def order(request: Request, code: str) -> HttpResponse:
    """一份督办."""
    return render(request, "supervision/order.html", _page(request, fetch(request, with_matters(), see=SEE, code=code)))


def _page(request: Request, found: SupervisionOrder) -> dict[str, Any]:
    matters = list(found.concerns.all())
    verbs = [verb for verb in ORDER_FLOW.open_to(found.state) if _may(request, found, verb)]
    return {
        "order": found, "tone": shown.TONES[found.state], "left": shown.order_left(found, request.today, clocks.calendar()),
        "rows": shown.titles(request.actor, matters), "settled": sum(is_settled(one) for one in matters),
        "notes": [(note, shown.WHAT.get(note.what, "")) for note in found.notes.all()],
        "deeds": [(f"supervision:{verb}", ORDER_VERBS[verb]) for verb in verbs],
    }  # fmt: skip


def _may(request: Request, found: SupervisionOrder, verb: str) -> bool:
    if verb in ("report", "answer"):
        return queries.may_report(found, request.actor)
    return request.actor.may(ISSUE, found)


def print_order(request: Request, code: str) -> HttpResponse:
    """打印督办单."""
    found = fetch(request, with_matters(), see=SEE, code=code)
    return render(request, "supervision/print_order.html", _page(request, found))


def paper(request: Request, code: str) -> HttpResponse:
    """下载督办单."""
    found = fetch(request, with_matters(), see=SEE, code=code)
    disposition = content_disposition_header(True, f"督办单{found.code}.docx") or "attachment"
    data = write_docx(order_paper(found, shown.titles(request.actor, list(found.concerns.all()))))
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


DEEDS: dict[str, tuple[type[django_forms.Form], Callable[..., Any]]] = {
    "report": (forms.TextForm, commands.report),
    "chase": (forms.TextForm, commands.chase),
    "answer": (forms.TextForm, commands.answer),
    "ask_again": (forms.AskAgainForm, commands.ask_again),
    "conclude": (forms.ConcludeForm, commands.conclude),
}


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """报进展, 催办, 回复, 退回再办, 办结督办."""
    found = fetch(request, with_matters(), see=SEE, code=code)
    if not _may(request, found, verb):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ORDER_VERBS[verb]})
    ORDER_FLOW.after(verb, found.state)
    form_class, command = DEEDS[verb]
    form: Any = form_class(request.POST or None, today=request.today)  # type: ignore[call-arg]
    if form.is_valid() and done(form, command, request, order=found, **form.cleaned_data):
        messages.success(request, _("已办：%(word)s。") % {"word": ORDER_VERBS[verb]})
        return redirect("supervision:order", code=code)
    return render(request, "supervision/deed.html", {**_page(request, found), "form": form, "word": ORDER_VERBS[verb]})
