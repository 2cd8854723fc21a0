"""任务规定: what is asked of whom, in words, by version; who is named; ending it."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.quotas import shown
from lianxin.web.office.quotas.forms import EndForm, MemberForm, WithdrawForm
from lianxin.web.office.quotas.views import must_view
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.quotas import commands
from lianxin.work.quotas.models import QuotaMember, QuotaSet
from lianxin.work.quotas.presets import PRESETS
from lianxin.work.quotas.terms import EDIT, QUOTA_FLOW


def fetch_set(request: Request, code: str, to: Permission | None = None) -> QuotaSet:
    """The version (404: there is none, or it is another's draft); raises NotAllowed without `to`."""
    must_view(request)
    found: QuotaSet = get_object_or_404(QuotaSet.objects.readable(request.actor).select_related("unit"), code=code)
    if to is not None:
        request.actor.must(to, found)
    return found


def rules(request: Request) -> HttpResponse:
    """任务规定: those in force, drafts, those of before; samples to begin with."""
    must_view(request)
    found = list(QuotaSet.objects.readable(request.actor).select_related("unit").annotate(n=Count("rules")))
    in_force = {one.pk for one in QuotaSet.objects.in_force(request.today)}
    context = {
        "in_force": [one for one in found if one.pk in in_force], "drafts": [one for one in found if one.is_draft],
        "others": [one for one in found if one.pk not in in_force and not one.is_draft],
        "may_edit": request.actor.has(EDIT), "presets": list(PRESETS.values()) if request.actor.has(EDIT) else [],
    }  # fmt: skip
    return render(request, "quotas/rules.html", context)


def rule_set(request: Request, code: str) -> HttpResponse:
    """一份规定 in words."""
    quota_set = fetch_set(request, code)
    clauses = list(quota_set.rules.all())
    named = QuotaMember.objects.filter(series=quota_set.series, until=None).count()
    versions = QuotaSet.objects.readable(request.actor).filter(series=quota_set.series).order_by("-version")
    context = {
        "set": quota_set, "clauses": [shown.clause(one, clauses) for one in clauses], "versions": list(versions),
        "whose": shown.whose(quota_set, named), "may_edit": request.actor.may(EDIT, quota_set),
        "may_withdraw": QUOTA_FLOW.can("withdraw", quota_set.status), "has_draft": any(one.is_draft for one in versions),
    }  # fmt: skip
    return render(request, "quotas/rule_set.html", context)


def withdraw(request: Request, code: str) -> HttpResponse:
    """废止."""
    quota_set = fetch_set(request, code, to=EDIT)
    QUOTA_FLOW.after("withdraw", quota_set.status)
    form = WithdrawForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.withdraw_set, request, quota_set=quota_set, **form.cleaned_data):
        messages.success(request, _("已废止，以前的进度不受影响。"))
        return redirect("quotas:rule_set", code=code)
    title, purpose = _("废止“%(title)s”") % {"title": quota_set.title}, _("最后一天以后不再要求；以前的照旧看得到。")
    context = {"set": quota_set, "form": form, "title": title, "purpose": purpose, "deed": _("废止")}
    return render(request, "quotas/form.html", context)


def people(request: Request, code: str) -> HttpResponse:
    """名单: who is bound by name, and a line to name one more."""
    quota_set = fetch_set(request, code, to=EDIT)
    form = MemberForm(request.POST or None, today=request.today, initial={"since": request.today})
    if form.is_valid() and done(form, commands.name_member, request, quota_set=quota_set, **form.cleaned_data):
        messages.success(request, _("已列入。"))
        return redirect("quotas:people", code=code)
    found = QuotaMember.objects.filter(series=quota_set.series).select_related("person", "home").order_by(
        "home_path", "person__name", "pk")  # fmt: skip
    return render(request, "quotas/people.html", {"set": quota_set, "form": form, "members": list(found)})


def end_member(request: Request, code: str, pk: int) -> HttpResponse:
    """不再列入."""
    quota_set = fetch_set(request, code, to=EDIT)
    found = QuotaMember.objects.filter(series=quota_set.series, until=None).select_related("person")
    member = get_object_or_404(found, pk=pk)
    form = EndForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(
        form, commands.end_member, request, quota_set=quota_set, member=member, **form.cleaned_data
    ):
        messages.success(request, _("已办好。"))
        return redirect("quotas:people", code=code)
    title = _("不再列入%(name)s") % {"name": member.person.name}
    context = {"set": quota_set, "form": form, "title": title, "purpose": "", "deed": _("不再列入")}
    return render(request, "quotas/form.html", context)
