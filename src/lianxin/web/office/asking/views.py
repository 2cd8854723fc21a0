"""报送要求的页面: what is asked of us, what we ask, what is asked from above; one request with its steps."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, within
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking import commands, compliance, queries
from lianxin.reports.asking.models import ReportingRequest
from lianxin.reports.asking.terms import APPROVE, ASK, FLOW, VERBS, VIEW, RequestState, SheetState
from lianxin.web.office.asking import forms
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see

PAGE = 30
TABS = (
    (gettext_lazy("要我们报的"), "asking:index"), (gettext_lazy("我们要的"), "asking:ours"),
    (gettext_lazy("上级要的"), "asking:above"), (gettext_lazy("减负"), "asking:burden"),
)  # fmt: skip
FIGURES = ("asking.sheets", "asking.fields", "asking.minutes", "asking.fields_saved")
NEEDS = {
    "examine": ASK,
    "approve": APPROVE,
    "send_back": APPROVE,
    "ask": ASK,
    "ask_again": ASK,
    "close": ASK,
    "withdraw": ASK,
}
PLAIN = {"examine", "ask", "close"}


def index(request: Request) -> HttpResponse:
    """要我们报的: what is still to be filled in, the soonest first; then what was; a page at a time."""
    see(request, VIEW)
    found = queries.sheets_of(request.actor)
    before = _number(request.GET.get("before", ""))
    rest = found.filter(Q(state=SheetState.ANSWERED) | ~Q(of__state=RequestState.ASKED)).order_by("-pk")
    rows = list((rest.filter(pk__lt=before) if before else rest)[: PAGE + 1])
    to_do = list(found.to_do().order_by("due_on", "pk")[:PAGE]) if not before else []  # type: ignore[attr-defined]
    return render(request, "asking/index.html", {
        "to_do": [(one, one.is_late(request.today)) for one in to_do], "rows": rows[:PAGE],
        "older": rows[PAGE - 1].pk if len(rows) > PAGE else 0, "tabs_shown": room_tabs(TABS, "asking:index"),
        "to_approve": queries.to_approve(request.actor)[:PAGE] if request.actor.has(APPROVE) else (),
        "figures": figures(request, FIGURES), "may_ask": _may_ask(request),
    })  # fmt: skip


def ours(request: Request) -> HttpResponse:
    """我们要的: what one's own unit asks, and of units below what they ask."""
    return _listed(request, queries.requests(request.actor).filter(outside=""), "asking:ours")


def above(request: Request) -> HttpResponse:
    """上级要的: what offices above ask of us."""
    return _listed(request, queries.requests(request.actor).exclude(outside=""), "asking:above")


def _listed(request: Request, found: "QuerySet[ReportingRequest]", here: str) -> HttpResponse:
    see(request, VIEW)
    roots = request.actor.grants.get(VIEW.code, ())
    side = Q(pk__in=())
    for root in roots:
        side |= within("unit_path", root)
    before = _number(request.GET.get("before", ""))
    found = found.filter(side)
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    return render(request, "asking/requests.html", {
        "rows": rows[:PAGE], "older": rows[PAGE - 1].pk if len(rows) > PAGE else 0, "tabs_shown": room_tabs(TABS, here),
        "may_ask": _may_ask(request), "is_above": here == "asking:above",
    })  # fmt: skip


def _may_ask(request: Request) -> bool:
    return request.actor.may_at(ASK, request.actor.own_path)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 9 else 0


def _offered(request: Request, unit: Unit) -> "QuerySet[Unit]":
    """Whom the unit may ask: a township those below it, anybody else the whole county."""
    root = unit.path if unit.kind == UnitKind.TOWNSHIP else unit.path[:STEP]
    return Unit.objects.valid(request.today).filter(within("path", root)).order_by("path")


