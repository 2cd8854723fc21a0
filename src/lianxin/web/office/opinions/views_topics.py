"""意见类别的页面: set up, renamed, merged; the counts stand beside."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.opinions import forms
from lianxin.web.office.opinions.views import collection_of
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.opinions import commands, queries
from lianxin.work.opinions.models import RemarkTopic
from lianxin.work.opinions.terms import SORT


def topics(request: Request, code: str) -> HttpResponse:
    """意见类别 of a collection, with how many stand in each; a new one."""
    one = collection_of(request, code, to=SORT)
    form: Any = forms.TopicForm(request.POST or None)
    if form.is_valid() and done(form, partial(commands.add_topic, collection=one), request, **form.cleaned_data):
        messages.success(request, _("已设立。"))
        return redirect("opinions:topics", code)
    lines = queries.topic_lines(one, request.actor)
    return render(request, "opinions/topics.html", {"collection": one, "lines": lines, "form": form})


def topic(request: Request, code: str) -> HttpResponse:
    """一类意见: renamed, or merged into another."""
    found = RemarkTopic.objects.filter(code=code).select_related("collection").first()
    one = collection_of(request, found.collection.code if found else "", to=SORT)
    assert found is not None  # without one the collection would not have been found
    does_merge = request.POST.get("do") == "merge"
    initial = {"label": found.label, "keywords": found.keywords}
    naming: Any = forms.TopicForm(request.POST if request.POST and not does_merge else None, initial=initial)
    merging: Any = forms.MergeForm(request.POST if does_merge else None, topic=found)
    form, command = (merging, commands.merge_topics) if does_merge else (naming, commands.rename_topic)
    if form.is_valid() and done(form, partial(command, topic=found), request, **form.cleaned_data):
        messages.success(request, _("已合并。") if does_merge else _("已改名。"))
        return redirect(reverse("opinions:topics", args=[one.code]))
    context = {"collection": one, "topic": found, "naming": naming, "merging": merging}
    return render(request, "opinions/topic.html", context)
