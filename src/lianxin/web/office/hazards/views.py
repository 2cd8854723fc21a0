"""隐患点的页面: the register, one point with its looks, the board to print."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.web.office.hazards import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.hazards import commands, queries
from lianxin.work.hazards.models import Hazard
from lianxin.work.hazards.terms import CHECK, EDIT, VIEW

LISTED = 300
SOON = 3


def left_of(next_on: date, today: date) -> tuple[str, str]:
    """How long until the next look, in words and tone."""
    days = (next_on - today).days
    if days < 0:
        return ngettext("过了 %(n)s 日没查", "过了 %(n)s 日没查", -days) % {"n": -days}, "late"
    if days == 0:
        return _("今天该查"), "soon"
    return ngettext("%(n)s 日后查", "%(n)s 日后查", days) % {"n": days}, "soon" if days <= SOON else ""


def index(request: Request) -> HttpResponse:
    """隐患点一览, by place; those whose look is overdue can be seen by themselves."""
    see(request, VIEW)
    found = queries.hazards(request.actor)
    late = found.overdue(request.today).count()
    only_late = request.GET.get("late") == "1"
    rows = found.overdue(request.today) if only_late else found
    may = {"may_edit": request.actor.may_at(EDIT, request.actor.own_path)}
    context = {"rows": [(one, *left_of(one.next_on, request.today)) for one in rows[:LISTED]], "late": late,
               "only_late": only_late, "total": found.count()}  # fmt: skip
    return render(request, "hazards/index.html", {**may, **context})


def register(request: Request) -> HttpResponse:
    """登记隐患点."""
    unit = own_unit(request, EDIT)
    form: Any = forms.HazardForm(
        request.POST or None, today=request.today, here=unit, initial={"unit": unit, "keeper_unit": unit}
    )
    if form.is_valid() and done(form, commands.register_hazard, request, **form.cleaned_data):
        messages.success(request, _("已登记。"))
        return redirect("hazards:hazard", code=form.result.code)
    purpose = _("只登记东西：边坡、山塘、桥梁。不记住户和个人情况。")
    return form_page(request, form, Asking(_("登记隐患点"), purpose, reverse("hazards:index"), _("登记")))


def _hazards() -> Any:
    return Hazard.objects.select_related("unit", "keeper", "keeper_unit")


def hazard(request: Request, code: str) -> HttpResponse:
    """一个隐患点: what and where, who looks after it, each look; the next one is noted here."""
    found = fetch(request, _hazards(), see=VIEW, code=code)
    may = found.removed_on is None and (request.actor.may(CHECK, found) or request.actor.person_id == found.keeper_id)
    form: Any = forms.CheckForm(request.POST or None, today=request.today)
    if request.method == "POST" and request.actor.person_id != found.keeper_id:
        request.actor.must(CHECK, found)
    if form.is_valid() and done(form, commands.check_hazard, request, hazard=found, **form.cleaned_data):
        messages.success(request, _("已记下这次检查。"))
        return redirect("hazards:hazard", code=code)
    left, tone = left_of(found.next_on, request.today)
    return render(request, "hazards/hazard.html", {
        "hazard": found, "checks": queries.checks(found, request.actor), "may_check": may, "form": form, "left": left,
        "tone": tone, "may_edit": found.removed_on is None and request.actor.may(EDIT, found),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改, 确定监测人, 隐患已消除."""
    found = fetch(request, _hazards(), see=VIEW, to=EDIT, code=code)
    here, data = reverse("hazards:hazard", args=[code]), request.POST or None
    form: Any
    command: Any
    if verb == "correct":
        held = {key: getattr(found, key) for key in ("name", "place", "what", "measures", "check_days")}
        form, command = forms.CorrectForm(data, initial=held), commands.correct_hazard
        asking = Asking(_("修改隐患点"), _("改了公示牌上的内容，要重新打印。"), here, _("改好了"))
    elif verb == "entrust":
        held = {key: getattr(found, key) for key in ("keeper_unit", "keeper", "keeper_post", "keeper_phone")}
        form, command = forms.KeeperForm(data, today=request.today, initial=held), commands.entrust_hazard
        asking = Asking(_("确定监测人"), found.name, here, _("确定"))
    elif verb == "remove":
        form, command = forms.RemoveForm(data), commands.remove_hazard
        asking = Asking(_("隐患已消除"), found.name, here)
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, hazard=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def board(request: Request) -> HttpResponse:
    """公示牌: the points of one's unit on A4, with version and day."""
    see(request, VIEW)
    unit = request.posting.unit
    rows = list(queries.board(unit, request.actor)[:LISTED])
    return render(request, "hazards/board.html", {"unit": unit, "rows": rows, "changed_on": queries.board_of(unit)})
