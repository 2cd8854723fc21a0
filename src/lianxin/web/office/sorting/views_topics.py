"""分类表: the tree with its versions, a new version from a table, old against new, tags, extra questions."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.files.tables import Unreadable
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.sorting import asked as asking
from lianxin.web.office.sorting import forms_topics as forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands, topic_files
from lianxin.work.concerns.models import Concern, Tag, Topic, TopicMap, TopicQuestion
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS
from lianxin.work.concerns.terms import VIEW
from lianxin.work.concerns.topic_tree import compare, flat, tree, valid


def topics(request: Request) -> HttpResponse:
    """分类表: everybody who sees concerns reads it; the county's office edits it."""
    asked = asking.read(request)
    retired = Topic.objects.exclude(valid_to=None).order_by("-valid_to", "code")
    context = {
        "asked": asked, "pages": asking.tabs("sorting:topics"), "nodes": flat(tree(valid())),
        "retired": list(retired[:200]), "versions": Topic.objects.values("version").annotate(n=Count("pk")).order_by("version"),
    }  # fmt: skip
    return render(request, "sorting/topics.html", context)


def _may_edit(request: Request) -> None:
    if not request.actor.has(EDIT_TOPICS):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": EDIT_TOPICS.label})


def add_topic(request: Request) -> HttpResponse:
    """增设分类."""
    _may_edit(request)
    form = forms.AddForm(request.POST or None, initial={"parent": request.GET.get("parent", "")})
    if form.is_valid() and done(form, commands.add_topic, request, **form.cleaned_data):
        messages.success(request, _("已增设。"))
        return redirect("sorting:topics")
    return render(request, "sorting/add_topic.html", {"form": form})


def topic(request: Request, code: str) -> HttpResponse:
    """一个分类: rename, retire, extra questions."""
    _may_edit(request)
    return _topic_page(request, _topic_of(code))


def _topic_of(code: str) -> Topic:
    found = Topic.objects.filter(code=code, valid_to=None).select_related("parent").first()
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def _topic_page(request: Request, one: Topic, **bound: Any) -> HttpResponse:
    context = {
        "topic": one, "rename": forms.RenameForm(), "retire": forms.RetireForm(), "ask": forms.QuestionForm(),
        "questions": TopicQuestion.objects.filter(topic=one, valid_to=None), **bound,
    }  # fmt: skip
    return render(request, "sorting/topic.html", context)


@require_POST
def rename_topic(request: Request, code: str) -> HttpResponse:
    """分类改称."""
    _may_edit(request)
    one, form = _topic_of(code), forms.RenameForm(request.POST)
    if form.is_valid() and done(form, commands.rename_topic, request, topic=one, **form.cleaned_data):
        messages.success(request, _("已改称，旧名称的诉求照旧，统计时归到新名称。"))
        return redirect("sorting:topics")
    return _topic_page(request, one, rename=form)


@require_POST
def retire_topic(request: Request, code: str) -> HttpResponse:
    """停用分类."""
    _may_edit(request)
    one, form = _topic_of(code), forms.RetireForm(request.POST)
    if form.is_valid() and done(form, commands.retire_topic, request, topic=one, **form.cleaned_data):
        messages.success(request, _("已停用。"))
        return redirect("sorting:topics")
    return _topic_page(request, one, retire=form)


@require_POST
def keep_question(request: Request, code: str) -> HttpResponse:
    """增设附加问题."""
    _may_edit(request)
    one, form = _topic_of(code), forms.QuestionForm(request.POST)
    if form.is_valid() and done(form, commands.keep_question, request, topic=one, **form.cleaned_data):
        messages.success(request, _("已增设。"))
        return redirect("sorting:topic", code=code)
    return _topic_page(request, one, ask=form)


@require_POST
def retire_question(request: Request, pk: int) -> HttpResponse:
    """停用附加问题."""
    _may_edit(request)
    question = TopicQuestion.objects.filter(pk=pk, valid_to=None).select_related("topic").first()
    if question is None:
        raise Http404(_("没有找到。"))
    commands.retire_question(question=question, by=request.actor, at=request.now)
    messages.success(request, _("已停用。"))
    return redirect("sorting:tags")


def import_topics(request: Request) -> HttpResponse:
    """启用新版: upload a table, look at what is new, gone, renamed, then confirm."""
    _may_edit(request)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "table" in request.POST:
        return _confirm(request, forms.unsealed(request.POST["table"]))
    if form.is_valid():
        try:
            table = topic_files.read_topics(form.cleaned_data["file"].read(), form.cleaned_data["file"].name)
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            return _preview(request, table.paths, table.bad)
    return render(request, "sorting/import_topics.html", {"form": form})


def _renamings(change: Any) -> list[tuple[str, str]]:
    return [
        (node.topic.code, f"{' › '.join(node.names)} → {' › '.join(names)}") for node, names in change.renamed
    ]  # fmt: skip


