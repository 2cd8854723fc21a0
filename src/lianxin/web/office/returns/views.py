"""摸底统计的页面: the periods with their state, one period's sheet, its steps, paper and files."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.returns import commands, documents, queries
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import COLLECT, FROZEN, STEPS, VERBS, VERIFY, VIEW
from lianxin.web.office.returns import forms
from lianxin.web.ui import panels, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.keyed import page_of
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.web.ui.workbook import workbook

PAGE = 36
TABS = (
    (gettext_lazy("各期"), "returns:index"), (gettext_lazy("期末"), "returns:end"), (gettext_lazy("摸底表"), "returns:forms"),
)  # fmt: skip
#: steps that are taken with a reason, and with whom it is reported to; the rest may bear a comment
FORMS: dict[str, Any] = {
    "report": forms.ReportForm, "send_back": forms.ReasonForm, "take_back": forms.ReasonForm, "unaccept": forms.ReasonForm,
    "excuse": forms.ReasonForm, "unexcuse": forms.ReasonForm,
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """各期: one's own returns and those at the head of their tree; what lies below one is found on its page."""
    see(request, VIEW)
    own = Q(unit_path=request.actor.own_path) | Q(above=None)
    page = page_of(queries.returns(request.actor).filter(own), request, "due_on", rows=PAGE)
    return render(request, "returns/index.html", {
        "page": page, "rows": [(one, one.days_late(request.today)) for one in page.rows],
        "tabs_shown": room_tabs(TABS, "returns:index"),
        "missing": queries.missing(request.posting.unit, request.today) if _reports(request) else (),
        "may_open": request.actor.may_at(COLLECT, request.actor.own_path),
    })  # fmt: skip


def _reports(request: Request) -> bool:
    """Whether the unit reports at all: it has begun to, or is the one that sets the forms."""
    unit = request.posting.unit
    return unit.parent_id is None or MonthReturn.objects.filter(unit=unit).exists()


def open_month(request: Request) -> HttpResponse:
    """开始收集一期."""
    unit = own_unit(request, COLLECT)
    held = queries.forms_for(unit)
    form: Any = forms.MonthForm(request.POST or None, held=held, today=request.today)
    if form.is_valid() and done(form, commands.open_return, request, unit=unit, **form.cleaned_data):
        messages.success(
            request, _("已开始。自己的数由系统算，外部数字请填上来源和佐证；要下级报的，下级各一份也开好了。")
        )
        return redirect("returns:month", code=form.result.code)
    purpose = _("一个单位一期一份，要下级报的一起开。") if held else _("还没有启用的摸底表，请先由县里设好。")
    return form_page(request, form, Asking(_("开始收集"), purpose, reverse("returns:index"), _("开始")))


def returns_with_names() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return MonthReturn.objects.select_related("unit", "form", "above__unit")


def month(request: Request, code: str) -> HttpResponse:
    """一期的摸底表: each figure opens; what differs today from what was kept is shown to whoever verifies."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    verifies = request.actor.may(VERIFY, found)
    rows = queries.sheet(found, request.actor, request.today, compare=verifies and found.stage in FROZEN)
    verbs, why_not = queries.steps_open(found, request.actor)
    return render(request, "returns/month.html", {
        "month": found, "rows": rows, "notes": documents.notes_of(found, rows, request.today), "steps": _steps(found),
        "verbs": [(verb, VERBS[verb]) for verb in verbs], "why_not": why_not, "verifies": verifies, "kinds": UnitKind,
        "late": found.days_late(request.today), "locked": queries.why_locked(found),
        "standings": _standings(request, found), "questions": queries.questions_of(found), "sees_above": _sees_above(request, found),
        "more": panels.shown("return", request, found, "main"),
    })  # fmt: skip


def _sees_above(request: Request, found: MonthReturn) -> bool:
    return bool(found.above and request.actor.may(VIEW, found.above))


def _standings(request: Request, found: MonthReturn) -> list[queries.Standing]:
    """完整和及时 of the levels below, where there are any."""
    return queries.standings(found, request.today) if found.form.levels else []


def _steps(found: MonthReturn) -> list[tuple[object, list[Any]]]:
    """收集 → 审核 → 统计 → 备案 → 上报, each with who took it; what was sent back shows too."""
    taken = list(found.steps.all())
    rows: list[tuple[object, list[Any]]] = [
        (word, [one for one in taken if one.verb == verb]) for verb, word in STEPS.items()
    ]
    undone = [verb for verb in VERBS if verb not in STEPS and any(one.verb == verb for one in taken)]
    rows = rows if found.above_id else [row for row in rows if row[0] != STEPS["accept"]]
    return rows + [(VERBS[verb], [one for one in taken if one.verb == verb]) for verb in undone]


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """收集完毕, 审核通过, 统计定数, 备案, 上报; 接收, 退还, 撤回, 退回, 免报."""
    if verb not in VERBS:
        raise Http404(_("没有找到。"))
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    queries.must_take(request.actor, found, verb)
    here = reverse("returns:month", args=[code])
    kind: Any = FORMS.get(verb, forms.CommentForm)
    form: Any = kind(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, getattr(commands, verb), request, month=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    why_not = queries.why_not(found, verb, request.actor) if request.method == "GET" else ""
    purpose = WORDS.get(verb, "") or f"{found.unit.name} {period_words(found.period)}{found.form.title}"
    return form_page(request, form, Asking(VERBS[verb], purpose, here), notes=[why_not] if why_not else [])


WORDS = {
    "count": gettext_lazy("定数以后，自己的数连同记录、口径一起封存，外部数字照填报的存下。"),
    "file": gettext_lazy("备案以后锁定：数不再改，差错用更正说明。"),
    "accept": gettext_lazy("接收以后，这一份的数算进本级；审定是下级的事，接收是本级的事。"),
    "unaccept": gettext_lazy("退还以后，下级可以撤回重来；本级还在收集时才能退还。"),
    "take_back": gettext_lazy("撤回备案和上报；封存的数和签字的人都留着，重来以后另存一份。"),
    "excuse": gettext_lazy("这一期不要这个单位报：原因和单位名字一起印在本级的表上。"),
}


def print_month(request: Request, code: str) -> HttpResponse:
    """打印: one A4 sheet across."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    return render(request, "returns/print.html", {
        "month": found, "header": documents.HEADER, "notes": documents.notes_of(found, rows, request.today),
        "lines": [documents.cells_of(n, row) for n, row in enumerate(rows, 1)], "steps": _steps(found),
    })  # fmt: skip


def docx(request: Request, code: str) -> HttpResponse:
    """下载 docx."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    return sending.file(documents.sheet_docx(found, rows, request.today), sending.DOCX, f"{_name(found)}.docx")


def xlsx(request: Request, code: str) -> HttpResponse:
    """下载 xlsx: the same lines as on paper."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    made = workbook(
        list(zip(documents.HEADER, (6, 20, 28, 18, 22, 30, 22), strict=True)),
        [documents.cells_of(n, row) for n, row in enumerate(rows, 1)], name="摸底统计",
        title=f"{found.unit.name}{found.period.label}{found.form.title}",
        foot=" ".join(documents.notes_of(found, rows, request.today)),
    )  # fmt: skip
    return sending.xlsx(made, _name(found))


def _name(found: MonthReturn) -> str:
    return f"{found.unit.name}{period_words(found.period)}{found.form.title}"
