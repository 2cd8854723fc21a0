"""帮扶资金的页面: entries and their totals, the file, entering and voiding."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.helping import forms, shown
from lianxin.web.ui import copies
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.web.ui.workbook import XLSX, workbook
from lianxin.work.helping import commands, queries
from lianxin.work.helping.models import HelpFund, HelpPlan, VillageProject
from lianxin.work.helping.terms import PLAN, VIEW

LISTED, FILED = 300, 5000
COLUMNS = (
    (gettext_lazy("序号"), 6), (gettext_lazy("日期"), 12), (gettext_lazy("村、社区"), 14), (gettext_lazy("资金来源"), 20),
    (gettext_lazy("用途"), 28), (gettext_lazy("用于"), 24), (gettext_lazy("金额（元）"), 12), (gettext_lazy("凭据"), 16),
    (gettext_lazy("帮扶单位"), 16), (gettext_lazy("记录人"), 10),
)  # fmt: skip


def _year(request: Request) -> Period:
    """The year in the address, else this one."""
    try:
        asked = Period.parse(request.GET.get("period", ""))
    except NotAPeriod:
        asked = Period.containing(request.today, "year")
    return asked


def _found(request: Request, year: Period) -> Any:
    return queries.funds(request.actor).filter(on__range=(year.first, year.last))


def _for(fund: HelpFund) -> str:
    """用于: the project, the household's plan, or the village itself."""
    if fund.project:
        return fund.project.title
    return fund.plan.label if fund.plan else fund.unit.name


def funds(request: Request) -> HttpResponse:
    """帮扶资金 of a year: total and sums by source, computed from the entries below."""
    see(request, VIEW)
    year = _year(request)
    found = _found(request, year)
    this = Period.containing(request.today, "year")
    context = {
        "tabs_shown": shown.tabs("funds"), "year": year, "rows": [(one, _for(one)) for one in found[:LISTED]],
        "total": queries.total_yuan(found), "sources": queries.sums_by_source(found), "most": LISTED,
        "before": year.previous(), "this": this if year != this else None, "may_plan": request.actor.has(PLAN),
    }  # fmt: skip
    return render(request, "helping/funds.html", context)


def xlsx(request: Request) -> HttpResponse:
    """导出帮扶资金明细."""
    see(request, VIEW)
    year, unit = _year(request), request.posting.unit
    found = _found(request, year)
    lines = [
        [str(n), one.on.isoformat(), one.unit.name, one.source, one.use, _for(one), str(one.amount_yuan), one.document,
         one.home.name, one.by_name]
        for n, one in enumerate(found.standing()[:FILED], start=1)
    ]  # fmt: skip
    with translation.override(settings.LANGUAGE_CODE):
        title = _("%(unit)s帮扶资金明细（%(period)s）") % {"unit": unit.name, "period": year.code}
        lines, foot = copies.taken(request, title, COLUMNS, lines)
        lines.append([_("合计 %(yuan)s 元") % {"yuan": queries.total_yuan(found)}])
        data = workbook(COLUMNS, lines, name=_("帮扶资金"), title=title, foot=foot)
    disposition = content_disposition_header(True, f"{title}.xlsx") or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def _asked(request: Request) -> tuple[HelpPlan | None, VillageProject | None]:
    """The plan or the project in the address; Http404 for one that may not be seen."""
    plan, project = (request.GET.get(name, "").replace("\0", "")[:12] for name in ("plan", "project"))
    return (
        shown.plan_of(request, plan, to=PLAN) if plan else None,
        fetch(request, VillageProject.objects.select_related("unit"), see=VIEW, to=PLAN, code=project)
        if project
        else None,
    )


def enter(request: Request) -> HttpResponse:
    """登记帮扶资金."""
    see(request, VIEW)
    if not request.actor.has(PLAN):
        raise NotAllowed(_("您现在的职务不能登记帮扶资金。"))
    plan, project = _asked(request)
    about: Any = project or plan
    initial = {"on": request.today, "unit": shown.own_place(request)}
    kind = forms.FundFields if about else forms.FundForm
    form: Any = kind(request.POST or None, today=request.today, initial=initial)
    given = {"plan": plan, "project": project, "home": request.posting.unit} | ({"unit": about.unit} if about else {})
    if form.is_valid() and done(form, commands.enter_fund, request, **given, **form.cleaned_data):
        messages.success(request, _("已登记。"))
        return redirect("helping:fund", code=form.result.code)
    notes = [project.title if project else about.label] if about else []
    asking = Asking(_("登记帮扶资金"), _("一笔一笔登记，合计由系统算。"), reverse("helping:funds"))
    return form_page(request, form, asking, notes=notes)


def fund(request: Request, code: str) -> HttpResponse:
    """一笔帮扶资金."""
    found = fetch(request, queries.funds(request.actor), see=VIEW, code=code)
    may = request.actor.may(PLAN, found) and found.voided_on is None
    return render(request, "helping/fund.html", {"fund": found, "used_for": _for(found), "may_plan": may})


def void(request: Request, code: str) -> HttpResponse:
    """撤销一笔资金."""
    found = fetch(request, queries.funds(request.actor), see=VIEW, to=PLAN, code=code)
    if found.voided_on is not None:
        raise Http404(_("没有找到。"))
    form: Any = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.void_fund, request, fund=found, **form.cleaned_data):
        messages.success(request, _("已撤销，不再计入合计。"))
        return redirect("helping:funds")
    purpose = _("记错了的撤销，理由会留着，再按实登记一笔。")
    return form_page(request, form, Asking(_("撤销一笔资金"), purpose, reverse("helping:fund", args=[code])))
