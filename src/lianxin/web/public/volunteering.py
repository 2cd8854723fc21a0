"""志愿服务的公开页: the teams of a place, what is next, whom to ring; one may sign up on the web, nobody has to.

No volunteer is named here. What is sent in is kept until it is answered, thirty days at most (M260–M268).
"""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base.orgs.models import Unit
from lianxin.web.public import limits, reading
from lianxin.web.public.forms import Limited, Tidy
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations.queries import of_unit as station_of
from lianxin.work.volunteers import commands, queries
from lianxin.work.volunteers.models import Shift, Team

NEXT = 20


class JoinForm(Limited):
    """我想参加: how to call him and where to ring him, and that he agrees to both being kept for that."""

    name = Tidy(label=gettext_lazy("怎么称呼您"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = Tidy(
        label=gettext_lazy("电话"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("我们打这个电话给您回话。"),
    )  # fmt: skip
    note = Tidy(label=gettext_lazy("会做什么、哪天有空"), max_length=200, required=False)
    has_consent = forms.BooleanField(
        label=gettext_lazy("我同意本队所在单位为了给我回话，留着我的称呼和电话"),
        help_text=gettext_lazy("回话以后，或者过了 30 天，从报名单上删去。未满 18 岁的，请让家长来报。"),
        error_messages={"required": gettext_lazy("请在同意一栏打勾；不同意的，请打电话报名。")},
    )  # fmt: skip


@login_not_required
@require_safe
def volunteers(request: Request) -> HttpResponse:
    """哪里有志愿服务队."""
    return public_page(request, "volunteers", units=list(queries.units_with_teams()[:600]))


@login_not_required
@require_safe
def volunteers_of(request: Request, pk: int) -> HttpResponse:
    """一个社区的志愿服务队: each with its task, what is next, whom to ring."""
    unit = Unit.objects.valid(request.today).filter(pk=pk).first()
    if unit is None:
        raise Http404(_("没有找到。"))
    teams = list(queries.of_unit(unit))
    coming = list(queries.public_coming(unit, request.today)[:NEXT])
    return public_page(request, "volunteers_of", unit=unit, teams=teams, coming=coming, **_whom_to_ring(request, unit))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def volunteers_join(request: Request, code: str) -> HttpResponse:
    """我想参加 this team; `shift` in the address is the day that he has in mind."""
    team = Team.objects.standing().filter(code=code, takes_web=True).select_related("unit").first()
    if team is None:
        raise Http404(_("没有找到。"))
    asked = request.GET.get("shift", "").replace("\0", "")[:12]
    shift = queries.public_coming(team.unit, request.today).filter(team=team, code=asked).first() if asked else None
    form = JoinForm(request.POST or None)
    thanks = request.method == "POST" and form.is_valid() and _asked(request, form, team, shift)
    status = 429 if form.too_often else 200
    context = {"team": team, "shift": shift, "form": form, "thanks": thanks, **_whom_to_ring(request, team.unit)}
    return public_page(request, "volunteers_join", status=status, **context)


def _asked(request: Request, form: JoinForm, team: Team, shift: Shift | None) -> bool:
    if not limits.allowed(request, "volunteer"):
        form.refuse_for_now(_("一小时内从您的网络提交得太多了，请过一会儿再提交。"))
        return False
    try:
        commands.ask_to_join(team=team, shift=shift, at=request.now, **form.cleaned_data)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def _whom_to_ring(request: Request, unit: Unit) -> dict[str, Any]:
    """The station of the place with its hours, else the nearest office with a telephone."""
    station = station_of(unit, request.today)
    return {"station": station if station and station.phone else None, "office": reading.office_of(unit)}
