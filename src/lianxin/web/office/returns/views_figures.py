"""一个数的页面: where it comes from, its evidence, who verified it, the drawn records, what was corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.reports.freezes.terms import VIEW as FREEZES
from lianxin.reports.returns import commands, queries
from lianxin.reports.returns.models import FigureFile, FigureQuery, MonthReturn, ReturnFigure, SampleDraw
from lianxin.reports.returns.terms import COLLECT, FROZEN, VERIFY, VIEW, QueryState, Stage
from lianxin.web.office.figures.lists import NAMED
from lianxin.web.office.returns import forms
from lianxin.web.office.returns.views import returns_with_names
from lianxin.web.ui import panels
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page

VERBS: dict[str, tuple[Any, Any, Any]] = {
    "enter": (COLLECT, forms.EnterForm, commands.enter_figure),
    "file": (COLLECT, forms.FileForm, commands.attach_file),
    "verify": (VERIFY, forms.VerifyForm, commands.verify_figure),
    "sample": (VERIFY, forms.SampleForm, commands.draw_sample),
    "change": (VERIFY, forms.ChangeForm, commands.note_change),
    "ask": (None, forms.AskForm, commands.ask),
}
ANSWERS: dict[str, Any] = {"answer": commands.answer, "go_on": commands.go_on, "close": commands.close}
GAP_LISTED = 50


def _figure(request: Request, code: str, pk: int, to: Any = None) -> tuple[MonthReturn, ReturnFigure]:
    """The figure of a month that the actor may see. Raises Http404, NotAllowed."""
    month = fetch(request, returns_with_names(), see=VIEW, to=to, code=code)
    figure = month.figures.select_related("line", "unit", "frozen").filter(pk=pk).first()
    if figure is None:
        raise Http404(_("没有找到。"))
    figure.of = month
    return month, figure


def figure(request: Request, code: str, pk: int) -> HttpResponse:
    """一个数: its value, 口径, source, evidence, verification, draws, corrections."""
    month, found = _figure(request, code, pk)
    is_kept, indicator = month.stage in FROZEN, queries.indicator_of(found.line)
    viewer = queries.as_office(request.actor, month.unit) if is_kept else request.actor
    below = queries.below_of(month).get(found.line.label)
    return render(request, "returns/figure.html", {
        "month": month, "figure": found, "indicator": indicator, "live": queries.live(found, month, viewer, request.today),
        "draws": [_shown(request, one, found) for one in found.draws.prefetch_related("looks")],
        "files": found.files.defer("data"), "changes": found.changes.all(), "may": _open_to(request, month, found),
        "is_kept": is_kept, "verifies": request.actor.may(VERIFY, month), "locked": queries.why_locked(month), "below": below,
        "is_rolled": found.line.is_rolled and below is not None, "queries": _threads(request, month, found),
        "late": found.frozen.late.all() if found.frozen else (), "sees_frozen": request.actor.has(FREEZES),
        "kept": len(queries.kept_keys(found)),
    })  # fmt: skip


def _threads(
    request: Request, month: MonthReturn, found: ReturnFigure
) -> list[tuple[FigureQuery, list[tuple[str, str]]]]:
    """疑问 with the buttons that this actor has."""
    by = request.actor
    rows = []
    for one in found.queries.prefetch_related("words"):
        verbs: list[tuple[str, str]] = []
        if one.is_open and by.own_path == month.unit_path and by.may(COLLECT, month) and by.ref != one.asked_ref:
            verbs.append(("answer", _("答复")))
        if one.is_open and (by.ref == one.asked_ref or (by.own_path == one.asked_path and queries.may_ask(by, month))):
            verbs += [("go_on", _("追问"))] * (one.state == QueryState.ANSWERED) + [("close", _("了结"))]
        rows.append((one, verbs))
    return rows


def _open_to(request: Request, month: MonthReturn, found: ReturnFigure) -> list[tuple[str, str]]:
    """The buttons: what this actor may do with this figure now."""
    typed = found.line.is_external and not (found.line.is_rolled and month.lower.exists())
    collects = request.actor.may(COLLECT, month) and typed and month.stage == Stage.COLLECTING and not month.excused
    verifies, counted = request.actor.may(VERIFY, month), not found.line.is_external
    asks = month.stage != Stage.ACCEPTED and not month.excused
    words = [("enter", _("填数"), collects), ("file", _("附佐证"), collects), ("verify", _("核实"), verifies and not month.is_locked),
             ("sample", _("抽样核实"), verifies and not month.is_locked and counted),
             ("change", _("更正说明"), verifies and month.is_locked and not counted),
             ("ask", _("提疑问"), asks and queries.may_ask(request.actor, month))]  # fmt: skip
    return [(verb, word) for verb, word, may in words if may]


def query_deed(request: Request, code: str, pk: int, verb: str) -> HttpResponse:
    """答复, 追问, 了结."""
    month = fetch(request, returns_with_names(), see=VIEW, code=code)
    query = FigureQuery.objects.filter(figure__of=month, pk=pk).select_related("figure__line", "figure__unit").first()
    if query is None or verb not in ANSWERS:
        raise Http404(_("没有找到。"))
    query.figure.of = month
    words = dict(next(verbs for one, verbs in _threads(request, month, query.figure) if one.pk == pk))
    if verb == "answer":
        request.actor.must(COLLECT, month)
    elif verb not in words and query.is_open and not queries.may_ask(request.actor, month):
        request.actor.must(VERIFY, month)
    here = reverse("returns:figure", args=[code, query.figure_id])
    form: Any = forms.WordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, ANSWERS[verb], request, query=query, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    asking = Asking(words.get(verb, _("疑问")), query.figure.line.label, here)
    return form_page(
        request, form, asking, notes=[f"{one.text}（{one.by_name} {one.on}）" for one in query.words.all()]
    )


def gap(request: Request, code: str, pk: int) -> HttpResponse:
    """本级与下级之差: the records in one's own figure and in none of the lower ones, and the other way round."""
    month, found = _figure(request, code, pk)
    made = queries.gap(found, month, request.actor, request.today)
    if made is None:
        raise Http404(_("没有找到。"))
    sides = []
    for word, keys in ((_("只在本级的数里"), made.here), (_("只在下级的数里"), made.below)):
        rows = list(_records(request, found, list(keys[:GAP_LISTED])).values())
        template = panels.ROW_TEMPLATES.get(rows[0]._meta.model_name or "", "") if rows else ""
        sides.append((word, len(keys), rows, template))
    return render(request, "returns/gap.html", {"month": month, "figure": found, "gap": made, "sides": sides})


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
    if permission is None and not queries.may_ask(request.actor, month):
        request.actor.must(VERIFY, month)
    here = reverse("returns:figure", args=[code, pk])
    held = {key: getattr(found, key) for key in ("value", "source", "evidence", "no_data")} if verb == "enter" else {}
    files = {"files": request.FILES or None} if verb == "file" else {}
    form: Any = kind(request.POST if request.method == "POST" else None, initial=held, **files)
    if form.is_valid() and done(form, command, request, figure=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    words = dict(_open_to(request, month, found)).get(verb, _("办理"))
    return form_page(request, form, Asking(words, found.line.label, here))


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