def _preview(request: Request, paths: Any, bad: Any, form: Any = None) -> HttpResponse:
    change = compare(tree(valid()), paths)
    renamings = _renamings(change)
    form = form or forms.VersionForm(
        initial={"table": forms.sealed(paths), "version": f"{request.today:%Y}", "renamed": [c for c, _w in renamings]},
        renamings=renamings,
    )
    context = {"form": form, "change": change, "bad": bad, "count": len(paths),
               "added": [" › ".join(names) for names in change.added]}  # fmt: skip
    return render(request, "sorting/preview_topics.html", context)


def _confirm(request: Request, paths: Any) -> HttpResponse:
    if not paths:
        messages.error(request, _("表已失效，请重新上传。"))
        return redirect("sorting:import_topics")
    change = compare(tree(valid()), paths)
    form = forms.VersionForm(request.POST, renamings=_renamings(change))
    if form.is_valid():
        ticked = set(form.cleaned_data.get("renamed", ()))
        renamed = {node.topic.code: names for node, names in change.renamed if node.topic.code in ticked}
        version = form.cleaned_data["version"]
        if done(form, commands.import_topics, request, version=version, paths=paths, renamed=renamed):
            messages.success(request, _("已启用新版分类。"))
            return redirect("sorting:topics")
    return _preview(request, paths, (), form)


def mapping(request: Request) -> HttpResponse:
    """新旧对应: what each retired topic is called now; figures of two versions go through it."""
    asked = asking.read(request)
    form = None
    if request.method == "POST":
        _may_edit(request)
        form = forms.MapForm(request.POST)
        if form.is_valid() and done(form, commands.map_topic, request, **form.cleaned_data):
            messages.success(request, _("已记下。"))
            return redirect("sorting:mapping")
    return _mapping_page(request, asked, form)


def _mapping_page(request: Request, asked: Any, form: Any = None, **more: Any) -> HttpResponse:
    unmapped = Topic.objects.filter(~Q(valid_to=None), maps=None).order_by("code")
    context = {
        "asked": asked, "pages": asking.tabs("sorting:mapping"), "form": form or forms.MapForm(), "upload": forms.FileForm(),
        "maps": TopicMap.objects.select_related("old", "new"), "unmapped": list(unmapped[:200]), **more,
    }  # fmt: skip
    return render(request, "sorting/mapping.html", context)


@require_POST
def import_mapping(request: Request) -> HttpResponse:
    """导入分类对应: all lines that can be read; the others are listed with their numbers."""
    _may_edit(request)
    form = forms.FileForm(request.POST, request.FILES)
    bad: Any = ()
    if form.is_valid():
        try:
            table = topic_files.read_mappings(form.cleaned_data["file"].read(), form.cleaned_data["file"].name)
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            bad = table.bad
            if done(form, commands.map_topics, request, pairs=table.pairs):
                messages.success(request, _("已导入 %(count)s 条对应。") % {"count": len(table.pairs)})
    return _mapping_page(request, asking.read(request), upload=form, bad=bad)


@require_POST
def unmap_topic(request: Request, pk: int) -> HttpResponse:
    """取消分类对应."""
    _may_edit(request)
    row = TopicMap.objects.filter(pk=pk).first()
    if row is None:
        raise Http404(_("没有找到。"))
    commands.unmap_topic(row=row, by=request.actor, at=request.now)
    messages.success(request, _("已取消。"))
    return redirect("sorting:mapping")


def tags(request: Request) -> HttpResponse:
    """标签和附加问题: the county's own words, how often each is used, and what is asked besides."""
    asked = asking.read(request)
    form = None
    if request.method == "POST":
        _may_edit(request)
        form = forms.TagForm(request.POST)
        if form.is_valid() and done(form, commands.keep_tag, request, **form.cleaned_data):
            messages.success(request, _("已增设。"))
            return redirect("sorting:tags")
    seen = Concern.objects.reachable(by=request.actor, to=VIEW).standing().values("pk")
    used = Count("uses", filter=Q(uses__concern__in=seen))
    context = {
        "asked": asked, "pages": asking.tabs("sorting:tags"), "form": form or forms.TagForm(),
        "tags": [(one, asked.url("sorting:matters", tag=str(one.pk))) for one in Tag.objects.annotate(used=used)],
        "questions": TopicQuestion.objects.filter(valid_to=None).select_related("topic"),
    }  # fmt: skip
    return render(request, "sorting/tags.html", context)


@require_POST
def retire_tag(request: Request, pk: int) -> HttpResponse:
    """停用标签, or take it up again."""
    _may_edit(request)
    one = Tag.objects.filter(pk=pk).first()
    if one is None:
        raise Http404(_("没有找到。"))
    commands.keep_tag(label=one.label, is_retired=one.valid_to is None, by=request.actor, at=request.now)
    messages.success(request, _("已记下。"))
    return redirect("sorting:tags")
