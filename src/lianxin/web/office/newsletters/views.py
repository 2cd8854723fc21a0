"""群工动态的页面: the archive, one issue with what may be picked, editing, signing, paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.newsletters import forms
from lianxin.web.ui import keyed, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.dispatches import queries as dispatches
from lianxin.work.dispatches.terms import DispatchKind
from lianxin.work.newsletters import commands, papers, queries
from lianxin.work.newsletters.models import Newsletter, NewsletterItem
from lianxin.work.newsletters.terms import EDIT, FLOW, ISSUE, VIEW, NewsletterStatus

TONES = {
    NewsletterStatus.DRAFT: "todo", NewsletterStatus.SUBMITTED: "doing", NewsletterStatus.ISSUED: "done",
    NewsletterStatus.DROPPED: "quiet",
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """各期群工动态, the newest first; how many were issued stands in the dispatch register."""
    see(request, VIEW)
    status = request.GET.get("status", "")
    status = status if status in NewsletterStatus.values else ""
    found = queries.newsletters(request.actor, status=status)
    wanted = dispatches.Wanted(year=request.today.year, kind=DispatchKind.NEWSLETTER)
    context = {
        "page": keyed.page_of(found, request, "begun_on"), "status": status, "states": NewsletterStatus.choices,
        "issued": dispatches.dispatches(request.actor, wanted).filter(voided_on=None).count(), "year": request.today.year,
        "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
    }  # fmt: skip
    return render(request, "newsletters/index.html", context)


def begin(request: Request) -> HttpResponse:
    """编一期."""
    unit = own_unit(request, EDIT)
    form: Any = forms.TitleForm(request.POST or None)
    if form.is_valid() and done(form, commands.begin, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已开始。从典型库和公开台账里选。"))
        return redirect("newsletters:newsletter", code=form.result.code)
    purpose = _("选典型、选群众心声、写工作建议，送签以后由别人签发编号。")
    return form_page(request, form, Asking(_("编一期群工动态"), purpose, reverse("newsletters:index"), _("开始编")))


def _fetched(request: Request, code: str, **how: Any) -> Newsletter:
    found = Newsletter.objects.select_related("unit", "dispatch")
    kept: Newsletter = fetch(request, found, see=VIEW, code=code, **how)
    return kept


def newsletter(request: Request, code: str) -> HttpResponse:
    """一期: its items as they may be read today; while it is a draft, what may be picked."""
    found, actor = _fetched(request, code), request.actor
    lines = queries.lines(found, request.today)
    is_draft = FLOW.can("edit", found.status) and actor.may(EDIT, found)
    context = {
        "newsletter": found, "tone": TONES[NewsletterStatus(found.status)], "sections": queries.by_section(lines),
        "is_draft": is_draft, "may_submit": is_draft and bool(lines),
        "may_issue": found.status == NewsletterStatus.SUBMITTED and actor.may(ISSUE, found) and found.edited_by != actor.ref,
        "may_publish": found.status == NewsletterStatus.ISSUED and actor.may(ISSUE, found),
        "can_be_public": queries.may_go_public(lines),
        "examples": queries.examples_to_pick(actor, found) if is_draft else [],
        "voices": queries.voices_to_pick(actor, found, request.today) if is_draft else [],
    }  # fmt: skip
    return render(request, "newsletters/newsletter.html", context)


@require_POST
def pick(request: Request, code: str, kind: str, one: str) -> HttpResponse:
    """选入一个典型 or 一条群众心声, from those that are offered."""
    found = _fetched(request, code, to=EDIT)
    if kind == "example":
        offered: Any = queries.examples_to_pick(request.actor, found)
        command: Any = commands.pick_example
    else:
        offered = queries.voices_to_pick(request.actor, found, request.today)
        command = commands.pick_voice
    chosen = next((row for row in offered if row.code == one), None)
    if chosen is None:
        raise Http404(_("没有找到。"))
    pressed(request, command, newsletter=found, **{"example" if kind == "example" else "publication": chosen})
    return redirect("newsletters:newsletter", code=code)


def add(request: Request, code: str) -> HttpResponse:
    """写一条."""
    found, here = _fetched(request, code, to=EDIT), reverse("newsletters:newsletter", args=[code])
    form: Any = forms.ItemForm(request.POST or None)
    if form.is_valid() and done(form, commands.add_item, request, newsletter=found, **form.cleaned_data):
        return redirect(here)
    return form_page(request, form, Asking(_("写一条"), found.title, here, _("加进这一期")))


def _item(found: Newsletter, pk: int) -> NewsletterItem:
    item = found.items.filter(pk=pk).select_related("newsletter").first()
    if item is None:
        raise Http404(_("没有找到。"))
    return item


def edit(request: Request, code: str, pk: int) -> HttpResponse:
    """改一条."""
    found, here = _fetched(request, code, to=EDIT), reverse("newsletters:newsletter", args=[code])
    item = _item(found, pk)
    kind = forms.EditForm if item.example_id or item.publication_id else forms.OwnEditForm
    held = {name: getattr(item, name) for name in ("title", "text", "may_be_public")}
    form: Any = kind(request.POST or None, initial=held)
    if form.is_valid() and done(form, commands.edit_item, request, item=item, **form.cleaned_data):
        return redirect(here)
    return form_page(request, form, Asking(_("改稿"), found.title, here, _("改好了")))


@require_POST
def order(request: Request, code: str, pk: int, verb: str) -> HttpResponse:
    """上移、下移、去掉."""
    found = _fetched(request, code, to=EDIT)
    item = _item(found, pk)
    if verb in ("up", "down"):
        pressed(request, commands.move_item, item=item, up=verb == "up")
    elif verb == "remove":
        pressed(request, commands.remove_item, item=item)
    else:
        raise Http404(_("没有找到。"))
    return redirect("newsletters:newsletter", code=code)


DEEDS: dict[str, tuple[Any, Any, Any, Any]] = {
    "submit": (forms.forms.Form, commands.submit, EDIT, lambda: _("送签")),
    "drop": (forms.ReasonForm, commands.drop, EDIT, lambda: _("不出了")),
    "send_back": (forms.ReasonForm, commands.send_back, ISSUE, lambda: _("退回编辑")),
    "issue": (forms.IssueForm, commands.issue, ISSUE, lambda: _("签发")),
    "put_online": (forms.forms.Form, commands.put_online, ISSUE, lambda: _("上网公开")),
    "take_offline": (forms.ReasonForm, commands.take_offline, ISSUE, lambda: _("从网上撤下")),
}  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """送签, 退回, 签发, 上网, 撤下, 不出了."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    kind, command, needs, word = DEEDS[verb]
    found, here = _fetched(request, code, to=needs), reverse("newsletters:newsletter", args=[code])
    form: Any = kind(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, command, request, newsletter=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word(), found.title, here))


def docx(request: Request, code: str) -> HttpResponse:
    """群工动态 as docx."""
    found = _fetched(request, code)
    lines = queries.lines(found, request.today)
    name = found.dispatch.number if found.dispatch else found.title
    return sending.docx(papers.paper(found, lines), name)
