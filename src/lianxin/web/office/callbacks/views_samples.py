"""抽样回访: draw, look, draw again and find the same."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.draws import digest_of, drawn
from lianxin.web.office.callbacks import shown
from lianxin.web.office.callbacks.forms import DrawForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import commands, queries
from lianxin.work.callbacks.desks import office_name
from lianxin.work.callbacks.models import CallBack, Sample
from lianxin.work.callbacks.terms import SAMPLE
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW


def samples(request: Request) -> HttpResponse:
    """抽样: every draw there was, none can be taken back."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})
    found = queries.samples(request.actor).select_related("unit").order_by("-at", "-pk")[:50]
    context = {"tabs_shown": shown.tabs("samples"), "found": found, "may_draw": request.actor.has(SAMPLE)}
    return render(request, "callbacks/samples.html", context)


def draw(request: Request) -> HttpResponse:
    """抽取."""
    request.actor.must_at(SAMPLE, request.actor.own_path)
    initial = {"entry_key": uuid4().hex}
    office = office_name(request.posting.unit)
    form = DrawForm(request.POST or None, today=request.today, office=office, initial=initial)
    if form.is_valid() and done(form, commands.draw, request, **form.cleaned_data):
        messages.success(request, _("已抽出名单。种子和校验值已先记入流水。"))
        return redirect("callbacks:sample", pk=form.result.pk)  # type: ignore[attr-defined]
    return render(request, "callbacks/draw.html", {"form": form})


def sample(request: Request, pk: int) -> HttpResponse:
    """一次抽样: its list, its seed, the draw done again, and what the residents say beside what the records hold."""
    found = fetch(request, Sample.objects.select_related("unit"), see=SAMPLE, pk=pk)
    seen = Concern.objects.reachable(by=request.actor, to=VIEW)
    items = list(
        found.items.filter(concern__in=seen).select_related("concern__unit", "concern__handler", "concern__requester")
    )
    calls = CallBack.objects.reachable(by=request.actor, to=SAMPLE).filter(item__sample=found)
    last = {call.item_id: call for call in calls.order_by("at", "pk")}
    again = drawn(found.seed, found.frame, found.size)
    agrees = (
        again == list(found.items.values_list("concern__code", flat=True)) and digest_of(found.frame) == found.digest
    )
    context = {
        "sample": found, "rows": [(shown.line_of(one.concern, request.actor, one.number), last.get(one.pk)) for one in items],
        "compared": queries.compared(calls, found.size), "agrees": agrees, "is_mine": found.unit_path == request.actor.own_path,
        "entries": [(entry.n, entry.at, book.sentence(entry)) for entry in book.story(found.ref)],
    }  # fmt: skip
    return render(request, "callbacks/sample.html", context)
