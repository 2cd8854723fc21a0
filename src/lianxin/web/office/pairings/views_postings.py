"""下派驻村与请假的页面: the roster of a day, one posting, one leave with its three levels."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.pairings import browsing, forms, shown
from lianxin.web.office.pairings.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.pairings import commands, queries
from lianxin.work.pairings.models import FieldPosting, Leave
from lianxin.work.pairings.terms import (
    ARRANGE,
    DECIDE_LEAVE,
    LEAVE_FLOW,
    LEAVE_VERBS,
    VERIFY_LEAVE,
    VIEW,
)

LISTED = 200
#: verb → its command, what its page says
DEEDS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "verify": (commands.verify_leave, gettext_lazy("替代人员到位，本地的事有人管。")),
    "approve": (commands.approve_leave, gettext_lazy("准了以后，走访任务按请假的天数折减。")),
    "refuse": (commands.refuse_leave, gettext_lazy("写明为什么不准，让他知道怎样安排。")),
    "withdraw": (commands.withdraw_leave, gettext_lazy("不请了，记录保留。")),
    "tell_above": (commands.tell_above, gettext_lazy("向哪里、怎样说明的请假事由和替代人员。")),
    "come_back": (commands.come_back, gettext_lazy("提前回来的，没用完的天数不算请假。")),
}
OWN_VERBS = ("withdraw", "come_back")


def postings(request: Request) -> HttpResponse:
    """下派名册 and who is there on a day; who is on leave, and who stands in."""
    see(request, VIEW)
    on = browsing.day_of(request)
    rows = [(one, *shown.posting_state(one.posting, on)) for one in queries.roster(request.actor, on)]
    everything = FieldPosting.objects.reachable(by=request.actor, to=VIEW).select_related("person", "home", "unit")
    past = everything.exclude(pk__in=[one.posting.pk for one, _word, _tone in rows]).order_by("-since", "pk")[:LISTED]
    context = {"rows": rows, "on": on, "before": on - timedelta(days=1), "after": on + timedelta(days=1), "past": past}
    return page(request, "postings", **context)


def send_out(request: Request) -> HttpResponse:
    """登记下派."""
    see(request, ARRANGE)
    form: Any = forms.SendForm(
        request.POST or None, by=request.actor, today=request.today, initial={"since": request.today}
    )
    if form.is_valid() and done(form, commands.send_out, request, **form.cleaned_data):
        messages.success(request, _("已登记。"))
        return redirect("pairings:posting", code=form.result.code)
    asking = Asking(
        _("登记下派"),
        _("谁、什么级别、派到哪里、从哪天到哪天。由派出单位登记。"),
        reverse("pairings:postings"),
        _("登记"),
    )
    return form_page(request, form, asking)


def _postings() -> Any:
    return FieldPosting.objects.select_related("person", "home", "unit")


def posting(request: Request, code: str) -> HttpResponse:
    """一次下派: who, where, tasks, leave."""
    found = fetch(request, _postings(), see=VIEW, code=code)
    leaves = found.leaves.select_related("person", "substitute").order_by("-since")
    word, tone = shown.posting_state(found, request.today)
    is_own = found.person_id == request.actor.person_id
    context = {"posting": found, "word": word, "tone": tone, "leaves": shown.leave_lines(leaves), "is_own": is_own,
               "may": request.actor.may_at(ARRANGE, found.home_path) and tone != "quiet",
               "told": shown.story(found.ref)}  # fmt: skip
    return render(request, "pairings/posting.html", context)


def call_back(request: Request, code: str) -> HttpResponse:
    """结束下派."""
    found = fetch(request, _postings(), see=VIEW, code=code)
    request.actor.must_at(ARRANGE, found.home_path)
    form: Any = forms.EndForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.call_back, request, posting=found, **form.cleaned_data):
        messages.success(request, _("已结束。"))
        return redirect("pairings:posting", code=code)
    asking = Asking(_("结束下派"), _("最后一天过后，不再在名册上。"), reverse("pairings:posting", args=[code]))
    return form_page(request, form, asking, notes=[f"{found.person.name} · {found.unit.name}"])


def leaves(request: Request) -> HttpResponse:
    """请假: what waits for me first, then all that I may see."""
    see(request, VIEW)
    waiting = shown.leave_lines(queries.leaves_waiting(request.actor)[:LISTED])
    found = Leave.objects.reachable(by=request.actor, to=VIEW).select_related(
        "person", "substitute", "posting__unit", "posting__home"
    )
    mine = browsing.own_postings(request)
    rows = shown.leave_lines(found.order_by("-since", "-pk")[:LISTED])
    return page(request, "leaves", waiting=waiting, rows=rows, mine=mine)


def ask_leave(request: Request, code: str) -> HttpResponse:
    """请假, by oneself."""
    found = fetch(request, _postings(), see=VIEW, code=code)
    if found.person_id != request.actor.person_id:
        raise NotAllowed(_("请假由下派人员本人申请。"))
    form: Any = forms.LeaveForm(request.POST or None, by=request.actor, today=request.today)
    if form.is_valid() and done(form, commands.ask_leave, request, posting=found, **form.cleaned_data):
        messages.success(request, _("已申请，等当地核准、派出单位审批。"))
        return redirect("pairings:leave", code=form.result.code)
    asking = Asking(
        _("请假"),
        _("哪几天、为什么、谁来替。当地核准，派出单位审批。"),
        reverse("pairings:posting", args=[code]),
        _("申请"),
    )
    return form_page(request, form, asking, notes=[f"{found.unit.name} · {found.get_kind_display()}"])


def _leaves() -> Any:
    return Leave.objects.select_related("person", "substitute", "posting__unit", "posting__home")


def _verbs(request: Request, found: Leave) -> list[str]:
    """What this actor may do with it now."""
    by, is_own = request.actor, found.person_id == request.actor.person_id
    may = {"verify": by.may(VERIFY_LEAVE, found) and not is_own}
    may |= dict.fromkeys(("approve", "refuse", "tell_above"), by.may(DECIDE_LEAVE, found) and not is_own)
    may |= dict.fromkeys(OWN_VERBS, is_own)
    return [verb for verb in LEAVE_FLOW.open_to(found.status) if may[verb]]


def leave(request: Request, code: str) -> HttpResponse:
    """一次请假: the form of three levels; prints."""
    found = fetch(request, _leaves(), see=VIEW, code=code)
    verbs = [(verb, LEAVE_VERBS[verb]) for verb in _verbs(request, found)]
    deals = request.actor.may(VERIFY_LEAVE, found) or request.actor.may(DECIDE_LEAVE, found)
    context = {"leave": found, "verbs": verbs, "line": shown.leave_lines([found])[0],
               "may_know": deals or found.person_id == request.actor.person_id,
               "told": shown.story(found.ref)}  # fmt: skip
    return render(request, "pairings/leave.html", context)


def leave_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """核准, 准假, 不准假, 撤回, 备案, 销假."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, _leaves(), see=VIEW, code=code)
    LEAVE_FLOW.after(verb, found.status)
    if verb not in _verbs(request, found):
        raise NotAllowed(_("这一步由别人办理。"))
    command, purpose = DEEDS[verb]
    form = _form(request, verb)
    if form.is_valid() and done(form, command, request, leave=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("pairings:leave", code=code)
    asking = Asking(LEAVE_VERBS[verb], purpose, reverse("pairings:leave", args=[code]))
    return form_page(request, form, asking, notes=[f"{found.person.name} {found.since}—{found.until}"])


def _form(request: Request, verb: str) -> Any:
    if verb == "come_back":
        return forms.BackForm(request.POST or None, today=request.today, initial={"on": request.today})
    sent = request.POST if request.method == "POST" else None  # every field of it may be empty
    return forms.NothingForm(sent) if verb == "withdraw" else forms.CommentForm(sent)
