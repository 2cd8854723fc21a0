"""考核的页面: what concerns me, one run over its units, its steps, the bands, the check of what was signed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.reports.assessments import commands, queries, snapshot, words
from lianxin.reports.assessments.models import Run
from lianxin.reports.assessments.terms import PUBLISH, RUN, RUN_FLOW, RUN_VERBS, VIEW, SchemeState
from lianxin.reports.assessments.workbook import run_xlsx
from lianxin.web.office.assessments import forms, shown
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see

PAGE = 24
TABS = ((gettext_lazy("各期考核"), "assessments:index"), (gettext_lazy("考核方案"), "assessments:schemes"))
NEEDS = {"show": (RUN,), "decide": (RUN,), "publish": (PUBLISH,), "close": (PUBLISH, RUN), "drop": (PUBLISH, RUN)}
DEEDS: dict[str, tuple[Any, Any, Any]] = {
    "show": (commands.show_run, None, gettext_lazy("各单位从现在起看得到自己的考核表，可以提出异议；截止日按工作日算。")),
    "decide": (commands.decide_run, None, gettext_lazy("所有异议都已答复；过了截止日，或者单位都已核对，才能办。")),
    "publish": (commands.publish_run, forms.PublishForm, gettext_lazy("签发后连同每个数、每项异议一起定稿，不再修改。")),
    "close": (commands.close_run, None, gettext_lazy("先核对与公布时是否一致，一致才归档。")),
    "drop": (commands.drop_run, forms.ReasonForm, gettext_lazy("公布以前可以作废，这一期可以重新考核。")),
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """各期考核: those I organise or look over, and my own unit's sheets."""
    see(request, queries.right_of(request.actor))
    before = request.GET.get("before", "")
    found = queries.runs(request.actor)
    found = found.filter(pk__lt=int(before)) if before.isascii() and before.isdigit() and len(before) < 18 else found
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return render(request, "assessments/index.html", {
        "rows": rows[:PAGE], "older": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "own": queries.own_sheets(request.actor)[:PAGE], "today": request.today,
        "tabs_shown": room_tabs(TABS, "assessments:index"),
        "may_run": request.actor.may_at(RUN, request.actor.own_path),
        "waiting": queries.objections_to_decide(request.actor).count() if request.actor.has(RUN) else 0,
    })  # fmt: skip


def draft(request: Request) -> HttpResponse:
    """开始一次考核."""
    unit = own_unit(request, RUN)
    held = [one for one in queries.schemes_seen(request.actor) if one.state == SchemeState.APPROVED]
    schemes = [one for one in held if one.unit_id == unit.pk]
    form: Any = forms.RunForm(request.POST or None, schemes=schemes, today=request.today)
    if form.is_valid() and done(form, commands.draft_run, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已按方案统计，每个数都已封存。请看过后给单位核对。"))
        return redirect("assessments:run", code=form.result.code)
    purpose = _("数由记录算出并封存，不用下面报。") if schemes else _("还没有批准执行的考核方案，请先拟方案。")
    return form_page(request, form, Asking(_("开始一次考核"), purpose, reverse("assessments:index"), _("统计")))


def runs() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return Run.objects.select_related("scheme", "unit")


def run(request: Request, code: str) -> HttpResponse:
    """一次考核 for whoever organises it: the units in tree order, what they object to, the next step."""
    found = fetch(request, runs(), see=VIEW, code=code)
    return render(request, "assessments/run.html", {
        "run": found, "sheets": queries.sheets_of(found), "verbs": verbs_of(request, found),
        "scheme": found.scheme, "band_words": words.band_words(found.scheme.band_list),
        "larger": words.larger_words(found.scheme), "total_words": words.total_words(),
        "unrated_words": words.unrated_words(found.scheme),
    })  # fmt: skip


def verbs_of(request: Request, found: Run) -> list[tuple[str, Any]]:
    """The steps that this actor may take now."""
    return [(verb, RUN_VERBS[verb]) for verb in RUN_FLOW.open_to(found.state)
            if any(request.actor.may(need, found) for need in NEEDS[verb])]  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """一步: shown, decided, published, put away, dropped."""
    if verb not in DEEDS:
        raise Http404(_("没有这一步。"))
    found = fetch(request, runs(), see=VIEW, code=code)
    if not any(request.actor.may(need, found) for need in NEEDS[verb]):
        request.actor.must(NEEDS[verb][0], found)
    command, form_class, purpose = DEEDS[verb]
    form: Any = (form_class or forms.forms.Form)(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, command, request, run=found, **form.cleaned_data):
        messages.success(request, _("已办：%(what)s。") % {"what": RUN_VERBS[verb]})
        return redirect("assessments:run", code=code)
    back = reverse("assessments:run", args=[code])
    return form_page(request, form, Asking(RUN_VERBS[verb], purpose, back))


def bands(request: Request, code: str) -> HttpResponse:
    """各档多少个单位, as bars that open; the names of the units only for whoever sees the whole run."""
    found = fetch(request, runs(), see=VIEW, code=code)
    charts = shown.charts_of(found)
    chosen = shown.chosen_of(found, request.GET.get("kind", ""), request.GET.get("band", ""))
    return render(request, "assessments/bands.html", {
        "run": found, "charts": charts, "chosen": chosen, "band_words": words.band_words(found.scheme.band_list),
        "period": period_words(found.period),
    })  # fmt: skip


def verify(request: Request, code: str) -> HttpResponse:
    """核对定稿: whether all is as it was signed, and what is not."""
    found = fetch(request, runs(), see=VIEW, code=code)
    if not found.is_published:
        raise Http404(_("还没有公布。"))
    return render(request, "assessments/verify.html", {"run": found, "faults": snapshot.faults(found)})


def xlsx(request: Request, code: str) -> HttpResponse:
    """导出 Excel of all units, with formulas."""
    found = fetch(request, runs(), see=VIEW, code=code)
    data = run_xlsx(found, queries.sheets_of(found), queries.cells_by_sheet(found))
    return sending.xlsx(data, f"{found.period.label}{found.scheme.title}")
