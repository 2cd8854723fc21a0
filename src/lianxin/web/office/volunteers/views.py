"""志愿服务的页面: the teams of a place, one team with what is next, the county's wording, the pairs of mutual help."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.web.office.volunteers import forms
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.volunteers import commands, queries
from lianxin.work.volunteers.models import Team
from lianxin.work.volunteers.terms import EDIT, SEVEN, VIEW, Colour, Source

TABS = (
    (gettext_lazy("队伍"), "volunteers:index"), (gettext_lazy("班次"), "volunteers:coming"),
    (gettext_lazy("一帮一"), "volunteers:pairs"), (gettext_lazy("七色样子"), "volunteers:kinds"),
)  # fmt: skip
FIGURES = ("volunteer.shifts", "volunteer.servings", "volunteer.hours")
LISTED, SHOWN, PLACES = 400, 8, 60


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of the room, with its tabs."""
    tabs = room_tabs(TABS, f"volunteers:{name}")
    may = request.actor.may_at(EDIT, request.actor.own_path)
    return render(request, f"volunteers/{name}.html", {"tabs_shown": tabs, "may_edit": may, **context})


def index(request: Request) -> HttpResponse:
    """志愿服务队: what is next, the teams of one's own unit or the one asked for, then all places with their numbers."""
    see(request, VIEW)
    unit = _asked(request)
    places = queries.places(request.actor)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and (last := Unit.objects.filter(pk=int(after[:9])).first()):
        places = places.filter(unit_path__gt=last.path)
    rows = list(places[: PLACES + 1])
    return page(
        request, "index", unit=unit, teams=list(queries.teams(request.actor).filter(unit=unit)), places=rows[:PLACES],
        further=rows[PLACES - 1]["unit_id"] if len(rows) > PLACES else "", figures=figures(request, FIGURES),
        coming=list(queries.coming(request.actor, request.today)[:SHOWN]),
    )  # fmt: skip


def _asked(request: Request) -> Unit:
    """The unit of the address, if there is one; else one's own. Its teams are shown as far as one may see them."""
    asked = request.GET.get("unit", "")
    found = Unit.objects.filter(pk=int(asked[:9])).first() if asked.isascii() and asked.isdecimal() else None
    return found or request.posting.unit


def pairs(request: Request) -> HttpResponse:
    """一帮一和结对: elders, classes and elders, teachers and students, with the last contact."""
    see(request, VIEW)
    return page(request, "pairs", rows=queries.pairs(request.actor, request.today, LISTED))


def kinds(request: Request) -> HttpResponse:
    """七色样子: each colour with its task and what it does, as this county words it."""
    see(request, VIEW)
    worded = queries.presets()
    rows = [(colour, worded.get(colour)) for colour in SEVEN]
    county = top_unit()
    may_word = county is not None and request.actor.may_at(EDIT, county.path)
    return page(request, "kinds", rows=rows, may_word=may_word)


def kind(request: Request, colour: str) -> HttpResponse:
    """定本县的队伍样子."""
    unit = own_unit(request, EDIT)
    if colour not in SEVEN:
        raise Http404(_("没有找到。"))
    chosen = Colour(colour)
    held = queries.presets().get(chosen, SEVEN[chosen])
    initial = {"name": held.name, "task": held.task, "duties": [str(one) for one in held.duties]}
    form: Any = forms.WordingForm(request.POST or None, initial=initial)
    if form.is_valid() and done(form, commands.word_team, request, unit=unit, colour=colour, **form.cleaned_data):
        messages.success(request, _("已记下，以后组建的队用这个样子。"))
        return redirect("volunteers:kinds")
    purpose = _("改名称、任务和做什么；已经组建的队不变。")
    return form_page(request, form, Asking(chosen.label, purpose, reverse("volunteers:kinds"), _("改好了")))


