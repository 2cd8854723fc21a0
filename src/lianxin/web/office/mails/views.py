"""邮件来信的页面: what came by mail waits → one looks → it becomes a concern, an order, or nothing, with a reason."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.files.mails import read_letter
from lianxin.pure.problems import Unfit
from lianxin.web.office.concerns import slips as receipts
from lianxin.web.office.mails import jobs, shown
from lianxin.web.office.mails.forms import BringForm, DismissForm, MailForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.evidence import commands as evidence
from lianxin.work.levels.terms import ENTER
from lianxin.work.mails import commands, queries
from lianxin.work.mails.models import BoxLook, Mail
from lianxin.work.mails.terms import Via
from lianxin.work.workorders import reading


def index(request: Request) -> HttpResponse:
    """邮件来信: what waits, a message brought by hand, what was put away lately."""
    request.actor.must_at(ENTER, request.actor.own_path)
    form: Any = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        if done(
            form,
            commands.take_in,
            request,
            letters=[(data, read_letter(data))],
            unit=request.posting.unit,
            via=Via.FILE,
        ):
            if form.result:
                return redirect("mails:mail", token=form.result[0].token)
            form.add_error("file", _("这封信以前收过，没有重复收。"))
    looked = BoxLook.objects.first() if settings.IMAP else None
    context = {
        "form": form, "rows": shown.rows(queries.waiting(request.actor)), "most": queries.MOST,
        "away": shown.rows(queries.put_away(request.actor, request.now)),
        "is_on": bool(settings.IMAP), "looked": looked, "problem": shown.problem_of(looked.problem) if looked else "",
    }  # fmt: skip
    return render(request, "mails/index.html", context)


@require_POST
def look(request: Request) -> HttpResponse:
    """现在收信: the mailbox is looked into in the background."""
    request.actor.must_at(ENTER, request.actor.own_path)
    if settings.IMAP:
        jobs.poll.enqueue()
        messages.success(request, _("正在收信，过一会儿刷新这一页。"))
    return redirect("mails:index")


def mail(request: Request, token: str) -> HttpResponse:
    """一封信: its words beside the form of a registration."""
    found = fetch(request, queries.tray(request.actor), see=ENTER, token=token)
    if found.concern is not None or not found.letter:
        return _gone(request, found)
    photos = shown.photos(found)
    first = shown.initial(found)
    form: Any = MailForm(request.POST or None, by=request.actor, today=request.today, photos=photos, initial=first)
    if form.is_valid():
        chosen = [queries.part(found, int(n))[1] for n in form.cleaned_data.get("photos", ())]
        if done(form, commands.enter, request, mail=found, **form.as_command()):
            _attach(request, form.result.concern, chosen)
            return _entered(request, form.result)
    context = {
        "form": form, "mail": found, "dismiss": DismissForm(), "parts": shown.parts(found), "text": _opened(request, found),
        "sent": datetime.fromisoformat(found.letter["sent"]) if found.letter["sent"] else None,
        "earlier": shown.earlier(found, request.actor),
    }  # fmt: skip
    return render(request, "mails/mail.html", context)


def _gone(request: Request, found: Mail) -> HttpResponse:
    """What became of it, where its words are no more."""
    if found.concern is not None:
        return redirect("concerns:detail", code=found.concern.code)
    messages.warning(request, _("这封信的内容已经删除，请到邮箱里找原件。"))
    return redirect("mails:index")


def _opened(request: Request, found: Mail) -> dict[str, str] | None:
    """The words of a file in it, asked for by ?part=n; read in a child process, and never given out as a file."""
    asked = request.GET.get("part", "")
    return shown.words_of(found, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 4 else None


def _attach(request: Request, concern: Any, photos: list[bytes]) -> None:
    """Each picture is cleaned as any other; one that is none is told, and the concern stands."""
    for n, data in enumerate(photos, 1):
        try:
            evidence.add_photo(concern=concern, data=data, by=request.actor, at=request.now, caption=_("随信附来"))
        except Unfit as problem:
            messages.warning(request, _("第 %(n)s 张照片没有附上：%(why)s") % {"n": n, "why": problem})


def _entered(request: Request, receipt: Any) -> HttpResponse:
    messages.success(request, _("已登记。发件人的地址记在诉求上，只有能看诉求人的人看得到。"))
    answer = redirect("concerns:receipt", code=receipt.concern.code)
    return receipts.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer


@require_POST
def orders(request: Request, token: str) -> HttpResponse:
    """作为工单: the letter's own words, or a file in it, go through the reader of orders."""
    found = fetch(request, queries.tray(request.actor), see=ENTER, token=token)
    asked = request.POST.get("part", "")
    try:
        data, name = shown.order_of(found, asked)
        read, form = reading.read(data, name, request.today, as_text=not asked)
        slips = commands.send_on(
            mail=found, found=read, form=form, file_name=name or _("邮件正文"), posting=request.posting, by=request.actor,
            at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        messages.error(request, str(problem))
        return redirect("mails:mail", token=token)
    if len(slips) == 1:
        return redirect("workorders:slip", token=slips[0].token)
    return redirect("workorders:arrival", arrival=slips[0].arrival)


@require_POST
def dismiss(request: Request, token: str) -> HttpResponse:
    """不登记, with the reason."""
    found = fetch(request, queries.tray(request.actor), see=ENTER, token=token)
    form = DismissForm(request.POST)
    if form.is_valid() and done(form, commands.dismiss, request, mail=found, **form.cleaned_data):
        messages.success(request, _("已放到一边，七天内可以重新拿起。"))
        return redirect("mails:index")
    for sentences in form.errors.values():
        messages.error(request, str(sentences[0]))
    return redirect("mails:mail", token=token)


@require_POST
def take_up(request: Request, token: str) -> HttpResponse:
    """重新拿起."""
    found = fetch(request, queries.tray(request.actor), see=ENTER, token=token)
    try:
        commands.take_up(mail=found, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
        return redirect("mails:index")
    return redirect("mails:mail", token=token)
