"""投票的页面: the boxes, one box with its account, slips to cut out, two passphrases to open and to close."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.ballots import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import OPEN_POLL, RUN, VIEW, Stock


def _box(request: Request, code: str, to: Permission | None = None) -> PollBox:
    found = PollBox.objects.prefetch_related("groups__accounts")
    box: PollBox = fetch(request, found, see=VIEW, to=to, code=code)
    return box


def _asking(box: PollBox, word: str, purpose: str, button: str = "") -> Asking:
    return Asking(word, purpose, reverse("ballots:box", args=[box.code]), button)


def index(request: Request) -> HttpResponse:
    """投票箱一览."""
    see(request, VIEW)
    return render(request, "ballots/index.html", {"rows": shown.boxes_list(request)})


def box(request: Request, code: str) -> HttpResponse:
    """一个投票箱."""
    found = _box(request, code)
    return render(request, "ballots/box.html", {"box": found, **shown.box(request, found)})


def slips(request: Request, code: str) -> HttpResponse:
    """印抽签条: the page with the codes is the answer itself; nobody gets to see them a second time."""
    found = _box(request, code, RUN)
    form: Any = forms.SlipsForm(request.POST or None, box=found)
    if form.is_valid() and done(form, commands.print_slips, request, box=found, **form.cleaned_data):
        group = found.groups.get(code=form.cleaned_data["group"])
        context = {
            "box": found,
            "group": group,
            "slips": shown.slips(request, found, form.result),
            "address": shown.address(request, found),
        }
        return render(request, "ballots/slips.html", context)
    purpose = _("编码只在下一页显示一次：印好、剪开、打乱，请评议人自己抽。电脑里只留下认得出编码的摘要。")
    return form_page(request, form, _asking(found, _("印抽签条"), purpose), notes=shown.free(found))


def spoil(request: Request, code: str) -> HttpResponse:
    """作废抽签条."""
    found = _box(request, code, RUN)
    form: Any = forms.SpoilForm(request.POST or None, box=found)
    if form.is_valid() and done(form, commands.spoil_slips, request, box=found, **form.cleaned_data):
        messages.success(request, _("已作废 %(n)s 张，可以补印。") % {"n": form.result})
        return redirect("ballots:box", code=code)
    purpose = _("印坏、弄脏的，在这里作废后可以补印；清点时记在“作废”里。")
    return form_page(request, form, _asking(found, _("作废抽签条"), purpose))


def account(request: Request, code: str, stock: str, place: int) -> HttpResponse:
    """清点一层的纸."""
    found = _box(request, code, RUN)
    group = next((one for one in found.groups.all() if one.place == place), None)
    if group is None or stock not in Stock.values:
        raise Http404(_("没有找到。"))
    known = next((one for one in group.accounts.all() if one.stock == stock), None)
    form = forms.AccountForm(request.POST or None, stock=stock, known=known)
    given: dict[str, Any] = {"box": found, "group": group.code, "stock": stock}
    if form.is_valid() and done(form, commands.account, request, **given, **form.cleaned_data):
        messages.success(request, _("已清点，账平。"))
        return redirect("ballots:box", code=code)
    word = _("清点%(stock)s：%(group)s") % {"stock": Stock(stock).label, "group": group.label}
    purpose = _("印制应等于发出、未发、作废之和；收回多于发出的，测评无效。")
    return form_page(request, form, _asking(found, word, purpose, _("账平，保存")))


@sensitive_post_parameters()
def key(request: Request, code: str) -> HttpResponse:
    """设口令."""
    found = _box(request, code, OPEN_POLL)
    form = forms.KeyForm(request.POST or None)
    given = {"box": found, "passphrase": request.POST.get("passphrase", "")}
    if form.is_valid() and done(form, commands.hold_key, request, **given):
        messages.success(request, _("口令已设好。请自己记牢：系统不保存口令，忘了谁也打不开票箱。"))
        return redirect("ballots:box", code=code)
    purpose = _("两位保管人各设各的，互不告知。截止时两个口令都对，票箱才能打开。")
    return form_page(request, form, _asking(found, _("设投票箱口令"), purpose))


def open_box(request: Request, code: str) -> HttpResponse:
    """开启投票."""
    found = _box(request, code, OPEN_POLL)
    form: Any = django_forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.open_box, request, box=found):
        messages.success(request, _("投票已开启。从现在起，评议方案什么也不能改了。"))
        return redirect("ballots:box", code=code)
    purpose = _("开启后，问卷、评议主体、权重和计票规则都不能再改；要改只能作废重来。")
    return form_page(request, form, _asking(found, _("开启投票"), purpose), notes=shown.keepers(found))


@require_POST
def turnout(request: Request, code: str) -> HttpResponse:
    """看今天的票数: noted once a day, in steps."""
    found = _box(request, code)
    boxes.turnout_of(found, request.today, note=True)
    return redirect("ballots:box", code=code)


@sensitive_post_parameters()
def close(request: Request, code: str) -> HttpResponse:
    """截止开箱."""
    found = _box(request, code, OPEN_POLL)
    form: Any = forms.CloseForm(request.POST or None, box=found)
    typed = (request.POST.get("first", ""), request.POST.get("second", ""))
    if form.is_valid() and done(form, commands.close_box, request, box=found, passphrases=typed):
        messages.success(request, _("票箱已打开，共 %(n)s 张。封存的文件和钥匙已经销毁。") % {"n": form.result.count})
        return redirect("ballots:box", code=code)
    purpose = _("两位保管人同时在场，各输各的口令。打开之后不能再投，也不能再关上。")
    return form_page(request, form, _asking(found, _("截止开箱"), purpose))


def void(request: Request, code: str) -> HttpResponse:
    """作废投票."""
    found = _box(request, code, OPEN_POLL)
    form = forms.VoidForm(request.POST or None)
    if form.is_valid() and done(form, commands.void_box, request, box=found, **form.cleaned_data):
        messages.success(request, _("投票已作废，封存的选票没有打开，已经销毁。"))
        return redirect("ballots:box", code=code)
    purpose = _("封存的选票不打开，直接销毁。理由会记在流水里。")
    return form_page(request, form, _asking(found, _("作废投票"), purpose))
