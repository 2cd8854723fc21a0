"""勾选以后办的事: sort what is ticked, take the proposals over, settle, rectify, show, split."""

from collections import defaultdict
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.opinions import forms, shown
from lianxin.web.office.opinions.views import collection_of
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.opinions import commands, queries
from lianxin.work.opinions.models import Collection, Remark, RemarkTopic
from lianxin.work.opinions.terms import BY_WORDS, SORT, VERBS


def _ticked(request: Request, one: Collection, data: Any) -> list[Remark]:
    return list(queries.remarks(one, request.actor).filter(code__in=shown.chosen_codes(data)))


@require_POST
def chosen(request: Request, code: str) -> HttpResponse:
    """勾选的意见: sorted at once, or taken along to the page of the deed."""
    one = collection_of(request, code, to=SORT)
    ticked, do = _ticked(request, one, request.POST), request.POST.get("do", "")
    if not ticked:
        messages.error(request, _("请先勾选意见。"))
    elif do == "sort":
        topics = RemarkTopic.objects.filter(collection=one)
        topic = shown.topic_named(topics, request.POST.get("topic", ""))
        if pressed(request, commands.sort, collection=one, remarks=ticked, topic=topic):
            messages.success(request, _("已归类。"))
    elif do == "accept":
        _accept(request, one, ticked)
    elif do in BY_WORDS or do in ("rectify", "show", "split"):
        args = [code, do] if do in BY_WORDS else [code]
        page = "opinions:settle" if do in BY_WORDS else f"opinions:{do}"
        return redirect(reverse(page, args=args) + "?" + urlencode({"code": [r.code for r in ticked]}, doseq=True))
    return redirect("opinions:collection", code)


def _accept(request: Request, one: Collection, ticked: list[Remark]) -> None:
    """按建议归类: a person ticked them and pressed; each goes to the topic that was proposed beside it."""
    topics = list(RemarkTopic.objects.filter(collection=one))
    proposals = queries.proposals(topics, queries.remarks(one, request.actor))
    by_topic: defaultdict[str, list[Remark]] = defaultdict(list)
    for remark in ticked:
        if remark.pk in proposals:
            by_topic[proposals[remark.pk].topic].append(remark)
    named = {topic.label: topic for topic in topics}
    moved = sum(
        pressed(request, commands.sort, collection=one, remarks=remarks, topic=named[label]) or 0
        for label, remarks in by_topic.items()
    )
    messages.success(request, _("按建议归类 %(n)s 条，没有建议的不动。") % {"n": moved})


def _several(request: Request, code: str) -> tuple[Collection, list[Remark]]:
    one = collection_of(request, code, to=SORT)
    ticked = _ticked(request, one, request.GET)
    if not ticked:
        raise Http404(_("没有找到。"))
    return one, ticked


def _notes(request: Request, ticked: list[Remark]) -> list[str]:
    return [f"{n}．{queries.words_for(remark, request.actor)}" for n, remark in enumerate(ticked, 1)]


def settle(request: Request, code: str, verb: str) -> HttpResponse:
    """答复解释, 采纳入措施, 不采纳, 与本次无关."""
    if verb not in BY_WORDS:
        raise Http404(_("没有找到。"))
    _one, ticked = _several(request, code)
    form: Any = forms.SettleForm(request.POST or None, word=BY_WORDS[verb])
    if form.is_valid() and done(form, commands.settle, request, remarks=ticked, verb=verb, **form.cleaned_data):
        messages.success(request, _("已定去向。"))
        return redirect("opinions:collection", code)
    return _page(request, form, VERBS[verb], code, ticked)


def rectify(request: Request, code: str) -> HttpResponse:
    """列入整改: one item for all that are ticked."""
    one, ticked = _several(request, code)
    initial = {"starts_on": request.today, "problem": ticked[0].topic.label if ticked[0].topic else ""}
    form: Any = forms.RectifyForm(request.POST or None, under=one.unit_path, today=request.today, initial=initial)
    if form.is_valid() and done(form, partial(commands.rectify, remarks=ticked), request, **form.cleaned_data):
        messages.success(request, _("已列入整改台账。"))
        return redirect("opinions:collection", code)
    return _page(request, form, _("列入整改"), code, ticked)


def show(request: Request, code: str) -> HttpResponse:
    """交有关单位看."""
    one, ticked = _several(request, code)
    form: Any = forms.ToForm(request.POST or None, under=one.unit_path, today=request.today)
    if form.is_valid() and done(form, partial(commands.show, remarks=ticked), request, **form.cleaned_data):
        messages.success(request, _("已交%(to)s查看隐去后的内容。") % {"to": form.cleaned_data["to"].name})
        return redirect("opinions:collection", code)
    return _page(request, form, _("交有关单位看"), code, ticked)


def split(request: Request, code: str) -> HttpResponse:
    """分出一类: the ticked ones of one topic."""
    _one, ticked = _several(request, code)
    topic = ticked[0].topic
    form: Any = forms.SplitForm(request.POST or None)
    if topic is None:
        messages.error(request, _("还没有归类的意见，请先归类，或直接设立新类别。"))
        return redirect("opinions:collection", code)
    if form.is_valid() and done(
        form, partial(commands.split_topic, topic=topic), request, remarks=ticked, **form.cleaned_data
    ):
        messages.success(request, _("已分出新类别。"))
        return redirect("opinions:collection", code)
    return _page(request, form, _("分出一类"), code, ticked)


def _page(request: Request, form: Any, word: Any, code: str, ticked: list[Remark]) -> HttpResponse:
    purpose = _("下面是勾选的 %(n)s 条意见。") % {"n": len(ticked)}
    asking = Asking(word, purpose, reverse("opinions:collection", args=[code]), word)
    return form_page(request, form, asking, notes=_notes(request, ticked))
