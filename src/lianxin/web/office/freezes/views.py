"""封存的页面: the sets of frozen figures, their verification, one figure beside what the records say today."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import FIGURES
from lianxin.reports.freezes import commands, queries, verifying
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.freezes.terms import EXPLAIN, VIEW
from lianxin.web.office.freezes import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, room_tabs, see

SHOWN = 100
TABS = ((gettext_lazy("封存的数字"), "freezes:index"), (gettext_lazy("事后变化台账"), "freezes:late"))


def index(request: Request) -> HttpResponse:
    """封存的各组, by what they stand in."""
    see(request, VIEW)
    rows, older = shown.sets(request)
    return render(
        request, "freezes/index.html", {"rows": rows, "older": older, "tabs_shown": room_tabs(TABS, "freezes:index")}
    )


def one_set(request: Request, kind: str, key: str) -> HttpResponse:
    """一组: the figures that were frozen for one record, in the order in which they were, a page at a time."""
    of = _of(request, kind, key)
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    rows = list(_seen(request, of).filter(turn__gt=after)[: SHOWN + 1])
    more, rows = rows[SHOWN:], rows[:SHOWN]
    late = {one.frozen_id: one for one in shown.late_changes(request).filter(frozen__in=rows).order_by("turn")}
    return render(request, "freezes/set.html", {
        "rows": [(one, late.get(one.pk)) for one in rows], "word": shown.word_of(of), "page": shown.page_of(of),
        "kind": kind, "key": key, "next": rows[-1].turn if more else 0,
    })  # fmt: skip


def _seen(request: Request, of: str) -> Any:
    """Those figures of a set that the viewer may see."""
    return FrozenFigure.objects.of_record(of).reachable(by=request.actor, to=VIEW)


def _of(request: Request, kind: str, key: str) -> str:
    """The ref of the record. Raises Http404 where the viewer may see none of its figures."""
    see(request, VIEW)
    of = f"{kind}:{key}"
    if not _seen(request, of).exists():
        raise Http404(_("没有找到。"))
    return of


def check(request: Request, kind: str, key: str) -> HttpResponse:
    """核验 a set: every fingerprint reckoned anew; of figures out of reach nothing is told."""
    of = _of(request, kind, key)
    seen = set(_seen(request, of).values_list("pk", flat=True))
    found = [one for one in verifying.verify(of) if one.frozen.pk in seen]
    broken = [one for one in found if not one.is_whole]
    return render(request, "freezes/check.html", {
        "rows": (broken + [one for one in found if one.is_whole])[:SHOWN], "count": len(found), "broken": len(broken),
        "word": shown.word_of(of), "kind": kind, "key": key,
    })  # fmt: skip


def figures() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return FrozenFigure.objects.select_related("unit", "tree")


def figure(request: Request, number: str) -> HttpResponse:
    """一个封存的数: what was signed, what it gives reckoned again, what the records say today and why."""
    frozen = fetch(request, figures(), see=VIEW, number=number)
    may_count = request.actor.may_at(FIGURES, frozen.unit_path)
    found = queries.difference(frozen, request.actor, request.today) if may_count else None
    late = list(frozen.late.order_by("turn"))
    for change in late:
        change.frozen = frozen
    last = late[-1] if late else None
    unexplained = found is not None and queries.is_unexplained(frozen, last, request.actor)
    return render(request, "freezes/figure.html", {
        "frozen": frozen, "recount": queries.recounted(frozen), "difference": found,
        "between": shown.between(found) if found else (), "late": late, "neighbours": shown.neighbours(frozen),
        "unexplained": unexplained, "may_explain": unexplained and request.actor.may(EXPLAIN, frozen),
        "word": shown.word_of(frozen.of), "kind": frozen.of.partition(":")[0], "key": frozen.of.partition(":")[2],
    })  # fmt: skip


def note(request: Request, number: str) -> HttpResponse:
    """登记事后变化: the reason; the rest is counted."""
    frozen = fetch(request, figures(), see=VIEW, to=EXPLAIN, number=number)
    here = reverse("freezes:figure", args=[number])
    form: Any = forms.LateForm(request.POST or None)
    if form.is_valid() and done(form, commands.note_late, request, frozen=frozen, **form.cleaned_data):
        messages.success(request, _("已登记。封存的数不变，现在的数和原因记在旁边。"))
        return redirect(here)
    asking = Asking(_("登记事后变化"), _("现在的数和变化的记录由系统数出，只写原因。"), here, _("登记"))
    found = queries.difference(frozen, request.actor, request.today)
    return form_page(request, form, asking, notes=[f"{frozen.label} {frozen.text}", found.sentence])
