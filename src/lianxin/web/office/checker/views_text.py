"""一批里的一份: its text with the findings in place; whose it is can be corrected, a finding waived with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.reports.checks import commands, queries
from lianxin.reports.checks.marked import marked_or_listed
from lianxin.reports.checks.models import BatchText
from lianxin.web.office.checker.forms_batch import PlaceForm
from lianxin.web.office.checker.shown import result_of
from lianxin.web.office.checker.typed import Typed, is_reason, why_of
from lianxin.web.office.checker.views_batch import REASONS, found_text
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed


def text(request: Request, code: str, number: int) -> HttpResponse:
    """一份的核对结果."""
    found, is_done = found_text(request, code, number), False
    do = request.POST.get("do", "")
    verb, _colon, key = do.partition(":")
    form: Any = PlaceForm(request.POST if verb == "place" else None, request=request, text=found)
    if verb == "place" and form.is_valid() and done(form, commands.set_unit, request, text=found, **form.cleaned_data):
        messages.success(request, _("已按改定的单位和统计期重新对照。"))
        return redirect("checker:text", code=code, number=number)
    if verb == "ignore" and is_reason(request.POST, key):
        reason, words = why_of(request.POST, key)
        made = pressed(request, commands.waive, text=found, key=key[:12], reason=reason, words=words)
        found, is_done = made or found, True
    elif verb == "heed":
        found = pressed(request, commands.heed, text=found, key=key[:12]) or found
    return _page(request, found, form, Typed.of(request.POST).after(do, "", "", is_done=is_done))


def _page(request: Request, found: BatchText, form: Any, typed: Typed) -> HttpResponse:
    ignored = queries.words_of(found.waived, REASONS)
    around = found.batch.texts.order_by("number").values_list("number", flat=True)
    return render(request, "checker/text.html", {
        "text": found, "batch": found.batch, "form": form, "reasons": REASONS.items(), "may_edit": True,
        "may_mend": False, "post_to": reverse("checker:text", args=[found.batch.code, found.number]),
        "result": result_of(found.text, queries.remarks_of(found), ignored=ignored, typed=typed) if found.is_checked else None,
        "alike": queries.alike(found), "next": around.filter(number__gt=found.number).first(),
        "before": around.filter(number__lt=found.number).last(),
    })  # fmt: skip


@require_safe
def marked(request: Request, code: str, number: int) -> HttpResponse:
    """下载带批注的副本: the docx itself, of anything else a list of the findings. What is waived is left out."""
    found = found_text(request, code, number)
    if not found.is_checked:
        raise Http404(_("没有找到。"))
    name = found.name.rsplit("/", 1)[-1]
    data, called = marked_or_listed(bytes(found.data), name, found.text, queries.standing(found))
    return sending.file(data, sending.DOCX, called)
