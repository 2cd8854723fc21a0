"""联系卡的页面: what was issued, the registration card, the ledger of the two cards."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.cards import forms, shown
from lianxin.web.ui import copies
from lianxin.web.ui.deeds import done
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.web.ui.workbook import XLSX, workbook
from lianxin.work.cards import commands, queries
from lianxin.work.cards.terms import VIEW
from lianxin.work.households.commands import open_household
from lianxin.work.households.models import Household
from lianxin.work.households.queries import need_of
from lianxin.work.visits.models import Visit
from lianxin.work.visits.queries import lines
from lianxin.work.visits.terms import VIEW as SEE_VISIT

MINE, VISITS = 100, 30


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    tabs = room_tabs(shown.tabs_for(request.actor), f"cards:{name}")
    return render(request, f"cards/{name}.html", {"tabs_shown": tabs, **context})


def _village(request: Request, lines: list[shown.VillageLine]) -> Unit | None:
    """The village of the address; where one sees but one, that one."""
    typed = request.GET.get("unit", "")
    units = {str(one.line.unit.pk): one.line.unit for one in lines}
    return units.get(typed) or (next(iter(units.values())) if len(units) == 1 else None)


def index(request: Request) -> HttpResponse:
    """制发情况: the cards with my name, and by village how many households hold one."""
    see(request, VIEW)
    villages = shown.villages(request.actor, request.today)
    unit = _village(request, villages)
    rows = shown.ledger(unit, request.actor, request.today) if unit else []
    mine = queries.cards(request.actor).valid().filter(person_id=request.actor.person_id)
    context = {
        "villages": villages, "unit": unit, "rows": rows, "mine": mine.order_by("unit_path", "household__place_key")[:MINE],
        "may_issue": bool(shown.may_issue_in(request.actor, villages)),
    }  # fmt: skip
    return page(request, "index", **context)


def registration(request: Request, code: str) -> HttpResponse:
    """民情登记卡: filled in from the register and the visits; the name and what is personal only after a purpose is given."""
    see(request, VIEW)
    seen = Household.objects.seen_by(request.actor, request.today).select_related("unit")
    household = seen.filter(code=code).first()
    if household is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.OpenForm(request.POST or None)
    is_open = (
        form.is_valid()
        and within_limit(request)
        and done(form, open_household, request, household=household, **form.cleaned_data)
    )
    visits = Visit.objects.reachable(by=request.actor, to=SEE_VISIT).standing().filter(household=household)
    found = lines(list(visits.select_related("unit", "home").order_by("-on", "-pk")[:VISITS]), request.actor)
    need = need_of(household, request.today) if is_open else None
    context = {
        "household": household, "is_open": is_open, "need": need, "lines": found, "form": form,
        "cards": queries.last_valid([household.pk]).get(household.pk, ()),
    }  # fmt: skip
    return render(request, "cards/registration.html", context)


def ledger(request: Request) -> HttpResponse:
    """两卡一台账 of a village, on the screen and on paper."""
    see(request, VIEW)
    villages = shown.villages(request.actor, request.today)
    unit = _village(request, villages)
    rows = shown.ledger(unit, request.actor, request.today) if unit else []
    return page(request, "ledger", villages=villages, unit=unit, rows=rows, form=forms.ExportForm())


def ledger_xlsx(request: Request) -> HttpResponse:
    """导出: the purpose is written first, then the file is made."""
    see(request, VIEW)
    villages = shown.villages(request.actor, request.today)
    unit = _village(request, villages)
    form: Any = forms.ExportForm(request.POST or None)
    if unit is None:
        raise Http404(_("没有找到。"))
    rows = shown.ledger(unit, request.actor, request.today)
    told = {"unit": unit, "count": len(rows)}
    if not (form.is_valid() and done(form, commands.note_export, request, **told, **form.cleaned_data)):
        return page(request, "ledger", villages=villages, unit=unit, rows=rows, form=form)
    title = _("%(unit)s民情登记卡、民情联系卡台账") % {"unit": unit.name}
    foot = copies.foot(request, form.result.code)
    data = workbook(shown.COLUMNS, shown.cells(rows), name=_("两卡台账"), title=title, foot=foot)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="cards.xlsx"'
    return response
