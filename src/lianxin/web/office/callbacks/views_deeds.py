"""回访的办理: fetch – form – command – redirect, one view per deed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor, NotAllowed, Permission
from lianxin.pure.codes import grouped
from lianxin.web.office.callbacks import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import commands, queries
from lianxin.work.callbacks.desks import office_name
from lianxin.work.callbacks.models import Objection
from lianxin.work.callbacks.terms import CALL, DECIDE, DELIVER, OBJECT
from lianxin.work.concerns.commands import settling
from lianxin.work.concerns.independence import is_above, is_party
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import FLOW, REISSUE, SETTLE, VIEW


@dataclass(frozen=True)
class Deed:
    """一件事: its word, what it is for, what is said afterwards, its form, command and permission."""

    word: str | Promise
    purpose: str | Promise
    told: str | Promise
    form: type[forms.DeedForm]
    command: Callable[..., Any]
    needs: Permission
    moves: str = "rate"


DELIVERED = Deed(
    gettext_lazy("记答复送达"), gettext_lazy("答复怎样、哪天到了群众手里。群众能看到这一条。"), gettext_lazy("已记下送达。"),
    forms.DeliverForm, commands.deliver, DELIVER,
)  # fmt: skip
CALLED = Deed(
    gettext_lazy("独立回访"), gettext_lazy("由没有承办这件事的单位来问。照实记，不计入满意率。"), gettext_lazy("已记下回访。"),
    forms.CallForm, commands.call_back, CALL,
)  # fmt: skip
REVIEWED = Deed(
    gettext_lazy("复核认定"), gettext_lazy("不满意的件，除了重办，只有上级单位依规认定并告知群众，才可以不再重办。"),
    gettext_lazy("已复核认定，群众能看到。"), forms.ExitForm, commands.decide_exit, DECIDE,
)  # fmt: skip
SETTLED = Deed(
    gettext_lazy("登记息访"), gettext_lazy("已办结、群众书面同意息访的登记。息访是办结中的一部分，不等于满意。"),
    gettext_lazy("已登记息访。"), forms.SettleForm, settling.settle, SETTLE, "settle",
)  # fmt: skip
OBJECTED = Deed(
    gettext_lazy("评价异议"), gettext_lazy("只限释明类、政策确实不允许的。评价不改，由上级单位认定要不要单列。"),
    gettext_lazy("已提出异议，等上级单位认定。"), forms.ObjectForm, commands.object_to_rating, OBJECT,
)  # fmt: skip
REISSUED = Deed(
    gettext_lazy("补发凭证"), gettext_lazy("群众丢了回执，本人到没有承办这件事的窗口补。凭补发凭证的评价单独统计，不计入满意率。"),
    "", forms.ReissueForm, settling.reissue, REISSUE, "",
)  # fmt: skip


def _fetched(request: Request, deed: Deed, code: str) -> Concern:
    concern: Concern = fetch(
        request, Concern.objects.select_related("unit", "handler", "requester"), see=VIEW, to=deed.needs, code=code
    )
    if deed.moves:
        FLOW.after(deed.moves, concern.status)
    return concern


def _form(request: Request, deed: Deed, concern: Concern) -> Any:
    initial = {"entry_key": uuid4().hex} if "entry_key" in deed.form.base_fields else {}
    return deed.form(request.POST or None, concern=concern, by=request.actor, today=request.today, initial=initial)


def _page(request: Request, deed: Deed, concern: Concern, form: Any, **more: Any) -> HttpResponse:
    context = {"deed": deed, "form": form, "line": shown.line_of(concern, request.actor), "concern": concern, **more}
    return render(request, "callbacks/deed.html", context)


def _deed(request: Request, code: str, deed: Deed) -> HttpResponse:
    """The shape of every deed's page."""
    concern = _fetched(request, deed, code)
    form = _form(request, deed, concern)
    if form.is_valid() and done(form, deed.command, request, concern=concern, **form.as_command()):
        messages.success(request, str(deed.told))
        return redirect("concerns:detail", code=code)
    return _page(request, deed, concern, form)


def _no_party(by: Actor, concern: Concern) -> None:
    if is_party(by, concern):
        raise NotAllowed(_("这一件是本单位承办的，要由别的单位来办：受理单位或上级单位。"))


def deliver(request: Request, code: str) -> HttpResponse:
    """答复送达."""
    return _deed(request, code, DELIVERED)


def settle(request: Request, code: str) -> HttpResponse:
    """登记息访."""
    return _deed(request, code, SETTLED)


def object_to_rating(request: Request, code: str) -> HttpResponse:
    """评价异议."""
    return _deed(request, code, OBJECTED)


def decide_exit(request: Request, code: str) -> HttpResponse:
    """复核认定."""
    concern = _fetched(request, REVIEWED, code)
    if not is_above(request.actor, concern):
        raise NotAllowed(_("要由承办单位的上级单位认定，承办单位自己不能认定。"))
    return _deed(request, code, REVIEWED)


def call_back(request: Request, code: str) -> HttpResponse:
    """独立回访; whatever lies in one's sample is answered for there too."""
    concern = _fetched(request, CALLED, code)
    _no_party(request.actor, concern)
    form = _form(request, CALLED, concern)
    item = queries.items_to_call(request.actor).filter(concern=concern).select_related("sample").first()
    if form.is_valid() and done(form, commands.call_back, request, concern=concern, item=item, **form.as_command()):
        messages.success(request, str(CALLED.told))
        return redirect("callbacks:sample", pk=item.sample_id) if item else redirect("concerns:detail", code=code)
    said = item.sample.script if item else forms.SCRIPT % {"office": office_name(request.posting.unit)}
    return _page(request, CALLED, concern, form, script=said)


def reissue(request: Request, code: str) -> HttpResponse:
    """补发凭证: the sealed slip is the answer to the form itself, shown this once and kept nowhere."""
    concern = _fetched(request, REISSUED, code)
    _no_party(request.actor, concern)
    form = _form(request, REISSUED, concern)
    if form.is_valid() and done(form, settling.reissue, request, concern=concern, **form.as_command()):
        secret = form.result.secret
        context = {"code": grouped(concern.code), "secret": grouped(secret) if secret else "", "concern": concern}
        return render(request, "callbacks/sealed.html", context)
    return _page(request, REISSUED, concern, form)


def decide_objection(request: Request, pk: int) -> HttpResponse:
    """认定评价异议."""
    found = Objection.objects.select_related("concern__unit", "concern__handler", "concern__requester")
    objection = fetch(request, found, see=DECIDE, pk=pk)
    if not is_above(request.actor, objection.concern):
        raise NotAllowed(_("要由承办单位的上级单位认定，承办单位自己不能认定。"))
    deed = Deed(_("认定评价异议"), _("单列不改评价：原来的数和调整后的数并排公布。"), "", forms.DecideForm,
                commands.decide_objection, DECIDE)  # fmt: skip
    form = _form(request, deed, objection.concern)
    if form.is_valid() and done(form, commands.decide_objection, request, objection=objection, **form.as_command()):
        messages.success(request, _("已认定。"))
        return redirect("callbacks:objections")
    return _page(request, deed, objection.concern, form, objection=objection)
