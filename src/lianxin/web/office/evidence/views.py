"""佐证材料的页面: fetch – form – command – redirect; the bytes go out with a fixed type and a name that says nothing."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianxin.web.office.evidence import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.evidence import commands
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.queries import same_before
from lianxin.work.evidence.terms import ADD, CHECK, VIEW

form_page = require_http_methods(["GET", "HEAD", "POST"])
RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})", re.ASCII)
ENDINGS = {
    "image/jpeg": "jpg", "audio/wav": "wav", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg",
    "audio/webm": "webm",
}  # fmt: skip


@form_page
def add_photos(request: Request, code: str) -> HttpResponse:
    """附照片: one or several; those that can be read are kept, of the others it is said why not."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester"), see=VIEW_CONCERN, to=ADD, code=code)
    form: Any = forms.PhotosForm(*_sent(request))
    if form.is_valid():
        caption, files = form.cleaned_data["caption"], form.cleaned_data["file"]
        kept = []
        for one in files:
            kept.append(done(form, commands.add_photo, request, concern=concern, data=one.read(), caption=caption))
            _say_same(request, form.result)
        if any(kept):
            words = ngettext("已附上 %(count)s 张照片。", "已附上 %(count)s 张照片。", sum(kept))
            messages.success(request, words % {"count": sum(kept)})
        if all(kept):
            return redirect("concerns:detail", code=code)
    return _page(request, "add_photos", concern, form=form)


def _say_same(request: Request, added: Evidence | None) -> None:
    """同一张照片: said once, to whoever added it."""
    for other in same_before(added, request.actor)[:1] if added else ():
        words = _("刚附上的照片，与%(on)s附在另一件诉求（%(code)s）上的像是同一张。如果选错了，可以撤回重选。")
        on = localdate(other.at).isoformat()
        messages.warning(request, words % {"on": on, "code": other.concern.code})


@form_page
def add_audio(request: Request, code: str) -> HttpResponse:
    """附录音, with its words."""
    concern = fetch(request, Concern.objects.select_related("unit", "requester"), see=VIEW_CONCERN, to=ADD, code=code)
    form = forms.AudioForm(*_sent(request))
    if form.is_valid():
        caption, sound = form.cleaned_data["caption"], form.cleaned_data["file"]
        if done(form, commands.add_audio, request, concern=concern, data=sound.read(), caption=caption):
            messages.success(request, _("已附上录音。"))
            return redirect("concerns:detail", code=code)
    return _page(request, "add_audio", concern, form=form)


@require_safe
def item(request: Request, pk: int) -> HttpResponse:
    """一份材料: the photograph or the sound, what it shows, what may be done with it."""
    return _item_page(request, "item", _found(request, pk))


@require_safe
def file(request: Request, pk: int) -> HttpResponse:
    """The bytes."""
    return _bytes(request, pk, "data")


@require_safe
def small(request: Request, pk: int) -> HttpResponse:
    """小图."""
    return _bytes(request, pk, "small")


@form_page
def blacken(request: Request, pk: int) -> HttpResponse:
    """涂黑: drawn on the picture, or four numbers in percent."""
    evidence = _found(request, pk, to=ADD)
    commands.must_change(evidence, request.actor)
    form = forms.BlackenForm(request.POST if request.method == "POST" else None)
    boxes = form.cleaned_data["boxes"] if form.is_valid() else []
    if form.is_valid() and done(form, commands.blacken, request, evidence=evidence, boxes=boxes):
        messages.success(request, _("已涂黑，原来的内容不能恢复。"))
        return redirect("evidence:item", pk=pk)
    return _item_page(request, "blacken", evidence, form=form)


@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """核看."""
    evidence = _found(request, pk, to=CHECK)
    commands.check(evidence=evidence, by=request.actor, at=request.now)
    messages.success(request, _("承办单位现在可以看这一份。"))
    return redirect("evidence:item", pk=pk)


@form_page
def withdraw(request: Request, pk: int) -> HttpResponse:
    """撤回."""
    evidence = _found(request, pk, to=ADD)
    commands.must_change(evidence, request.actor)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.withdraw, request, evidence=evidence, **form.cleaned_data):
        messages.success(request, _("已撤回，内容已清空。"))
        return redirect("concerns:detail", code=evidence.concern.code)
    return _item_page(request, "withdraw", evidence, form=form)


def _sent(request: Request) -> tuple[Any, Any]:
    """What was sent, be it nothing at all; None when the page was only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _found(request: Request, pk: int, to: Any = None) -> Evidence:
    """The material, not yet withdrawn, with its concern: of a confidential one each page leaves its line (T7)."""
    found = Evidence.objects.kept().light().select_related("concern", "concern__requester")
    evidence: Evidence = fetch(request, found, see=VIEW, to=to, pk=pk)
    return evidence


def _bytes(request: Request, pk: int, which: str) -> HttpResponse:
    evidence = _found(request, pk)
    data = bytes(getattr(evidence, which))
    if not data:
        raise Http404(_("没有找到。"))
    response = _part(data, request.headers.get("Range", ""), evidence.media_type)
    response["Content-Disposition"] = f'inline; filename="{evidence.pk}.{ENDINGS[evidence.media_type]}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _part(data: bytes, asked: str, media_type: str) -> HttpResponse:
    """The bytes, or those asked for: some telephones play no sound that cannot be had in parts (RFC 9110 §14)."""
    found = RANGE.fullmatch(asked)
    first = int(found[1]) if found else 0
    last = min(int(found[2]) if found and found[2] else len(data), len(data) - 1)
    if found is None or first > last:
        response = HttpResponse(data, content_type=media_type)
    else:
        response = HttpResponse(data[first : last + 1], content_type=media_type, status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    response["Accept-Ranges"] = "bytes"
    return response


def _item_page(request: Request, name: str, evidence: Evidence, **context: Any) -> HttpResponse:
    may_check = evidence.concern.is_confidential and not evidence.is_checked and request.actor.may(CHECK, evidence)
    more = {"item": evidence, "may_check": may_check, "may_change": commands.may_change(evidence, request.actor)}
    same = same_before(evidence, request.actor)
    return _page(request, name, evidence.concern, same=same, **more, **context)


def _page(request: Request, name: str, concern: Concern, **context: Any) -> HttpResponse:
    title = shown(concern.title, concern, request.actor)
    return render(request, f"evidence/{name}.html", {"concern": concern, "concern_title": title, **context})
