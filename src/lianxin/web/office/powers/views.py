"""权力事项的页面: what waits for a second person, what was given for some hours, the journal of the accounts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, PowerRequest
from lianxin.base.orgs.powers import commands, queries
from lianxin.base.orgs.powers.commands import APPROVE, AUDIT, VIEW
from lianxin.base.orgs.queries import top_unit
from lianxin.web.office.powers import forms
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see

SHOWN, LINES = 50, 100
BIGGEST = 2**63 - 1


def _rows(request: Request, found: Any) -> list[dict[str, Any]]:
    """Each with its words, and whether this actor may decide on it."""
    rows = []
    for one in found.select_related("person", "unit", "asked_by", "decided_by", "reviewed_by", "posting")[:SHOWN]:
        others = request.actor.person_id not in (one.asked_by_id, one.person_id)
        rows.append({
            "one": one, "what": queries.what(one), "may": others and request.actor.may_at(APPROVE, one.unit.path),
        })  # fmt: skip
    return rows


def _one(pk: int) -> PowerRequest:
    found = PowerRequest.objects.filter(pk=pk).first() if pk <= BIGGEST else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found


@require_safe
def index(request: Request) -> HttpResponse:
    """权力事项: to decide, running, to review, and what was decided before."""
    see(request, VIEW)
    every, now = PowerRequest.objects.all(), request.now
    return render(request, "powers/index.html", {
        "asked": _rows(request, every.asked()), "running": _rows(request, every.running(now)),
        "to_review": _rows(request, every.to_review(now)),
        "decided": _rows(request, every.exclude(state="asked").order_by("-decided_at", "-pk")),
        "standing": queries.standing(request.today), "lacking": queries.lacking(request.today)[:SHOWN],
        "grace": queries.grace_days(), "is_split": queries.is_split(),
        "may_approve": request.actor.has(APPROVE), "may_audit": request.actor.has(AUDIT),
    })  # fmt: skip


@require_POST
@said_again
def allow(request: Request) -> HttpResponse:
    """同意 of those that were ticked, each by itself: one that cannot be done does not hold the others up."""
    see(request, APPROVE)
    typed = [
        int(one) for one in request.POST.getlist("one")[:SHOWN] if one.isascii() and one.isdigit() and len(one) < 19
    ]
    count = sum(
        pressed(request, commands.allow, matter=one) is not None
        for one in PowerRequest.objects.filter(pk__in=typed).order_by("pk")
    )
    if count:
        messages.success(request, _("已同意 %(n)s 项。") % {"n": count})
    elif not typed:
        messages.error(request, _("请先勾选。"))
    return redirect("powers:index")


def refuse(request: Request, pk: int) -> HttpResponse:
    """不同意."""
    see(request, APPROVE)
    one, form = _one(pk), forms.RefuseForm(request.POST or None)
    if form.is_valid() and done(form, commands.refuse, request, matter=one, **form.cleaned_data):
        messages.success(request, _("已退回。"))
        return redirect("powers:index")
    return form_page(
        request, form, Asking(_("不同意"), f"{one.person.name} {queries.what(one)}", reverse("powers:index"))
    )


def ask_emergency(request: Request) -> HttpResponse:
    """申请应急权限: by anybody, for himself; his own are shown beside it."""
    form: Any = forms.EmergencyForm(request.POST or None)
    if request.posting is None:
        messages.error(request, _("您现在没有任何职务，不能申请。"))
        return redirect("ui:me")
    if form.is_valid() and done(form, commands.ask_emergency, request, posting=request.posting, **form.cleaned_data):
        messages.success(request, _("已申请，等安全保密管理员或者县领导同意。请打电话告诉他。"))
        return redirect("powers:ask_emergency")
    asking = Asking(_("申请应急权限"), _("该管的人找不到、事情等不及时用：本单位里的一个权限，几个小时，到时自动收回。"),
                    reverse("ui:me"), _("申请"))  # fmt: skip
    mine = PowerRequest.objects.filter(person=request.posting.person, kind="emergency")
    return render(request, "powers/emergency.html", {
        "form": form, "asking": asking, "mine": _rows(request, mine), "at": request.now,
    })  # fmt: skip


@said_again
def ask_factor_reset(request: Request, pk: int) -> HttpResponse:
    """申请取消第二步验证."""
    see(request, commands.EDIT)
    person = Person.objects.filter(pk=pk).first() if pk <= BIGGEST else None
    if person is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.FactorForm(request.POST or None)
    unit = top_unit() or request.posting.unit
    if form.is_valid() and done(
        form, commands.ask_factor_reset, request, person=person, unit=unit, **form.cleaned_data
    ):
        messages.success(request, _("已申请，等另一个人同意。"))
        return redirect("setup:person", pk=pk)
    purpose = _("手机和备用码都丢了时用。同意后，本人用密码登录，马上重新设置。")
    asking = Asking(_("申请取消%(name)s的两步验证") % {"name": person.name}, purpose, reverse("setup:person", args=[pk]),
                    _("申请"))  # fmt: skip
    return form_page(request, form, asking)


@require_POST
def end_emergency(request: Request, pk: int) -> HttpResponse:
    """提前结束应急权限."""
    if pressed(request, commands.end_emergency, matter=_one(pk)):
        messages.success(request, _("已结束。"))
    return redirect("powers:index" if request.actor.has(VIEW) else "powers:ask_emergency")


def review(request: Request, pk: int) -> HttpResponse:
    """复核应急权限, with the lines that were written under it."""
    see(request, APPROVE)
    one, form = _one(pk), forms.ReviewForm(request.POST or None)
    if form.is_valid() and done(form, commands.review_emergency, request, matter=one, **form.cleaned_data):
        messages.success(request, _("已复核。"))
        return redirect("powers:index")
    count = book.done_by(one.person.ref, one.decided_at, one.until).count() if one.until and one.decided_at else 0
    notes = [
        queries.what(one),
        _("理由：%(why)s") % {"why": one.reason},
        _("这段时间他办了 %(n)s 件事。") % {"n": count},
    ]
    asking = Asking(_("复核应急权限"), one.person.name, reverse("powers:index"), _("复核"))
    return form_page(request, form, asking, notes=notes)


@said_again
def set_grace(request: Request) -> HttpResponse:
    """定宽限天数."""
    see(request, APPROVE)
    form: Any = forms.GraceForm(request.POST or None, initial={"days": queries.grace_days()})
    if form.is_valid() and done(form, commands.set_grace, request, **form.cleaned_data):
        messages.success(request, _("已保存。"))
        return redirect("powers:index")
    purpose = _("有权力的人从第一次登录起，几天内要启用两步验证。")
    return form_page(request, form, Asking(_("两步验证的宽限"), purpose, reverse("powers:index"), _("保存")))


@require_safe
def audit(request: Request) -> HttpResponse:
    """账号流水: who was let in, given power, given a password; to be read by the auditor and changed by nobody."""
    see(request, AUDIT)
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else BIGGEST
    found = list(
        book.of_events(("person.", "posting.", "power.", "unit.", "checkpoint.", "program_key."), before)[: LINES + 1]
    )
    older, found = found[LINES:], found[:LINES]
    private = book.private_of(found)
    rows = [(entry, book.sentence(entry, private.get(entry.n))) for entry in found]
    return render(request, "powers/audit.html", {"rows": rows, "older": found[-1].n if older else 0})
