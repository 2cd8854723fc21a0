"""帮扶计划的页面: the list, one plan, its paper, the four ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import blocks, write_docx
from lianxin.pure.periods import Period
from lianxin.web.office.helping import forms, papers, shown
from lianxin.web.ui import counted
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.helping import commands, queries
from lianxin.work.helping.terms import PLAN, VIEW
from lianxin.work.households.queries import may_open
from lianxin.work.quotas.terms import TEAM

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 300


def index(request: Request) -> HttpResponse:
    """帮扶计划: those that run, those that ended, and the households in need that have none."""
    see(request, VIEW)
    ended = request.GET.get("ended") == "1"
    found = queries.plans(request.actor).filter(ended_on__isnull=not ended).order_by("unit_path", "until", "pk")
    context = {
        "tabs_shown": shown.tabs("index"), "plans": found[:LISTED], "ended": ended, "figures": counted.figures(request, shown.CODES),
        "without": queries.without_plan(request.actor, request.today)[:LISTED], "may_plan": request.actor.has(PLAN),
    }  # fmt: skip
    return render(request, "helping/index.html", context)


def new(request: Request) -> HttpResponse:
    """制订帮扶计划 for the household in the address, else for a village."""
    see(request, VIEW)
    if not request.actor.has(PLAN):
        raise NotAllowed(_("您现在的职务不能制订帮扶计划。"))
    household = shown.household_asked(request)
    kind = forms.PlanFields if household else forms.VillagePlanForm
    initial = {"person": request.actor.name, "unit": shown.own_place(request)}
    form: Any = kind(request.POST or None, today=request.today, initial=initial)
    if form.is_valid():
        given = {"unit": household.unit, "household": household} if household else {}
        if done(form, commands.make_plan, request, home=request.posting.unit, **given, **form.cleaned_data):
            messages.success(request, _("已制订。接着列帮扶事项和目标。"))
            return redirect("helping:plan", code=form.result.code)
    purpose = (
        _("%(label)s：一户一策，按致困原因定办法。") % {"label": household.label}
        if household
        else _("为一个村、社区定帮扶计划。一户一户的计划，从那一户的页面开始。")
    )
    back = reverse("households:household", args=[household.code]) if household else reverse("helping:index")
    return form_page(request, form, Asking(_("制订帮扶计划"), purpose, back))


def plan(request: Request, code: str) -> HttpResponse:
    """一个帮扶计划."""
    facts = shown.facts(request, shown.plan_of(request, code))
    entries = list(book.story(facts.plan.ref).order_by("-n")[:30])
    private = book.private_of(entries) if facts.is_open else {}
    told = [(one.at, book.sentence(one, private.get(one.n, {})), one.by_name) for one in entries]
    context = {"facts": facts, "plan": facts.plan, "told": told, "label": facts.plan.label}
    return render(request, "helping/plan.html", context)


def change(request: Request, code: str) -> HttpResponse:
    """修改帮扶计划."""
    found = shown.plan_of(request, code, to=PLAN)
    initial = {"person": found.person, "aim": found.aim, "until": found.until}
    form: Any = forms.PlanFields(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.change_plan, request, plan=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("helping:plan", code=code)
    return form_page(
        request, form, Asking(_("修改帮扶计划"), found.label, reverse("helping:plan", args=[code]), _("保存"))
    )


def end(request: Request, code: str) -> HttpResponse:
    """结束帮扶计划."""
    found = shown.plan_of(request, code, to=PLAN)
    form: Any = forms.EndForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.end_plan, request, plan=found, **form.cleaned_data):
        messages.success(request, _("已结束。"))
        return redirect("helping:plan", code=code)
    return form_page(request, form, Asking(_("结束帮扶计划"), found.label, reverse("helping:plan", args=[code])))


def _paper(request: Request, code: str) -> Any:
    """The plan as a paper; where the household is open to the reader it bears the name, which leaves a line."""
    facts = shown.facts(request, shown.plan_of(request, code))
    household = facts.plan.household
    named = household is not None and may_open(household, request.actor, request.today)
    if household is not None and named:
        papers.opened(request, household)
    return papers.plan_paper(facts, request.today, is_named=named)


def print_plan(request: Request, code: str) -> HttpResponse:
    """打印帮扶计划, A4."""
    return render(request, "helping/print.html", {"lines": blocks(_paper(request, code)), "code": code})


def docx(request: Request, code: str) -> HttpResponse:
    """下载帮扶计划 as docx, for the file."""
    paper = _paper(request, code)
    disposition = content_disposition_header(True, f"{paper.title}.docx") or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def ones(request: Request) -> HttpResponse:
    """四个一: one's own, and, for whoever leads, those of the unit by name; each stands on a record that opens."""
    see(request, VIEW)
    year = Period.containing(request.today, "year")
    me = list(Person.objects.filter(pk=request.actor.person_id or 0))
    team = queries.colleagues(request.actor.own_path, request.today) if request.actor.has(TEAM) else []
    found = queries.four_ones({one.pk: one for one in [*me, *team]}.values(), year.first, year.last)
    mine = [shown.four_line(four, request.actor) for four in found if four.person.pk == request.actor.person_id]
    led = [shown.four_line(four, request.actor) for four in found if four.person in team] if len(team) > 1 else []
    context = {"tabs_shown": shown.tabs("ones"), "mine": mine[0] if mine else None, "year": year, "team": led}
    return render(request, "helping/ones.html", context)
