"""走访抽查的页面: what was drawn, draw, look into one, the telephones."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.web.office.spotchecks import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.cards.queries import denied_waiting
from lianxin.work.cards.terms import REVIEW
from lianxin.work.spotchecks import commands, queries
from lianxin.work.spotchecks.models import SpotCheck
from lianxin.work.spotchecks.terms import RUN, VIEW
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT

MOST = 100


def index(request: Request) -> HttpResponse:
    """抽查: those that one may open, what the households said in the year, how often each unit was checked."""
    see(request, VIEW)
    by, year = request.actor, Period.containing(request.today, "year")
    heard = queries.heard_in(by, year, by.own_path)
    context: dict[str, Any] = {
        "tabs_shown": room_tabs(shown.TABS, "spotchecks:index"), "found": queries.checks(by)[:MOST], "heard": heard,
        "share": shown.share(heard), "year": year, "may_run": by.may_at(RUN, by.own_path),
        "units": [(unit, times) for unit, times in shown.units_to_check(by, request) if times],
        "denied": denied_waiting(by).count() if by.has(REVIEW) else 0,
    }  # fmt: skip
    return render(request, "spotchecks/index.html", context)


def of_us(request: Request) -> HttpResponse:
    """本单位被抽查: when and how it was drawn, so that one may draw again; no list, no answer."""
    see(request, VIEW)
    found = queries.of_us(request.actor, request.today)[:MOST]
    tabs = room_tabs(shown.TABS, "spotchecks:of_us")
    return render(request, "spotchecks/of_us.html", {"tabs_shown": tabs, "found": found})


def draw(request: Request) -> HttpResponse:
    """抽取."""
    own_unit(request, RUN)
    units = shown.choices(request.actor, request)
    office, initial = request.posting.unit.name, {"entry_key": uuid4().hex, "checked": request.GET.get("unit", "")}
    form: Any = forms.DrawForm(request.POST or None, units=units, today=request.today, office=office, initial=initial)
    if form.is_valid() and done(form, commands.draw, request, **form.cleaned_data):
        messages.success(request, _("已抽出名单。种子和校验值已先记入流水。"))
        return redirect("spotchecks:check", code=form.result.code)
    purpose = _("抽的是下级单位已有的走访记录，不要他们报任何材料。抽了就不能收回。")
    return form_page(request, form, Asking(_("抽取走访"), purpose, reverse("spotchecks:index"), _("抽取")))


def look_into(request: Request, code: str) -> HttpResponse:
    """列入抽查: one visit that is doubted."""
    own_unit(request, RUN)
    visit = fetch(request, Visit.objects.select_related("home"), see=SEE_VISIT, code=code)
    script = forms.script_of(request.posting.unit.name, visit.on, request.today)
    form: Any = forms.LookIntoForm(request.POST or None, initial={"entry_key": uuid4().hex, "script": script})
    if form.is_valid() and done(form, commands.look_into, request, visit=visit, **form.cleaned_data):
        messages.success(request, _("已列入抽查，和随机抽出的放在一起了。"))
        return redirect("spotchecks:check", code=form.result.code)
    purpose = _("这次走访和随机抽出的几次放在一起问，不算比例，不下结论，被抽查的单位不知道。")
    return form_page(request, form, Asking(_("列入抽查"), purpose, reverse("spotchecks:index")))


def fetched(request: Request, code: str, *, runs: bool = False) -> SpotCheck:
    """The check of the address; NotAllowed for whoever only reads, where something is done."""
    found = SpotCheck.objects.select_related("unit", "checked")
    check: SpotCheck = fetch(request, found, see=VIEW, to=RUN if runs else None, code=code)
    return check


def check(request: Request, code: str) -> HttpResponse:
    """一次抽查: the list, the script, what was said, what was found, the draw done again."""
    return render(request, "spotchecks/check.html", shown.check_context(request, fetched(request, code)))


@require_POST
def phones(request: Request, code: str) -> HttpResponse:
    """查看电话: of all drawn households at once; each leaves a line in the journal. Shown on this page alone."""
    found = fetched(request, code, runs=True)
    opened = pressed(request, commands.show_phones, spotcheck=found)
    if opened is None:
        return redirect("spotchecks:check", code=code)
    return render(request, "spotchecks/check.html", shown.check_context(request, found, opened))


def item_of(found: SpotCheck, number: int) -> Any:
    """The drawn visit of that number; Http404."""
    item = queries.items_of(found).filter(number=number).first()
    if item is None:
        raise Http404(_("没有找到。"))
    return item


def owners(found: SpotCheck, request: Request) -> list[Unit]:
    """Who may be told to put it right: the checked unit and those below it, or its superior below one's own."""
    units = Unit.objects.valid(request.today).under(found.checked).order_by("path")
    return list(units)
