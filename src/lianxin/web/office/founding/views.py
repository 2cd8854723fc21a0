"""开始设置: the one page that is open while there is no unit and nobody; afterwards there is nothing here, for ever."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianxin.base.orgs.commands import Unfit
from lianxin.base.orgs.founding import commands
from lianxin.base.orgs.founding.queries import is_empty
from lianxin.web.office.founding.forms import BeginForm
from lianxin.web.ui.request import Request


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """开始设置: who has begun goes to the log-in; where officers were named, their passwords stand on this one answer."""
    if not is_empty():
        raise Http404(_("没有找到。"))
    form = BeginForm(request.POST or None, initial=_told_before())
    begun = _begun(request, form) if form.is_valid() else None
    if begun and begun.handed:
        return render(request, "founding/begun.html", {"begun": begun})
    if begun:
        messages.success(request, _("%(name)s已经设立，请登录。") % {"name": begun.county.name})
        return redirect("account_login")
    if not is_empty():  # somebody else, in the same moment
        messages.warning(request, _("已经开始了，不能再开始一次。请直接登录。"))
        return redirect("account_login")
    return render(request, "founding/begin.html", {"form": form, "open_others": _has_others(form)})


def _told_before() -> dict[str, str]:
    """What whoever added this county on the server has said of it: `469022 临江县`."""
    code, _blank, name = settings.BEGIN_AS.partition(" ")
    return {"code": code, "county": name}


def _begun(request: Request, form: BeginForm) -> commands.Begun | None:
    """The code is tried last, so that a password that does not do costs none of its tries."""
    try:
        holder = commands.holder_of(form.cleaned_data["slip"], at=request.now)
        return commands.begin(by=holder, at=request.now, **form.named())
    except Unfit as unfit:
        field = {"code": "slip"}.get(unfit.field)
        form.add_error(field, str(unfit))
        return None


def _has_others(form: Any) -> bool:
    """Whether something was typed in the folded part: it stays open."""
    return any(form.data.get(name) for name in form.fields if name.startswith(("guard_", "auditor_")))
