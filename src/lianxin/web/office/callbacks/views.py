"""回访的清单: whom to ask, what has not come home, what is not well, what is objected to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.codes import grouped
from lianxin.web.office.callbacks import shown
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import queries
from lianxin.work.callbacks.desks import desks as desks_of
from lianxin.work.callbacks.desks import office_name
from lianxin.work.callbacks.terms import CALL, DECIDE, SAMPLE
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import FLOW, VIEW


def _must_see(request: Request) -> None:
    """Nobody takes his empty list for an empty town."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def index(request: Request) -> HttpResponse:
    """回访评价: what waits, with the number of each list."""
    _must_see(request)
    by, today = request.actor, request.today
    answered = queries.recent(queries.answered(by), today)
    context = {
        "tabs_shown": shown.tabs("index"), "to_ask": queries.to_ask(by, today).count(),
        "to_call": queries.to_call(by, today).count(), "may_call": by.has(CALL),
        "to_deliver": queries.without_feedback(answered).count(), "to_review": queries.to_review(by).count(),
        "mine_to_review": queries.mine_to_review(by).count() if by.has(DECIDE) else 0, "may_decide": by.has(DECIDE),
        "in_samples": queries.items_to_call(by).count(), "may_sample": by.has(SAMPLE),
        "objections": queries.objections_to_decide(by).count(),
    }  # fmt: skip
    return render(request, "callbacks/index.html", context)


def asking(request: Request) -> HttpResponse:
    """问满意: whom to ask whether it is solved, by text, slip or call; never through the unit that did the work."""
    _must_see(request)
    found = shown.listed(queries.to_ask(request.actor, request.today), request.actor)
    context = {"tabs_shown": shown.tabs("asking"), "found": found, "may_call": request.actor.has(CALL)}
    return render(request, "callbacks/asking.html", context)


def slips(request: Request) -> HttpResponse:
    """纸条, 联系卡: several on an A4 page, with the code and how to answer, nothing of the person."""
    _must_see(request)
    codes = request.GET.getlist("code")[:48]
    found = queries.to_ask(request.actor, request.today)
    rows = found.filter(code__in=codes) if codes else found
    chosen = list(rows.select_related("unit").order_by("replied_on", "code")[:24])
    near = desks_of(one.unit for one in chosen)
    context = {
        "slips": [(grouped(one.code), near[one.unit_id], one.replied_on) for one in chosen], "is_card": "card" in request.GET,
        "address": request.build_absolute_uri(reverse("public:rate")),
    }  # fmt: skip
    return render(request, "callbacks/slips.html", context)


def calls(request: Request) -> HttpResponse:
    """回访单: for a caller whose unit did not do the work; telephones masked, shown one at a time with a trace."""
    request.actor.must_at(CALL, request.actor.own_path)
    found = shown.listed(queries.to_call(request.actor, request.today), request.actor)
    return render(request, "callbacks/calls.html", {"found": found, "office": office_name(request.posting.unit)})


LISTS = {"feedback": queries.without_feedback, "outcome": queries.without_outcome}


def complete(request: Request) -> HttpResponse:
    """件件有反馈: what has no outcome or no record that the answer came home, counted and listed (M055)."""
    _must_see(request)
    answered = queries.recent(queries.answered(request.actor), request.today)
    lists = {name: narrowed(answered) for name, narrowed in LISTS.items()}
    here = request.GET.get("list", "") if request.GET.get("list", "") in LISTS else "feedback"
    words = {"feedback": _("没有反馈记录"), "outcome": _("没有处理结果")}
    context = {
        "tabs_shown": shown.tabs("complete"), "found": shown.listed(lists[here], request.actor), "here": here,
        "lists": [(name, words[name], found.count()) for name, found in lists.items()],
        "answered": answered.count(),
    }  # fmt: skip
    return render(request, "callbacks/complete.html", context)


def dissatisfied(request: Request) -> HttpResponse:
    """不满意的: neither reopened nor reviewed; only a unit above can let one rest (M056)."""
    _must_see(request)
    by = request.actor
    mine = set(queries.mine_to_review(by).values_list("code", flat=True)[: shown.MOST]) if by.has(DECIDE) else set()
    context = {"tabs_shown": shown.tabs("dissatisfied"), "mine": mine, "found": shown.listed(queries.to_review(by), by)}
    return render(request, "callbacks/dissatisfied.html", context)


def objections(request: Request) -> HttpResponse:
    """评价异议: open to the whole county, with the rule cited and what was decided; no name and no text (F043)."""
    _must_see(request)
    by = request.actor
    found = list(queries.public_objections(by)[: shown.MOST])
    reached = set(
        Concern.objects.reachable(by=by, to=VIEW)
        .filter(pk__in=[one.concern_id for one in found])
        .values_list("pk", flat=True)
    )
    mine = set(queries.objections_to_decide(by).values_list("pk", flat=True))
    rows = [(one, one.concern_id in reached, one.pk in mine) for one in found]
    return render(request, "callbacks/objections.html", {"tabs_shown": shown.tabs("objections"), "rows": rows})


def ask(request: Request, code: str) -> HttpResponse:
    """问这一件: the text to copy."""
    concern = fetch(request, Concern.objects.select_related("unit", "handler", "requester"), see=VIEW, code=code)
    FLOW.after("rate", concern.status)
    address = request.build_absolute_uri(reverse("public:rate"))
    context = {"line": shown.line_of(concern, request.actor), "text": shown.asking_text(concern, address)}
    return render(request, "callbacks/ask.html", context)
