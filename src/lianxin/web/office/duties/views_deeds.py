"""协办与异议的页面: fetch – form – command – redirect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed, Permission
from lianxin.web.office.concerns import story
from lianxin.web.office.concerns.forms import DeedForm
from lianxin.web.office.concerns.views import with_story
from lianxin.web.office.duties import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.objecting import hindered
from lianxin.work.concerns.commands.tasks import working_unit
from lianxin.work.concerns.duty_terms import HELP, OBJECT
from lianxin.work.concerns.models import Concern, Objection, Task
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASSIGN, FLOW, VIEW


def _page(
    request: Request, concern: Concern, form: DeedForm, command: Callable[..., Any], word: str | Promise,
    purpose: str | Promise, told: str | Promise,
) -> HttpResponse:  # fmt: skip
    """The shape of a deed's page on a concern."""
    if form.is_valid() and done(form, command, request, concern=concern, **form.as_command()):
        messages.success(request, str(told))
        return redirect("concerns:detail", code=concern.code)
    context = {"concern": concern, "form": form, "word": word, "purpose": purpose,
               "clock": story.clock_of(concern, request.today), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, form.page, context)


def _form(request: Request, form_class: type[DeedForm], concern: Concern) -> DeedForm:
    return form_class(request.POST or None, concern=concern, by=request.actor, today=request.today)


def _fetch(request: Request, code: str, to: Permission) -> Concern:
    """The concern, while it is in somebody's hands."""
    concern: Concern = fetch(request, with_story(), see=VIEW, to=to, code=code)
    FLOW.after("object", concern.status)
    return concern


def _try(request: Request, told: str, command: Callable[..., Any], **given: Any) -> None:
    """A deed without a form: what is refused is said above the next page."""
    try:
        command(by=request.actor, at=request.now, **given)
    except Unfit as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, str(told))


def ask_help(request: Request, code: str) -> HttpResponse:
    """请协办."""
    concern = _fetch(request, code, ASSIGN)
    purpose = gettext_lazy("主办单位不变。协办单位能看到这件诉求，办完向主办单位反馈，由主办单位答复群众。")
    form = _form(request, forms.HelpForm, concern)
    return _page(request, concern, form, commands.ask_help, gettext_lazy("请协办"), purpose, gettext_lazy("已请协办。"))


def progress(request: Request, code: str) -> HttpResponse:
    """记进展."""
    concern = _fetch(request, code, VIEW)
    if working_unit(concern, request.actor) is None:
        raise NotAllowed(_("记进展的只能是承办、协办或首接的单位。"))
    purpose = gettext_lazy("一时办不完的，把做到哪一步写清楚，经办的各单位都看得到。")
    form = _form(request, forms.ProgressForm, concern)
    return _page(
        request, concern, form, commands.note_progress, gettext_lazy("记进展"), purpose, gettext_lazy("已记下。")
    )


def raise_objection(request: Request, code: str) -> HttpResponse:
    """提出异议."""
    concern = fetch(request, with_story(), see=VIEW, to=OBJECT, code=code)
    FLOW.after("object", concern.status)
    if why := hindered(concern, request.today):
        messages.info(request, why)
        return redirect("concerns:detail", code=code)
    purpose = gettext_lazy("交办后 5 个工作日内可以提一次，由交办的一方审核。审核期间照常办理，期限不停。")
    form = _form(request, forms.ObjectForm, concern)
    return _page(
        request,
        concern,
        form,
        commands.raise_objection,
        gettext_lazy("提出异议"),
        purpose,
        gettext_lazy("已提出，等审核。"),
    )


@require_POST
def withdraw(request: Request, code: str, pk: int) -> HttpResponse:
    """撤回协办."""
    concern = fetch(request, Concern.objects.all(), see=VIEW, to=ASSIGN, code=code)
    task = concern.tasks.filter(pk=pk).first()
    if task is None:
        raise Http404(_("没有找到。"))
    _try(request, _("已撤回。"), commands.withdraw_task, task=task)
    return redirect("concerns:detail", code=code)


def _tasks() -> Any:
    return Task.objects.select_related("concern__unit", "concern__handler", "concern__requester", "unit")


@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """签收协办."""
    task = fetch(request, _tasks(), see=HELP, pk=pk)
    _try(request, _("已签收。"), commands.acknowledge_task, task=task)
    return redirect("concerns:detail", code=task.concern.code)


def report(request: Request, pk: int) -> HttpResponse:
    """反馈协办结果."""
    task = fetch(request, _tasks(), see=HELP, pk=pk)
    form = forms.ReportForm(request.POST or None)
    if form.is_valid() and done(form, commands.report_task, request, task=task, **form.cleaned_data):
        messages.success(request, _("已反馈给主办单位。"))
        return redirect("concerns:detail", code=task.concern.code)
    context = {"task": task, "form": form, "title": shown.title_of(task.concern, request.actor)}
    return render(request, "duties/report.html", context)


def review(request: Request, pk: int) -> HttpResponse:
    """审核异议."""
    found = Objection.objects.select_related(
        "concern__unit", "concern__handler", "concern__requester", "unit", "names", "rule"
    )
    objection = fetch(request, found, see=ASSIGN, pk=pk)
    initial = {"to": objection.names}
    form = forms.ReviewForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.review_objection, request, objection=objection, **form.cleaned_data):
        messages.success(request, _("已审核，意见已告知异议单位。"))
        return redirect("concerns:detail", code=objection.concern.code)
    context = {"objection": objection, "form": form, "title": shown.title_of(objection.concern, request.actor)}
    return render(request, "duties/review.html", context)
