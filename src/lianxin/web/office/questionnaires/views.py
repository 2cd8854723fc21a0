"""问卷题库: the list, the bank, a new one, one read from a file, and the page of each."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.questions import Form
from lianxin.web.office.questionnaires import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.questionnaires import authoring, commands, queries, xlsform
from lianxin.work.questionnaires.bank import ABOUT, PACKS, SCALES
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import APPROVE, EDIT, VIEW

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def index(request: Request) -> HttpResponse:
    """问卷: of one's own unit, handed down from above, and of those below."""
    see(request, VIEW)
    rows = [
        (row, shown.count_words(row.version.form), shown.TONES[row.version.status])
        for row in queries.listed(request.actor)
    ]
    context = {
        "rows": rows,
        "tabs_shown": shown.tabs("index"),
        "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
    }
    return render(request, "questionnaires/index.html", context)


def bank(request: Request) -> HttpResponse:
    """题库: every set with its wordings, every scale with its marks and grades."""
    see(request, VIEW)
    packs = [
        (label, [(pack, shown.count_words(pack.form), shown.lines(pack.form, False)) for pack in PACKS.values() if pack.about == about])
        for about, label in ABOUT.items()
    ]  # fmt: skip
    scales = [(one, shown.options(one), shown.grades(one)) for one in SCALES.values()]
    return render(
        request, "questionnaires/bank.html", {"packs": packs, "scales": scales, "tabs_shown": shown.tabs("bank")}
    )


def draw_up(request: Request) -> HttpResponse:
    """拟订问卷."""
    unit = own_unit(request, EDIT)
    form: Any = forms.DrawUpForm(request.POST or None, initial={"packs": request.GET.getlist("pack")})
    if form.is_valid():
        made = Form(form.cleaned_data["title"].strip(), form.cleaned_data["intro"].strip())
        for code in form.cleaned_data["packs"]:
            made = authoring.take(made, PACKS[code])
        if done(form, partial(commands.draw_up, form=made, unit=unit), request):
            return redirect("questionnaires:author", code=form.result.questionnaire.code)
    asking = Asking(
        _("拟订问卷"), _("先写标题，题目可以从题库取，也可以自己写。"), reverse("questionnaires:index"), _("接着写题目")
    )
    return form_page(request, form, asking)


def import_xlsform(request: Request) -> HttpResponse:
    """导入 XLSForm: what a questionnaire can hold becomes a draft, the rest is listed."""
    unit = own_unit(request, EDIT)
    form: Any = forms.ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = {"survey": form.cleaned_data["file"], "title": form.cleaned_data["title"], "unit": unit}
        if done(form, commands.import_xlsform, request, **given):
            left = len(form.result.import_notes)
            words = _("已导入为草稿。有 %(n)s 处没有带进来，列在下面。") if left else _("已全部导入为草稿。")
            messages.success(request, words % {"n": left} if left else words)
            return redirect("questionnaires:author", code=form.result.questionnaire.code)
    asking = Asking(
        _("导入 XLSForm"), _("读得懂的放进草稿，放不进的列出行号和原因。"), reverse("questionnaires:index"), _("导入")
    )
    return render(request, "questionnaires/import.html", {"form": form, "asking": asking})


def _version(request: Request, found: list[Version]) -> Version:
    asked = request.GET.get("version", "")
    chosen = next((one for one in found if str(one.number) == asked), None if asked else found[0] if found else None)
    if chosen is None:
        raise Http404(_("没有找到。"))
    return chosen


def found_version(request: Request, code: str) -> tuple[Questionnaire, list[Version], Version]:
    """The questionnaire of this code with the versions that the actor may see, and the one that was asked for."""
    questionnaire = fetch(request, Questionnaire.objects.select_related("unit", "parent"), see=VIEW, code=code)
    found = queries.versions(questionnaire, request.actor)
    return questionnaire, found, _version(request, found)


def detail(request: Request, code: str) -> HttpResponse:
    """一份问卷: what it asks, its versions, to whom it was handed down, whether the superior has a newer one."""
    questionnaire, found, version = found_version(request, code)
    actor, is_own = request.actor, request.actor.may_at(VIEW, questionnaire.unit_path)
    may_adopt = not is_own or actor.own_path != questionnaire.unit_path
    context = {
        "questionnaire": questionnaire, "versions": found, "version": version, "is_own": is_own,
        "lines": shown.lines(version.form, False, with_marks=False), "counts": shown.count_words(version.form),
        "tone": shown.TONES[version.status], "draft": queries.may_edit(actor, questionnaire, found),
        "may_approve": actor.may(APPROVE, questionnaire), "may_edit": actor.may(EDIT, questionnaire),
        "may_adopt": may_adopt and actor.may_at(EDIT, actor.own_path) and queries.can_adopt(questionnaire, actor),
        "below": queries.below(questionnaire) if is_own else [], "drift": queries.drift(version) if is_own else None,
        "story": shown.story(questionnaire.ref) if is_own else [],
        "scales": [(one, shown.options(one), shown.grades(one)) for one in version.form.scales],
    }  # fmt: skip
    return render(request, "questionnaires/detail.html", context)


def export_xlsform(request: Request, code: str) -> HttpResponse:
    """导出 XLSForm, to be used elsewhere or read in again."""
    _questionnaire, _found, version = found_version(request, code)
    write = partial(xlsform.write, form_id=f"lianxin_{code.lower()}", version=str(version.number))
    response = HttpResponse(write(version.form), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{code}-{version.number}.xlsx"'
    return response
