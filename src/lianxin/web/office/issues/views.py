"""热点的页面: what was found, one group, one issue, what is alike."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.issues import forms, jobs, shown, tabs
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown as as_read
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues import commands, queries
from lianxin.work.issues.models import Issue, IssueRun
from lianxin.work.issues.terms import ANALYSE, CONFIRM, GROUP, PROJECT, VIEW, RunState, Sort

SHOWN, ISSUES = 40, 50


def must_view(request: Request) -> None:
    """Whoever may see no issue anywhere has no business here."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def index(request: Request) -> HttpResponse:
    """当前热点."""
    must_view(request)
    actor = request.actor
    run = queries.latest_run(actor)
    groups = queries.found_groups(run, actor, request.today) if run else []
    sort = request.GET.get("sort", "")
    wanted = [one for one in groups if not sort or one.sort == sort]
    issues = Issue.objects.reachable(by=actor, to=VIEW).annotate(
        size=Count("members", filter=Q(members__removed_at=None))
    )
    going = IssueRun.objects.reachable(by=actor, to=VIEW).exclude(state=RunState.DONE).filter(unit_path=actor.own_path)
    return render(request, "issues/index.html", {
        "tabs_shown": tabs.shown("index"), "run": run, "going": going.filter(at__gte=request.now - timedelta(hours=1)).first(),
        "groups": [(one, shown.bars(one.bars)) for one in wanted[:SHOWN]], "total": len(wanted), "sort": sort,
        "sorts": [(code, label, sum(one.sort == code for one in groups)) for code, label in Sort.choices],
        "issues": issues.open()[:ISSUES], "may_group": actor.may_at(GROUP, actor.own_path),
        "bursts": sum(one.burst.is_burst for one in wanted),
    })  # fmt: skip


@require_POST
def run(request: Request) -> HttpResponse:
    """归并相似诉求."""
    asked = commands.ask_run(by=request.actor, at=request.now)
    if asked.state == RunState.WAITING and asked.at == request.now:
        jobs.carry_out.enqueue(asked.pk, request.posting.pk)
    messages.success(request, _("已开始归并，几百件约几秒，几千件约半分钟。"))
    return redirect("issues:index")


def _group(request: Request, pk: int) -> queries.GroupShown:
    must_view(request)
    latest = queries.latest_run(request.actor)
    is_there = latest is not None and latest.groups.filter(pk=pk).exists()
    found = queries.one_group(latest, pk, request.actor, request.today) if latest and is_there else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def group(request: Request, pk: int) -> HttpResponse:
    """一组相似诉求: who belongs and why."""
    found = _group(request, pk)
    return render(request, "issues/group.html", {
        "group": found, "bars": shown.bars(found.bars), "members": shown.of_group(pk, request.actor),
        "may_confirm": request.actor.may_at(CONFIRM, request.actor.own_path),
    })  # fmt: skip


def confirm(request: Request, pk: int) -> HttpResponse:
    """确认热点."""
    found = _group(request, pk)
    request.actor.must_at(CONFIRM, request.actor.own_path)
    form = forms.ConfirmForm(request.POST or None, today=request.today, initial={"name": found.name})
    members = shown.of_group(pk, request.actor)
    given: dict[str, Any] = {
        "concerns": [one.concern for one in members], "sort": found.sort, "unit": request.posting.unit,
    }  # fmt: skip
    if form.is_valid() and done(form, commands.confirm, request, **given, **form.cleaned_data):
        messages.success(request, _("已确认为热点。"))
        return redirect("issues:issue", pk=form.result.pk)
    return render(request, "issues/confirm.html", {"group": found, "members": members, "form": form})


def issue(request: Request, pk: int) -> HttpResponse:
    """一个热点."""
    found = fetch(request, Issue.objects.select_related("unit"), see=VIEW, pk=pk)
    actor, members = request.actor, shown.of_issue(found, request.actor)
    may = actor.may(CONFIRM, found) and found.closed_on is None
    return render(request, "issues/issue.html", {
        "issue": found, "members": members, "analyses": found.analyses.select_related("owner"),
        "taken_out": shown.taken_out(found, actor), "may_change": may, "may_analyse": actor.may(ANALYSE, found),
        "project": getattr(found, "project", None), "may_project": actor.may(PROJECT, found),
        "later": queries.later_ones(found, actor, [one.concern for one in members]) if may else [],
    })  # fmt: skip


def hints(request: Request) -> HttpResponse:
    """查相似: what was typed, against what is there. With `part=1` only the list, for the form that asks while typing."""
    if not request.actor.has(SEE_CONCERN):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": SEE_CONCERN.label})
    form = forms.HintsForm(request.POST or None, today=request.today)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= _found(request, form.cleaned_data["text"], form.cleaned_data["place"], form.cleaned_data["unit"])
    part = request.method == "POST" and request.POST.get("part") == "1"
    return render(request, "issues/hints_list.html" if part else "issues/hints.html", context)


def alike(request: Request, code: str) -> HttpResponse:
    """这一件的相似诉求和建议."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester", "topic"), see=SEE_CONCERN, code=code)
    title, text = (as_read(words, concern, request.actor) for words in (concern.title, concern.text))
    context = _found(request, text, concern.place, concern.unit, title=title, without=(concern.pk,))
    return render(request, "issues/alike.html", {"concern": concern, "title": title, **context})


def _found(
    request: Request, text: str, place: str, unit: Unit | None, *, title: str = "", without: Any = ()
) -> dict[str, Any]:
    by = request.actor
    topics = queries.suggest_topic(text=text, title=title, by=by)
    return {
        "is_asked": True, "topics": topics,
        "alike": queries.similar(text=text, place=place, unit=unit, title=title, without=without, by=by, at=request.now),
        "units": queries.suggest_unit(topic=topics[0].topic, unit=unit, by=by, at=request.now) if topics else [],
    }  # fmt: skip
