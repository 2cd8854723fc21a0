"""挂钩结对的页面: the links, one link with its deeds, one's own links."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.pairings import browsing, forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, room_tabs, see
from lianxin.work.pairings import commands, queries
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import ARRANGE, EDIT_SKILLS, KINDS, VIEW, PairingKind, Target

TABS = (
    (gettext_lazy("挂钩联系"), "pairings:index"), (gettext_lazy("我的联系"), "pairings:mine"),
    (gettext_lazy("谁还没有人联系"), "pairings:coverage"), (gettext_lazy("下派驻村"), "pairings:postings"),
    (gettext_lazy("请假"), "pairings:leaves"), (gettext_lazy("志愿者和专家"), "pairings:experts"),
    (gettext_lazy("联系要求"), "pairings:rules"),
)  # fmt: skip
LISTED = 300


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    tabs = room_tabs(TABS, f"pairings:{name}")
    may = {"may_arrange": request.actor.has(ARRANGE), "may_skills": request.actor.has(EDIT_SKILLS)}
    return render(request, f"pairings/{name}.html", {"tabs_shown": tabs, **may, **context})


def index(request: Request) -> HttpResponse:
    """挂钩联系一览."""
    see(request, VIEW)
    browsed = browsing.browse(request)
    rows = shown.lines(list(browsed.found[:LISTED]), request.actor, request.today)
    return page(request, "index", browsed=browsed, rows=rows, kinds=PairingKind.choices, most=LISTED)


def mine(request: Request) -> HttpResponse:
    """我的联系: whom I am linked to and when there was contact last; and where I am sent out."""
    see(request, VIEW)
    actor, today = request.actor, request.today
    expert = browsing.own_expert(request)
    return page(request, "mine", rows=shown.mine(actor, today), postings=browsing.own_postings(request), expert=expert)


def new(request: Request) -> HttpResponse:
    """安排联系: first the kind, then only what that kind asks for."""
    see(request, ARRANGE)
    kind = request.GET.get("kind", "")
    if kind not in PairingKind.values:
        kinds = [(one, KINDS[one]) for one in PairingKind]
        return render(request, "pairings/kinds.html", {"kinds": kinds})
    chosen = PairingKind(kind)
    near = browsing.near(request) if KINDS[chosen].target == Target.HOUSEHOLD else ()
    initial = browsing.initial(request)
    form: Any = forms.PairForm(
        request.POST or None, kind=chosen, by=request.actor, today=request.today, near=near, initial=initial
    )
    if form.is_valid() and done(
        form, commands.pair, request, kind=chosen, **browsing.skill(request), **form.cleaned_data
    ):
        messages.success(request, _("已安排。"))
        return redirect("pairings:pairing", code=form.result.code)
    asking = Asking(chosen.label, browsing.usual(chosen), reverse("pairings:new"), _("安排"))
    return form_page(request, form, asking)


def _pairings() -> Any:
    return Pairing.objects.select_related("person", "home", "unit", "household", "successor", "predecessor")


def pairing(request: Request, code: str) -> HttpResponse:
    """一个联系: who, whom, since when, until when at least, what happened with it."""
    found = fetch(request, _pairings(), see=VIEW, code=code)
    [line] = shown.lines([found], request.actor, request.today, queries.last_contact([found], request.today), True)
    is_own = found.person_id == request.actor.person_id
    context = {
        "pairing": found, "line": line, "is_own": is_own, "told": shown.story(found.ref), "spec": found.spec,
        "may": browsing.may_change(request, found), "talks": list(found.talks.all()[:20]) if is_own else [],
    }  # fmt: skip
    return render(request, "pairings/pairing.html", context)


def _to_change(request: Request, code: str) -> Pairing:
    """The link, by who may end it: of a household only where it lies."""
    found: Pairing = fetch(request, _pairings(), see=VIEW, to=ARRANGE, code=code)
    if found.household_id is not None:
        request.actor.must_at(ARRANGE, found.unit_path)
    return found


def end(request: Request, code: str) -> HttpResponse:
    """结束联系."""
    found = _to_change(request, code)
    form: Any = forms.EndForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.end_pairing, request, pairing=found, **form.cleaned_data):
        messages.success(request, _("已结束，最后一天 %(on)s。") % {"on": form.cleaned_data["until"].isoformat()})
        return redirect("pairings:pairing", code=code)
    asking = Asking(_("结束联系"), _("最后一天过后，他不再能查看这一户的资料。"), _here(code))
    return form_page(request, form, asking, notes=browsing.notes(found))


def _here(code: str) -> str:
    return reverse("pairings:pairing", args=[code])


def hand_over(request: Request, code: str) -> HttpResponse:
    """移交: one deed, no day without anyone."""
    found = _to_change(request, code)
    form: Any = forms.HandOverForm(request.POST or None, by=request.actor, today=request.today)
    if form.is_valid() and done(form, commands.hand_over, request, pairing=found, **form.cleaned_data):
        messages.success(request, _("已移交，中间没有空档。"))
        return redirect("pairings:pairing", code=form.result.code)
    asking = Asking(_("移交联系"), _("接手的前一天是原联系的最后一天，中间不空。"), _here(code))
    return form_page(request, form, asking, notes=browsing.notes(found))


def talk(request: Request, code: str) -> HttpResponse:
    """记谈心: the day and a tick; by the person of the link."""
    found = fetch(request, _pairings(), see=VIEW, code=code)
    if not found.spec.may_talk:
        raise Http404(_("没有找到。"))
    if found.person_id != request.actor.person_id:
        raise NotAllowed(_("谈心由联系人本人记录。"))
    form: Any = forms.TalkForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.note_talk, request, pairing=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("pairings:pairing", code=code)
    asking = Asking(_("记谈心"), _("只记哪天谈过，谈了什么不用写。对方不同意就不记。"), _here(code), _("记下"))
    return form_page(request, form, asking)
