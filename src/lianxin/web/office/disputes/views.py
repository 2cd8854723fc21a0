"""矛盾纠纷的页面: the list with its figures, one dispute, opening the parties, each deed, the agreement as a paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.disputes import forms, shown
from lianxin.web.ui import counted, keyed, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.disputes import commands, queries
from lianxin.work.disputes.models import Dispute
from lianxin.work.disputes.terms import OPEN, RECORD, VIEW
from lianxin.work.hazards.terms import VIEW as SEE_HAZARD

PRINTED = 1000


def index(request: Request) -> HttpResponse:
    """纠纷一览 with the figures that add up."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET, today=request.today)
    found = queries.disputes(request.actor, form.wanted())
    context = {
        "form": form, "page": keyed.page_of(found, request, "found_on"), "total": found.count(),
        "figures": counted.figures(request, shown.CODES), "query": keyed.query_of(request),
        "may_record": request.actor.may_at(RECORD, request.actor.own_path),
    }  # fmt: skip
    return render(request, "disputes/index.html", context)


def record(request: Request) -> HttpResponse:
    """登记纠纷."""
    unit = own_unit(request, RECORD)
    sweeps = queries.sweeps_open_to(request.actor, request.today)
    own = unit if unit.kind in ("village", "community", "school") else None
    form: Any = forms.DisputeForm(
        request.POST or None, today=request.today, here=unit, sweeps=sweeps,
        initial={"unit": own, "sweep": request.GET.get("sweep", "")},
    )  # fmt: skip
    if form.is_valid() and done(form, commands.record_dispute, request, **form.given()):
        messages.success(request, _("已登记。"))
        return redirect("disputes:dispute", code=form.result.code)
    purpose = _("写事情和地点，不写人。对单位、工作人员有意见的，请登记为诉求。")
    return form_page(request, form, Asking(_("登记纠纷"), purpose, reverse("disputes:index"), _("登记")),
                     channel="dispute")  # fmt: skip


def from_concern(request: Request, code: str) -> HttpResponse:
    """登记为纠纷调解: of a concern that two sides disagree about."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester"), see=SEE_CONCERN, code=code)
    if not queries.may_become_dispute(concern, request.actor):
        request.actor.must_at(RECORD, concern.unit_path)
        raise Http404(_("没有找到。"))
    title = concerns.shown(concern.title, concern, request.actor)
    form: Any = forms.MatterForm(
        request.POST or None, today=request.today, initial={"title": title, "place": concern.place}
    )
    given = {"unit": concern.unit, "concern": concern}
    if form.is_valid() and done(form, commands.record_dispute, request, **given, **form.given()):
        messages.success(request, _("已登记，可以开始调解。"))
        return redirect("disputes:dispute", code=form.result.code)
    purpose = _("诉求 %(code)s。诉求照样按期答复，调解另记。") % {"code": concern.code}
    return form_page(request, form, Asking(_("登记为纠纷调解"), purpose, reverse("concerns:detail", args=[code])),
                     channel="dispute")  # fmt: skip


def _fetched(request: Request, code: str, **how: Any) -> Dispute:
    rows = Dispute.objects.select_related("unit", "sweep", "hazard", "concern")
    found: Dispute = fetch(request, rows, see=VIEW, code=code, **how)
    return found


def _page(request: Request, found: Dispute, *, is_opened: bool = False, form: Any = None) -> HttpResponse:
    mediations = [(one, *shown.left_of(one, request.today)) for one in queries.mediations(found)]
    context = {
        "dispute": found, "mediations": mediations, "tone": found.tone, "is_opened": is_opened,
        "deeds": shown.deeds(found, request.actor), "form": form or forms.PurposeForm(),
        "may_open": request.actor.may(OPEN, found) and found.erased_on is None,
        "parties": list(found.parties.all()) if is_opened else [],
        "sees_hazard": bool(found.hazard and request.actor.may(SEE_HAZARD, found.hazard)),
        "story": shown.story(found, is_opened=is_opened), "has_paper": any(one.agreement for one, *_rest in mediations),
    }  # fmt: skip
    return render(request, "disputes/dispute.html", context)


def dispute(request: Request, code: str) -> HttpResponse:
    """一件纠纷."""
    return _page(request, _fetched(request, code))


@require_POST
def open_one(request: Request, code: str) -> HttpResponse:
    """查看当事人和调解记录: the purpose is written first, then they are shown, on this page alone."""
    found, form = _fetched(request, code, to=OPEN), forms.PurposeForm(request.POST)
    if (
        form.is_valid()
        and within_limit(request)
        and done(form, commands.open_dispute, request, dispute=found, **form.cleaned_data)
    ):
        return _page(request, found, is_opened=True, form=form)
    return _page(request, found, form=form)


@require_POST
def paper(request: Request, code: str) -> HttpResponse:
    """调解协议书 as docx; it holds the parties, so it is opened for a purpose as they are."""
    found = _fetched(request, code, to=OPEN)
    mediation = shown.agreement_of(found)
    if mediation is None:
        raise Http404(_("没有找到。"))
    within_limit(request)
    if pressed(request, commands.open_dispute, dispute=found, purpose="paper") is None:
        return redirect("disputes:dispute", code=code)
    return sending.docx(shown.agreement_paper(found, mediation), _("调解协议书%(code)s") % {"code": found.code})


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """一件事项: its form, its command."""
    if verb not in shown.DEEDS:
        raise Http404(_("没有找到。"))
    one = shown.DEEDS[verb]
    found, here = _fetched(request, code, to=one.needs), reverse("disputes:dispute", args=[code])
    data: Any = {"data": request.POST or None}
    if verb == "correct":
        data["initial"] = {name: getattr(found, name) for name in ("title", "text", "place")}
    if issubclass(one.form, forms.TodayForm):  # type: ignore[arg-type]
        data["today"] = request.today
    form: Any = one.form(**data)
    if form.is_valid() and done(form, one.command, request, dispute=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(one.word, one.purpose or found.title, here))


def print_ledger(request: Request) -> HttpResponse:
    """打印纠纷排查台账: exactly this list, without the parties."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET, today=request.today)
    rows = list(queries.disputes(request.actor, form.wanted()).order_by("found_on", "pk")[:PRINTED])
    return render(request, "disputes/print.html", {"rows": rows, "unit": request.posting.unit})


def xlsx(request: Request) -> HttpResponse:
    """纠纷排查台账 as an Excel file: exactly this list, without the parties."""
    see(request, VIEW)
    form = forms.FilterForm(request.GET, today=request.today)
    rows = list(queries.disputes(request.actor, form.wanted()).order_by("found_on", "pk")[:PRINTED])
    return sending.xlsx(shown.ledger(rows, request), f"{request.posting.unit.name}纠纷排查台账{request.today:%Y%m%d}")
