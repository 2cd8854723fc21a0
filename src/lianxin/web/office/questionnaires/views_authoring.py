"""拟题的页面: one questionnaire in its order; each change is one small form, nothing needs a script."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form as Empty
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.questions import Form
from lianxin.web.office.questionnaires import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.questionnaires import authoring, commands, queries
from lianxin.work.questionnaires.bank import ABOUT, PACKS
from lianxin.work.questionnaires.models import Version
from lianxin.work.questionnaires.terms import EDIT, VIEW, VersionStatus

Change = Callable[[Form], Form]


def _draft(request: Request, code: str) -> Version:
    """The draft of this questionnaire, to be changed; 404 where there is none."""
    found = Version.objects.filter(status=VersionStatus.DRAFT).select_related("questionnaire", "parent__questionnaire")
    draft: Version = fetch(request, found, see=VIEW, to=EDIT, questionnaire__code=code)
    return draft


def _changed(request: Request, form: Any, draft: Version, change: Change) -> bool:
    return done(form, commands.edit, request, version=draft, change=change, seen=request.POST.get("seen", ""))


def author(request: Request, code: str) -> HttpResponse:
    """拟题: the form in its order; what is sent is one step: up, down or remove, and which part."""
    draft = _draft(request, code)
    form: Any = Empty({} if request.method == "POST" else None)
    if form.is_valid():
        verb, _colon, key = request.POST.get("deed", "").partition(":")
        steps: dict[str, Change] = {
            "up": lambda one: authoring.move(one, key, -1), "down": lambda one: authoring.move(one, key, 1),
            "remove": lambda one: authoring.remove(one, key),
        }  # fmt: skip
        if verb not in steps:
            raise Http404(_("没有找到。"))
        if _changed(request, form, draft, steps[verb]):
            return redirect(f"{reverse('questionnaires:author', args=[code])}#k-{key}")
    is_adopted = draft.parent is not None
    context = {
        "version": draft, "questionnaire": draft.questionnaire, "form": form, "lines": shown.lines(draft.form, is_adopted),
        "counts": shown.count_words(draft.form), "is_adopted": is_adopted, "seen": draft.form.fingerprint,
        "drift": queries.drift(draft), "faults": form.non_field_errors() if form.is_bound else [],
    }  # fmt: skip
    return render(request, "questionnaires/author.html", context)


def _asking(code: str, word: str, purpose: str, button: str) -> Asking:
    return Asking(word, purpose, reverse("questionnaires:author", args=[code]), button)


def words(request: Request, code: str) -> HttpResponse:
    """标题和卷首语."""
    draft = _draft(request, code)
    given = {"title": draft.form.title, "intro": draft.form.intro}
    form: Any = forms.WordsForm(request.POST or None, initial=given)
    if form.is_valid() and _changed(request, form, draft, partial(authoring.words, **form.cleaned_data)):
        return redirect("questionnaires:author", code=code)
    return form_page(request, form, _asking(code, _("标题和卷首语"), _("印在每一份答卷的最上面。"), _("改好了")))


def section(request: Request, code: str, key: str = "") -> HttpResponse:
    """加一个部分, or name one otherwise."""
    draft = _draft(request, code)
    known = next((one for one in draft.form.sections if one.code == key), None)
    if key and known is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.SectionForm(request.POST or None, initial={"title": known.title if known else ""})
    if form.is_valid():
        title, is_local = form.cleaned_data["title"], draft.parent is not None
        change: Change = lambda one: authoring.add_section(one, title, is_local=is_local)  # noqa: E731
        if known is not None:
            change = lambda one: authoring.name_section(one, key, title)  # noqa: E731
        if _changed(request, form, draft, change):
            return redirect("questionnaires:author", code=code)
    word = _("改部分名称") if known else _("加一个部分")
    return form_page(request, form, _asking(code, word, _("一个方面一个部分。"), _("好了")))


def item(request: Request, code: str, key: str = "") -> HttpResponse:
    """加一题, or change one."""
    draft = _draft(request, code)
    known = draft.form.item(key) if key else None
    if key and known is None:
        raise Http404(_("没有找到。"))
    if not draft.form.sections:
        messages.error(request, _("请先加一个部分，再加题目。"))
        return redirect("questionnaires:author", code=code)
    initial = forms.item_initial(draft.form, known) if known else {"section": request.GET.get("section", "")}
    form: Any = forms.ItemForm(request.POST or None, form=draft.form, item=known, initial=initial)
    if form.is_valid():
        made = form.made() if known else replace(form.made(), is_local=draft.parent is not None)
        put = partial(
            authoring.put_item,
            item=made,
            section=form.cleaned_data.get("section", ""),
            scale=form.cleaned_data["taken"],
        )
        if _changed(request, form, draft, put):
            messages.success(request, _("已改好。") if known else _("已加上。"))
            return redirect("questionnaires:author", code=code)
    word = _("改这一题") if known else _("加一题")
    return form_page(request, form, _asking(code, word, _("一题只问一件事，用群众听得懂的话。"), _("好了")))


def take(request: Request, code: str) -> HttpResponse:
    """从题库取: first which set, then which of its questions."""
    draft = _draft(request, code)
    pack = PACKS.get(request.GET.get("pack", ""))
    if pack is None:
        found = [(label, [one for one in PACKS.values() if one.about == about]) for about, label in ABOUT.items()]
        return render(
            request,
            "questionnaires/choose.html",
            {"version": draft, "questionnaire": draft.questionnaire, "packs": found},
        )
    form: Any = forms.TakeForm(request.POST or None, pack=pack)
    if form.is_valid():
        given = {"items": form.cleaned_data["items"], "goal": form.cleaned_data.get("goal", "")}
        change = partial(authoring.take, pack=pack, is_local=draft.parent is not None, **given)
        if _changed(request, form, draft, change):
            messages.success(request, _("已取来，放在最后。"))
            return redirect("questionnaires:author", code=code)
    return form_page(request, form, _asking(code, pack.label, pack.note, _("取来")))
