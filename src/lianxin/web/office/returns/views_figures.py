"""一个数的页面: where it comes from, its evidence, who verified it, the drawn records, what was corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.reports.returns import commands, queries
from lianxin.reports.returns.models import FigureFile, MonthReturn, ReturnFigure, SampleDraw
from lianxin.reports.returns.terms import COLLECT, FROZEN, VERIFY, VIEW, Stage
from lianxin.web.office.figures.lists import NAMED
from lianxin.web.office.returns import forms
from lianxin.web.office.returns.views import returns_with_names
from lianxin.web.ui import panels
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking

VERBS: dict[str, tuple[Any, Any, Any]] = {
    "enter": (COLLECT, forms.EnterForm, commands.enter_figure),
    "file": (COLLECT, forms.FileForm, commands.attach_file),
    "verify": (VERIFY, forms.VerifyForm, commands.verify_figure),
    "sample": (VERIFY, forms.SampleForm, commands.draw_sample),
    "change": (VERIFY, forms.ChangeForm, commands.note_change),
}


def _figure(request: Request, code: str, pk: int, to: Any = None) -> tuple[MonthReturn, ReturnFigure]:
    """The figure of a month that the actor may see. Raises Http404, NotAllowed."""
    month = fetch(request, returns_with_names(), see=VIEW, to=to, code=code)
    figure = month.figures.select_related("line", "unit").filter(pk=pk).first()
    if figure is None:
        raise Http404(_("没有找到。"))
    figure.of = month
    return month, figure


def figure(request: Request, code: str, pk: int) -> HttpResponse:
    """一个数: its value, 口径, source, evidence, verification, draws, corrections."""
    month, found = _figure(request, code, pk)
    verifies = request.actor.may(VERIFY, month)
    indicator = queries.indicator_of(found.line)
    is_kept = month.stage in FROZEN
    viewer = queries.as_office(request.actor, month.unit) if is_kept else request.actor
    live = queries.live(found, month, viewer, request.today)
    draws = list(found.draws.prefetch_related("looks"))
    return render(request, "returns/figure.html", {
        "month": month, "figure": found, "indicator": indicator, "live": live, "draws": [_shown(request, one, found) for one in draws],
        "files": found.files.defer("data"), "changes": found.changes.all(), "may": _open_to(request, month, found),
        "is_kept": is_kept, "verifies": verifies,
        "locked": queries.why_locked(month),
    })  # fmt: skip


def _open_to(request: Request, month: MonthReturn, found: ReturnFigure) -> list[tuple[str, str]]:
    """The buttons: what this actor may do with this figure now."""
    collects = request.actor.may(COLLECT, month) and found.line.is_external and month.stage == Stage.COLLECTING
    verifies = request.actor.may(VERIFY, month)
    words = [("enter", _("填数"), collects), ("file", _("附佐证"), collects), ("verify", _("核实"), verifies and not month.is_locked),
             ("sample", _("抽样核实"), verifies and not month.is_locked and not found.line.is_external),
             ("change", _("更正说明"), verifies and month.is_locked)]  # fmt: skip
    return [(verb, word) for verb, word, may in words if may]


def _shown(request: Request, draw: SampleDraw, found: ReturnFigure) -> dict[str, Any]:
    """A draw with its records, as far as the actor may open them, and what was found of each."""
    looks = {look.key: look for look in draw.looks.all()}
    rows = _records(request, found, draw.keys)
    return {
        "draw": draw,
        "rows": [(number, key, rows.get(key), looks.get(key)) for number, key in enumerate(draw.keys, 1)],
    }


def _records(request: Request, found: ReturnFigure, keys: list[int]) -> dict[int, Any]:
    indicator = queries.indicator_of(found.line)
    if indicator is None:
        return {}
    counted = queries.list_behind(indicator)
    rows = counted.of().reachable(by=request.actor, to=counted.to_open)
    named = [one.name for one in rows.model._meta.get_fields() if one.name in NAMED and one.is_relation]
    return {row.pk: row for row in rows.filter(pk__in=keys).select_related(*named)}


def deed(request: Request, code: str, pk: int, verb: str) -> HttpResponse:
    """填数, 附佐证, 核实, 抽样, 更正."""
    if verb not in VERBS:
        raise Http404(_("没有找到。"))
    permission, kind, command = VERBS[verb]
    month, found = _figure(request, code, pk, to=permission)
    here = reverse("returns:figure", args=[code, pk])
    held = {key: getattr(found, key) for key in ("value", "source", "evidence", "no_data")} if verb == "enter" else {}
    files = {"files": request.FILES or None} if verb == "file" else {}
    form: Any = kind(request.POST if request.method == "POST" else None, initial=held, **files)
    if form.is_valid() and done(form, command, request, figure=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    words = dict(_open_to(request, month, found)).get(verb, _("办理"))
    return render(
        request, "returns/deed.html", {"form": form, "asking": Asking(words, found.line.label, here), "month": month}
    )


def file(request: Request, code: str, pk: int) -> HttpResponse:
    """下载佐证材料: as it was put in, never shown inside a page."""
    month = fetch(request, returns_with_names(), see=VIEW, code=code)
    found = FigureFile.objects.filter(figure__of=month, pk=pk).first()
    if found is None:
        raise Http404(_("没有找到。"))
    headers = {"Content-Disposition": content_disposition_header(True, found.name) or "attachment",
               "X-Content-Type-Options": "nosniff"}  # fmt: skip
    return HttpResponse(bytes(found.data), content_type=found.media_type, headers=headers)


def look(request: Request, code: str, pk: int, key: int) -> HttpResponse:
    """核实抽中的一条: the record itself, where the actor may open it, and what was found."""
    month = fetch(request, returns_with_names(), see=VIEW, to=VERIFY, code=code)
    draw = SampleDraw.objects.filter(figure__of=month, pk=pk).select_related("figure__line", "figure__unit").first()
    if draw is None or key not in draw.keys:
        raise Http404(_("没有找到。"))
    here = reverse("returns:figure", args=[code, draw.figure_id])
    form: Any = forms.LookForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.look_at, request, draw=draw, key=key, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    record = _records(request, draw.figure, [key]).get(key)
    template = panels.ROW_TEMPLATES.get(record._meta.model_name or "") if record is not None else ""
    return render(request, "returns/look.html", {
        "form": form, "rows": [record], "template": template, "asking": Asking(_("核实一条记录"), draw.figure.line.label, here),
    })  # fmt: skip
