"""户册的页面: the register, one household, its entry and correction, who may look."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.households import browsing, forms, shown
from lianxin.web.ui import panels
from lianxin.web.ui.deeds import done
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see
from lianxin.work.households import commands, queries
from lianxin.work.households.models import Household
from lianxin.work.households.terms import EDIT, OPEN, VIEW, Purpose


def index(request: Request) -> HttpResponse:
    """户册: the villages one sees, and the register of one of them."""
    see(request, VIEW)
    browsed = browsing.browse(request)
    page = browsing.page_of(browsed, request) if browsed.is_list else None
    total = browsed.found.count() if browsed.is_list else sum(line.households for line in browsed.lines)
    context = {"browsed": browsed, "page": page, "total": total, "may_edit": request.actor.has(EDIT)}
    return render(request, "households/index.html", context)


def new(request: Request) -> HttpResponse:
    """登记户."""
    see(request, VIEW)
    if not request.actor.has(EDIT):
        raise NotAllowed(_("您现在的职务不能登记户册。"))
    own = request.posting.unit
    initial = {"unit": own if own.kind in ("village", "community", "school") else None}
    form: Any = forms.HouseholdForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.register_household, request, **form.cleaned_data):
        messages.success(request, _("已登记：%(label)s。") % {"label": form.result.label})
        return redirect("households:household", code=form.result.code)
    asking = Asking(_("登记户"), _("只记找到这一户要用的几项。"), reverse("households:index"))
    return form_page(request, form, asking, channel="household")


def _page(request: Request, household: Household, *, is_opened: bool = False, form: Any = None) -> HttpResponse:
    facts = shown.facts(request, household, is_opened=is_opened)
    context = {
        "facts": facts, "household": household, "need": facts.need, "form": form or forms.PurposeForm(),
        "main": panels.shown("household", request, household, "main"),
        "aside": panels.shown("household", request, household, "aside"),
        "further": panels.further_steps("household", request, household),
    }  # fmt: skip
    return render(request, "households/household.html", context)


def household(request: Request, code: str) -> HttpResponse:
    """一户."""
    return _page(request, shown.fetched(request, code))


@require_POST
def open_one(request: Request, code: str) -> HttpResponse:
    """查看困难户资料: the purpose is written first, then the particulars are shown, on this page alone."""
    found, form = shown.fetched(request, code), forms.PurposeForm(request.POST)
    if not queries.may_open(found, request.actor, request.today):
        raise NotAllowed(_("您现在的职务不能查看这一户的姓名、电话和困难情况。"))
    given = {"purpose": form.cleaned_data.get("purpose", "")} if form.is_valid() else {}
    if given and within_limit(request) and done(form, commands.open_household, request, household=found, **given):
        return _page(request, found, is_opened=True, form=form)
    return _page(request, found, form=form)


def _open_to_change(request: Request, household: Household) -> None:
    """What is to be set right has to be read first: for a household in need this too is an opening."""
    if household.needs.standing(request.today).exists():
        within_limit(request)
        commands.open_household(household=household, purpose=Purpose.CHECK, by=request.actor, at=request.now)


def edit(request: Request, code: str) -> HttpResponse:
    """修改户册."""
    found = shown.fetched(request, code, to=EDIT)
    request.actor.must(OPEN, found)
    if request.method != "POST":
        _open_to_change(request, found)
    names = ("group", "door", "head_name", "is_guardian", "phone", "members")
    initial = {name: getattr(found, name) for name in names}
    form: Any = forms.HouseholdFields(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.correct_household, request, household=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("households:household", code=code)
    back = reverse("households:household", args=[code])
    return form_page(request, form, Asking(_("修改户册"), found.label, back, _("保存")))


def leave(request: Request, code: str) -> HttpResponse:
    """离册."""
    found = shown.fetched(request, code, to=EDIT)
    form: Any = forms.LeaveForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.leave_register, request, household=found, **form.cleaned_data):
        messages.success(request, _("已离册。姓名和电话再保存一年后清除。"))
        return redirect("households:index")
    purpose = _("迁走、并户的从户册上撤下，走访和帮扶的记录都留着。")
    return form_page(request, form, Asking(_("离册"), purpose, reverse("households:household", args=[code])))


def entrust(request: Request, code: str) -> HttpResponse:
    """授权查看."""
    found = shown.fetched(request, code, to=OPEN)
    form: Any = forms.TrustForm(request.POST or None, today=request.today, initial={"since": request.today})
    if form.is_valid() and done(form, commands.entrust, request, household=found, **form.cleaned_data):
        messages.success(request, _("已授权。"))
        return redirect("households:household", code=code)
    purpose = _("只授权给要联系、要帮这一户的人，到期自动收回。")
    return form_page(request, form, Asking(_("授权查看"), purpose, reverse("households:household", args=[code])))


@require_POST
def end_trust(request: Request, code: str, pk: int) -> HttpResponse:
    """收回授权."""
    found = shown.fetched(request, code, to=OPEN)
    trust = found.trusts.filter(pk=pk).select_related("person").first()
    if trust is None:
        raise Http404(_("没有找到。"))
    pressed(request, commands.end_trust, household=found, person=trust.person)
    messages.success(request, _("已收回授权。"))
    return redirect("households:household", code=code)
