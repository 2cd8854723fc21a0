"""摸底表的页面: the versions, one version with its lines, the next one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.indicators.scopes import words_of
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.returns import commands, queries
from lianxin.reports.returns.models import ReturnForm
from lianxin.reports.returns.terms import FORM, VIEW
from lianxin.web.office.returns import forms
from lianxin.web.office.returns.views import TABS
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see

LISTED = 100


def index(request: Request) -> HttpResponse:
    """摸底表一览: each with its versions."""
    see(request, VIEW)
    return render(request, "returns/forms.html", {
        "rows": queries.forms_seen(request.actor)[:LISTED], "tabs_shown": room_tabs(TABS, "returns:forms"),
        "may_edit": request.actor.may_at(FORM, request.actor.own_path),
    })  # fmt: skip


def draft(request: Request) -> HttpResponse:
    """拟新的一版: from the last one, line by line."""
    unit = own_unit(request, FORM)
    offered = Unit.objects.valid(request.today).filter(within("path", unit.path))
    last = ReturnForm.objects.filter(unit=unit, code=request.GET.get("code", "")).order_by("-version").first()
    initial = (
        {key: getattr(last, key) for key in ("code", "title", "basis", "purpose", "due_day", "every")} if last else {}
    )
    form: Any = forms.FormForm(request.POST or None, initial=initial)
    rows = forms.line_forms(request.POST or None, offered, last.lines.all() if last else ())
    levels = forms.level_forms(request.POST or None, offered, last)
    fit = [row.is_valid() for row in (*rows, *levels)]  # every row says what is wrong with it, not only the first
    if request.method == "POST" and form.is_valid() and all(fit):
        lines = [spec for spec in (row.spec() for row in rows) if spec]
        asked = [spec for spec in (level.spec() for level in levels) if spec]
        if done(form, commands.draft_form, request, unit=unit, lines=lines, levels=asked, **form.cleaned_data):
            messages.success(request, _("已存成草稿，核对后启用。"))
            return redirect("returns:form", pk=form.result.pk)
    return render(request, "returns/draft.html", {"form": form, "rows": rows, "levels": levels})


def one(request: Request, pk: int) -> HttpResponse:
    """一版: ground, purpose, day, lines with their 口径; whoever is asked by it may read it."""
    see(request, VIEW)
    found = queries.forms_seen(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有找到。"))
    may_edit = request.actor.may_at(FORM, found.unit_path)
    trial = queries.try_form(found, request.actor, request.today) if may_edit and not found.valid_from else None
    values = trial.values if trial else {}
    lines = [
        (line, queries.indicator_of(line), words_of(line.scope), values.get(line.pk, "")) for line in found.lines.all()
    ]
    return render(request, "returns/form.html", {
        "form": found, "lines": lines, "levels": _levels(found), "may_edit": may_edit, "trial": trial,
    })  # fmt: skip


def _levels(found: ReturnForm) -> list[tuple[str, int, str]]:
    """The levels in words: which units, by which day, only which of them."""
    held = queries.levels_of(found)
    keys = [key for level in held for key in level.units]
    names = dict(Unit.objects.filter(pk__in=keys).order_by("path").values_list("pk", "name")) if keys else {}
    return [
        ("、".join(str(UnitKind(kind).label) for kind in level.kinds), level.due_day,
         "、".join(name for key, name in names.items() if key in level.units)) for level in held
    ]  # fmt: skip


def start(request: Request, pk: int) -> HttpResponse:
    """启用."""
    found = fetch(request, ReturnForm.objects.all(), see=FORM, pk=pk)
    here = reverse("returns:form", args=[pk])
    form: Any = forms.StartForm(request.POST or None)
    if form.is_valid() and done(form, commands.put_in_force, request, version=found, **form.cleaned_data):
        messages.success(request, _("已启用。"))
        return redirect(here)
    return form_page(request, form, Asking(_("启用"), found.title, here))
