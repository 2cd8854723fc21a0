"""检查频次, 对照检查, 例外的页面."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.compliance import RULES, SETTINGS, readings, rule_words
from lianxin.web.office.regulations import forms, shown
from lianxin.web.office.regulations.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.regulations import commands, queries
from lianxin.work.regulations.models import Cadence, Exemption
from lianxin.work.regulations.terms import APPROVE, CADENCE_FLOW, EDIT, EXEMPTION_FLOW, VIEW


def cadences(request: Request) -> HttpResponse:
    """检查频次: how often, by whom, and how many of the months gone by were kept."""
    see(request, VIEW)
    rows = []
    for one in queries.cadences(request.actor):
        kept = queries.kept(one, request.actor, request.today) if one.status == "on" else None
        verbs = CADENCE_FLOW.open_to(one.status) if request.actor.may(EDIT, one) else []
        rows.append((one, kept, queries.breaches_of(one), verbs))
    return page(request, "cadences", rows=rows)


def draft_cadence(request: Request) -> HttpResponse:
    """拟定检查频次."""
    unit = own_unit(request, EDIT)
    form: Any = forms.CadenceForm(
        request.POST or None,
        today=request.today,
        regulations=queries.library(request.actor),
        initial={"every": "month"},
    )
    if form.is_valid() and done(form, commands.draft_cadence, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已拟定，启用以后才算。"))
        return redirect("regulations:cadences")
    purpose = _("做没做到从已有的记录里数，不要求另外报。要村、社区、学校天天、周周做的，启用前要批准例外。")
    return form_page(request, form, Asking(_("拟定检查频次"), purpose, reverse("regulations:cadences"), _("拟定")))


def cadence_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """启用, 停用."""
    found = fetch(request, Cadence.objects.all(), see=VIEW, to=EDIT, code=code)
    if verb == "on" and request.method == "POST":
        if pressed(request, commands.switch_on_cadence, cadence=found) is not None:
            messages.success(request, _("已启用。"))
        return redirect("regulations:cadences")
    if verb != "off":
        raise Http404(_("没有找到。"))
    form: Any = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.switch_off_cadence, request, cadence=found, **form.cleaned_data):
        messages.success(request, _("已停用。"))
        return redirect("regulations:cadences")
    return form_page(request, form, Asking(_("停用检查频次"), found.title, reverse("regulations:cadences"), _("停用")))


def _table(request: Request) -> dict[str, Any]:
    """Every rule with what keeps it, every setting with its values."""
    see(request, VIEW)
    found = queries.compared(request.actor, request.today)
    may = request.actor.may_at(EDIT, request.actor.own_path)
    rows = [(one, shown.lines(one, may)) for one in found]
    red = [(one, line) for one, lines in rows for line in lines if line.held.state in ("exempt", "breaks")]
    rules = [(rule, len(queries.touching(rule.code, found))) for rule in RULES.values()]
    return {"rows": rows, "red": red, "rules": rules}


def compliance(request: Request) -> HttpResponse:
    """对照检查: each setting against each of the five bans and JF-1 to JF-10."""
    return page(request, "compliance", **_table(request))


def print_compliance(request: Request) -> HttpResponse:
    """打印对照检查."""
    context = {**_table(request), "unit": request.posting.unit, "on": request.today}
    return render(request, "regulations/compliance_print.html", context)


def exemptions(request: Request) -> HttpResponse:
    """例外: to decide first, then those that stand."""
    see(request, VIEW)
    rows = []
    for one in queries.exemptions(request.actor):
        verbs = EXEMPTION_FLOW.open_to(one.status) if request.actor.may(APPROVE, one) else []
        label = SETTINGS[one.setting].label if one.setting in SETTINGS else one.setting
        is_over = one.until is not None and one.until < request.today
        rows.append((one, label, rule_words(one.rules), verbs, is_over))
    return page(request, "exemptions", rows=rows)


def ask(request: Request) -> HttpResponse:
    """申请例外 for one value of one setting, named in the address."""
    unit = own_unit(request, EDIT)
    setting, key = request.GET.get("setting", ""), request.GET.get("key", "")
    found = next((one for one in readings(setting, request.actor, request.today) if one.key == key), None)
    if found is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.AskForm(request.POST or None, today=request.today)
    if form.is_valid() and done(
        form, commands.ask_exemption, request, unit=unit, setting=setting, key=key, **form.cleaned_data
    ):
        messages.success(request, _("已送请领导批准。"))
        return redirect("regulations:exemptions")
    purpose = _("%(name)s：%(value)s") % {"name": found.name, "value": found.value}
    notes = [f"{RULES[one.rule].label}：{RULES[one.rule].sentence}{one.why}" for one in found.breaches]
    back = reverse("regulations:compliance")
    return form_page(request, form, Asking(_("申请例外"), purpose, back, _("送请批准")), notes=notes)


def exemption_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """批准, 不批准, 收回."""
    found = fetch(request, Exemption.objects.all(), see=VIEW, to=APPROVE, code=code)
    back, data = reverse("regulations:exemptions"), request.POST or None
    words = {"approve": _("批准例外"), "refuse": _("不批准例外"), "withdraw": _("收回例外")}
    if verb not in words:
        raise Http404(_("没有找到。"))
    form: Any = forms.DecideForm(data, today=request.today)
    command: Any = commands.refuse_exemption if verb == "refuse" else commands.withdraw_exemption
    if verb == "approve":
        form, command = forms.AllowForm(data, today=request.today), commands.approve_exemption
    if form.is_valid() and done(form, command, request, exemption=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("regulations:exemptions")
    notes = [_("申请人：%(who)s。理由：%(why)s") % {"who": found.asked_by_name, "why": found.reason},
             _("涉及%(rules)s。") % {"rules": rule_words(found.rules)}]  # fmt: skip
    return form_page(request, form, Asking(words[verb], found.value, back), notes=notes)
