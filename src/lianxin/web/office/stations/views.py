"""工作站的页面: the stations of one's places, one station with its people, who comes and goes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.paths import within
from lianxin.web.office.stations import browsing, forms, shown
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, room_tabs, see
from lianxin.work.stations import boards, commands, queries
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.stations.terms import EDIT, OPEN, READY, VIEW, WORKROOM

PAGES = (
    (gettext_lazy("工作站"), "stations:index"), (gettext_lazy("建设清单"), "stations:readiness"),
    (gettext_lazy("三级信息员"), "stations:contacts"), (gettext_lazy("办公室"), "stations:offices"),
    (gettext_lazy("群众工作室"), "windows:work_rooms"),
)  # fmt: skip
LISTED = 600


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    tabs = room_tabs(PAGES, f"stations:{context.get('tab', name)}")
    return render(request, f"stations/{name}.html", {"tabs_shown": tabs, **context})


def stations() -> Any:
    """All stations, with their units."""
    return Station.objects.select_related("unit")


def index(request: Request) -> HttpResponse:
    """工作站一览, by place; how many there are opens, and which village has none."""
    see(request, VIEW)
    unit, closed, words = browsing.unit_of(request), request.GET.get("closed") == "1", browsing.text(request, "words")
    found = queries.listed(request.actor, request.today, closed=closed)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path))
    if words:
        found = found.filter(queries.called(words))
    asked = {"unit": str(unit.pk) if unit else "", "closed": "1" if closed else "", "words": words}
    context = {
        "page": browsing.page_of(found, request, "stations:index", **asked), "total": found.count(), "unit": unit, "words": words,
        "closed": closed, "without": queries.without(request.actor, request.today).count(),
        "figures": figures(request, ("station.mains", "station.stations", "window.work_rooms")),
        "may_open": request.actor.has(OPEN), "may_edit": request.actor.has(EDIT),
    }  # fmt: skip
    return page(request, "index", **context)


def missing(request: Request) -> HttpResponse:
    """没有工作站的乡镇、村、社区."""
    see(request, VIEW)
    rows = list(queries.without(request.actor, request.today).select_related("parent")[:LISTED])
    return page(request, "missing", rows=rows, may_open=request.actor.has(OPEN), tab="index")


def open_new(request: Request) -> HttpResponse:
    """设立工作站."""
    see(request, OPEN)
    given: dict[str, Any] = {"by": request.actor, "permission": OPEN, "today": request.today}
    form: Any = forms.StationForm(request.POST or None, initial={"unit": browsing.unit_of(request)}, **given)
    if form.is_valid() and done(form, commands.open_station, request, **form.cleaned_data):
        messages.success(request, _("已设立。"))
        return redirect("stations:station", pk=form.result.pk)
    purpose = _("电话、地点不填的，用单位的。撤销后再设，是新的一段。")
    return form_page(request, form, Asking(_("设立工作站"), purpose, reverse("stations:index"), _("设立")))


def open_all(request: Request) -> HttpResponse:
    """一次设站: in every township, village and community that has none."""
    see(request, OPEN)
    number = queries.without(request.actor, request.today).count()
    form: Any = forms.OpenAllForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.open_all, request, **form.cleaned_data):
        messages.success(request, _("已设立 %(n)s 个。") % {"n": len(form.result)})
        return redirect("stations:index")
    purpose = _("现有 %(n)s 个乡镇、村、社区没有工作站，一次都设上；电话、地点用单位的，以后再改。") % {"n": number}
    return form_page(request, form, Asking(_("一次设站"), purpose, reverse("stations:missing"), _("都设上")))


def station(request: Request, pk: int) -> HttpResponse:
    """一个工作站: when it is open, who is on the wall, what of its boards is no longer so, what came of its work."""
    found = fetch(request, stations(), see=VIEW, pk=pk)
    stands, today = found.stands(request.today), request.today
    people = list(found.members.select_related("person"))
    context = {
        "station": found, "stands": stands, "members": queries.members(found, today),
        "gone": [one for one in people if not one.serves(today)], "turns": queries.turns(found, today),
        "walls": boards.walls(found, today) if stands else [], "held": queries.readiness(found, today),
        "outcomes": shown.outcomes(request, found.unit), "story": shown.story(found),
        "may_edit": stands and request.actor.may(EDIT, found), "may_open": stands and request.actor.may(OPEN, found),
        "may_look": stands and request.actor.may(READY, found), "may_set": request.actor.may_at(WORKROOM, found.unit_path),
        "weekdays": shown.weekdays(),
    }  # fmt: skip
    return page(request, "station", **context, tab="index")


def deed(request: Request, pk: int, verb: str) -> HttpResponse:
    """修改, 到站, 撤销."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    permission, build, command, word, purpose = DEEDS[verb]
    found = fetch(request, stations(), see=VIEW, to=permission, pk=pk)
    here = reverse("stations:station", args=[pk])
    form: Any = build(request, found)
    if form.is_valid() and done(form, command, request, station=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word, purpose, here), notes=[found.label])


def _correct(request: Request, found: Station) -> Any:
    held = {name: getattr(found, name) for name in ("phone", "hours", "place")}
    return forms.CorrectForm(request.POST or None, initial=held)


def _join(request: Request, found: Station) -> Any:
    return forms.MemberForm(request.POST or None, today=request.today)


def _close(request: Request, found: Station) -> Any:
    return forms.CloseForm(request.POST or None, today=request.today)


Build = Callable[[Request, Station], Any]
DEEDS: dict[str, tuple[Any, Build, Callable[..., Any], Any, Any]] = {
    "correct": (EDIT, _correct, commands.correct_station, gettext_lazy("修改工作站"),
                gettext_lazy("改了以后，墙上的公示牌要重新打印。")),
    "join": (EDIT, _join, commands.join_station, gettext_lazy("到站"), gettext_lazy("从这天起写在墙上和公开页上。")),
    "close": (OPEN, _close, commands.close_station, gettext_lazy("撤销工作站"),
              gettext_lazy("以前的记录都留着，数字只算到撤销前一天。")),
}  # fmt: skip


def leave(request: Request, pk: int) -> HttpResponse:
    """离站."""
    members = StationMember.objects.select_related("station__unit")
    member = fetch(request, members, see=VIEW, to=EDIT, pk=pk)
    here = reverse("stations:station", args=[member.station_id])
    form: Any = forms.LeaveForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.leave_station, request, member=member, **form.cleaned_data):
        messages.success(request, _("已记下，公示牌要重新打印。"))
        return redirect(here)
    notes = [f"{member.station.label}，{member.name}，{member.post}"]
    return form_page(request, form, Asking(_("离站"), _("最后一天以后，墙上和公开页上不再有他。"), here), notes=notes)


def turns(request: Request, pk: int) -> HttpResponse:
    """排值班表."""
    found = fetch(request, stations(), see=VIEW, to=EDIT, pk=pk)
    here, members = reverse("stations:station", args=[pk]), queries.members(found, request.today)
    held = dict(queries.turns(found, request.today))
    form: Any = forms.TurnsForm(request.POST or None, today=request.today, members=members, held=held)
    if form.is_valid():
        given = {"turns": form.turns(), "since": form.cleaned_data["since"]}
        if done(form, commands.set_turns, request, station=found, **given):
            messages.success(request, _("已排定，值班表要重新打印。"))
            return redirect(here)
    purpose = _("星期几谁在站里。不用每天签到，换人时重排。")
    return form_page(request, form, Asking(_("排值班表"), purpose, here, _("排定")), notes=[found.label])
