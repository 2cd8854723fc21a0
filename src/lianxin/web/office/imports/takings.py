"""各种台账的导入: the start page of a kind, and what its posted forms lead to."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake import commands
from lianxin.base.intake.kinds import KINDS, Kind, open_to
from lianxin.base.intake.models import Taking
from lianxin.base.intake.terms import TakingState
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.web.office.imports import jobs, samples
from lianxin.web.office.imports.forms import TakingForm, present_choices, read_choices
from lianxin.web.ui.request import Request
from lianxin.work.concerns.terms import IMPORT

CONCERNS = "concerns"
CONCERN_LEDGER = gettext_lazy("诉求台账")
SHOWN = 50


def shelf(request: Request) -> dict[str, Any]:
    """What this post may bring in: code → word, concerns first."""
    found: dict[str, Any] = {CONCERNS: CONCERN_LEDGER} if request.actor.has(IMPORT) else {}
    return found | {kind.code: kind.label for kind in open_to(request.actor)}


def wanted(request: Request, open_ones: dict[str, Any]) -> str:
    """The kind that the address or the form names; the first one that is open where it names none that there is."""
    named = request.POST.get("kind", request.GET.get("kind", ""))
    if named in open_ones:
        return named
    if named in KINDS or named == CONCERNS:
        raise NotAllowed(_("您现在的职务不能导入这种台账。"))
    return next(iter(open_ones))


def start(request: Request, kind: Kind, open_ones: dict[str, Any]) -> HttpResponse:
    """上传 a file of this kind; its blank sheet, its columns, what has been brought in before."""
    form = TakingForm(request.POST or None, request.FILES or None, actor=request.actor, today=request.today, kind=kind)
    if form.is_valid() and (found := _received(request, kind, form)):
        return redirect("imports:taking", token=found.token)
    before = Taking.objects.filter(ledger=kind.code, state__in=(TakingState.DONE, TakingState.UNDONE)).defer(
        "data", "preview"
    )
    return render(request, "imports/start.html", {
        "form": form, "kind": kind, "shelf": {kind.code: kind.label} | open_ones, "has_samples": samples.has_samples(kind),
        "drafts": own(request).filter(ledger=kind.code).exclude(
            state__in=(TakingState.DONE, TakingState.UNDONE)),
        "takings": before.reachable(by=request.actor, to=kind.to_take).select_related("unit")[:SHOWN],
    })  # fmt: skip


def own(request: Request) -> "QuerySet[Taking]":
    """One's own files on their way in: nobody looks into another's before it is in."""
    mine = Taking.objects.filter(posting__person_id=request.actor.person_id or 0)
    return mine.defer("data", "preview").select_related("unit").order_by("-at")


def label(found: Taking, kind: Kind) -> None:
    """The names of the columns, in the language of the page, beside what the job found."""
    labels = {one.code: one.label for one in kind.columns}
    for sheet in found.preview.get("sheets", []):
        for one in sheet["fields"]:
            one["label"] = labels[one["code"]]
        filled = {one["code"] for one in sheet["fields"] if one["column"] >= 0}
        for row in sheet["sample"]:
            cells = zip(labels.items(), row["cells"], strict=False)
            row["cells"] = [(label, cell) for (code, label), cell in cells if code in filled]


def _received(request: Request, kind: Kind, form: TakingForm) -> Taking | None:
    file = form.cleaned_data["file"]
    try:
        found = commands.receive(
            kind=kind, data=file.read(), file_name=file.name, unit=form.cleaned_data["unit"], posting=request.posting,
            by=request.actor, at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        form.add_error(problem.field or None, str(problem))
        return None
    jobs.look.enqueue(found.token)
    return found


def go_on(request: Request, found: Taking, given: dict[str, str]) -> None:
    """Confirm if nothing was changed, else read again with what was chosen; says what happened."""
    chosen, encoding = read_choices(request.POST, found.preview), given.pop("encoding")
    usual = {one.code: one.usual for one in KINDS[found.ledger].settings} | found.choices.get("settings", {})
    is_changed = chosen != present_choices(found.preview) or encoding != found.encoding or given != usual
    try:
        if "confirm" in request.POST and not is_changed:
            commands.confirm(taking=found, by=request.actor, at=request.now)
            jobs.take_in.enqueue(found.token)
            return
        commands.choose(
            taking=found, sheets=chosen, settings=given, encoding=encoding, by=request.actor, at=request.now
        )
        jobs.look.enqueue(found.token)
        if "confirm" in request.POST:
            messages.warning(request, _("列对应或设定改过，已重新读取。请再看一遍，然后确认。"))
    except Unfit as problem:
        messages.error(request, str(problem))
