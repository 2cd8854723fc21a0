"""分类与挂账: the shelf, 办结/在办/息访 by topic, the causes, and the lists behind every number."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries as clocks
from lianxin.web.office.concerns import rows
from lianxin.web.office.sorting import asked as asking
from lianxin.web.office.sorting import lists
from lianxin.web.office.sorting.asked import Tab
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concern_queries
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.sorting_terms import CODE_CAUSE, Fault
from lianxin.work.concerns.terms import VIEW

MOST = 100
SHELF_TABS = (("due", gettext_lazy("到复核日")), ("all", gettext_lazy("全部挂账")), ("late", gettext_lazy("已过期限")))


def index(request: Request) -> HttpResponse:
    """挂账: what cannot be solved for now, the next to be looked at first."""
    asked = asking.read(request)
    seen = Concern.objects.reachable(by=request.actor, to=VIEW)
    found, parts = lists.at(seen, asked.unit), queries.shelf_parts(request.today)
    part = request.GET.get("part", "")
    part = part if part in parts else "due"
    tabs = [
        Tab(word, asked.url("sorting:index", part=code), code == part, found.filter(parts[code]).count())
        for code, word in SHELF_TABS
    ]
    chosen = found.filter(parts[part]).order_by("review_on", "code")
    context = {"asked": asked, "pages": asking.tabs("sorting:index"), "tabs": tabs, "part": part,
               "rows": lists.shelf_rows(chosen, request.actor, request.today, MOST), "most": MOST}  # fmt: skip
    return render(request, "sorting/index.html", context)


def states(request: Request) -> HttpResponse:
    """办结、在办、息访 by topic: the parts add up to the total, and each number opens."""
    asked = asking.read(request)
    parts, total = queries.states(queries.in_year(request.actor, asked.unit, asked.year))
    context = {"asked": asked, "pages": asking.tabs("sorting:states"), "total": total,
               "rows": [(row, lists.state_urls(asked, row)) for row in [*parts, total]]}  # fmt: skip
    return render(request, "sorting/states.html", context)


def causes(request: Request) -> HttpResponse:
    """成因: how many open matters wait on a missing policy, how many on execution, by the level that owns it."""
    asked = asking.read(request)
    table = queries.cause_table(request.actor, asked.unit, Fault.choices)
    context = {"asked": asked, "pages": asking.tabs("sorting:causes"), "table": table,
               "rows": lists.cause_rows(asked, table), "faults": lists.fault_rows(asked, table),
               "up_url": asked.url("sorting:matters", line="up"), "down_url": asked.url("sorting:matters", line="down"),
               "may_rule": request.actor.has(CODE_CAUSE), "all_url": asked.url("sorting:matters", stuck="1")}  # fmt: skip
    return render(request, "sorting/causes.html", context)


def matters(request: Request) -> HttpResponse:
    """打开的清单: the very concerns that a number of this room counts."""
    asked = asking.read(request)
    found, words = lists.opened(asked, request.GET)
    count = found.count()
    shown: list[Any] = concern_queries.first_of(found.order_by("-received_on", "code"), MOST)
    context = {
        "asked": asked, "words": words, "count": count, "most": MOST, "back": lists.back(asked, request.GET),
        "rows": rows.rows(shown, request.actor, request.today, clocks.calendar()),
    }  # fmt: skip
    return render(request, "sorting/matters.html", context)
