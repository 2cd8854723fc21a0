"""数据质量的页面: accuracy, timeliness, completeness of one's unit and those below; what came when; who sees what."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.quality import commands, queries, secrecy
from lianxin.reports.quality.models import Doubt
from lianxin.reports.quality.terms import EXPLAIN, SECRECY, VIEW, DoubtState
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import VIEW as SEE_RETURN
from lianxin.web.office.quality import forms, shown
from lianxin.web.office.quality.asked import asked_of, months_offered
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.keyed import page_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see

LISTED, FEW = 300, 8


def index(request: Request) -> HttpResponse:
    """总览: one page for one's unit and those below; every number opens."""
    asked = asked_of(request)
    by, today = request.actor, request.today
    accurate = shown.table(asked, shown.ACCURATE, by, today)
    gaps = shown.table(asked, shown.gaps(), by, today)
    open_ones = queries.doubts(by).filter(state=DoubtState.OPEN)
    return render(request, "quality/index.html", {
        "asked": asked, "months": months_offered(request, asked.period), "tabs_shown": shown.tabs("index"),
        "accurate": accurate, "gaps": gaps, "mends": shown.mends(),
        "timely": shown.timely_rows(queries.timely(asked.unit, queries.ending(asked.period), today)),
        "unlike": [
            (one, asked.open_url(one.figure.indicator.code, one.figure.unit))
            for one in queries.unlike(asked.units, asked.period, by=by, today=today)
        ],
        "doubts": list(open_ones[:FEW]), "is_running": asked.period.last >= today,
    })  # fmt: skip


def returns(request: Request) -> HttpResponse:
    """报送: what was asked for in a month and when it came, unit by unit in the order of the tree."""
    asked = asked_of(request)
    show = request.GET.get("show", "")
    dues = queries.asked(asked.unit, queries.ending(asked.period), request.today)
    rows = [one for one in dues if not show or one.state == show]
    own = request.actor.may_at(EXPLAIN, request.actor.own_path)
    return render(request, "quality/returns.html", {
        "asked": asked, "months": months_offered(request, asked.period), "tabs_shown": shown.tabs("returns"), "show": show,
        "rows": [(one, *shown.said(one), own and one.unit.pk == request.actor.unit_id) for one in rows[:LISTED]],
        "states": [(key, word, sum(one.state == key for one in dues)) for key, (word, _tone) in shown.STATES.items()],
        "total": len(dues),
    })  # fmt: skip


def reason(request: Request, form_code: str, month: str) -> HttpResponse:
    """说明迟报、漏报的原因, by one's own unit."""
    unit = own_unit(request, EXPLAIN)
    given = {"unit": unit, "form_code": form_code, "month": month}
    try:
        Period.parse(month)
    except NotAPeriod:
        raise Http404(_("没有找到。")) from None
    if not queries.is_late(unit, form_code, month, request.today):
        raise Http404(_("没有找到。"))
    form: Any = forms.ReasonForm(request.POST or None)
    back = (
        reverse("quality:returns", query={"period": month})
        if len(month) == len("2026-11")
        else reverse("quality:index")
    )
    if form.is_valid() and done(form, commands.give_reason, request, **given, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(_("说明原因"), _("迟报、漏报是事实，原因记在旁边。"), back, _("记下")))


def doubts(request: Request) -> HttpResponse:
    """疑点一览, the newest first: to be explained, explained, mended."""
    see(request, VIEW)
    found = queries.doubts(request.actor)
    show = request.GET.get("show", "")
    if show in DoubtState.values:
        found = found.filter(state=show)
    return render(request, "quality/doubts.html", {
        "page": page_of(found, request, "found_on"), "tabs_shown": shown.tabs("doubts"), "show": show,
        "states": DoubtState.choices,
    })  # fmt: skip


def _month(request: Request, code: str) -> MonthReturn:
    found: MonthReturn = fetch(
        request, MonthReturn.objects.select_related("unit", "form"), see=SEE_RETURN, code=code
    )  # fmt: skip
    if not request.actor.may(VIEW, found):
        raise Http404(_("没有找到。"))
    return found


def of_return(request: Request, code: str) -> HttpResponse:
    """一份摸底统计的疑点: as it stands now, with what was explained, and what was mended since."""
    month = _month(request, code)
    past = Doubt.objects.filter(of=month, state=DoubtState.MENDED).order_by("pk")
    return render(request, "quality/return.html", {
        "month": month, "standing": queries.standing(month, request.today), "past": past,
        "may_explain": request.actor.may(EXPLAIN, month) and not month.is_locked,
    })  # fmt: skip


def explain(request: Request, code: str, key: str) -> HttpResponse:
    """说明一处疑点."""
    month = _month(request, code)
    request.actor.must(EXPLAIN, month)
    found = next((one for one in queries.standing(month, request.today) if one.key == key), None)
    if found is None:
        raise Http404(_("没有找到。"))
    here = reverse("quality:return", args=[code])
    form: Any = forms.ExplainForm(request.POST or None, initial={"explanation": found.explanation})
    if form.is_valid() and done(form, commands.explain, request, month=month, key=key, **form.cleaned_data):
        messages.success(request, _("已记下，跟数一起保存。"))
        return redirect(here)
    notes = [found.broken.sentence, found.broken.mend]
    return form_page(
        request, form, Asking(_("说明疑点"), _("数有错的先更正；没有错的，写一句为什么。"), here), notes=notes
    )


def secret(request: Request) -> HttpResponse:
    """保密: who may see what at a unit, and how often closed data were opened or taken along this month."""
    asked = asked_of(request)
    is_all = request.GET.get("all") == "1"
    found = secrecy.who_sees(asked.unit, secrecy.seeing() if is_all else secrecy.closed(), request.today)
    may_count = request.actor.may_at(SECRECY, asked.unit.path)
    return render(request, "quality/secrecy.html", {
        "asked": asked, "months": months_offered(request, asked.period), "tabs_shown": shown.tabs("secrecy"),
        "seen": found, "is_all": is_all, "may_count": may_count,
        "openings": secrecy.openings(asked.unit, asked.period, request.actor) if may_count else (),
    })  # fmt: skip
