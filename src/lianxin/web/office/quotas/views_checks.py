"""学期检查: what units owe by themselves; a check looks at records that exist and asks nobody for new ones (JF-8)."""

from datetime import date
from random import Random

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.quota import Deed
from lianxin.web.office.quotas import shown
from lianxin.web.office.quotas.forms import CheckForm, TermForm
from lianxin.web.office.quotas.views import must_view
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.quotas import commands, queries
from lianxin.work.quotas.models import SchoolTerm, TermCheck
from lianxin.work.quotas.terms import EDIT, TEAM

SAMPLED = 8
MOST = 100


def checks(request: Request) -> HttpResponse:
    """学期检查: what one's unit owes, and the checks that were done where one may look."""
    must_view(request)
    actor = request.actor
    owed = queries.asked_of_units([actor.unit_id], request.today).get(actor.unit_id, []) if actor.unit_id else []
    found = TermCheck.objects.reachable(by=actor, to=TEAM).select_related("home")[:MOST]
    context = {
        "duties": [shown.duty(one) for one in owed] if actor.has(TEAM) else [], "checks": list(found),
        "may_check": actor.has(TEAM), "terms": SchoolTerm.objects.order_by("-first")[:6], "may_edit": actor.has(EDIT),
    }  # fmt: skip
    return render(request, "quotas/checks.html", context)


def check(request: Request) -> HttpResponse:
    """记一次检查 of one's own unit, with a sample of the records that its people have made."""
    must_view(request)
    actor = request.actor
    if not actor.has(TEAM) or actor.unit_id is None:
        raise NotAllowed(_("您现在的职务不能记学期检查。"))
    unit = get_object_or_404(Unit, pk=actor.unit_id)
    deeds = _recent(unit, request.today)
    shown_now = _drawn(unit, request.today, deeds)
    initial = {"on": request.today, "drawn": CheckForm.sealed(shown_now)}
    form = CheckForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        given = {"unit": unit, "sample": typed["drawn"], **{key: typed[key] for key in ("on", "looked_at", "found")}}
        if done(form, commands.record_check, request, **given):
            messages.success(request, _("已记下。"))
            return redirect("quotas:check_record", code=form.result.code)
    return render(
        request, "quotas/check.html", {"form": form, "unit": unit, "lines": shown.deed_lines(deeds, shown_now)}
    )


def _recent(unit: Unit, today: date) -> list[Deed]:
    """The records of the unit's people since the term began, else since the year began."""
    first = max((term.first for term in queries.terms() if term.first <= today), default=date(today.year, 1, 1))
    return queries.deeds_of([one.pk for one in queries.people_of(unit, today)], first, today)


def _drawn(unit: Unit, today: date, deeds: list[Deed]) -> list[str]:
    """抽看: some of them, by no choice of anybody's."""
    chosen = Random(f"{unit.pk} {today}").sample(deeds, min(SAMPLED, len(deeds)))
    return [deed.ref for deed in sorted(chosen, key=lambda deed: (deed.on, deed.ref))]


def check_record(request: Request, code: str) -> HttpResponse:
    """一次检查."""
    must_view(request)
    found = TermCheck.objects.reachable(by=request.actor, to=TEAM).select_related("home")
    one: TermCheck = get_object_or_404(found, code=code)
    people = [each.pk for each in queries.people_of(one.home, request.today)]
    deeds = queries.deeds_of(people, date(one.on.year - 1, 1, 1), one.on) if one.sample else []
    return render(request, "quotas/check_record.html", {"check": one, "lines": shown.deed_lines(deeds, one.sample)})


def terms(request: Request) -> HttpResponse:
    """学期: the school calendar; setting a term again corrects it."""
    must_view(request)
    if not request.actor.has(EDIT):
        raise NotAllowed(_("您现在的职务不能设定学期。"))
    form = TermForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.set_term, request, **form.cleaned_data):
        messages.success(request, _("已设定。"))
        return redirect("quotas:terms")
    return render(request, "quotas/terms.html", {"form": form, "terms": SchoolTerm.objects.order_by("-first")})
