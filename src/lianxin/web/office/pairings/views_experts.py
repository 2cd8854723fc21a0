"""志愿者和专家的页面: by skill; consent to be public and its taking back; who could help a household."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.pairings import browsing, forms, matching, shown
from lianxin.web.office.pairings.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see
from lianxin.work.pairings import commands
from lianxin.work.pairings.models import Expert
from lianxin.work.pairings.terms import ARRANGE, EDIT_SKILLS, SEE_SKILLS, Skill

LISTED = 300


def experts(request: Request) -> HttpResponse:
    """志愿者和专家 by skill."""
    see(request, SEE_SKILLS)
    skill = browsing.text(request, "skill")
    found = Expert.objects.reachable(by=request.actor, to=SEE_SKILLS).active()
    if skill in Skill.values:
        found = found.filter(skills__skill=skill)
    rows = list(found.select_related("unit").prefetch_related("skills")[:LISTED])
    return page(request, "experts", rows=rows, skills=Skill.choices, skill=skill, most=LISTED)


def register(request: Request) -> HttpResponse:
    """登记志愿者、专家."""
    see(request, EDIT_SKILLS)
    initial = {"unit": request.posting.unit}
    form: Any = forms.ExpertForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.register_expert, request, **form.cleaned_data):
        messages.success(request, _("已登记。要公开的，请征得本人同意后再点“同意公开”。"))
        return redirect("pairings:expert", code=form.result.code)
    asking = Asking(_("登记志愿者、专家"), _("姓名和特长。登记了不等于公开。"), reverse("pairings:experts"), _("登记"))
    return form_page(request, form, asking)


def _experts() -> Any:
    return Expert.objects.select_related("unit", "person").prefetch_related("skills")


def expert(request: Request, code: str) -> HttpResponse:
    """一位志愿者、专家: skills, whether he is public and by which consent."""
    found = fetch(request, _experts(), see=SEE_SKILLS, code=code)
    is_own = found.person_id is not None and found.person_id == request.actor.person_id
    may_edit = request.actor.may(EDIT_SKILLS, found) and found.ended_on is None
    context = {"expert": found, "is_own": is_own, "may_edit": may_edit,
               "may_consent": found.ended_on is None and (may_edit or is_own), "told": shown.story(found.ref)}  # fmt: skip
    return render(request, "pairings/expert.html", context)


def change(request: Request, code: str) -> HttpResponse:
    """修改特长."""
    found = fetch(request, _experts(), see=SEE_SKILLS, to=EDIT_SKILLS, code=code)
    initial = {"skills": [one.skill for one in found.skills.all()], "about": found.about,
               "workplace": found.workplace, "phone": found.phone}  # fmt: skip
    form: Any = forms.SkillsForm(request.POST or None, initial=initial)
    if form.is_valid() and done(form, commands.change_expert, request, expert=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("pairings:expert", code=code)
    asking = Asking(_("修改特长"), _("公开的名录跟着改。"), _here(code), _("保存"))
    return form_page(request, form, asking, notes=[found.name])


def _here(code: str) -> str:
    return reverse("pairings:expert", args=[code])


def consent(request: Request, code: str) -> HttpResponse:
    """同意公开: by the office with his word for it, or by himself."""
    found = fetch(request, _experts(), see=SEE_SKILLS, code=code)
    if found.person_id is None or found.person_id != request.actor.person_id:
        request.actor.must(EDIT_SKILLS, found)
    form: Any = forms.ConsentForm(request.POST or None)
    if form.is_valid() and done(form, commands.list_expert, request, expert=found, **form.cleaned_data):
        messages.success(request, _("已公开在专家名录，随时可以撤回。"))
        return redirect("pairings:expert", code=code)
    asking = Asking(
        _("同意公开"), _("群众不用登录就能看到：姓名、特长、擅长什么、工作单位和这里写的电话。"), _here(code), _("公开")
    )
    return form_page(request, form, asking, notes=[matching.card(found)])


@require_POST
def take_back(request: Request, code: str) -> HttpResponse:
    """撤回公开: at once, no reason is asked."""
    found = fetch(request, _experts(), see=SEE_SKILLS, code=code)
    if pressed(request, commands.unlist_expert, expert=found):
        messages.success(request, _("已撤回，名录上不再有。"))
    return redirect("pairings:expert", code=code)


@require_POST
def end(request: Request, code: str) -> HttpResponse:
    """不再担任."""
    found = fetch(request, _experts(), see=SEE_SKILLS, to=EDIT_SKILLS, code=code)
    if pressed(request, commands.end_expert, expert=found):
        messages.success(request, _("已记下，不再担任。"))
    return redirect("pairings:expert", code=code)


def match(request: Request) -> HttpResponse:
    """按特长找人: who could help, with the reasons; a person decides."""
    see(request, ARRANGE)
    asked = matching.asked(request)
    return render(request, "pairings/match.html", {"asked": asked, "rows": matching.rows(request, asked)})