def found(request: Request) -> HttpResponse:
    """组建志愿服务队."""
    unit = own_unit(request, EDIT)
    here = forms.units_here(request.today, unit.path)
    form: Any = forms.offered(forms.FoundForm(request.POST or None, today=request.today, initial={"unit": unit}), here)
    if form.is_valid() and done(form, commands.found_team, request, **form.cleaned_data):
        messages.success(request, _("已组建。"))
        return redirect("volunteers:team", code=form.result.code)
    asking = Asking(
        _("组建志愿服务队"), _("一个单位每种颜色一支；别的队选“其他”。"), reverse("volunteers:index"), _("组建")
    )
    return form_page(request, form, asking)


def seven(request: Request) -> HttpResponse:
    """建齐七色队: those that the unit does not have yet, in the county's words."""
    unit = own_unit(request, EDIT)
    here = forms.units_here(request.today, unit.path)
    form: Any = forms.offered(forms.SevenForm(request.POST or None, today=request.today, initial={"unit": unit}), here)
    if form.is_valid() and done(form, commands.found_seven, request, **form.cleaned_data):
        messages.success(request, _("已建齐，再登记队员。"))
        return redirect("volunteers:index")
    purpose = _("按本县的样子一次建齐还没有的几支，以后可以各自修改。")
    return form_page(request, form, Asking(_("建齐七色队"), purpose, reverse("volunteers:index"), _("建齐")))


def team(request: Request, code: str) -> HttpResponse:
    """一支队: what it does, what is next, its members in its own unit, their number elsewhere."""
    one = fetch(request, Team.objects.select_related("unit"), see=VIEW, code=code)
    names = one.shows_names_to(request.actor)
    year = request.today.replace(month=1, day=1)
    members = list(queries.members(one)) if names else []
    hours = queries.hours_by_member(one, year, request.today) if names else {}
    return render(request, "volunteers/team.html", {
        "team": one, "names": names, "members": [(each, hours.get(each.pk)) for each in members],
        "sources": [(Source(source).label, n) for source, n in queries.sources(one)],
        "shifts": queries.shifts(one)[:SHOWN * 3], "today": request.today,
        "joinings": queries.joinings(request.actor, request.today).filter(team=one) if names else (),
        "may_edit": one.ended_on is None and request.actor.may(EDIT, one),
        "may_register": one.ended_on is None and names and request.actor.may(EDIT, one),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改, 撤销, 登记队员, 安排班次."""
    one = fetch(request, Team.objects.select_related("unit"), see=VIEW, to=EDIT, code=code)
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    here, data = reverse("volunteers:team", args=[code]), request.POST or None
    make, command, word, purpose = DEEDS[verb]
    form = make(data, one, request)
    if form.is_valid() and done(form, command, request, team=one, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word, purpose or one.name, here))


def _words(data: Any, one: Team, request: Request) -> Any:
    held = {key: getattr(one, key) for key in ("name", "task", "duties", "phone", "takes_web")}
    return forms.TeamForm(data, initial=held)


#: verb → form, command, the page's words
DEEDS: dict[str, tuple[Any, Any, Any, Any]] = {
    "change": (_words, commands.change_team, gettext_lazy("修改志愿服务队"), ""),
    "end": (lambda data, one, request: forms.ReasonForm(data), commands.end_team, gettext_lazy("撤销志愿服务队"),
            gettext_lazy("队员随着离队，电话删去；做过的服务照样计数。")),
    "join": (lambda data, one, request: forms.MemberForm(data, today=request.today), commands.join_team,
             gettext_lazy("登记队员"), gettext_lazy("只登记自己愿意的人。姓名和电话只有本单位看得到。")),
    "arrange": (lambda data, one, request: forms.ShiftForm(data, today=request.today), commands.arrange_shift,
                gettext_lazy("安排班次"), gettext_lazy("一次服务、一次活动、一班巡查。只排班，不写看到了谁。")),
}  # fmt: skip
