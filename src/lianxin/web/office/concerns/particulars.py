"""带出诉求人信息: the list with names, telephones and addresses, asked for, allowed by another, taken once."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import ExportRequest
from lianxin.base.custody.terms import MOST_ROWS, State
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.concerns import browsing, forms, ledger
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.terms import EXPORT, REVEAL

COLUMNS = ("诉求人姓名", "联系电话", "住址")


def _takeable(by: Actor) -> ConcernQuerySet:
    """What may be taken along: never a confidential one, never one that complains about anybody (T1, T7)."""
    reachable = Concern.objects.reachable(by=by, to=REVEAL).filter(is_confidential=False, subjects=None)
    found: ConcernQuerySet = reachable.filter(pk__in=Concern.objects.reachable(by=by, to=EXPORT).values("pk"))
    return found


def ask(request: Request) -> HttpResponse:
    """申请带出 of the list in the address: the rows are fixed by it."""
    for permission in (EXPORT, REVEAL):
        request.actor.must_at(permission, request.actor.own_path)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    found = browsed.found.filter(pk__in=_takeable(request.actor).values("pk"))
    keys = list(found.order_by("received_on", "code").values_list("code", flat=True)[: MOST_ROWS + 1])
    title = _("诉求台账（%(tab)s）") % {"tab": browsed.tab.word}
    form: Any = forms.ParticularsForm(request.POST or None)
    given = {"title": title, "keys": keys, "columns": COLUMNS}
    if form.is_valid() and done(form, custody.ask_export, request, **given, **form.cleaned_data):
        messages.success(request, _("已送请批准。批准后在“信息保管”里取。"))
        return redirect("custody:index")
    notes = [_("%(title)s，可以带出 %(rows)s 件，带姓名、电话、住址。保密件和涉及单位、人员的件不带出。")
             % {"title": title, "rows": len(keys)}]  # fmt: skip
    back = f"{reverse('concerns:export')}?{browsed.query}"
    asking = Asking(_("申请带出诉求人信息"), _("由另一位领导批准，批准后由您本人取一次。"), back, _("送请批准"))
    return form_page(request, form, asking, notes=notes)


@require_POST
def take(request: Request, code: str) -> HttpResponse:
    """取走: built at this moment of what may still be seen, handed out once, kept nowhere."""
    found = ExportRequest.objects.filter(code=code, by=request.actor.ref).first()
    if found is None:
        raise Http404(_("没有找到。"))
    wanted = _takeable(request.actor).filter(code__in=found.keys).order_by("received_on", "code")
    rows = list(ledger.with_all_shown(wanted)) if found.state == State.APPROVED else []
    copy = pressed(request, commands.take_along, asked=found, concerns=rows)
    if copy is None:
        return redirect("custody:index")
    with translation.override(settings.LANGUAGE_CODE):
        lines = ledger.copied(rows, request.actor, copy.code, is_whole=True)
        data = ledger.workbook(lines, title=found.title, foot=ledger.foot(request.actor, request.today, copy.code))
    return sending.xlsx(data, f"{found.title}{copy.code}")
