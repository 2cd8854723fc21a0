"""自定指标的页面: what the county counts by itself, one version with its 口径, trial and history."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lianxin.base.indicators import FIGURES
from lianxin.base.indicators.sources import SOURCES
from lianxin.pure.periods import Period
from lianxin.reports.definitions import queries
from lianxin.reports.definitions.alike import alike
from lianxin.reports.definitions.building import Built
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.problems import Unfit
from lianxin.reports.definitions.terms import APPROVE, EDIT, FLOW, PREFIX, PUBLIC, VERBS, VIEW, State
from lianxin.web.office.definitions import forms, shown
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see

NEEDS = {"submit": EDIT, "drop": EDIT, "approve": APPROVE, "send_back": APPROVE, "retire": APPROVE}
TONES = {"draft": "todo", "submitted": "doing", "approved": "done"}


def index(request: Request) -> HttpResponse:
    """一览: in force, drafts, retired; each by its newest version."""
    see(request, VIEW)
    rows = [(one, SOURCES.get(one.source), TONES.get(one.state, "quiet")) for one in queries.newest(request.actor)]
    return render(request, "definitions/index.html", {
        "rows": rows, "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
        "may_see_figures": request.actor.has(FIGURES),
    })  # fmt: skip


def definitions() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return Definition.objects.select_related("unit")


def found_of(request: Request, slug: str, version: int) -> Definition:
    """The version that an address names; one out of reach is not there."""
    found: Definition = fetch(request, definitions(), see=VIEW, code=f"{PREFIX}{slug}", version=version)
    return found


def version(request: Request, slug: str, version: int) -> HttpResponse:
    """一版: 口径, numerator and denominator, the last trial with its samples, the other versions, what may be done."""
    found = found_of(request, slug, version)
    built, by = _built(found), request.actor
    works_on_it = by.may(EDIT, found) or by.may(APPROVE, found)
    trial = found.trials.first() if works_on_it else None
    samples = shown.samples(trial, built, by) if trial and built else None
    verbs = [(verb, VERBS[verb]) for verb in FLOW.open_to(found.state) if by.may(NEEDS[verb], found)]
    return render(request, "definitions/version.html", {
        "one": found, "built": built, "source": SOURCES.get(found.source), "tone": TONES.get(found.state, "quiet"),
        "trial": trial, "is_fresh": bool(trial and trial.fingerprint == found.fingerprint), "samples": samples,
        "history": queries.history(found, by), "verbs": verbs, "form": forms.TryForm(today=request.today),
        "may_edit": by.may(EDIT, found), "is_draft": found.state == State.DRAFT, "is_public": found.state in PUBLIC,
        "like": alike(built.indicator, apart_from=found.code) if built and by.may(EDIT, found) else None,
        "opens": _opens(found, request),
    })  # fmt: skip


def _built(found: Definition) -> Built | None:
    try:
        return queries.built(found)
    except Unfit:
        return None


def _opens(found: Definition, request: Request) -> str:
    """The figure of the month just over, for a version in force."""
    if found.state not in PUBLIC or not found.has_begun(request.today) or not request.actor.has(FIGURES):
        return ""
    last = Period.containing(request.today).previous()
    return reverse("figures:open", query={"code": found.code, "period": last.code})
