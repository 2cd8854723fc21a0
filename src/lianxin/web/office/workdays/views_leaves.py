"""请假的页面: what waits for me, one leave with its three levels, its printed form, the letters above."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.web.office.workdays import forms
from lianxin.web.office.workdays.views import may_ask, tabs, waiting_leaves
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.stations import queries as stations
from lianxin.work.stations.models import Station
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.documents import letter_docx
from lianxin.work.workdays.models import Absence, AbsenceLetter
from lianxin.work.workdays.terms import ABSENCE_FLOW, ABSENCE_VERBS, APPROVE, ASK, VERIFY, VIEW, AbsenceStage

PAGE, LISTED = 50, 100
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def leaves(request: Request) -> HttpResponse:
    """请假一览: what waits for me first; all of what I may see, the newest first, a page at a time."""
    see(request, VIEW)
    waits = list(queries.leaves_waiting(request.actor)[:LISTED]) if waiting_leaves(request) else []
    found = Absence.objects.reachable(by=request.actor, to=VIEW).select_related("member", "station__unit", "substitute")
    stage = request.GET.get("stage", "")
    found = found.filter(stage=stage) if stage in AbsenceStage.values else found
    before = request.GET.get("before", "")
    if before and (last := Absence.objects.filter(code=before).values_list("pk", flat=True).first()):
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return render(request, "workdays/leaves.html", {
        "waits": waits, "rows": rows[:PAGE], "older": rows[PAGE - 1].code if len(rows) > PAGE else "", "stage": stage,
        "stages": AbsenceStage.choices, "may_ask": may_ask(request), "tabs_shown": tabs(request, "workdays:leaves"),
    })  # fmt: skip


def ask(request: Request) -> HttpResponse:
    """请假, for somebody of one's own station, or of the one in the address."""
    see(request, ASK)
    key = request.GET.get("station", "")
    if key.isascii() and key.isdigit() and len(key) < 10:
        station = fetch(request, Station.objects.select_related("unit"), see=VIEW, to=ASK, pk=key)
    else:
        station = stations.of_unit(own_unit(request, ASK), request.today)
    if station is None:
        raise Http404(_("本单位没有工作站，请从工作站的页面进来请假。"))
    members, rule = stations.members(station, request.today), queries.rule_on(request.today)
    coming = queries.next_day(station.unit, request.today)
    initial = {"since": coming.on.isoformat()} if coming else {}
    form: Any = forms.AskForm(request.POST or None, today=request.today, members=members, rule=rule, initial=initial)
    if form.is_valid() and done(form, commands.ask_absence, request, **form.cleaned_data):
        messages.success(request, _("已提交，等乡镇总站核准登记。"))
        return redirect("workdays:leave", code=form.result.code)
    day = _("下一个群众工作日是%(on)s。") % {"on": coming.on.isoformat()} if coming else ""
    asking = Asking(_("%(station)s请假") % {"station": station.label}, day, reverse("workdays:leaves"), _("提交"))
    return form_page(request, form, asking)


def _absences() -> Any:
    return Absence.objects.select_related("member__person", "station__unit", "substitute", "letter")


def leave(request: Request, code: str) -> HttpResponse:
    """一次请假: three levels, by whom and when; the private reason for those who decide."""
    found = fetch(request, _absences(), see=VIEW, code=code)
    return render(request, "workdays/leave.html", {
        "leave": found, "tells": found.tells_matter_to(request.actor), "verbs": _open_to(request, found),
        "days": queries.dates(found.since, found.until),
    })  # fmt: skip


def _open_to(request: Request, found: Absence) -> list[tuple[str, object]]:
    """The buttons: what this actor may do in this state."""
    by = request.actor
    own = by.is_person and found.member.person_id == by.person_id
    needs = {"verify": VERIFY, "approve": APPROVE, "withdraw": ASK}
    needs["refuse"] = VERIFY if found.stage == AbsenceStage.ASKED else APPROVE
    return [
        (verb, ABSENCE_VERBS[verb]) for verb in ABSENCE_FLOW.open_to(found.stage)
        if by.may(needs[verb], found) and (verb == "withdraw" or not own)
    ]  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """核准登记, 审批备案, 不准, 撤回."""
    found = fetch(request, _absences(), see=VIEW, code=code)
    here = reverse("workdays:leave", args=[code])
    given: dict[str, Any] = {"verify": commands.verify_absence, "approve": commands.approve_absence,
                             "refuse": commands.refuse_absence, "withdraw": commands.withdraw_absence}  # fmt: skip
    if verb not in given:
        raise Http404(_("没有找到。"))
    if verb not in dict(_open_to(request, found)):
        request.actor.must({"verify": VERIFY, "withdraw": ASK}.get(verb, APPROVE), found)
    kind: Any = {"refuse": forms.RefuseForm, "withdraw": forms.forms.Form}.get(verb, forms.CommentForm)
    form: Any = kind(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, given[verb], request, absence=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    words = _("%(name)s，%(since)s 至 %(until)s，%(reason)s") % {
        "name": found.member.name, "since": found.since.isoformat(), "until": found.until.isoformat(),
        "reason": found.reason_label,
    }  # fmt: skip
    return form_page(request, form, Asking(ABSENCE_VERBS[verb], words, here))


def print_leave(request: Request, code: str) -> HttpResponse:
    """请假审批表: one sheet of A4; the private reason only for those who may read it."""
    found = fetch(request, _absences(), see=VIEW, code=code)
    context = {
        "leave": found,
        "tells": found.tells_matter_to(request.actor),
        "days": queries.dates(found.since, found.until),
    }
    return render(request, "workdays/print_leave.html", context)


def letters(request: Request) -> HttpResponse:
    """报上级的请假情况说明."""
    see(request, APPROVE)
    found = AbsenceLetter.objects.reachable(by=request.actor, to=APPROVE).order_by("-dated_on", "-pk")
    untold = Absence.objects.reachable(by=request.actor, to=APPROVE).filter(stage=AbsenceStage.APPROVED, letter=None)
    return render(request, "workdays/letters.html", {
        "rows": found[:LISTED], "untold": untold.count(), "tabs_shown": tabs(request, "workdays:letters"),
    })  # fmt: skip


def new_letter(request: Request) -> HttpResponse:
    """写情况说明."""
    unit = own_unit(request, APPROVE)
    last = AbsenceLetter.objects.filter(unit=unit).order_by("-pk").first()
    initial = {"first": request.GET.get("first", ""), "addressee": last.addressee if last else ""}
    form: Any = forms.LetterForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.write_letter, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已生成，文号 %(number)s。") % {"number": form.result.number})
        return redirect("workdays:letter", code=form.result.code)
    purpose = _("把请假原因、事由和替代人员写成给上级的说明，编文号、记入发文登记。")
    return form_page(request, form, Asking(_("写请假情况说明"), purpose, reverse("workdays:letters"), _("生成")))


def letter(request: Request, code: str) -> HttpResponse:
    """一份情况说明."""
    found = fetch(request, AbsenceLetter.objects.select_related("unit", "dispatch"), see=APPROVE, code=code)
    return render(request, "workdays/letter.html", {"letter": found})


def docx(request: Request, code: str) -> HttpResponse:
    """下载情况说明."""
    found = fetch(request, AbsenceLetter.objects.select_related("unit"), see=APPROVE, code=code)
    name = content_disposition_header(True, f"{found.number}请假情况说明.docx") or "attachment"
    return HttpResponse(letter_docx(found), content_type=DOCX, headers={"Content-Disposition": name})
