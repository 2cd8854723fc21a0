"""导出各种台账: in the columns in which they come in; what is masked leaves in full only as another person allowed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import ExportRequest
from lianxin.base.custody.terms import State
from lianxin.base.intake import kinds, leaving
from lianxin.base.intake.commands import take_along
from lianxin.base.intake.kinds import KINDS, Kind, Outward
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.web.office.imports import files
from lianxin.web.office.imports.forms import AlongForm, LeavingForm
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed


def _outward(request: Request, code: str) -> tuple[Kind, Outward]:
    """A kind that leaves, for whoever may carry it out."""
    kind = KINDS.get(code)
    if kind is None or kind.out is None:
        raise Http404(_("没有找到。"))
    if not request.actor.has(kind.out.to_see):
        raise NotAllowed(_("您现在的职务不能导出这种台账。"))
    return kind, kind.out


def export(request: Request, kind: str) -> HttpResponse:
    """导出: of which unit, as which file; noted before it is made."""
    found, out = _outward(request, kind)
    form: Any = LeavingForm(request.POST or None, actor=request.actor, today=request.today, to=out.to_see)
    if form.is_valid() and (answer := _given_out(request, found, out, form)):
        return answer
    context = {
        "form": form, "kind": found, "out": out, "may_ask": out.to_ask is not None and request.actor.has(out.to_ask),
        "shelf": {found.code: found.label} | {one.code: one.label for one in kinds.seen_by(request.actor)},
        "may_take": request.actor.has(found.to_take), "own": files.own(request, found),
    }  # fmt: skip
    return render(request, "imports/export.html", context)


def _given_out(request: Request, kind: Kind, out: Outward, form: Any) -> HttpResponse | None:
    unit = form.cleaned_data["unit"]
    try:
        rows = leaving.gathered(out.rows(request.actor, unit, request.today))
    except Unfit as problem:
        form.add_error("unit", str(problem))
        return None
    title = files.title(kind, unit)
    copy = custody.take_copy(what=title, rows=len(rows), by=request.actor, at=request.now)
    return sending.file(*files.built(request, kind, title, rows, copy.code, form.cleaned_data["file"]))


def ask(request: Request, kind: str) -> HttpResponse:
    """申请带出 the particulars: the rows are fixed now."""
    found, out = _outward(request, kind)
    if out.to_ask is None or out.whole is None:
        raise Http404(_("没有找到。"))
    request.actor.must_at(out.to_ask, request.actor.own_path)
    form: Any = AlongForm(request.POST or None, actor=request.actor, today=request.today, to=out.to_ask)
    if form.is_valid() and _asked(request, found, out, form):
        messages.success(request, _("已送请批准。批准后回到这一页取。"))
        return redirect("imports:export", kind=kind)
    words = {"ledger": found.label, "columns": "、".join(files.withheld(found))}
    asking = Asking(
        _("申请带出%(ledger)s") % words, _("带%(columns)s。由另一位领导批准，批准后由您本人取一次。") % words,
        reverse("imports:export", args=[kind]), _("送请批准"),
    )  # fmt: skip
    return form_page(request, form, asking)


def _asked(request: Request, kind: Kind, out: Outward, form: Any) -> bool:
    assert out.whole is not None
    given = dict(form.cleaned_data)
    unit = given.pop("unit")
    keys = list(dict.fromkeys(one.ref for one in out.whole(request.actor, unit, request.today)))
    given |= {"ledger": kind.code, "title": files.title(kind, unit), "keys": keys, "columns": files.withheld(kind)}
    return done(form, custody.ask_export, request, **given)


@require_POST
def take(request: Request, code: str) -> HttpResponse:
    """取走: built at this moment of what may still be seen, handed out once, kept nowhere."""
    asked = ExportRequest.objects.filter(code=code, by=request.actor.ref).first()
    kind = KINDS.get(asked.ledger) if asked is not None else None
    if asked is None or kind is None or kind.out is None:
        raise Http404(_("没有找到。"))
    rows = files.allowed(request, asked, kind.out) if asked.state == State.APPROVED else []
    refs = list(dict.fromkeys(one.ref for one in rows))
    copy = pressed(request, take_along, kind=kind, asked=asked, refs=refs)
    if copy is None:
        return redirect("imports:export", kind=kind.code)
    return sending.file(*files.built(request, kind, asked.title, rows, copy.code, "xlsx", is_whole=True))
