"""活动宣传的页面: what is next and what was held, one activity with its lines and what belongs to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.activities import forms, references
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.activities import commands, queries
from lianxin.work.activities.models import Activity
from lianxin.work.activities.terms import RUN, VIEW, ActivityKind, ActivityStatus
from lianxin.work.drives.queries import current
from lianxin.work.volunteers import queries as volunteers
from lianxin.work.writings.queries import publicity as published

TABS = (
    (gettext_lazy("活动"), "activities:index"), (gettext_lazy("宣传数字"), "activities:publicity"),
    (gettext_lazy("捐助"), "activities:donations"), (gettext_lazy("日历"), "activities:calendar"),
)  # fmt: skip
FIGURES = ("activity.activities", "activity.attendances", "activity.materials", "activity.letters")
ROWS, SHOWN = 60, 12


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of the room, with its tabs."""
    tabs = room_tabs(TABS, f"activities:{name}")
    may = request.actor.may_at(RUN, request.actor.own_path)
    return render(request, f"activities/{name}.html", {"tabs_shown": tabs, "may_run": may, **context})


def index(request: Request) -> HttpResponse:
    """活动一览: past its day and not said, then what is next, then all, by kind or tag."""
    see(request, VIEW)
    by, today = request.actor, request.today
    kind, tag = request.GET.get("kind", ""), request.GET.get("tag", "").replace("\0", "")[:20]
    found = queries.activities(by)
    found = found.filter(kind=kind) if kind in ActivityKind.values else found
    found = found.filter(tag=tag) if tag else found
    after = request.GET.get("after", "")
    if after:
        found = _older(found, after)
    rows = list(found[: ROWS + 1])
    return page(
        request, "index", rows=rows[:ROWS], older=rows[ROWS - 1].code if len(rows) > ROWS else "", kind=kind, tag=tag,
        kinds=ActivityKind.choices, tags=queries.tags(by), unsaid=queries.unsaid(by, today)[:SHOWN],
        coming=queries.coming(by, today)[:SHOWN], figures=figures(request, FIGURES),
    )  # fmt: skip


def _older(found: Any, code: str) -> Any:
    """Those after the one with that code, in the order of the page."""
    last = found.filter(code=code).first()
    if last is None:
        return found
    return found.filter(on__lte=last.on).exclude(on=last.on, pk__gte=last.pk)


def plan(request: Request) -> HttpResponse:
    """计划活动."""
    unit = own_unit(request, RUN)
    initial = {"unit": unit, "contact": request.actor.name, "kind": request.GET.get("kind", "")}
    drives = current(request.actor, request.today)
    form: Any = forms.NewForm(request.POST or None, today=request.today, here=unit, drives=drives, initial=initial)
    if form.is_valid() and done(form, commands.plan, request, **form.cleaned_data):
        messages.success(request, _("已计划。办完了在这一页登记结果。"))
        return redirect("activities:activity", code=form.result.code)
    purpose = _("先写计划，办完登记结果，计划里的数带过去改。已经办过的也从这里登记。")
    return form_page(request, form, Asking(_("计划活动"), purpose, reverse("activities:index"), _("记下")))


def activity(request: Request, code: str) -> HttpResponse:
    """一个活动: plan and contact, what was done with its numbers, who came and how one knows, what belongs to it."""
    one = fetch(request, Activity.objects.select_related("unit", "drive"), see=VIEW, code=code)
    may = request.actor.may(RUN, one) and one.status != ActivityStatus.CALLED_OFF
    held = references.lines(one, request.actor)
    return render(request, "activities/activity.html", {
        "activity": one, "parts": list(queries.parts(one)), "turnouts": list(queries.turnouts(one)),
        "stages": list(one.stages.all()), "donations": one.donations.standing().select_related("account"),
        "shifts": volunteers.of_ref(one.ref), "references": held, "near": references.near(one, request.actor, held) if may else [],
        "given_yuan": sum(line.amount_yuan for line in held), "settled": sum(line.is_settled for line in held),
        "may_run": may, "is_planned": one.status == ActivityStatus.PLANNED, "is_over": one.until <= request.today,
        "media": published(request.actor).filter(drive=one.drive)[:SHOWN] if one.drive else (),
    })  # fmt: skip
