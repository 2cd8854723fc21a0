"""短信的页面: how many went, which did not, and what becomes of those."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.clocks import quiet
from lianxin.web.office.callbacks import shown
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed, see
from lianxin.work.callbacks.terms import DELIVER
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW
from lianxin.work.sms import commands, queries
from lianxin.work.sms.models import Sms
from lianxin.work.sms.terms import State


@require_safe
def sms(request: Request) -> HttpResponse:
    """短信: of the last thirty days, by how far each has come; those that did not go out first of all."""
    see(request, VIEW)
    by, asked = request.actor, request.GET.get("state", "")
    counts = queries.counts(by, request.now)
    here = State(asked) if asked in State.values else State.FAILED if counts[State.FAILED] else State.HANDED
    found = queries.listed(by, here, request.now)
    return render(request, "callbacks/sms.html", {
        "tabs_shown": shown.tabs("sms"), "is_on": bool(settings.SMS or settings.MAIL), "here": here, "most": queries.MOST,
        "states": [(state, counts[state]) for state in State if counts[state] or state != State.HANDING],
        "rows": [(one, here == State.FAILED and by.may(DELIVER, one.concern)) for one in found],
        "hours": quiet.sentence(quiet.hours(quiet.RESIDENTS, request.today)), "has_more": counts[here] > len(found),
    })  # fmt: skip


def _fetched(request: Request, pk: int) -> Sms:
    """To whom the concern does not exist, no message of it does."""
    code = Sms.objects.filter(pk=pk).values_list("concern__code", flat=True).first()
    fetch(request, Concern.objects.all(), see=VIEW, to=DELIVER, code=code or "")
    return Sms.objects.get(pk=pk)


@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """重发."""
    one = _fetched(request, pk)
    if pressed(request, commands.retry, sms=one):
        messages.success(request, _("下一批再发一次。"))
    return redirect("callbacks:sms")


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """不发了."""
    one = _fetched(request, pk)
    if pressed(request, commands.drop, sms=one):
        messages.success(request, _("记下了，不再发。"))
    return redirect("callbacks:sms")
