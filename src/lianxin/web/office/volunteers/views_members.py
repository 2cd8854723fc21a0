"""队员的页面: read in the team's own unit; the record of hours, the certificate, the roster, sign-ups from the web."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.volunteers import paper
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed
from lianxin.work.volunteers import commands, queries
from lianxin.work.volunteers.models import Joining, Member, Team
from lianxin.work.volunteers.terms import EDIT, VIEW

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEEDS = {"leave": commands.leave_team, "forget": commands.forget_member, "lead": commands.choose_leader}


def _member(request: Request, code: str, **to: Any) -> Any:
    found = Member.objects.select_related("team", "team__unit", "person", "expert")
    return fetch(request, found, see=VIEW, code=code, **to)


def member(request: Request, code: str) -> HttpResponse:
    """一位队员: what he can do, every time he came, the hours that follow from it."""
    one = _member(request, code)
    record = queries.record_of(one)
    may = one.team.shows_names_to(request.actor) and request.actor.may(EDIT, one)
    return render(request, "volunteers/member.html", {"member": one, "record": record, "may_edit": may})


@require_POST
def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """离队, 删去姓名, 当队长."""
    one = _member(request, code, to=EDIT)
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    if pressed(request, DEEDS[verb], member=one):
        messages.success(request, _("已记下。"))
    return redirect("volunteers:member", code=code)


def certificate(request: Request, code: str) -> HttpResponse:
    """志愿服务证明, to print: computed from the sign-in sheets."""
    one = _member(request, code)
    context = {"member": one, "record": queries.record_of(one), "today": request.today}
    return render(request, "volunteers/certificate.html", context)


def docx(request: Request, code: str) -> HttpResponse:
    """志愿服务证明 as docx."""
    one = _member(request, code)
    made = paper.certificate(one, queries.record_of(one), request.today)
    name = content_disposition_header(True, f"{one.name}志愿服务证明.docx") or "attachment"
    return HttpResponse(made, content_type=DOCX, headers={"Content-Disposition": name})


def roster(request: Request, code: str) -> HttpResponse:
    """花名册, to print: in the team's own unit with names; elsewhere how many came from where."""
    team = fetch(request, Team.objects.select_related("unit"), see=VIEW, code=code)
    names = team.shows_names_to(request.actor)
    context: dict[str, Any] = {"team": team, "names": names, "today": request.today}
    context["members"] = list(queries.members(team)) if names else []
    return render(request, "volunteers/roster.html", context)


@require_POST
def answer(request: Request, code: str, verb: str) -> HttpResponse:
    """答复网上报名: taken in or not."""
    joining = fetch(request, Joining.objects.select_related("team", "shift"), see=VIEW, to=EDIT, code=code)
    if verb not in ("accept", "decline"):
        raise Http404(_("没有找到。"))
    if pressed(request, commands.answer_joining, joining=joining, accepts=verb == "accept"):
        messages.success(request, _("已入队。") if verb == "accept" else _("已答复，姓名和电话已删去。"))
    return redirect(reverse("volunteers:team", args=[joining.team.code]))
