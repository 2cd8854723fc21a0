"""规定与轮值: the rules of the units in reach, who takes turns, the sessions to come, the notice for the wall."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.reception import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.reception import commands, queries
from lianxin.work.reception.models import ReceptionRule
from lianxin.work.reception.terms import ARRANGE, VIEW

QUARTER = timedelta(days=90)


def rules(request: Request) -> HttpResponse:
    """规定与轮值 of the units in reach."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看接待日的单位。"))
    found = ReceptionRule.objects.reachable(by=request.actor, to=VIEW).select_related("unit")
    context = {
        "tabs": shown.tabs("rules"), "rules": found.prefetch_related(queries.with_roster()),
        "may_arrange": request.actor.has(ARRANGE),
    }  # fmt: skip
    return render(request, "reception/rules.html", context)


def create_rule(request: Request) -> HttpResponse:
    """设立接待规定."""
    if not request.actor.has(ARRANGE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ARRANGE.label})
    initial = {"unit": request.posting.unit, "weekdays": [2], "valid_from": request.today, "skips_holidays": True}
    form: Any = forms.RuleForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.set_rule, request, **form.as_command()):
        messages.success(request, _("已设立。下一步把轮值人员列入名单，再排期。"))
        return redirect("reception:rule", pk=form.result.pk)
    return render(request, "reception/rule_form.html", {"form": form, "word": _("设立接待规定")})


def _rule(request: Request, pk: int, *, arrange: bool = True) -> ReceptionRule:
    found = ReceptionRule.objects.select_related("unit")
    rule: ReceptionRule = fetch(request, found, see=VIEW, to=ARRANGE if arrange else None, pk=pk)
    return rule


def edit_rule(request: Request, pk: int) -> HttpResponse:
    """改接待规定."""
    rule = _rule(request, pk)
    initial = forms.RuleForm.typed_of(rule)
    form: Any = forms.RuleForm(request.POST or None, by=request.actor, today=request.today, rule=rule, initial=initial)
    if form.is_valid() and done(form, commands.set_rule, request, rule=rule, **form.as_command()):
        messages.success(request, _("已改。已经排定的场次时间不变。"))
        return redirect("reception:rule", pk=pk)
    return render(request, "reception/rule_form.html", {"form": form, "rule": rule, "word": _("改接待规定")})


def rule(request: Request, pk: int) -> HttpResponse:
    """一条规定: its roster and its coming sessions."""
    return _page(request, _rule(request, pk, arrange=False))


def _page(request: Request, rule: ReceptionRule, **changed: Any) -> HttpResponse:
    today = request.today
    coming = queries.sessions(request.actor).filter(rule=rule, on__gte=today).order_by("on")[:60]
    context = {
        "rule": rule, "roster": list(rule.roster.select_related("person")), "rows": shown.session_rows(coming, today),
        "skipped": [day for day in queries.days_of(rule, today, today + QUARTER) if not day.is_held],
        "may_arrange": request.actor.may(ARRANGE, rule), "person_form": forms.PersonForm(rule=rule, today=today),
        "plan_form": forms.UntilForm(today=today, initial={"until": today + QUARTER}, auto_id="plan_%s"),
        "end_form": forms.UntilForm(today=today, auto_id="end_%s"), **changed,
    }  # fmt: skip
    return render(request, "reception/rule.html", context)


def plan(request: Request, pk: int) -> HttpResponse:
    """排期."""
    rule = _rule(request, pk)
    form: Any = forms.UntilForm(request.POST or None, today=request.today, auto_id="plan_%s")
    if form.is_valid() and done(form, commands.plan, request, rule=rule, **form.cleaned_data):
        messages.success(request, _("新排 %(count)s 场。") % {"count": form.result})
        return redirect("reception:rule", pk=pk)
    return _page(request, rule, plan_form=form)


def end_rule(request: Request, pk: int) -> HttpResponse:
    """停止规定."""
    rule = _rule(request, pk)
    form: Any = forms.UntilForm(request.POST or None, today=request.today, auto_id="end_%s")
    if form.is_valid() and done(form, commands.end_rule, request, rule=rule, valid_to=form.cleaned_data["until"]):
        messages.success(request, _("已停止，以后的场次不再安排。"))
        return redirect("reception:rule", pk=pk)
    return _page(request, rule, end_form=form)


def list_person(request: Request, pk: int) -> HttpResponse:
    """列入轮值."""
    rule = _rule(request, pk)
    form: Any = forms.PersonForm(request.POST or None, rule=rule, today=request.today)
    if form.is_valid() and done(form, commands.list_person, request, rule=rule, **form.cleaned_data):
        messages.success(request, _("已列入轮值。"))
        return redirect("reception:rule", pk=pk)
    return _page(request, rule, person_form=form)


@require_POST
def unlist_person(request: Request, pk: int, person: int) -> HttpResponse:
    """退出轮值."""
    rule = _rule(request, pk)
    listed = rule.roster.filter(person_id=person).first()
    if listed is not None:
        commands.unlist_person(listed=listed, by=request.actor, at=request.now)
        messages.success(request, _("已退出轮值，排定的场次请安排替班。"))
    return redirect("reception:rule", pk=pk)


def notice(request: Request, pk: int) -> HttpResponse:
    """接待日公告: to hang up; each day with its receiver and his room."""
    rule = _rule(request, pk, arrange=False)
    coming = [one for one in queries.public_sessions(request.today, under=rule.unit_path) if one.rule_id == rule.pk]
    return render(request, "reception/notice.html", {"rule": rule, "sessions": coming})
