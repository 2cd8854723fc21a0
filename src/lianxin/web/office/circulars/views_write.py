"""写通报的页面: draft, edit, leave a finding out, send, take back, issue, drop, correct by a further one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.web.office.circulars import forms
from lianxin.web.office.circulars.views import fetched
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed
from lianxin.work.circulars import commands
from lianxin.work.circulars.models import Finding
from lianxin.work.circulars.queries import figures
from lianxin.work.circulars.terms import CIRCULAR_FLOW, CIRCULAR_VERBS, DRAFT, ISSUE, CircularState


def new(request: Request) -> HttpResponse:
    """起草: over which days, or of which plan."""
    unit = own_unit(request, DRAFT)
    month = Period.containing(request.today)
    form: Any = forms.DraftForm(
        request.POST or None,
        today=request.today,
        home_path=unit.path,
        initial={"first": month.first, "last": month.last},
    )
    if form.is_valid() and done(form, commands.draft, request, **form.cleaned_data):
        messages.success(request, _("已按记录起草，请看一遍，改一改句子。"))
        return redirect("circulars:circular", code=form.result.code)
    purpose = _("数字和问题都从督查记录里来；单位还没有说明过的问题，送去征求意见时一并请它说明。")
    return form_page(request, form, Asking(_("起草督查通报"), purpose, reverse("circulars:index"), _("起草")))


def edit(request: Request, code: str) -> HttpResponse:
    """修改句子."""
    found = fetched(request, code)
    request.actor.must(DRAFT, found)
    CIRCULAR_FLOW.after("write", found.state)
    form: Any = forms.TextForm(request.POST or None, today=request.today, circular=found)
    if form.is_valid():
        given = {"circular": found, "title": form.cleaned_data["title"], "texts": form.texts()}
        if done(form, commands.write, request, **given):
            messages.success(request, _("已改好。"))
            return redirect("circulars:circular", code=code)
    return render(request, "circulars/edit.html", {"circular": found, "form": form, "slots": figures.SLOTS.values()})


@require_POST
def leave_out(request: Request, code: str, finding: str) -> HttpResponse:
    """不写这个问题."""
    found = fetched(request, code)
    request.actor.must(DRAFT, found)
    named = Finding.objects.filter(named_in__circular=found, code=finding).first()
    if named is None:
        raise Http404(_("没有找到。"))
    if pressed(request, commands.leave_out, circular=found, finding=named) is not None:
        messages.success(request, _("这一份通报不写这个问题。"))
    return redirect("circulars:circular", code=code)


def _asked(verb: str) -> tuple[type[forms.TodayForm], Any, str]:
    reason, nothing = forms.ReasonForm, forms.NothingForm
    return {
        "send": (
            nothing,
            commands.send,
            _("被查单位在今日里看到自己的问题，有几个工作日说明；期满前没有说明的，不能印发。"),
        ),
        "take_back": (nothing, commands.take_back, _("收回成拟稿；单位已经说明的保留。")),
        "issue": (forms.IssueForm, commands.issue, _("签发后编文号，文字和数字固定，不能再改；有误的发更正通报。")),
        "drop": (reason, commands.drop, _("这份稿子不发了，问题还可以写进别的通报。")),
        "further": (reason, commands.begin_correction, _("写明原来哪里有误、实际是怎样的；原通报不动。")),
    }[verb]


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """送征求意见, 收回, 签发, 不发了, 起草更正通报."""
    if verb not in ("send", "take_back", "issue", "drop", "further"):
        raise Http404(_("没有找到。"))
    found = fetched(request, code)
    request.actor.must(ISSUE if verb == "issue" else DRAFT, found)
    if verb != "further":
        CIRCULAR_FLOW.after(verb, found.state)
    elif found.state != CircularState.ISSUED:
        raise NotAllowed(_("没有印发的通报，直接修改就行。"))
    form_class, command, purpose = _asked(verb)
    form: Any = form_class(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_valid() and done(form, command, request, circular=found, **form.cleaned_data):
        messages.success(request, _("已办好。"))
        return redirect("circulars:circular", code=form.result.code)
    word = CIRCULAR_VERBS.get(verb, _("起草更正通报"))
    return form_page(
        request, form, Asking(word, purpose, reverse("circulars:circular", args=[code])), notes=[found.title]
    )
