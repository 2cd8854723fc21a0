"""诉求的页面: the list, the record, the counter."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lianxin.web.office.concerns import browsing, ledger, rows, slips, story
from lianxin.web.office.concerns.forms import RegisterForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands, queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import ACKNOWLEDGE, EXPORT, REGISTER, VIEW
from lianxin.work.sms import commands as sms

PRINTED = 1_000


def with_story() -> Any:
    """Concerns with what the record page shows."""
    return Concern.objects.select_related(
        "unit", "handler", "topic__parent__parent", "requester", "registered_by"
    ).prefetch_related("subjects__unit", "subjects__person", "replies__unit", "ratings")


def browse(request: Request) -> HttpResponse:
    """诉求列表."""
    actor, today = request.actor, request.today
    browsed = browsing.browse(request.GET, by=actor, today=today)
    page = browsing.page_of(browsed, request.GET.get("after", ""), request.GET.get("before", ""))
    context = {
        "browsed": browsed, "page": page, "rows": rows.rows(page.rows, actor, today, browsed.calendar),
        "may_register": actor.has(REGISTER), "may_export": actor.has(EXPORT),
        "may_acknowledge": actor.has(ACKNOWLEDGE) and browsed.tab.code == "in_hand",
    }  # fmt: skip
    return render(request, "concerns/list.html", context)


def print_list(request: Request) -> HttpResponse:
    """打印: exactly this list in the ledger's layout, up to 1,000 rows."""
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    found = ledger.with_all_shown(browsing.ordered(browsed))[:PRINTED]
    context = {
        "browsed": browsed, "columns": [word for word, _width in ledger.COLUMNS], "most": PRINTED,
        "lines": ledger.lines(found, request.actor),
    }  # fmt: skip
    return render(request, "concerns/print_list.html", context)


def record(request: Request, code: str) -> HttpResponse:
    """诉求: the story, the facts, the clock, the next step."""
    concern = fetch(request, with_story(), see=VIEW, code=code)
    return render(request, "concerns/record.html", story.page(request, concern))


def print_record(request: Request, code: str) -> HttpResponse:
    """交办单, 登记表: the official form of one concern; the requester stays masked."""
    concern = fetch(request, with_story(), see=VIEW, code=code)
    return render(request, "concerns/print_record.html", story.page(request, concern))


def register(request: Request) -> HttpResponse:
    """登记 at the counter."""
    request.actor.must_at(REGISTER, request.actor.own_path)
    own = request.posting.unit  # where one works is where it happened, below the township
    initial = {"entry_key": uuid4().hex, "unit": own if own.kind in ("village", "community", "school") else None}
    form: Any = RegisterForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if "look" in request.POST:
        form.only_looked_at()
        return render(
            request, "concerns/register.html", {"form": form, "likes": form.likes(request.now), "has_looked": True}
        )
    if form.is_valid() and done(form, commands.register, request, **form.as_command()):
        receipt = form.result
        if form.cleaned_data.get("sms"):
            sms.wish(concern=receipt.concern, wishes=True, by=request.actor, at=request.now)
        answer = redirect("concerns:receipt", code=receipt.concern.code)
        return slips.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer
    return render(request, "concerns/register.html", {"form": form})


@require_POST
def similar(request: Request) -> HttpResponse:
    """看看有没有同样的, while one types: a piece of the page."""
    request.actor.must_at(REGISTER, request.actor.own_path)
    form = RegisterForm(request.POST, by=request.actor, today=request.today)
    return render(request, "concerns/similar.html", {"likes": form.likes(request.now)})


def receipt(request: Request, code: str) -> HttpResponse:
    """回执: code and secret to print; the secret is shown this once and is nowhere afterwards."""
    slip = slips.handed_over(request, code)
    if slip is None:
        concern = fetch(request, with_story(), see=VIEW, code=code)
        slip = slips.slip_of(concern, "", queries.shown(concern.title, concern, request.actor))
    return slips.taken(render(request, "concerns/receipt.html", {"slip": slip}), code)
