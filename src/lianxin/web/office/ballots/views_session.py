"""现场投票的页面: who came, the page for the hall with the number as it grows, the wall to read from, the record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.orgs.permissions import Permission
from lianxin.pure import polling
from lianxin.web.office.ballots import forms_issuing as forms
from lianxin.web.office.ballots import hall
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.ballots import commands
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import RUN, VIEW


def _box(request: Request, code: str, to: Permission | None = None) -> PollBox:
    box: PollBox = fetch(request, PollBox.objects.prefetch_related("groups"), see=VIEW, to=to, code=code)
    if box.mode == polling.BLIND:
        raise Http404(_("没有找到。"))
    return box


@require_safe
def session(request: Request, code: str) -> HttpResponse:
    """现场投票: 应到、实到、发出、收回, what is still out, and the close on the spot."""
    box = _box(request, code)
    return render(request, "ballots/session.html", {"box": box, **hall.seen(request, box)})


def hold(request: Request, code: str) -> HttpResponse:
    """记到会."""
    box = _box(request, code, RUN)
    form = forms.SessionForm(request.POST or None, box=box, initial=hall.known(box))
    if form.is_valid():
        given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("place", "chair", "tellers")}
        if done(form, commands.hold_session, request, box=box, present=form.present(), **given):
            messages.success(request, _("到会人数已记。"))
            return redirect("ballots:session", code=code)
    purpose = _("实到超过应到的半数，评议才能进行。投票开启前记下，会场上就能看到收回的份数。")
    back = reverse("ballots:session", args=[code])
    return form_page(request, form, Asking(_("记到会人数"), purpose, back, _("保存")))


@require_safe
def session_count(request: Request, code: str) -> HttpResponse:
    """收回份数, for the page in the hall to ask again and again."""
    return JsonResponse(hall.counts(_box(request, code)))


@require_safe
def read_out(request: Request, code: str) -> HttpResponse:
    """投影: large words for the wall of the hall."""
    box = _box(request, code)
    return render(request, "ballots/read_out.html", {"box": box, **hall.seen(request, box)})


@require_safe
def session_record(request: Request, code: str) -> HttpResponse:
    """现场评议记录, to print and sign."""
    box = _box(request, code)
    found = hall.seen(request, box)
    if found["session"] is None:
        raise Http404(_("没有找到。"))
    return render(request, "ballots/session_record.html", {"box": box, **found})
