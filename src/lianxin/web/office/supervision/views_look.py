"""看一看: what is stuck and what it waits for, where to go, the matters behind a count, the ladder of reminders."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.clocks import quiet
from lianxin.web.office.concerns.rows import rows as concern_rows
from lianxin.web.office.supervision import forms, shown
from lianxin.web.office.supervision.views import must_see
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.levels import queries as levels
from lianxin.work.supervision import commands, queries
from lianxin.work.supervision.terms import CLIMB, ISSUE


def stuck(request: Request) -> HttpResponse:
    """卡在哪里: open matters by what they wait for; and what waits above, or is supervised."""
    must_see(request)
    groups = queries.stuck(request.actor, request.today)
    rows = [
        (one, shown.list_url(what=one.wait.code), (request.today - one.oldest).days if one.oldest else None)
        for one in groups
    ]
    waiting = levels.sent(request.actor).open().order_by().values("concern").distinct().count()
    supervised = queries.orders_of(request.actor).running().order_by().count()
    context = {
        "rows": rows, "total": sum(one.count for one in groups), "above": waiting, "supervised": supervised,
        "all_url": shown.list_url(what="open"), "above_url": reverse("levels:submissions"),
    }  # fmt: skip
    return render(request, "supervision/stuck.html", context)


def where(request: Request) -> HttpResponse:
    """去哪里看看: places and topics with most open matters, never persons (M076)."""
    must_see(request)
    actor, today = request.actor, request.today
    places = [(one, _urls(unit=one.key)) for one in queries.spots(actor, today)]
    topics = [(one, _urls(topic=one.key)) for one in queries.topics(actor, today)]
    return render(request, "supervision/where.html", {"tables": [(_("地方"), places), (_("事项"), topics)]})


def _urls(**asked: str) -> dict[str, str]:
    return {what: shown.list_url(what=what, **asked) for what in ("open", "overdue", "repeated")}


def matters(request: Request) -> HttpResponse:
    """一批诉求 behind a count; those who lead may tick some and supervise them."""
    must_see(request)
    listed = shown.listed(request.actor, request.GET, request.today)
    rows = concern_rows(concerns.first_of(listed.found, shown.MOST), request.actor, request.today, clocks.calendar())
    context = {"listed": listed, "rows": rows, "may_issue": request.actor.has(ISSUE), "most": shown.MOST}
    return render(request, "supervision/matters.html", context)


def ladder(request: Request) -> HttpResponse:
    """提醒阶梯."""
    must_see(request)
    context = {"steps": queries.ladder(), "may_climb": request.actor.has(CLIMB),
               "hours": quiet.sentence(quiet.hours(quiet.REMINDERS, request.today))}  # fmt: skip
    return render(request, "supervision/ladder.html", context)


def set_step(request: Request, step: str) -> HttpResponse:
    """修改一级提醒."""
    request.actor.must_at(CLIMB, request.actor.own_path)
    found = next((one for one in queries.ladder() if one.code == step), None)
    if found is None:
        raise Http404(_("没有找到。"))
    form = forms.StepForm(request.POST or None, step=found)
    if form.is_valid() and done(form, commands.set_step, request, code=found.code, **form.cleaned_data):
        messages.success(request, _("已修改，以后的提醒按新的来。"))
        return redirect("supervision:ladder")
    return render(request, "supervision/step.html", {"step": found, "form": form})
