"""办理诉求的页面: fetch – form – command – redirect, one view per verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.web.office.concerns import forms, story
from lianxin.web.office.concerns.assigning import AssignForm
from lianxin.web.office.concerns.classes import ClassifyForm
from lianxin.web.office.concerns.forms import DeedForm
from lianxin.web.office.concerns.replying import ReplyForm
from lianxin.web.office.concerns.views import with_story
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import may_look
from lianxin.work.concerns.terms import ACKNOWLEDGE, FLOW, PERMISSION_OF, REVEAL, VERBS, VIEW, Purpose, Status

PURPOSES = {
    "classify": gettext_lazy("定性质、分类和处理方式，期限随之确定。"),
    "decline": gettext_lazy("不属于职责范围的，写明理由和群众可以找的渠道，会告知群众。"),
    "answer_now": gettext_lazy("当场解决或解释清楚的，写明办法，不再交办。"),
    "assign": gettext_lazy("交给谁主管的单位办，期限不晚于对群众的承诺。"),
    "send_back": gettext_lazy("不属于本单位职责的退回，写明应由谁办。期限不停。"),
    "extend": gettext_lazy("期限只能延一次，群众会看到延期和理由。"),
    "reply": gettext_lazy("答复会给群众看，照实写。"),
    "close": gettext_lazy("回访过、群众有回音的可以办结。是否满意由群众自己评。"),
    "note_follow_up": gettext_lazy("记下电话里群众的话。这是工作记录，不计入满意率。"),
    "reopen": gettext_lazy("群众不满意、问题没解决的，退给承办单位再办一轮。"),
    "void": gettext_lazy("登记错了的作废。记录和理由都保留。"),
}
TOLD = {
    "classify": gettext_lazy("已分类受理。"), "decline": gettext_lazy("已告知不予受理的理由。"),
    "answer_now": gettext_lazy("已当场答复。"), "assign": gettext_lazy("已交办。"), "send_back": gettext_lazy("已退回。"),
    "extend": gettext_lazy("已延期，群众会看到。"), "reply": gettext_lazy("已答复。"), "close": gettext_lazy("已办结。"),
    "note_follow_up": gettext_lazy("已记下回访。"), "reopen": gettext_lazy("已重办。"), "void": gettext_lazy("已作废。"),
}  # fmt: skip


def _deed(
    request: Request, code: str, verb: str, form_class: type[DeedForm], command: Callable[..., Any], **more: Any
) -> HttpResponse:
    """The shape of every deed's page."""
    concern = fetch(request, with_story(), see=VIEW, to=PERMISSION_OF[verb], code=code)
    FLOW.after(verb, concern.status)
    form = form_class(request.POST or None, concern=concern, by=request.actor, today=request.today, **more)
    if form.is_valid() and done(form, command, request, concern=concern, **form.as_command()):
        messages.success(request, TOLD[verb])
        return redirect("concerns:detail", code=code)
    context = {"concern": concern, "form": form, "verb": verb, "word": VERBS[verb], "purpose": PURPOSES[verb],
               "clock": story.clock_of(concern, request.today), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, form.page, context)


def classify(request: Request, code: str) -> HttpResponse:
    """分类受理."""
    return _deed(request, code, "classify", ClassifyForm, commands.classify)


def decline(request: Request, code: str) -> HttpResponse:
    """不予受理."""
    return _deed(request, code, "decline", forms.ReasonForm, commands.decline)


def answer_now(request: Request, code: str) -> HttpResponse:
    """当场答复."""
    return _deed(request, code, "answer_now", forms.TextForm, commands.answer_now)


def assign(request: Request, code: str) -> HttpResponse:
    """交办."""
    return _deed(request, code, "assign", AssignForm, commands.assign, take=request.GET.get("take", ""))


def send_back(request: Request, code: str) -> HttpResponse:
    """退回."""
    return _deed(request, code, "send_back", forms.ReasonForm, commands.send_back)


def extend(request: Request, code: str) -> HttpResponse:
    """延期."""
    return _deed(request, code, "extend", forms.ExtendForm, commands.extend)


def reply(request: Request, code: str) -> HttpResponse:
    """答复."""
    template = request.GET.get("template", "")
    return _deed(request, code, "reply", ReplyForm, commands.reply, template=template)


def close(request: Request, code: str) -> HttpResponse:
    """办结."""
    return _deed(request, code, "close", forms.CloseForm, commands.close)


def note_follow_up(request: Request, code: str) -> HttpResponse:
    """记回访."""
    return _deed(request, code, "note_follow_up", forms.FollowUpForm, commands.note_follow_up)


def reopen(request: Request, code: str) -> HttpResponse:
    """重办."""
    return _deed(request, code, "reopen", forms.ReasonForm, commands.reopen)


def void(request: Request, code: str) -> HttpResponse:
    """作废."""
    return _deed(request, code, "void", forms.ReasonForm, commands.void)


@require_POST
def acknowledge(request: Request, code: str) -> HttpResponse:
    """签收."""
    concern = fetch(request, Concern.objects.select_related("handler"), see=VIEW, to=ACKNOWLEDGE, code=code)
    commands.acknowledge(concern=concern, by=request.actor, at=request.now)
    messages.success(request, _("已签收。"))
    return redirect("concerns:detail", code=code)


@require_POST
def acknowledge_several(request: Request) -> HttpResponse:
    """成批签收: those of the ticked ones that wait for it."""
    codes = request.POST.getlist("code")[:200]
    ticked = Concern.objects.reachable(by=request.actor, to=ACKNOWLEDGE).filter(code__in=codes, status=Status.ASSIGNED)
    signed = [commands.acknowledge(concern=one, by=request.actor, at=request.now) for one in ticked]
    messages.success(request, _("已签收 %(count)s 件。") % {"count": len(signed)})
    return redirect("concerns:list")


@require_POST
def reveal(request: Request, code: str) -> HttpResponse:
    """显示诉求人: one at a time, journalled first, and not more often than the work needs."""
    concern = fetch(request, with_story(), see=VIEW, to=REVEAL, code=code)
    purpose = request.POST.get("purpose", "")
    if purpose in Purpose.values and may_look(request.actor, concern, request.now):
        within_limit(request)
    asker = pressed(request, commands.reveal, concern=concern, purpose=purpose)
    if asker is None:
        return redirect("concerns:detail", code=code)
    return render(request, "concerns/record.html", {**story.page(request, concern), "revealed": asker})


def ask_identity(request: Request, code: str) -> HttpResponse:
    """申请知道诉求人 of a confidential one: the motive is read by the resident, somebody outside the unit decides."""
    concern = fetch(request, with_story(), see=VIEW, to=REVEAL, code=code)
    form: Any = forms.MotiveForm(request.POST or None)
    if form.is_valid() and done(form, commands.ask_identity, request, concern=concern, **form.cleaned_data):
        messages.success(
            request, _("已送请批准。批准以后可以看一次，%(hours)s 小时内有效。") % {"hours": concern.known_for_hours}
        )
        return redirect("concerns:detail", code=code)
    purpose = _("能通过登记单位转达的，不要申请。您写的理由、批准没有，群众本人都看得到。")
    return form_page(request, form, Asking(_("申请知道诉求人"), purpose, reverse("concerns:detail", args=[code])))
