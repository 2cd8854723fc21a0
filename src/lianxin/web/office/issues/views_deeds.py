"""整理热点的页面: fetch – form – command – redirect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.issues import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues import commands
from lianxin.work.issues.models import Issue
from lianxin.work.issues.terms import ANALYSE, CONFIRM, VIEW

WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "rename": (gettext_lazy("改名"), gettext_lazy("名称要让没看过诉求的人也明白。")),
    "set_source": (gettext_lazy("写源头措施"), gettext_lazy("从源头查找原因，研究对策，防止再发生。")),
    "analyse": (gettext_lazy("写热点分析"), gettext_lazy("写清原因、怎么落实、谁负责、什么时候落实。")),
    "close": (gettext_lazy("热点销号"), gettext_lazy("这类事不再反映了可以销号。没办结的诉求照常办。")),
    "take_in": (gettext_lazy("归入一件"), gettext_lazy("后来收到的、归并时漏掉的，写明编号和理由。")),
    "take_out": (gettext_lazy("移出一件"), gettext_lazy("不是同一件事的移出，理由留在记录里。")),
}


def _deed(
    request: Request, pk: int, deed: str, form_class: type[forms.IssueForm], command: Callable[..., Any],
    *, to: Permission = CONFIRM, **initial: Any,
) -> HttpResponse:  # fmt: skip
    """The shape of every deed on an issue."""
    issue = fetch(request, Issue.objects.all(), see=VIEW, to=to, pk=pk)
    form = form_class(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, command, request, issue=issue, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("issues:issue", pk=pk)
    word, purpose = WORDS[deed]
    return render(request, "issues/deed.html", {"issue": issue, "form": form, "word": word, "purpose": purpose})


def rename(request: Request, pk: int) -> HttpResponse:
    """改名."""
    return _deed(request, pk, "rename", forms.RenameForm, commands.rename)


def set_source(request: Request, pk: int) -> HttpResponse:
    """源头措施."""
    return _deed(request, pk, "set_source", forms.SourceForm, commands.set_source)


def analyse(request: Request, pk: int) -> HttpResponse:
    """热点分析."""
    return _deed(request, pk, "analyse", forms.AnalyseForm, commands.analyse, to=ANALYSE)


def close(request: Request, pk: int) -> HttpResponse:
    """热点销号."""
    return _deed(request, pk, "close", forms.ReasonForm, commands.close)


def take_in(request: Request, pk: int) -> HttpResponse:
    """归入一件."""

    def named(*, code: str, **given: Any) -> Any:
        found = Concern.objects.reachable(by=request.actor, to=SEE_CONCERN).filter(code=code.strip().upper()).first()
        return commands.take_in(concern=found or Concern(), **given)

    return _deed(request, pk, "take_in", forms.TakeInForm, named, code=request.GET.get("code", ""))


def take_out(request: Request, pk: int, code: str) -> HttpResponse:
    """移出一件."""
    concern = fetch(request, Concern.objects.all(), see=SEE_CONCERN, code=code)

    def this_one(**given: Any) -> Any:
        return commands.take_out(concern=concern, **given)

    return _deed(request, pk, "take_out", forms.ReasonForm, this_one)
