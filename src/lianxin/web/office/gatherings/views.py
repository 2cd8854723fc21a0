"""座谈会与意见的页面."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.concerns.filing import Filing, file
from lianxin.web.office.gatherings import forms, minutes, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.concerns.commands import register_finding
from lianxin.work.concerns.terms import REGISTER, Channel
from lianxin.work.gatherings import commands, queries
from lianxin.work.gatherings.models import Gathering, Opinion, Study
from lianxin.work.gatherings.terms import (
    EXPLAINING,
    HOLD,
    LEAD,
    OPINION_VIEW,
    SETTLE,
    THREE_MEETINGS,
    VIEW,
    OpinionOutcome,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 200
GROUPS = {"three": THREE_MEETINGS, "explaining": EXPLAINING}
TABS = (
    (gettext_lazy("座谈走访"), "gatherings:index"), (gettext_lazy("意见着落"), "gatherings:opinions"),
    (gettext_lazy("征求意见表"), "gatherings:sheets"), (gettext_lazy("专题研究"), "gatherings:studies"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    tabs, actor = room_tabs(TABS, f"gatherings:{name}"), request.actor
    may = {"may_hold": actor.may_at(HOLD, actor.own_path), "may_lead": actor.may_at(LEAD, actor.own_path)}
    return render(request, f"gatherings/{name}.html", {"tabs_shown": tabs, **may, **context})


def index(request: Request) -> HttpResponse:
    """座谈走访一览."""
    see(request, VIEW)
    group = request.GET.get("kind", "")
    gatherings = queries.gatherings(request.actor)
    found = list((gatherings.filter(kind__in=GROUPS[group]) if group in GROUPS else gatherings)[:LISTED])
    noted = queries.noted(request.actor, [one.pk for one in found])
    return page(request, "index", rows=[(one, noted[one.pk]) for one in found], group=group if group in GROUPS else "")


def hold(request: Request) -> HttpResponse:
    """记一次座谈会."""
    unit = own_unit(request, HOLD)
    form: Any = forms.GatheringForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.hold, request, unit=unit, **form.as_command()):
        messages.success(request, _("已记下。接着把意见一条一条记上。"))
        return redirect("gatherings:gathering", code=form.result.code)
    asking = Asking(
        _("记座谈走访"),
        _("开完了记：什么会、多少人、哪些单位。不记个人身份情况。"),
        reverse("gatherings:index"),
        _("记下"),
    )
    return form_page(request, form, asking)


def gathering(request: Request, code: str) -> HttpResponse:
    """一次座谈会: its opinions with what became of them, and the next one to note down."""
    found = fetch(request, Gathering.objects.select_related("unit"), see=VIEW, code=code)
    may = request.actor.may(HOLD, found)
    form: Any = forms.OpinionForm(request.POST or None)
    command: Callable[..., Any] = commands.note_opinion
    if found.is_explaining:
        form, command = forms.QuestionForm(request.POST or None, today=request.today), commands.note_question
    if request.method == "POST":
        request.actor.must(HOLD, found)
    if form.is_valid() and done(form, command, request, gathering=found, **form.cleaned_data):
        messages.success(request, _("已记下一条。"))
        return redirect("gatherings:gathering", code=code)
    opinions = queries.opinions(request.actor, gathering=found)
    resolutions = shown.resolutions(found, request)
    context = {"gathering": found, "rows": shown.rows(opinions, request), "may": may, "form": form}
    return render(request, "gatherings/gathering.html", {**context, "resolutions": resolutions})


def print_minutes(request: Request, code: str) -> HttpResponse:
    """座谈会纪要 to print."""
    found = fetch(request, Gathering.objects.select_related("unit"), see=VIEW, code=code)
    opinions = shown.rows(queries.opinions(request.actor, gathering=found), request)
    context = {"gathering": found, "rows": opinions, "resolutions": found.resolutions.select_related("handler")}
    return render(request, "gatherings/minutes.html", context)


def minutes_docx(request: Request, code: str) -> HttpResponse:
    """座谈会纪要 as docx."""
    found = fetch(request, Gathering.objects.select_related("unit"), see=VIEW, code=code)
    data = minutes.docx(found, shown.rows(queries.opinions(request.actor, gathering=found), request))
    disposition = content_disposition_header(True, f"{found.title}纪要.docx") or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def opinions(request: Request) -> HttpResponse:
    """意见着落: what is still to be settled first, most urgent first."""
    see(request, OPINION_VIEW)
    found = queries.opinions(request.actor)
    outcome = request.GET.get("outcome", "")
    if outcome in OpinionOutcome.values:
        found = found.filter(outcome=outcome)
    rows = shown.rows(found.order_by(*queries.UNSETTLED_FIRST)[:LISTED], request)
    counts = queries.counted(Opinion.objects.reachable(by=request.actor, to=OPINION_VIEW))
    choices = [(code, word, counts.get(code, 0), code == outcome) for code, word in OpinionOutcome.choices]
    return page(request, "opinions", rows=rows, choices=choices, outcome=outcome, total=sum(counts.values()))


def _opinions() -> Any:
    return Opinion.objects.select_related("unit", "gathering", "sheet", "handler", "concern", "study")


def opinion(request: Request, code: str) -> HttpResponse:
    """一条意见: where it was said, what became of it, what can be done with it now."""
    found = fetch(request, _opinions(), see=OPINION_VIEW, code=code)
    context = {"row": shown.row(found, request), "verbs": shown.verbs(found, request.actor),
               "decisions": list(found.decisions.all())}  # fmt: skip
    return render(request, "gatherings/opinion.html", context)


def opinion_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """当场答复, 会后研究, 研究后答复, 列入专题."""
    deeds: dict[str, tuple[Any, Any, Callable[..., Any]]] = {
        "answer": (HOLD, _("当场答复"), commands.answer_opinion), "promise": (HOLD, _("会后研究"), commands.promise_study),
        "settle": (SETTLE, _("研究后答复"), commands.settle_opinion), "link": (LEAD, _("列入专题研究"), commands.link_opinion),
    }  # fmt: skip
    if verb not in deeds:
        raise Http404(_("没有找到。"))
    permission, word, command = deeds[verb]
    found = fetch(request, _opinions(), see=OPINION_VIEW, to=permission, code=code)
    form: Any = _opinion_form(request, verb)
    if form.is_valid() and done(form, command, request, opinion=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("gatherings:opinion", code=code)
    asking = Asking(word, found.text[:60], reverse("gatherings:opinion", args=[code]))
    return form_page(request, form, asking)


def _opinion_form(request: Request, verb: str) -> Any:
    data = request.POST or None
    if verb == "promise":
        return forms.PromiseForm(data, today=request.today)
    if verb == "link":
        form: Any = forms.StudyChoiceForm(data)
        form.fields["study"].queryset = Study.objects.reachable(by=request.actor, to=LEAD)
        return form
    return forms.AnswerForm(data)


def raise_opinion(request: Request, code: str) -> HttpResponse:
    """意见转为诉求: the form is filled in; one press registers it, and both know of each other."""
    found = fetch(request, _opinions(), see=OPINION_VIEW, to=HOLD, code=code)
    if found.concern is not None:
        return redirect("concerns:detail", code=found.concern.code)
    channel = Channel.MEETING if found.gathering_id else Channel.QUESTIONNAIRE
    purpose = _("来自“%(source)s”，核对一下，点登记就成为诉求。") % {"source": found.gathering or found.sheet}
    return file(request, Filing(
        word=_("意见转为诉求"), purpose=purpose, channel=channel, command=commands.raise_opinion,
        back=reverse("gatherings:opinion", args=[code]), initial={"text": found.text, "kind": "opinion", "unit": found.unit},
        given={"opinion": found},
    ))  # fmt: skip


def finding(request: Request) -> HttpResponse:
    """从走访发现登记: a finding of a visit becomes a concern in one step."""
    own_unit(request, REGISTER)
    return file(request, Filing(
        word=_("从走访发现登记"), purpose=_("走访时看到、听到的具体问题，一步登记成诉求。"), channel=Channel.VISIT,
        command=register_finding, back=reverse("gatherings:index"), own=forms.finding_fields,
    ))  # fmt: skip


def comment(request: Request) -> HttpResponse:
    """网民留言登记: what was left on the unit's own page, pasted by a person; nobody's pages are searched."""
    own_unit(request, REGISTER)
    return file(request, Filing(
        word=_("网民留言登记"), purpose=_("把留在本单位网页上的话贴进来，写明在哪里。只登记找上门的话，不去别处搜集。"),
        channel=Channel.ONLINE_COMMENT, command=register_finding, back=reverse("gatherings:index"),
        own=forms.comment_fields,
    ))  # fmt: skip
