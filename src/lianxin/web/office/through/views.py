"""办理中的事的页面: the lists, the decisions, the preview, the reply templates, the regimes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.concerns import story
from lianxin.web.office.concerns.views import with_story
from lianxin.web.office.through import forms
from lianxin.web.public import story as residents
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns import through_queries as queries
from lianxin.work.concerns.models import ChannelRegime, ReplyTemplate
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.regimes import offered, regime_of
from lianxin.work.concerns.terms import EXTEND, VIEW, Channel
from lianxin.work.concerns.through_terms import EDIT_TEMPLATES, NOTE, PAUSE, REVIEW, Asked

MOST = 50


def index(request: Request) -> HttpResponse:
    """办理中的事: what waits for a decision, what rests, what was merged, what others were asked."""
    by = request.actor
    by_concern = {
        "asks": queries.open_asks(by)[:MOST], "resting": queries.resting(by, request.today)[:MOST],
        "outside": queries.unanswered_outside(by)[:MOST], "reviews": queries.open_reviews(by)[:MOST],
    }  # fmt: skip
    rows = {
        name: [(one, shown(one.concern.title, one.concern, by)) for one in found] for name, found in by_concern.items()
    }
    merged = [(one, shown(one.copy.title, one.copy, by), shown(one.main.title, one.main, by))
              for one in queries.merged(by)[:MOST]]  # fmt: skip
    context = {**rows, "merged": merged, "may_write": by.has(EDIT_TEMPLATES), "may_choose": by.has(LOAD_NOTICE)}
    return render(request, "through/index.html", context)


def _hanging(request: Request, found: Any, pk: int, to: Permission) -> Any:
    """A record that hangs on a concern the actor may see."""
    record = get_object_or_404(found.select_related("concern"), pk=pk)
    fetch(request, with_story(), see=VIEW, to=to, code=record.concern.code)
    return record


def _decided(request: Request, form: Any, record: Any, command: Any, told: str, **given: Any) -> HttpResponse:
    concern = fetch(request, with_story(), see=VIEW, code=record.concern.code)
    if form.is_valid() and done(form, command, request, **given, **form.as_command()):
        messages.success(request, told)
        return redirect("concerns:detail", code=concern.code)
    context = {"concern": concern, "form": form, "record": record, "clock": story.clock_of(concern, request.today),
               "word": _("答复"), **story.words_of(concern, request.actor)}  # fmt: skip
    return render(request, "through/decide.html", context)


def decide(request: Request, pk: int) -> HttpResponse:
    """答复申请."""
    asked = _hanging(request, queries.open_asks(request.actor), pk, VIEW)
    request.actor.must(EXTEND if asked.what == Asked.EXTENSION else PAUSE, asked.concern)
    form = forms.DecideForm(request.POST or None)
    return _decided(request, form, asked, commands.decide, _("已答复申请。"), asked=asked)


def heard(request: Request, pk: int) -> HttpResponse:
    """记外单位复函."""
    asked = _hanging(request, queries.unanswered_outside(request.actor), pk, NOTE)
    form: Any = forms.HeardForm(request.POST or None, initial={"on": request.today})
    form.fields["on"].today = request.today
    return _decided(request, form, asked, commands.hear_outside, _("已记下复函。"), letter=asked)


def decide_review(request: Request, pk: int) -> HttpResponse:
    """作出复查、复核意见."""
    review = _hanging(request, queries.open_reviews(request.actor), pk, REVIEW)
    form: Any = forms.DecideReviewForm(request.POST or None)
    for name in ("hearing_first", "hearing_last"):
        form.fields[name].today = request.today
    return _decided(request, form, review, commands.decide_review, _("已作出意见。"), review=review)


def seen(request: Request, code: str) -> HttpResponse:
    """群众看到的样子: the resident's own page of this concern, without what is internal."""
    concern = fetch(request, with_story(), see=VIEW, code=code)
    context = {"concern": concern, "steps": residents.of(concern).steps, **story.words_of(concern, request.actor)}
    return render(request, "through/seen.html", context)


def templates(request: Request) -> HttpResponse:
    """答复参考."""
    if not request.actor.has(VIEW):
        raise Http404
    found = ReplyTemplate.objects.filter(retired_at=None).select_related("unit", "topic").order_by("title")[:200]
    rows = [(one, request.actor.may(EDIT_TEMPLATES, one)) for one in found]
    context = {"rows": rows, "may_write": request.actor.may_at(EDIT_TEMPLATES, request.actor.own_path)}
    return render(request, "through/templates.html", context)


def write_template(request: Request, pk: int | None = None) -> HttpResponse:
    """写或改答复参考."""
    request.actor.must_at(EDIT_TEMPLATES, request.actor.own_path)
    of = get_object_or_404(ReplyTemplate.objects.valid(request.today), pk=pk) if pk else None
    if of is not None:
        request.actor.must(EDIT_TEMPLATES, of)
    initial = {name: getattr(of, name) for name in ("title", "text", "source", "topic", "valid_to")} if of else {}
    form: Any = forms.TemplateForm(request.POST or None, initial=initial)
    form.fields["valid_to"].today = request.today
    unit = of.unit if of else request.posting.unit
    if form.is_valid() and done(form, commands.write_template, request, unit=unit, of=of, **form.as_command()):
        messages.success(request, _("已写好，答复时会提供。"))
        return redirect("through:templates")
    context = {"form": form, "title": _("答复参考"), "back": reverse("through:templates")}
    return render(request, "through/form.html", context)


@require_POST
def retire_template(request: Request, pk: int) -> HttpResponse:
    """停用答复参考."""
    template = get_object_or_404(ReplyTemplate.objects.filter(retired_at=None), pk=pk)
    request.actor.must(EDIT_TEMPLATES, template)
    commands.retire_template(template=template, by=request.actor, at=request.now)
    messages.success(request, _("已停用。"))
    return redirect("through:templates")


def regimes(request: Request) -> HttpResponse:
    """渠道时限: which set of clocks each channel runs under, and the sets themselves."""
    request.actor.must_at(LOAD_NOTICE, request.actor.own_path)
    form: Any = forms.RegimeForm(request.POST or None, today=request.today, initial={"valid_from": request.today})
    if form.is_valid() and done(form, commands.choose_regime, request, **form.as_command()):
        messages.success(request, _("已设定。已经作出的承诺不变。"))
        return redirect("through:regimes")
    channels = [(label, regime_of(code, request.today)) for code, label in Channel.choices]
    coming = ChannelRegime.objects.filter(valid_from__gt=request.today)
    context = {"form": form, "channels": channels, "sets": list(offered(request.today).values()), "coming": coming}
    return render(request, "through/regimes.html", context)
