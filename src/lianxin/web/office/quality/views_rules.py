"""校验规则的页面: which hold, set one, its next version, its end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.reports.quality import commands, queries
from lianxin.reports.quality.models import ValidationRule
from lianxin.reports.quality.terms import BUILT_IN, EDIT, VIEW
from lianxin.reports.returns.models import ReturnForm
from lianxin.reports.returns.queries import forms_for
from lianxin.web.office.quality import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see


def index(request: Request) -> HttpResponse:
    """校验规则一览: those that hold everywhere, and those of the office in their versions."""
    see(request, VIEW)
    found, newest = queries.rules(request.actor), set()
    rows = []
    for rule in found:
        rows.append((rule, rule.code not in newest and request.actor.may(EDIT, rule) and not rule.valid_to))
        newest.add(rule.code)
    may_edit = request.actor.may_at(EDIT, request.actor.own_path)
    held = forms_for(request.posting.unit) if may_edit else []
    return render(request, "quality/rules.html", {
        "rows": rows, "built_in": BUILT_IN.values(), "tabs_shown": shown.tabs("rules"), "may_edit": may_edit,
        "choose": forms.ChooseForm(held=held) if held else None,
    })  # fmt: skip


def _form_of(unit: Unit, code: str) -> ReturnForm:
    """The newest version in force of a form."""
    found = [one for one in forms_for(unit) if one.code == code]
    if not found:
        raise Http404(_("没有找到。"))
    return found[-1]


def add(request: Request) -> HttpResponse:
    """设置一条: for the form that the address names."""
    unit = own_unit(request, EDIT)
    held = _form_of(unit, request.GET.get("form", ""))
    form: Any = forms.RuleForm(
        request.POST or None, form=held, initial={"month": Period.containing(request.today).code, "kind": "at_most"}
    )
    given = {"unit": unit, "form_code": held.code}
    if form.is_valid() and done(form, commands.set_rule, request, **given, **form.cleaned_data):
        messages.success(request, _("已设好。以后每份摸底统计都按它核对。"))
        return redirect("quality:rules")
    return form_page(request, form, Asking(_("设置校验规则"), held.title, reverse("quality:rules"), _("设好")))


def _rule(request: Request, pk: int) -> ValidationRule:
    found: ValidationRule = fetch(request, ValidationRule.objects.select_related("unit"), see=EDIT, pk=pk)
    return found


def revise(request: Request, pk: int) -> HttpResponse:
    """换一版: the old one stays for the months before."""
    rule = _rule(request, pk)
    held = _form_of(rule.unit, rule.form_code)
    first = {**forms.held_of(rule), "month": Period.containing(request.today).next().code}
    form: Any = forms.RuleForm(request.POST or None, form=held, initial=first)
    given = {"unit": rule.unit, "form_code": rule.form_code, "code": rule.code}
    if form.is_valid() and done(form, commands.set_rule, request, **given, **form.cleaned_data):
        messages.success(request, _("已换成新的一版。"))
        return redirect("quality:rules")
    return form_page(request, form, Asking(_("换一版"), rule.name, reverse("quality:rules"), _("设好")))


def end(request: Request, pk: int) -> HttpResponse:
    """停用."""
    rule = _rule(request, pk)
    form: Any = forms.EndForm(request.POST or None, initial={"month": Period.containing(request.today).code})
    if form.is_valid() and done(form, commands.end_rule, request, rule=rule, **form.cleaned_data):
        messages.success(request, _("已停用。以前的月份照旧按它核对。"))
        return redirect("quality:rules")
    return form_page(request, form, Asking(_("停用校验规则"), rule.name, reverse("quality:rules"), _("停用")))
