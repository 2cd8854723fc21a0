"""办一件事 of this room on one concern: 改定分类, 复核, 成因, 汇报, 标签, 附加问题. fetch – form – command – redirect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed, Permission
from lianxin.web.office.concerns import story
from lianxin.web.office.concerns.classes import ReclassifyForm
from lianxin.web.office.concerns.forms import DeedForm
from lianxin.web.office.sorting import asked as asking
from lianxin.web.office.sorting import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.commands.sorting import may_reclassify
from lianxin.work.concerns.models import Cause, Concern, UpReport
from lianxin.work.concerns.sorting_terms import CODE_CAUSE, RECLASSIFY, REPORT_UP, REVIEW_SHELF, TAG
from lianxin.work.concerns.terms import FLOW, VIEW

MOST = 100


@dataclass(frozen=True)
class Deed:
    """一种办法: its words, its form, its command, who may."""

    word: str | Promise
    purpose: str | Promise
    told: str | Promise
    form: type[DeedForm]
    command: Callable[..., Any]
    to: Permission


DEEDS = {
    "reclassify": Deed(
        gettext_lazy("改定分类"), gettext_lazy("受理当天以后，性质和处理方式由上一级改，理由留在经过里，期限不往后推。"),
        gettext_lazy("已改定。"), ReclassifyForm, commands.reclassify, RECLASSIFY),
    "review": Deed(
        gettext_lazy("挂账复核"), gettext_lazy("再看一次能不能办。挂账不停时限，过了承诺期限照样显示超期。"),
        gettext_lazy("已记下复核结果。"), forms.ReviewForm, commands.review_shelf, REVIEW_SHELF),
    "cause": Deed(
        gettext_lazy("写明成因"), gettext_lazy("这件事卡在哪里：缺政策，还是没落实。一件可以写几条，只写制度和单位，不写个人。"),
        gettext_lazy("已写明成因。"), forms.CauseForm, commands.code_cause, CODE_CAUSE),
    "report": Deed(
        gettext_lazy("向上级汇报"), gettext_lazy("这里一时解决不了的，及时向上级汇报，上级答复后再告知群众。"),
        gettext_lazy("已汇报。"), forms.ReportForm, commands.report_up, REPORT_UP),
    "tag": Deed(
        gettext_lazy("加标签"), gettext_lazy("分类之外，按自己的办法归拢。"),
        gettext_lazy("已记下标签。"), forms.TagForm, commands.tag, TAG),
    "extra": Deed(
        gettext_lazy("补充情况"), gettext_lazy("这类事项另外要问的几句话，都可以不填。"),
        gettext_lazy("已记下。"), forms.ExtraForm, commands.answer_extra, TAG),
}  # fmt: skip


def whole() -> Any:
    """Concerns with what these pages show."""
    return Concern.objects.select_related("unit", "handler", "topic__parent__parent", "requester").prefetch_related(
        "subjects"
    )


def deed(request: Request, code: str, what: str) -> HttpResponse:
    """The shape of every deed's page of this room."""
    one = DEEDS.get(what)
    if one is None:
        raise Http404(_("没有找到。"))
    concern = fetch(request, whole(), see=VIEW, to=one.to, code=code)
    if what == "reclassify":
        _may_reclassify(request, concern)
    form = one.form(request.POST or None, concern=concern, by=request.actor, today=request.today)
    if form.is_valid() and done(form, one.command, request, concern=concern, **form.as_command()):
        messages.success(request, str(one.told))
        return redirect("concerns:detail", code=code)
    context = {"concern": concern, "form": form, "word": one.word, "purpose": one.purpose,
               "clock": story.clock_of(concern, request.today), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, form.page, context)


def _may_reclassify(request: Request, concern: Concern) -> None:
    FLOW.after("reclassify", concern.status)
    if not may_reclassify(request.actor, concern):
        raise NotAllowed(_("改性质或处理方式要由上一级或本级领导决定。"))


