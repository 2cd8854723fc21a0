"""整改情况通报的页面: prepare, read by another and publish, take down; as a paper."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.pure.paper import write_docx
from lianxin.web.office.rectification import forms, records
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.rectification import commands, queries
from lianxin.work.rectification.models import RectificationNotice
from lianxin.work.rectification.terms import ISSUE, NOTICE_FLOW, SIGN_OFF, VIEW, NoticeState, Status

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED, CHOSEN_FROM = 100, 200


def notices(request: Request) -> HttpResponse:
    """整改情况通报一览."""
    see(request, VIEW)
    found = RectificationNotice.objects.reachable(by=request.actor, to=VIEW).select_related("unit")[:LISTED]
    may = request.actor.may_at(ISSUE, request.actor.own_path)
    return render(request, "rectification/notices.html", {"found": found, "may_prepare": may})


def prepare(request: Request) -> HttpResponse:
    """拟通报: choose the items of the own unit."""
    unit = own_unit(request, ISSUE)
    items = queries.ledger().reachable(by=request.actor, to=VIEW).filter(unit_path=unit.path)
    items = items.exclude(status=Status.WITHDRAWN).order_by("-signed_off_on", "pk")[:CHOSEN_FROM]
    form: Any = forms.NoticeForm(request.POST or None, today=request.today)
    cast(Any, form.fields["codes"]).choices = [
        (one.code, f"{one.problem[:40]}（{one.owner_name}，{one.get_status_display()}）") for one in items
    ]
    if form.is_valid() and done(form, commands.prepare_notice, request, **form.cleaned_data):
        messages.success(request, _("已拟好，请另一位同志通读后发布。"))
        return redirect("rectification:notice", code=form.result.code)
    asking = Asking(
        _("拟整改情况通报"),
        _("选哪些整改告诉群众；姓名、电话会自动隐去。"),
        reverse("rectification:notices"),
        _("拟好"),
    )
    return form_page(request, form, asking)


def notice(request: Request, code: str) -> HttpResponse:
    """一份通报: the whole of it, as everybody will read it; published by somebody else than who prepared it."""
    found = fetch(request, RectificationNotice.objects.select_related("unit"), see=VIEW, code=code)
    by, may = request.actor, request.actor.may(SIGN_OFF, found)
    form: Any = forms.PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        by.must(SIGN_OFF, found)
        NOTICE_FLOW.after("publish", found.state)
        if form.is_valid() and done(form, commands.publish_notice, request, notice=found, **form.cleaned_data):
            messages.success(request, _("已发布，群众可以看到。"))
            return redirect("rectification:notice", code=code)
    is_mine = found.prepared_by_ref == by.ref
    waiting = found.state == NoticeState.PREPARED
    context = {"notice": found, "form": form, "may_publish": may and waiting and not is_mine, "is_mine": is_mine and waiting,
               "may_take_down": may and found.state == NoticeState.PUBLISHED}  # fmt: skip
    return render(request, "rectification/notice.html", context)


def take_down_notice(request: Request, code: str) -> HttpResponse:
    """撤下通报."""
    found = fetch(request, RectificationNotice.objects.all(), see=VIEW, to=SIGN_OFF, code=code)
    NOTICE_FLOW.after("take_down", found.state)
    form = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.take_down_notice, request, notice=found, **form.cleaned_data):
        messages.success(request, _("已撤下。"))
        return redirect("rectification:notice", code=code)
    asking = Asking(
        _("撤下通报"), _("撤下后群众看不到，本单位还看得到。"), reverse("rectification:notice", args=[code])
    )
    return form_page(request, form, asking, notes=[found.title])


def notice_docx(request: Request, code: str) -> HttpResponse:
    """下载通报."""
    found = fetch(request, RectificationNotice.objects.select_related("unit"), see=VIEW, code=code)
    disposition = content_disposition_header(True, f"{found.title}.docx") or "attachment"
    data = write_docx(records.notice_paper(found))
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})
