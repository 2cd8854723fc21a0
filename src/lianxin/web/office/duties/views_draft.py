"""起草责任清单: one draft, changed row by row or from a table, then approved."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed, Permission
from lianxin.web.office.duties import shown
from lianxin.web.office.duties.forms import ApproveForm, ImportForm, RuleForm
from lianxin.web.office.duties.views import must_view
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns import duty_queries as queries
from lianxin.work.concerns.duty_book import topics_without_rule
from lianxin.work.concerns.duty_terms import APPROVE_DUTIES, EDIT_DUTIES
from lianxin.work.concerns.models import DutyList


def _must(request: Request, permission: Permission) -> None:
    must_view(request)
    if not request.actor.has(permission):
        raise NotAllowed(_("您现在的职务没有这项权限：%(what)s。") % {"what": permission.label})


def _draft() -> DutyList:
    found = DutyList.objects.filter(approved_at=None).first()
    if found is None:
        raise Http404(_("没有草稿。"))
    return found


@require_POST
def start(request: Request) -> HttpResponse:
    """起草: a copy of the newest version."""
    _must(request, EDIT_DUTIES)
    if DutyList.objects.filter(approved_at=None).exists():
        messages.info(request, _("已经有一份草稿，接着改就行。"))
    else:
        commands.draft_list(by=request.actor, at=request.now)
        messages.success(request, _("已起草，现行清单不受影响。"))
    return redirect("duties:draft")


def edit(request: Request) -> HttpResponse:
    """草稿: its rows, its gaps, and a form for one more."""
    _must(request, EDIT_DUTIES)
    draft = _draft()
    form = RuleForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.put_rule, request, duty_list=draft, **form.cleaned_data):
        messages.success(request, _("已写入草稿。"))
        return redirect("duties:draft")
    bare, partly = topics_without_rule(draft, request.today)
    context = {"list": draft, "form": form, "rows": shown.rows(queries.rules_of(draft)), "bare": bare, "partly": partly}
    return render(request, "duties/draft.html", context)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """删一条."""
    _must(request, EDIT_DUTIES)
    rule = get_object_or_404(_draft().rules.select_related("duty_list", "topic", "place"), pk=pk)
    commands.remove_rule(rule=rule, by=request.actor, at=request.now)
    messages.success(request, _("已从草稿删去。"))
    return redirect("duties:draft")


def bring_in(request: Request) -> HttpResponse:
    """导入: look at what was read, then confirm; bad rows are listed with number and reason."""
    _must(request, EDIT_DUTIES)
    draft = _draft()
    form = ImportForm(request.POST or None, request.FILES or None, today=request.today)
    is_read = form.is_bound and form.is_valid()
    if is_read and "confirm" in request.POST:
        given = {"entries": form.good, "rejected": len(form.bad), "replace": form.cleaned_data["replace"]}
        if done(form, commands.import_rules, request, duty_list=draft, **given):
            messages.success(request, _("已导入草稿 %(count)s 条。") % {"count": form.result})
            return redirect("duties:draft")
    return render(request, "duties/import.html", {"list": draft, "form": form, "is_read": is_read})


def approve(request: Request) -> HttpResponse:
    """审定: what changes, from which day."""
    _must(request, APPROVE_DUTIES)
    draft = _draft()
    form = ApproveForm(request.POST or None, today=request.today, initial={"valid_from": request.today})
    if form.is_valid() and done(form, commands.approve_list, request, duty_list=draft, **form.cleaned_data):
        messages.success(request, _("已审定。"))
        return redirect("duties:rules", version=draft.version)
    before = DutyList.objects.approved().order_by("-version").first()
    bare, _partly = topics_without_rule(draft, request.today)
    context = {"list": draft, "form": form, "before": before, "changes": queries.changes(before, draft), "bare": bare}
    return render(request, "duties/approve.html", context)


@require_POST
def drop(request: Request) -> HttpResponse:
    """放弃草稿."""
    _must(request, EDIT_DUTIES)
    commands.drop_draft(duty_list=_draft(), by=request.actor, at=request.now)
    messages.success(request, _("已放弃草稿。"))
    return redirect("duties:index")
