"""逐级的页面: what lies below a return, taken in one by one or several at once; the period's end of one's own unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.returns import commands, queries
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import ACCEPT, VERBS, VIEW, Stage
from lianxin.web.office.returns.views import TABS, returns_with_names
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see

PAGE = 60
MOST_AT_ONCE = 60


def below(request: Request, code: str) -> HttpResponse:
    """下级各份: those that report to this one, or the ones behind a number of a level; a page at a time by place."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    listed = queries.listed(found, request.today, kind=kind, state=state)
    after = "".join(char for char in request.GET.get("after", "") if char.isalnum())[:40]
    rows = list((listed.filter(unit_path__gt=after) if after else listed)[: PAGE + 1])
    accepts = request.actor.may_at(ACCEPT, found.unit_path)
    return render(request, "returns/below.html", {
        "month": found, "rows": [_Lower(one, request, accepts and one.above_id == found.pk) for one in rows[:PAGE]],
        "standings": queries.standings(found, request.today), "kinds": UnitKind, "kind": kind, "state": state, "accepts": accepts,
        "older": rows[PAGE - 1].unit_path if len(rows) > PAGE else "", "questions": queries.questions_of(found, below=True),
    })  # fmt: skip


class _Lower:
    """一行: a lower return, what may be done with it from here, how late it is."""

    def __init__(self, one: Any, request: Request, accepts: bool) -> None:
        self.month, self.late = one, one.days_late(request.today)
        signed = request.actor.ref in (one.filed_ref, one.reported_ref)
        self.takes = accepts and one.stage == Stage.REPORTED and not one.open_queries and not signed
        verbs: tuple[str, ...] = ()
        if accepts and one.stage == Stage.REPORTED:
            verbs = ("send_back",)
        elif accepts and one.stage == Stage.COLLECTING:
            verbs = ("unexcuse",) if one.excused else ("excuse",)
        elif accepts and one.stage == Stage.ACCEPTED:
            verbs = ("unaccept",)
        self.verbs = [(verb, VERBS[verb]) for verb in verbs]


def accept(request: Request, code: str) -> HttpResponse:
    """成批接收 of what is marked; why not is said of each that is not."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    request.actor.must_at(ACCEPT, found.unit_path)
    here = reverse("returns:below", args=[code])
    if request.method != "POST":
        return redirect(here)
    codes = request.POST.getlist("code")[:MOST_AT_ONCE]
    marked = list(MonthReturn.objects.filter(above=found, code__in=codes).select_related("unit").order_by("unit_path"))
    if not marked:
        messages.warning(request, _("还没有选，请先在要接收的前面打钩。"))
        return redirect(here)
    taken, left = commands.accept_several(months=marked, by=request.actor, at=request.now)
    if taken:
        messages.success(request, ngettext("已接收 %(n)s 份。", "已接收 %(n)s 份。", len(taken)) % {"n": len(taken)})
    for sentence in left:
        messages.error(request, sentence)
    return redirect(here)


def end(request: Request) -> HttpResponse:
    """期末 of one's own unit: what is counted, what only this office can enter, what to look at, who has not reported."""
    see(request, VIEW)
    month = queries.current(request.posting.unit, request.actor)
    given: dict[str, Any] = {"month": month, "tabs_shown": room_tabs(TABS, "returns:end")}
    if month is not None and request.actor.may(VIEW, month):
        made = queries.month_end(month, request.actor, request.today)
        given |= {
            "end": made, "late": month.days_late(request.today), "left": (month.due_on - request.today).days,
            "next": (made.verbs[0], VERBS[made.verbs[0]]) if made.verbs and not made.why_not else None,
            "waiting": [(one, one.days_late(request.today)) for one in made.waiting], "locked": queries.why_locked(month),
        }  # fmt: skip
    return render(request, "returns/end.html", given)
