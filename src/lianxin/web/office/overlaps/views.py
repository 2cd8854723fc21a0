"""雷同的页面: what is to be explained, one's texts, one resemblance side by side, a text compared before it is handed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.reports.overlaps import commands, queries
from lianxin.reports.overlaps.commands.answering import may_explain, may_settle
from lianxin.reports.overlaps.models import Resemblance
from lianxin.reports.overlaps.queries import Seen
from lianxin.reports.overlaps.terms import ANSWER, OPEN, VIEW, State
from lianxin.reports.summaries.examine import Unreadable, examine
from lianxin.web.office.overlaps import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed
from lianxin.web.ui.text_or_file import MAX_CHARACTERS

VERBS = {"close": commands.close, "dismiss": commands.dismiss}


def enter(request: Request) -> None:
    """Raise NotAllowed where the post does not open this room."""
    if not (request.actor.has(VIEW) or request.actor.has(ANSWER)):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def index(request: Request) -> HttpResponse:
    """文稿雷同: what waits for my word, what I may see of my unit's, my texts."""
    enter(request)
    mine = queries.to_explain(request.actor)
    asked = {seen.found.pk for seen in mine}
    is_all = request.GET.get("all") == "1"
    others = queries.told(request.actor, request.today, states=() if is_all else OPEN)
    return render(request, "overlaps/index.html", {
        "tabs_shown": shown.tabs(request, "index"), "mine": mine, "is_all": is_all,
        "others": [(seen, shown.TONES[State(seen.found.state)]) for seen in others if seen.found.pk not in asked],
        "texts": [(one, shown.kind_word(one), *one.ref.split(":", 1)) for one in queries.own_texts(request.actor)],
    })  # fmt: skip


def check(request: Request) -> HttpResponse:
    """交稿前比对: nothing of what is sent here is kept."""
    enter(request)
    form = forms.TextForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "tabs_shown": shown.tabs(request, "check")}
    text = read(form) if form.is_valid() else None
    if text is not None:
        idioms = queries.idioms_of(request.actor.own_path)
        found = queries.alike(text, by=request.actor, idioms=idioms, is_pasted=True)
        context |= {"found": [shown.sides(text, one, str(n)) for n, one in enumerate(found)], "is_compared": True,
                    "characters": len(text)}  # fmt: skip
    return render(request, "overlaps/check.html", context)


def read(form: forms.TextForm) -> str | None:
    """The words of what was given; what cannot be read stands as an error beside its field."""
    if not form.cleaned_data.get("file"):
        return form.cleaned_data["text"].replace("\r\n", "\n")
    try:
        found = examine(*form.data_and_name).document.text
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return None
    if len(found) > MAX_CHARACTERS:
        form.add_error("file", form.sentences["too_long"])
        return None
    return found


def text(request: Request, kind: str, code: str) -> HttpResponse:
    """一篇文稿与哪些文字相同: one's own, or one of one's unit; compared now."""
    enter(request)
    mine = queries.own_text(f"{kind}:{code}", request.actor)
    if mine is None:
        raise Http404(_("没有找到。"))
    found = queries.alike(mine.text, by=request.actor, idioms=queries.idioms_of(mine.unit_path), but=mine.ref)
    return render(request, "overlaps/text.html", {
        "text": mine, "word": shown.kind_word(mine), "url": shown.page_of(mine),
        "found": [shown.sides(mine.text, one, str(n)) for n, one in enumerate(found)],
    })  # fmt: skip


def _told(request: Request, code: str) -> Seen:
    enter(request)
    seen = queries.one_told(code, request.actor, request.today)
    if seen is None:
        raise Http404(_("没有找到。"))
    return seen


def resemblance(request: Request, code: str) -> HttpResponse:
    """一条雷同, side by side; the author answers here, and his answer stands beside it."""
    seen = _told(request, code)
    found: Resemblance = seen.found
    form: Any = forms.ExplainForm(request.POST or None, initial={"reason": found.reason, "words": found.words})
    if form.is_valid() and done(form, commands.explain, request, found=found, **form.cleaned_data):
        messages.success(request, _("已记下您的说明。"))
        return redirect("overlaps:resemblance", code=code)
    alike = queries.between(seen.text, seen.other, queries.idioms_of(seen.text.unit_path))
    return render(request, "overlaps/resemblance.html", {
        "seen": seen, "found": found, "tone": shown.TONES[State(found.state)], "url": shown.page_of(seen.text),
        "sides": shown.sides(seen.text.text, alike), "form": form,
        "may_explain": queries.is_open(found) and may_explain(found, request.actor),
        "may_close": queries.is_open(found) and may_settle(found, request.actor),
        "may_dismiss": found.state != State.DISMISSED and may_settle(found, request.actor),
    })  # fmt: skip


@require_POST
def settle(request: Request, code: str, verb: str) -> HttpResponse:
    """已了解, 不成问题."""
    seen = _told(request, code)
    if verb not in VERBS:
        raise Http404(_("没有找到。"))
    if pressed(request, VERBS[verb], found=seen.found) is not None:
        messages.success(request, _("已记下。"))
    return redirect(reverse("overlaps:resemblance", args=[code]) if verb == "close" else reverse("overlaps:index"))
