"""本单位人员的任务: people in the order of their names, each with what is still open. No totals, no order by anything done."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.quotas import shown
from lianxin.web.office.quotas.forms import TeamForm, where_may
from lianxin.web.office.quotas.views import must_view, one_of
from lianxin.web.ui.request import Request
from lianxin.work.quotas import queries
from lianxin.work.quotas.terms import TEAM


def team(request: Request) -> HttpResponse:
    """一个单位的人员."""
    must_view(request)
    actor, today = request.actor, request.today
    if not actor.has(TEAM):
        raise NotAllowed(_("您现在的职务不能查看别人的任务。"))
    units = where_may(actor, TEAM).valid(today)
    form = TeamForm(request.GET if "unit" in request.GET else None, today=today)
    form.offer(units)
    chosen = form.cleaned_data["unit"] if form.is_valid() else None
    unit: Unit | None = chosen or Unit.objects.filter(pk=actor.unit_id or 0).first()
    people = queries.people_of(unit, today) if unit and actor.may_at(TEAM, unit.path) else []
    asked = queries.asked_of([one.pk for one in people], today)
    rows = [(one, [shown.duty(each) for each in asked.get(one.pk, [])]) for one in people]
    context = {
        "form": form, "unit": unit, "below": list(units.filter(parent=unit).order_by("path")) if unit else [],
        "rows": [(one, [each for each in duties if each.is_owed and not each.is_met], bool(duties)) for one, duties in rows],
    }  # fmt: skip
    return render(request, "quotas/team.html", context)


def _somebody(request: Request, pk: int) -> tuple[Person, list[queries.Asked]]:
    """Somebody of a unit that one leads; to others, he is not there (404)."""
    must_view(request)
    person = Person.objects.filter(pk=pk, is_active=True).first()
    homes = queries.homes_of(pk, request.today) if person else []
    if person is None or not any(request.actor.may_at(TEAM, home) for home in homes):
        raise Http404(_("没有找到。"))
    return person, queries.asked_of([pk], request.today).get(pk, [])


def person(request: Request, pk: int) -> HttpResponse:
    """一个人的任务."""
    who, asked = _somebody(request, pk)
    duties = [shown.duty(one) for one in asked]
    return render(request, "quotas/person.html", {"person": who, "duties": [one for one in duties if one.is_owed]})


def person_duty(request: Request, pk: int, code: str, clause: str) -> HttpResponse:
    """一个人的一条任务, with its records."""
    who, asked = _somebody(request, pk)
    return render(request, "quotas/duty.html", {**shown.context(one_of(asked, code, clause)), "person": who})
