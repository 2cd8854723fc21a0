"""约谈与谈心的页面: the matrix and its coverage for the office, what was said for the two alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.pure.paper import write_docx
from lianxin.web.office.rectification import forms, records, shown
from lianxin.web.ui import counted
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit
from lianxin.work.rectification import commands, queries
from lianxin.work.rectification.models import Talk, TalkPlan
from lianxin.work.rectification.terms import ISSUE, TALK, Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 100


def talks(request: Request) -> HttpResponse:
    """约谈谈心: the actor's own talks, and for the office every plan with how far it is."""
    mine = (
        Talk.objects.standing().between(request.actor).select_related("plan").order_by("held_on", "plan__until", "pk")
    )
    plans = list(queries.plans(request.actor).prefetch_related("talks")[:LISTED])
    found = [(plan, queries.matrix(plan.talks.all())) for plan in plans]
    context = {"mine": mine[:LISTED], "plans": found, "may_plan": request.actor.may_at(TALK, request.actor.own_path),
               "actor": request.actor, "figures": counted.figures(request, shown.TALK_CODES) if plans else []}  # fmt: skip
    return render(request, "rectification/talks.html", context)


def plan(request: Request) -> HttpResponse:
    """安排约谈; `source`, `ref` and `label` in the address say after what (M149)."""
    own_unit(request, TALK)
    asked = {key: request.GET.get(key, "").replace("\0", "")[:60] for key in ("source", "ref", "label")}
    kind = asked["source"] if asked["source"] in Source.values else ""
    initial = {
        "kind": "heart" if kind == Source.RESULT else "interview",
        "source": kind,
        "source_label": asked["label"],
    }
    form: Any = forms.PlanForm(request.POST or None, today=request.today, initial=initial)
    given = {"source_ref": asked["ref"] if kind else ""}
    if form.is_valid() and done(form, commands.plan_talks, request, **given, **form.cleaned_data):
        messages.success(request, _("已安排，请接着写谁和谁谈。"))
        return redirect("rectification:pair", code=form.result.code)
    asking = Asking(_("安排约谈谈心"), _("定一次约谈或谈心，再写谁和谁谈。"), reverse("rectification:talks"), _("安排"))
    return form_page(request, form, asking)


def talk_plan(request: Request, code: str) -> HttpResponse:
    """一次安排: the matrix, and the list of those not yet talked to."""
    found = fetch(request, TalkPlan.objects.select_related("unit"), see=TALK, code=code)
    matrix = queries.matrix(found.talks.all())
    context = {"plan": found, "matrix": matrix, "is_late": found.until < request.today}
    return render(request, "rectification/talk_plan.html", context)


def pair(request: Request, code: str) -> HttpResponse:
    """约谈分工: one talker and those whom he talks to."""
    found = fetch(request, TalkPlan.objects.all(), see=TALK, code=code)
    staff = forms.staff_of(found.unit_path, request.today)
    form: Any = forms.PairForm(request.POST or None, today=request.today, staff=staff)
    if form.is_valid() and done(form, commands.pair, request, plan=found, **form.cleaned_data):
        messages.success(request, _("已写入分工，可以再加一位谈话人。"))
        return redirect("rectification:talk_plan", code=code)
    back = reverse("rectification:talk_plan", args=[code])
    asking = Asking(_("约谈分工"), _("一次写一位谈话人和他要谈的人。"), back, _("写入分工"))
    return form_page(request, form, asking, notes=[found.title])


def _talk(request: Request, code: str) -> Talk:
    """The talk, if the actor is one of the two or arranges talks there; 404 to everybody else."""
    found = Talk.objects.select_related("plan__unit", "talker", "talked_to")
    mine = found.between(request.actor).filter(code=code).first()
    if mine is not None:
        return mine
    one: Talk = fetch(request, found, see=TALK, code=code)
    return one


def talk(request: Request, code: str) -> HttpResponse:
    """一次谈话: the record for the two; for the office that it was held."""
    found = _talk(request, code)
    by = request.actor
    context = {
        "talk": found, "is_mine": found.is_between(by), "is_talker": found.talker_id == by.person_id,
        "may_arrange": by.may(TALK, found), "may_issue": by.may_at(ISSUE, by.own_path),
    }  # fmt: skip
    return render(request, "rectification/talk.html", context)


def hold(request: Request, code: str) -> HttpResponse:
    """记约谈, by the talker."""
    found = _talk(request, code)
    if found.talker_id != request.actor.person_id:
        raise Http404(_("没有找到。"))
    form = forms.HoldForm(request.POST or None, today=request.today, initial={"held_on": request.today})
    if form.is_valid() and done(form, commands.hold_talk, request, talk=found, **form.cleaned_data):
        messages.success(request, _("已记下，只有谈话双方能看。"))
        return redirect("rectification:talk", code=code)
    asking = Asking(
        _("记约谈"), _("只写事。内容只有谈话双方能看。"), reverse("rectification:talk", args=[code]), _("记下")
    )
    return form_page(request, form, asking, notes=[found.name])


def on_paper(request: Request, code: str) -> HttpResponse:
    """登记纸质约谈记录."""
    found = _talk(request, code)
    form = forms.PaperHeldForm(request.POST or None, today=request.today, initial={"held_on": request.today})
    if form.is_valid() and done(form, commands.hold_talk_on_paper, request, talk=found, **form.cleaned_data):
        messages.success(request, _("已登记谈过，记录表留在纸上。"))
        return redirect("rectification:talk", code=code)
    back = reverse("rectification:talk", args=[code])
    asking = Asking(_("登记纸质约谈记录"), _("谈话内容写在纸上的，这里只登记谈过了。"), back, _("登记"))
    return form_page(request, form, asking, notes=[found.name])


def drop(request: Request, code: str) -> HttpResponse:
    """取消约谈."""
    found = fetch(request, Talk.objects.select_related("plan"), see=TALK, code=code)
    form = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.drop_talk, request, talk=found, **form.cleaned_data):
        messages.success(request, _("已取消。"))
        return redirect("rectification:talk_plan", code=found.plan.code)
    back = reverse("rectification:talk_plan", args=[found.plan.code])
    asking = Asking(_("取消这次谈话"), _("人已调走、改由别人谈的取消，写明理由。"), back, _("取消谈话"))
    return form_page(request, form, asking, notes=[found.name])


def _docx(paper: Any, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def talk_docx(request: Request, code: str) -> HttpResponse:
    """约谈记录表: filled for the two, blank for the office to print."""
    found = _talk(request, code)
    paper = records.record_form(found, is_filled=found.is_between(request.actor))
    return _docx(paper, f"{found.get_kind_display()}记录表.docx")


def plan_docx(request: Request, code: str) -> HttpResponse:
    """约谈安排表: who talks to whom, and who has not been talked to."""
    found = fetch(request, TalkPlan.objects.select_related("unit"), see=TALK, code=code)
    return _docx(records.plan_paper(found, queries.matrix(found.talks.all()), request.today), f"{found.title}.docx")