def draft(request: Request) -> HttpResponse:
    """拟报送要求."""
    unit = own_unit(request, ASK)
    initial = {"period": Period.containing(request.today).code}
    offered = _offered(request, unit)
    is_above = request.GET.get("from") == "above"
    form: Any = forms.RequestForm(
        request.POST or None, initial=initial, offered=offered, today=request.today, is_above=is_above
    )
    if form.is_valid() and done(form, commands.draft, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已存成草稿，请逐项写要什么。"))
        return redirect("asking:one", code=form.result.code)
    return render(request, "asking/draft.html", {
        "form": form, "word": _("拟报送要求"), "back": reverse("asking:ours"), "is_above": is_above,
    })  # fmt: skip


def change(request: Request, code: str) -> HttpResponse:
    """修改草稿."""
    found = fetch(request, with_parts(), see=VIEW, to=ASK, code=code)
    keys = ("title", "basis", "purpose", "frequency", "period", "due_on", "outside", "urgent_why", "villages_why")
    initial = {key: getattr(found, key) for key in keys}
    initial["units"] = "、".join(row.unit.name for row in found.units.all())
    offered = _offered(request, found.unit)
    is_above = bool(found.outside)
    form: Any = forms.RequestForm(
        request.POST or None, initial=initial, offered=offered, today=request.today, is_above=is_above
    )
    if form.is_valid() and done(form, commands.change, request, asking=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("asking:one", code=code)
    back = reverse("asking:one", args=[code])
    return render(request, "asking/draft.html", {"form": form, "word": _("修改"), "back": back, "is_above": is_above})


def with_parts() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return ReportingRequest.objects.select_related("unit").prefetch_related("fields", "units__unit")


def is_asking(request: Request, found: ReportingRequest) -> bool:
    """Whether the actor stands on the side that asks, or above it; those asked read ground and items, not the others' answers."""
    return request.actor.may_at(VIEW, found.unit_path)


def one(request: Request, code: str) -> HttpResponse:
    """一份: ground, purpose, items beside what is held, what stands in the way, how far it is."""
    found = fetch(request, with_parts(), see=VIEW, code=code)
    return render(request, "asking/one.html", one_context(request, found, forms.ItemForm()))


def one_context(request: Request, found: ReportingRequest, item_form: Any) -> dict[str, Any]:
    """What the page of a request shows; while it is drafted with what stands in its way."""
    asks, by = is_asking(request, found), request.actor
    is_draft = found.state == RequestState.DRAFT
    weighed = queries.weigh(found) if asks and is_draft else []
    before = asks and found.state in (RequestState.DRAFT, RequestState.EXAMINED, RequestState.APPROVED)
    overs = queries.overs([found], Period.containing(request.today))[found.pk] if before else []
    sheets = list(found.sheets.values_list("unit_path", "code", "state", "fields"))
    fields = list(found.fields.all())
    return {
        "wanted": found, "is_asking": asks, "weighed": weighed, "fields": fields, "item_form": item_form,
        "problems": queries.problems_of(found, request.today, weighed) if is_draft and asks else [], "overs": overs,
        "cost": queries.cost_of(found), "saved": sum(one.is_held for one in fields), "value": compliance.value_of(found),
        "verbs": [(verb, VERBS[verb], verb in PLAIN) for verb in FLOW.open_to(found.state) if may(request, verb, found)],
        "may_edit": is_draft and by.may(ASK, found), "units": [row.unit for row in found.units.all()],
        "answered": sum(1 for _path, _code, state, n in sheets if n and state == SheetState.ANSWERED),
        "sheets": sum(1 for *_rest, n in sheets if n), "all_sheets": len(sheets),
        "own_sheet": next((code for path, code, *_rest in sheets if path == by.own_path), ""),
    }  # fmt: skip


def may(request: Request, verb: str, found: ReportingRequest) -> bool:
    """Whether the actor may take this step; the asker may take his own request back too; nobody approves his own."""
    by = request.actor
    if verb == "approve" and found.drafted_ref == by.ref:
        return False
    if verb == "ask_again" and found.frequency == "once":
        return False
    return by.may(NEEDS[verb], found) or (verb == "send_back" and by.may(ASK, found))


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """提请批准, 批准, 退回, 发出, 下一期, 结束, 撤销."""
    if verb not in NEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, with_parts(), see=VIEW, code=code)
    if not (verb == "send_back" and request.actor.may(ASK, found)):
        request.actor.must(NEEDS[verb], found)
    here = reverse("asking:one", args=[code])
    command = getattr(commands, verb)
    if verb in PLAIN and request.method == "POST":
        if pressed(request, command, asking=found):
            messages.success(request, _("已记下。"))
        return redirect(here)
    kind: Any = {"approve": forms.ApproveForm, "ask_again": forms.AgainForm}.get(verb, forms.ReasonForm)
    given = {"today": request.today} if verb == "ask_again" else {}
    form: Any = kind(request.POST if request.method == "POST" else None, **given)
    if verb in PLAIN:
        return redirect(here)
    if form.is_valid() and done(form, command, request, asking=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(VERBS[verb], found.title, here))
