"""代办与信访代理的页面."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.web.office.concerns.filing import Filing, file
from lianxin.web.office.windows import forms, shown
from lianxin.web.office.windows.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import commands, queries
from lianxin.work.windows.models import Errand
from lianxin.work.windows.terms import ERRAND_FLOW, ERRAND_VERBS, SERVE, VIEW

LISTED = 200
DEEDS: dict[str, tuple[type, Callable[..., Any], Any]] = {
    "send": (forms.SendForm, commands.send, gettext_lazy("送到哪个单位，约好哪天取。")),
    "bring_back": (forms.ResultForm, commands.bring_back, gettext_lazy("取回来了，写明结果。")),
    "report": (forms.ReportForm, commands.report, gettext_lazy("替群众办的事，要告诉群众结果。")),
}


def _found() -> Any:
    return Errand.objects.select_related("unit", "taker", "concern", "concern__requester")


def errands(request: Request) -> HttpResponse:
    """代办一览: mine first where something is owed; all that the actor may see."""
    see(request, VIEW)
    actor, today = request.actor, request.today
    found = queries.errands(actor).select_related("concern__requester", "unit", "taker", "concern")
    rows = [shown.errand_line(one, actor, today) for one in found[:LISTED]]
    mine = [row for row in rows if row.errand.taker_id == actor.person_id and row.tone != "done"]
    late = sum(row.tone == "late" for row in mine)
    return page(request, "errands", rows=rows, mine=mine, late=late)


def take(request: Request) -> HttpResponse:
    """代办接手; `concern` in the address links it to a concern."""
    unit, concern = own_unit(request, SERVE), None
    if code := request.GET.get("concern", "").replace("\0", ""):
        concern = fetch(request, Concern.objects.select_related("requester"), see=SEE_CONCERN, code=code[:20])
    initial = {"what": shown.titled(concern, request.actor)} if concern else {}
    form: Any = forms.ErrandForm(request.POST or None, today=request.today, initial=initial)
    given = {"unit": unit, "concern": concern}
    if form.is_valid() and done(form, commands.take_errand, request, **given, **form.cleaned_data):
        messages.success(request, _("已接手，请打印收据交给群众。"))
        return redirect("windows:errand", code=form.result.code)
    asking = Asking(
        _("代办接手"), _("替群众跑腿：办什么、收了什么材料、哪天前给回音。"), reverse("windows:errands"), _("接手")
    )
    return form_page(request, form, asking)


def petition(request: Request) -> HttpResponse:
    """信访代理: register for the resident; he is the requester, the agent reports back."""
    unit = own_unit(request, SERVE)
    return file(request, Filing(
        word=_("信访代理登记"), purpose=_("替群众反映：写群众的姓名和话，您是代理人，要在约定日期前回告。"),
        channel=Channel.AGENT, command=commands.file_petition, back=reverse("windows:errands"),
        own=forms.petition_fields, given={"acts_for": unit},
    ))  # fmt: skip


def errand(request: Request, code: str) -> HttpResponse:
    """一件代办: what, for whom, where it is, what comes next."""
    found = fetch(request, _found(), see=VIEW, code=code)
    may = request.actor.may(SERVE, found)
    verbs = [(verb, ERRAND_VERBS[verb]) for verb in ERRAND_FLOW.open_to(found.status)] if may else []
    entries = list(book.story(found.ref))
    private = book.private_of(entries)
    told = [(one.at, book.sentence(one, private.get(one.n, {})), one.by_name) for one in entries]
    context = {"errand": found, "line": shown.errand_line(found, request.actor, request.today), "verbs": verbs,
               "what": shown.what(found, request.actor), "may_know": may, "told": told}  # fmt: skip
    return render(request, "windows/errand.html", context)


def errand_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """送交, 取回, 回告."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, _found(), see=VIEW, to=SERVE, code=code)
    ERRAND_FLOW.after(verb, found.status)
    form_class, command, purpose = DEEDS[verb]
    given = {"today": request.today} if verb == "send" else {}
    initial = {"sent_on": request.today} if verb == "send" else {}
    form = form_class(request.POST or None, initial=initial, **given)
    if form.is_valid() and done(form, command, request, errand=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("windows:errand", code=code)
    asking = Asking(ERRAND_VERBS[verb], purpose, reverse("windows:errand", args=[code]))
    return form_page(request, form, asking, notes=[shown.what(found, request.actor)])


def errand_paper(request: Request, code: str) -> HttpResponse:
    """代办收据: the papers that the resident handed over, and the date of the word back."""
    found = fetch(request, _found(), see=VIEW, to=SERVE, code=code)
    context = {"errand": found, "what": shown.what(found, request.actor),
               "for_whom": shown.for_whom(found, request.actor)}  # fmt: skip
    return render(request, "windows/errand_paper.html", context)