CLOSING: dict[str, tuple[Callable[..., Any], str, str | Promise, str | Promise]] = {
    "settle": (
        commands.settle_cause,
        "note",
        gettext_lazy("成因已消除"),
        gettext_lazy("出台了什么规定，或怎样落实了。"),
    ),
    "withdraw": (commands.withdraw_cause, "reason", gettext_lazy("撤回成因"), gettext_lazy("写错了的撤回，留下理由。")),
}


def close_cause(request: Request, code: str, pk: int, what: str) -> HttpResponse:
    """消除成因, 撤回成因."""
    concern = fetch(request, whole(), see=VIEW, to=CODE_CAUSE, code=code)
    cause = Cause.objects.filter(concern=concern, pk=pk).first()
    if cause is None or what not in CLOSING:
        raise Http404(_("没有找到。"))
    command, name, word, purpose = CLOSING[what]
    return _told(request, concern, word, purpose, lambda form: done(
        form, command, request, cause=cause, **{name: form.cleaned_data["text"]}))  # fmt: skip


def push_cause(request: Request, code: str, pk: int) -> HttpResponse:
    """报送成因: sent on paper to the level above the county; the page is the paper."""
    concern = fetch(request, whole(), see=VIEW, to=CODE_CAUSE, code=code)
    cause = Cause.objects.filter(concern=concern, pk=pk).select_related("owner").first()
    if cause is None:
        raise Http404(_("没有找到。"))
    if request.method == "POST":
        if cause.pushed_on is None:
            commands.push_cause(cause=cause, by=request.actor, at=request.now)
            messages.success(request, _("已记下报送。"))
        return redirect("concerns:detail", code=code)
    return render(
        request, "sorting/push.html", {"concern": concern, "cause": cause, **story.words_of(concern, request.actor)}
    )


def rules(request: Request) -> HttpResponse:
    """等本单位定的规矩: what was laid before this unit, with the evidence; the matter itself only to whoever sees it."""
    if not request.actor.has(CODE_CAUSE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": CODE_CAUSE.label})
    causes = queries.pushed_to(request.actor, MOST)
    form = forms.NoteForm(request.POST or None)
    chosen = next((one for one in causes if str(one.pk) == request.POST.get("cause", "")), None)
    is_told = chosen is not None and form.is_valid()
    if is_told and done(form, commands.settle_cause, request, cause=chosen, note=form.cleaned_data["text"]):
        messages.success(request, _("已记下。"))
        return redirect("sorting:rules")
    context = {"causes": causes, "form": form, "chosen": chosen, "pages": asking.tabs("sorting:causes")}
    return render(request, "sorting/rules.html", context)


def answer_report(request: Request, code: str, pk: int) -> HttpResponse:
    """答复汇报: by the unit that was reported to."""
    concern = fetch(request, whole(), see=VIEW, to=REPORT_UP, code=code)
    report = UpReport.objects.filter(concern=concern, pk=pk).select_related("to").first()
    if report is None:
        raise Http404(_("没有找到。"))
    if report.to_path != request.actor.own_path:
        raise NotAllowed(_("汇报由收到汇报的单位答复。"))
    return _told(request, concern, _("答复汇报"), report.text, lambda form: done(
        form, commands.answer_report, request, report=report, text=form.cleaned_data["text"]))  # fmt: skip


def _told(
    request: Request, concern: Concern, word: str | Promise, purpose: str | Promise, do: Callable[[Any], bool]
) -> HttpResponse:
    """A page with one text."""
    form = forms.NoteForm(request.POST or None)
    if form.is_valid() and do(form):
        messages.success(request, _("已记下。"))
        return redirect("concerns:detail", code=concern.code)
    context = {"concern": concern, "form": form, "word": word, "purpose": purpose,
               "clock": story.clock_of(concern, request.today), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, "concerns/deed.html", context)
