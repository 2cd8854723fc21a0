"""为民办实事的页面."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.pledges import forms, shown
from lianxin.web.office.pledges.browsing import read_year
from lianxin.web.office.pledges.views import LISTED, TABS
from lianxin.web.ui import counted as figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.pledges import commands, queries
from lianxin.work.pledges.models import PracticalHelp, PracticalOrigin
from lianxin.work.pledges.terms import MAKE, PRACTICAL_FLOW, PRACTICAL_VERBS, PUBLISH, VIEW, PracticalStatus

DEEDS: dict[str, tuple[Any, Callable[..., Any], Any, Any]] = {
    "promise": (None, commands.promise, PUBLISH, ""),
    "note_step": (forms.ProgressForm, commands.note_step, MAKE, gettext_lazy("群众在公开栏上看得到。")),
    "finish": (forms.FinishForm, commands.finish, MAKE, gettext_lazy("写清办成了什么、在哪里看得到。")),
    "give_up": (forms.ReasonForm, commands.give_up, MAKE, gettext_lazy("原因和后面的打算一起公开。")),
    "withdraw": (
        forms.ReasonForm,
        commands.withdraw_practical,
        PUBLISH,
        gettext_lazy("重复或登记错了的撤下，不再计数。"),
    ),
}


def rows_of(found: list[PracticalHelp], today: Any) -> list[tuple[PracticalHelp, Any, str]]:
    """Each with its state in words and tone; late is computed."""
    rows = []
    for one in found:
        is_late = one.status == PracticalStatus.PROMISED and one.due_on < today
        word = _("过了日子，还没有办成") if is_late else one.get_status_display()
        rows.append((one, word, "late" if is_late else shown.PRACTICAL_TONES[PracticalStatus(one.status)]))
    return rows


def practical(request: Request) -> HttpResponse:
    """为民办实事一览 of a year."""
    see(request, VIEW)
    return render(request, "pledges/practical.html", {
        **_listed(request), "tabs_shown": room_tabs(TABS, "pledges:practical"),
        "may_make": request.actor.may_at(MAKE, request.actor.own_path),
        "figures": figures.figures(request, ("practical.promised", "practical.done", "practical.spent_yuan")),
    })  # fmt: skip


def print_list(request: Request) -> HttpResponse:
    """打印一览."""
    see(request, VIEW)
    return render(request, "pledges/practical_print.html", {**_listed(request), "unit": request.posting.unit})


def _listed(request: Request) -> dict[str, Any]:
    years = sorted({request.today.year, *queries.practical_years()}, reverse=True)
    year = read_year(request.GET.get("year", ""), years, request.today)
    found = list(queries.practical(request.actor).filter(year=year).exclude(status=PracticalStatus.WITHDRAWN)[:LISTED])
    told = [one for one in found if one.status != PracticalStatus.PROPOSED]
    return {"rows": rows_of(found, request.today), "years": years, "year": year, "sums": queries.money(told)}


def propose(request: Request) -> HttpResponse:
    """拟办实事."""
    here = own_unit(request, MAKE)
    start = {"unit": here, "year": request.today.year, "concern_code": request.GET.get("concern", "")[:20]}
    form: Any = forms.PracticalForm(request.POST or None, here=here, today=request.today, initial=start)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "concern_code"}
        found, code = None, form.cleaned_data["concern_code"].strip().upper()
        if code:
            found = Concern.objects.reachable(by=request.actor, to=SEE_CONCERN).filter(code=code).first()
            if found is None:
                form.add_error("concern_code", _("没有这个编号的诉求，请核对。"))
        if form.is_valid() and done(form, commands.propose, request, concern=found, **given):
            messages.success(request, _("已登记，核对以后公布。"))
            return redirect("pledges:practical_one", code=form.result.code)
    purpose = _("公布以后群众看得到：办什么、谁办、到哪天、花多少。")
    return form_page(request, form, Asking(_("拟办实事"), purpose, reverse("pledges:practical"), _("登记")))


def one(request: Request, code: str) -> HttpResponse:
    """一件实事: what, by whom, for how much, how far."""
    found = _fetch(request, code)
    origin = PracticalOrigin.objects.reachable(by=request.actor, to=VIEW).filter(practical=found)
    [(_found, word, tone)] = rows_of([found], request.today)
    return render(request, "pledges/practical_one.html", {
        "one": found, "word": word, "tone": tone, "steps": list(found.steps.all()),
        "origin": origin.select_related("concern").first(), "deeds": shown.practical_deeds(found, request.actor),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """公布, 记进展, 办成, 没有办成, 撤下."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    kind, command, permission, purpose = DEEDS[verb]
    found, back = _fetch(request, code, permission), reverse("pledges:practical_one", args=[code])
    if kind is None:
        if request.method == "POST" and pressed(request, command, practical=found):
            messages.success(request, _("已公布。"))
        return redirect(back)
    PRACTICAL_FLOW.after(verb, found.status)
    form = kind(request.POST or None, today=request.today)
    if form.is_valid() and done(form, command, request, practical=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(PRACTICAL_VERBS[verb], purpose, back), notes=[found.title])


def _fetch(request: Request, code: str, to: Any = None) -> PracticalHelp:
    all_of_them = PracticalHelp.objects.select_related("unit", "promiser")
    found: PracticalHelp = fetch(request, all_of_them, see=VIEW, to=to, code=code)
    return found
