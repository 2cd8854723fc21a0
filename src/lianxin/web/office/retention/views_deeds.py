"""到期清理的事项: set a period, hold and let go, restrict for somebody who asked, open what is shut, bring it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.retention import commands, queries
from lianxin.base.retention.kinds import KINDS, Kind
from lianxin.base.retention.models import Hold, Restriction
from lianxin.base.retention.terms import HOLD, KEEP, RESTRICTED_DAYS, SET, VIEW
from lianxin.web.office.retention import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see

BIGGEST = 2**63 - 1


def period(request: Request, kind: str) -> HttpResponse:
    """设定保管期限."""
    see(request, SET)
    entry = KINDS.get(kind)
    if entry is None or not entry.is_set_here:
        raise Http404(_("没有找到。"))
    form: Any = forms.PeriodForm(request.POST or None, initial={"months_kept": queries.months(entry)})
    notes = _tried(form, entry, request) if form.is_valid() else []
    if form.is_valid() and not notes:
        told = {name: form.cleaned_data[name] for name in ("months_kept", "reason")}
        if done(form, commands.set_period, request, kind=kind, **told):
            messages.success(request, _("已设定，今夜起按新的期限。"))
            return redirect("retention:periods")
    purpose = _("%(what)s。%(after)s后最短 %(least)s 个月，最长 %(most)s 个月。%(basis)s。") % {
        "what": entry.label, "after": entry.after, "least": entry.least, "most": entry.most, "basis": entry.basis,
    }  # fmt: skip
    button = _("看过了，照此设定") if notes else _("设定")
    return form_page(
        request, form, Asking(_("设定保管期限"), purpose, reverse("retention:periods"), button), notes=notes
    )


def _tried(form: Any, entry: Kind, request: Request) -> list[str]:
    """试算 before a shorter period is set: what it would do tonight; nothing where it does nothing, or was looked at."""
    given = form.cleaned_data["months_kept"]
    if form.cleaned_data["looked_at"] == given or not entry.least <= given < queries.months(entry):
        return []
    more, held = queries.shortened(entry, request.today, given)
    if not more:
        return []
    form.data = form.data.copy()
    form.data["looked_at"] = str(given)
    words = _(
        "试算：改短以后，今夜会限制 %(n)s 件，其中 %(held)s 件暂停销毁，不动。限制 %(days)s 天以后才清除，这期间可以恢复。还没有改。"
    )
    return [words % {"n": more, "held": held, "days": RESTRICTED_DAYS}]


def hold(request: Request) -> HttpResponse:
    """暂停销毁."""
    unit = own_unit(request, HOLD)
    units = Unit.objects.filter(within("path", unit.path))
    form: Any = forms.HoldForm(request.POST or None, today=request.today, units=units, initial={"unit": unit})
    if form.is_valid() and done(form, commands.place_hold, request, **form.cleaned_data):
        messages.success(request, _("已暂停。解除之前，不限制也不清除。"))
        return redirect("retention:holds")
    purpose = _("停一件，或者停一个单位一段时间里的。已经限制的也停住，不清除。")
    return form_page(request, form, Asking(_("暂停销毁"), purpose, reverse("retention:holds"), _("暂停")))


def let_go(request: Request, code: str) -> HttpResponse:
    """解除暂停销毁."""
    found = fetch(request, Hold.objects.all(), see=VIEW, to=HOLD, code=code)
    form: Any = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.let_go, request, hold=found, **form.cleaned_data):
        messages.success(request, _("已解除。到期的今夜开始限制。"))
        return redirect("retention:holds")
    purpose = _("%(who)s暂停的，理由：%(reason)s") % {"who": found.by_name, "reason": found.reason}
    return form_page(request, form, Asking(_("解除暂停销毁"), purpose, reverse("retention:holds"), _("解除")))


def restrict(request: Request) -> HttpResponse:
    """按本人申请限制."""
    see(request, KEEP)
    form: Any = forms.RestrictForm(request.POST or None)
    if form.is_valid() and done(form, commands.restrict_asked, request, **form.cleaned_data):
        messages.success(request, _("已限制，%(on)s清除。") % {"on": form.result.erase_on.isoformat()})
        return redirect("retention:index")
    purpose = _("办完了的，本人申请删除：马上不再显示；法定的保管期没满的，期满才清除，最早 %(days)s 天后。") % {
        "days": RESTRICTED_DAYS
    }
    return form_page(request, form, Asking(_("按本人申请限制"), purpose, reverse("retention:index"), _("限制")))


def _restriction(request: Request, pk: int) -> Restriction:
    found: Restriction = fetch(request, Restriction.objects.all(), see=VIEW, to=KEEP, pk=min(pk, BIGGEST))
    return found


def open_one(request: Request, pk: int) -> HttpResponse:
    """查看已限制的内容: with a reason, counted against the limit; shown once, kept by no browser."""
    found = _restriction(request, pk)
    form: Any = forms.ReasonForm(request.POST or None)
    if (
        form.is_valid()
        and within_limit(request)
        and done(form, commands.open_kept, request, restriction=found, **form.cleaned_data)
    ):
        return render(request, "retention/opened.html", {"one": found, "parts": shown.parts(form.result)})
    purpose = _("%(kind)s，%(key)s。看一次记一次，计入查看限额。") % {"kind": found.entry.label, "key": found.key}
    return form_page(request, form, Asking(_("查看已限制的内容"), purpose, reverse("retention:index"), _("查看")))


def back(request: Request, pk: int) -> HttpResponse:
    """恢复."""
    found = _restriction(request, pk)
    form: Any = forms.BackForm(request.POST or None, initial={"months": 6})
    if form.is_valid() and done(form, commands.bring_back, request, restriction=found, **form.cleaned_data):
        messages.success(request, _("已恢复，%(on)s前不再到期。") % {"on": form.result.again_on.isoformat()})
        return redirect("retention:index")
    purpose = _("%(kind)s，%(key)s。内容放回原处，列表和检索里重新看得到。") % {
        "kind": found.entry.label,
        "key": found.key,
    }
    return form_page(request, form, Asking(_("恢复已限制的内容"), purpose, reverse("retention:index"), _("恢复")))
