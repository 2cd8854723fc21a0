"""办理中的事的页面: fetch – form – command – redirect, one shape for all deeds on a concern."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Permission
from lianxin.pure.flow import WrongState
from lianxin.web.office.concerns import story
from lianxin.web.office.concerns.forms import DeedForm
from lianxin.web.office.concerns.views import with_story
from lianxin.web.office.through import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import ASK_EXTENSION, FLOW, VIEW, Status
from lianxin.work.concerns.through_terms import MERGE, NOTE, PAUSE, REASSIGN, REVIEW, SPLIT


@dataclass(frozen=True)
class Deed:
    """一件事项: its word, what it is for, who may, its form, its command, what is said when it is done."""

    word: str | Promise
    purpose: str | Promise
    to: Permission
    form: type[DeedForm]
    command: Callable[..., Any]
    told: str | Promise
    moves: str = ""
    states: tuple[str, ...] = ()


OPEN = (Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND, Status.MERGED, Status.REPLIED)
ANSWERED = (Status.REPLIED, Status.CLOSED)

DEEDS: dict[str, Deed] = {
    "merge": Deed(_("并案"), _("几位群众反映同一件事的，并到先来的一件一起办。每位都会收到答复，各自评价。"), MERGE,
                  forms.MergeForm, commands.merge, _("已并案。"), "merge"),
    "unmerge": Deed(_("撤销并案"), _("不是同一件事的，恢复单独办理。期限没有停过。"), MERGE,
                    forms.ReasonForm, commands.unmerge, _("已撤销并案。"), "unmerge"),
    "split": Deed(_("拆分"), _("一封信里有几件事的，拆成几件分别办。每件期限照旧，群众用同一个密码查询。"), SPLIT,
                  forms.SplitForm, commands.split, _("已拆分，请分别分类、交办。"), "split"),
    "reassign": Deed(_("改派"), _("交错了单位的，直接改派。期限不停。"), REASSIGN,
                     forms.ReassignForm, commands.reassign, _("已改派。"), "reassign"),
    "pause": Deed(_("中止"), _("等听证、鉴定、司法程序，或群众自己要求暂缓的，中止计时。群众会看到理由和批准人。"), PAUSE,
                  forms.PauseForm, commands.pause, _("已中止计时，群众会看到。"), "pause"),
    "resume": Deed(_("恢复办理"), _("中止的原因没有了，恢复计时。没用完的日子收回。"), PAUSE,
                   forms.ReasonForm, commands.resume, _("已恢复计时。"), "resume"),
    "ask": Deed(_("申请延期或中止"), _("由上级批准。批准以前期限照走。"), ASK_EXTENSION,
                forms.AskForm, commands.ask, _("已申请，请等批准。"), "extend"),
    "note": Deed(_("内部备注"), _("给同事看的话。群众看不到。"), NOTE, forms.NoteForm, commands.note, _("已记下备注。")),
    "paper": Deed(_("交给群众材料"), _("指南、表格、复印件交给了群众，记一笔，免得再跑一趟。"), NOTE,
                  forms.PaperForm, commands.hand_over, _("已记下。")),
    "outside": Deed(_("向外单位函询"), _("问了系统外的哪个单位，什么文号，等回来再记复函。期限照走。"), NOTE,
                    forms.OutsideForm, commands.ask_outside, _("已记下函询。"), states=OPEN),
    "review": Deed(_("请求复查复核"), _("群众对书面答复不服的，30 日内可请求上一级复查、复核。"), REVIEW,
                   forms.ReviewForm, commands.ask_review, _("已登记。"), states=ANSWERED),
}  # fmt: skip


def is_open(name: str, concern: Concern) -> bool:
    """Whether the state of the concern lets this be done."""
    deed = DEEDS[name]
    if deed.moves:
        return FLOW.can(deed.moves, concern.status)
    return not deed.states or concern.status in deed.states


def do(request: Request, code: str, name: str) -> HttpResponse:
    """The page of one deed on a concern."""
    deed = DEEDS[name]
    concern = fetch(request, with_story(), see=VIEW, to=deed.to, code=code)
    if not is_open(name, concern):
        raise WrongState("concern", deed.moves or "follow_up", concern.status)
    form = deed.form(request.POST or None, concern=concern, by=request.actor, today=request.today)
    if form.is_valid() and done(form, deed.command, request, concern=concern, **form.as_command()):
        messages.success(request, str(deed.told))
        return redirect("concerns:detail", code=code)
    context = {"concern": concern, "form": form, "verb": name, "word": deed.word, "purpose": deed.purpose,
               "clock": story.clock_of(concern, request.today), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, "concerns/deed.html", context)
