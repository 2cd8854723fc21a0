"""走访活动的页面: what runs, the year's rounds, named actions with their progress, one drive and what is behind it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.drives import shown
from lianxin.web.ui import panels
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.drives import queries
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import DRIVE_FLOW, DRIVE_VERBS, RUN, VIEW, DriveKind, DriveStatus, Measure

LISTED = 100
ON_PAGE = 20
TABS = (
    (gettext_lazy("全部活动"), "drives:index"), (gettext_lazy("大走访"), "drives:rounds"),
    (gettext_lazy("专项行动"), "drives:actions"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    tabs = room_tabs(TABS, f"drives:{name}")
    return render(
        request, f"drives/{name}.html", {"tabs_shown": tabs, "may_run": queries.may_run_here(request.actor), **context}
    )


def _rows(request: Request, found: Any) -> list[tuple[Drive, Any]]:
    return [(one, shown.state(one, request.today)) for one in found[:LISTED]]


def index(request: Request) -> HttpResponse:
    """全部活动, those that run now on top."""
    see(request, VIEW)
    rows = _rows(request, queries.seen(request.actor))
    running = [row for row in rows if row[0].status == DriveStatus.OPEN and row[0].ends_on >= request.today]
    others = [row for row in rows if row not in running]
    return page(request, "index", running=sorted(running, key=lambda row: row[0].ends_on), others=others)


def rounds(request: Request) -> HttpResponse:
    """大走访: two a year (004-f); of one's own unit what is still to be planned, then all that one may see."""
    see(request, VIEW)
    found = queries.seen(request.actor).filter(kind=DriveKind.ROUND)
    year = queries.rounds_of(request.actor.own_path, request.today.year)
    return page(request, "rounds", year=year, unit=request.posting.unit, rows=_rows(request, found))


def actions(request: Request) -> HttpResponse:
    """专项行动 by the programme they belong to, each with how far its concerns are."""
    see(request, VIEW)
    found = list(queries.seen(request.actor).filter(kind=DriveKind.ACTION)[:LISTED])
    sums = queries.taken_up_by(found, request.actor)
    groups: dict[str, list[Any]] = {}
    for one in found:
        groups.setdefault(one.programme, []).append((one, shown.state(one, request.today), sums[one.pk]))
    return page(request, "actions", groups=list(groups.items()))


def drive(request: Request, code: str) -> HttpResponse:
    """一项活动: basis and purpose, the route in a sentence, figures that open, progress by part and by place."""
    found = fetch(request, Drive.objects.select_related("unit"), see=VIEW, code=code)
    may = request.actor.may(RUN, found)
    concerns = [
        (one, readable(one.title, one, request.actor)) for one in queries.concerns_of(found, request.actor)[:ON_PAGE]
    ]
    verbs = [(verb, DRIVE_VERBS[verb]) for verb in DRIVE_FLOW.open_to(found.status)] if may else []
    asides = panels.shown("drive", request, found, "aside")
    context = {
        "asides": asides,
        "further": panels.further_steps("drive", request, found),
        "besides": queries.asked_besides(found),
        "concerns": concerns,
        "verbs": verbs,
        "may_run": may,
    }
    return render(request, "drives/drive.html", {**_facts(request, found), **context})


def _facts(request: Request, found: Drive) -> dict[str, Any]:
    progress = shown.progress(found, request)
    return {
        "drive": found, "state": shown.state(found, request.today), "coverage": progress.coverage,
        "lines": shown.lines(found, progress), "parts": shown.parts(found, progress),
        "is_open": found.status == DriveStatus.OPEN,
    }  # fmt: skip


def paper(request: Request, code: str) -> HttpResponse:
    """打印: the same figures on paper."""
    found = fetch(request, Drive.objects.select_related("unit"), see=VIEW, code=code)
    return render(request, "drives/paper.html", {**_facts(request, found), "today": request.today})


def behind(request: Request, code: str, measure: str) -> HttpResponse:
    """一个数背后的记录, of those that the reader may open."""
    found = fetch(request, Drive.objects.select_related("unit"), see=VIEW, code=code)
    if measure not in Measure.values or measure == Measure.NONE:
        raise Http404(_("没有找到。"))
    asked = {name: request.GET.get(name, "").replace("\0", "")[:40] for name in ("group", "unit")}
    listed = shown.behind(found, measure, request, **asked)
    return render(request, "drives/behind.html", {"drive": found, "behind": listed, **asked})
