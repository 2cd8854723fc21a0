"""一次走访安排: made with a word on who comes besides, moved, joined, called off, carried out."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.planner import forms, offers, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed
from lianxin.work.drives.queries import current
from lianxin.work.households.queries import may_see, seen_by
from lianxin.work.planner import commands, queries
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.planner.terms import MAKE, PLAN_FLOW, PLAN_VERBS, VIEW, PlanStatus
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import RECORD
from lianxin.work.visits.terms import VIEW as SEE_VISIT

#: a visit is recorded as planned, or some days earlier or later
ABOUT = timedelta(days=31)


def make(request: Request) -> HttpResponse:
    """安排走访: asked once more where others come on the same days; each way out is one press."""
    home = own_unit(request, MAKE)
    given = {"drives": current(request.actor, request.today), "households": seen_by(request.actor, request.today)}
    form: Any = forms.PlanForm(request.POST or None, today=request.today, initial=offers.initial(request), **given)
    warned: offers.Warned | None = None
    if form.is_valid():
        choice, typed = request.POST.get("choice", ""), dict(form.cleaned_data)
        warned = offers.warned(typed, home, request.today, choice)
        if warned is None and done(
            form, commands.plan_visit, request, **offers.chosen(typed, home, choice, request.today)
        ):
            messages.success(request, _("已安排。"))
            return redirect("planner:plan", code=form.result.code)
    return render(request, "planner/make.html", {"form": form, "warned": warned})


def _plans() -> Any:
    return PlannedVisit.objects.select_related(
        "home", "unit", "person", "household", "drive", "together__home", "visit"
    )


def plan(request: Request, code: str) -> HttpResponse:
    """一次安排: who, where, when, what for, with whom; what else happens there; what can be done with it now."""
    found = fetch(request, _plans(), see=VIEW, code=code)
    may = request.actor.may(MAKE, found)
    crowd = None
    if may and found.status == PlanStatus.PLANNED:
        crowd = queries.crowding(found.unit, found.on, found.until, home=found.home, today=request.today, besides=found)
    sees = found.household is not None and may_see(found.household, request.actor, request.today)
    joined = found.companions.filter(status=PlanStatus.PLANNED).select_related("home").order_by("pk")
    return render(request, "planner/plan.html", {
        "plan": found, "days": shown.days_words(found.on, found.until), "sees_household": sees, "may": may,
        "verbs": [(verb, PLAN_VERBS[verb]) for verb in PLAN_FLOW.open_to(found.status) if verb != "join"] if may else [],
        "crowd": shown.crowd_sentences(crowd, found.unit.name) if crowd else [],
        "joinable": [] if found.is_unannounced or not crowd else crowd.same_days + crowd.same_week,
        "companions": joined, "may_record": request.actor.may_at(RECORD, request.actor.own_path),
        "visit_url": shown.visit_url(found.visit.code) if found.visit and request.actor.may(SEE_VISIT, found.visit) else "",
        "record_url": offers.record_url(found), "is_past": found.on <= request.today,
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """改天去, 一起去, 已经去了, 不去了."""
    if verb not in PLAN_VERBS:
        raise Http404(_("没有找到。"))
    found = fetch(request, _plans(), see=VIEW, to=MAKE, code=code)
    here = reverse("planner:plan", args=[code])
    if verb == "join":
        return _join(request, found, here)
    form, command, asking = _asked(request, found, verb, here)
    if form.is_valid() and done(form, command, request, plan=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def _join(request: Request, found: PlannedVisit, here: str) -> HttpResponse:
    """Going together is one press on the plan's page; the other plan need not be one that the actor may open."""
    other = (
        PlannedVisit.objects.announced().open().filter(code=request.POST.get("with", ""), unit=found.unit_id).first()
    )
    if request.method == "POST" and other is None:
        messages.error(request, _("那一批已经改期或取消了。"))
    elif other is not None and pressed(request, commands.join_plan, plan=found, other=other):
        messages.success(request, _("已约好一起去，%(on)s。") % {"on": shown.day_words(other.on)})
    return redirect(here)


def _asked(request: Request, found: PlannedVisit, verb: str, here: str) -> tuple[Any, Any, Asking]:
    data, title = request.POST or None, f"{found.unit.name}，{shown.days_words(found.on, found.until)}"
    form: Any
    if verb == "move":
        form = forms.MoveForm(data, today=request.today, initial={"on": found.on})
        return form, commands.move_plan, Asking(_("改天去"), title, here, _("改到这一天"))
    if verb == "cancel":
        return forms.CancelForm(data), commands.cancel_plan, Asking(_("不去了"), title, here)
    form, near = forms.CarryOutForm(data), (found.on - ABOUT, found.until + ABOUT)
    fitting = Visit.objects.reachable(by=request.actor, to=SEE_VISIT).standing()
    form.offer(fitting.filter(unit=found.unit_id, home_path=found.home_path, on__range=near).order_by("-on", "-pk"))
    return (
        form,
        commands.carry_out,
        Asking(_("已经去了"), _("选出是哪次走访；还没记的，先去记走访。"), here, _("就是这次")),
    )
