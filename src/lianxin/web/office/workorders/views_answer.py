"""回单的页面: what goes back is looked at, fixed, and taken out as it came."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.pure.problems import Unfit
from lianxin.pure.workslips.documents import titles_of, write_docx, write_xlsx
from lianxin.web.office.workorders.forms import AnswerForm
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels.terms import GIVE_BACK
from lianxin.work.workorders import commands
from lianxin.work.workorders.models import WorkOrder
from lianxin.work.workorders.sheet import Said, answer_sheet, said_of
from lianxin.work.workorders.terms import Format


def _with_all() -> Any:
    found = WorkOrder.objects.select_related(
        "concern__unit", "concern__handler", "concern__requester", "concern__upper_order", "shape"
    )
    return found.prefetch_related("concern__subjects", "concern__replies", "concern__ratings")


def answer(request: Request, code: str) -> HttpResponse:
    """回单: as it will go back; fixed once."""
    order = fetch(request, _with_all(), see=VIEW, to=GIVE_BACK, concern__code=code)
    last = [concerns.shown(one.text, order.concern, request.actor) for one in order.concern.replies.all()][-1:]
    first = {"findings": order.concern.upper_order.findings or "".join(last),
             "contact": request.actor.post[:60], "contact_phone": request.posting.unit.phone}  # fmt: skip
    form: Any = AnswerForm(request.POST or None, initial=first)
    is_fixing = form.is_valid() and "look" not in request.POST
    if is_fixing and done(form, commands.answer, request, order=order, **form.cleaned_data):
        messages.success(request, _("回单已定稿，可以下载了。"))
        return redirect("workorders:answer", code=code)
    is_fixed = order.answered_at is not None
    said = said_of(order) if is_fixed else Said(**{name: str(form[name].value() or "") for name in first})
    filled = answer_sheet(order, request.actor, said)
    titles, rows = titles_of(filled)
    context = {
        "order": order, "concern": order.concern, "form": form, "is_fixed": is_fixed, "filled": filled, "titles": titles,
        "rows": rows, "lines": "\n".join(filled.lines), "is_sheet": order.format == Format.SHEET,
        "title": concerns.shown(order.concern.title, order.concern, request.actor),
    }  # fmt: skip
    return render(request, "workorders/answer.html", context)


@require_POST
def take_out(request: Request, code: str) -> HttpResponse:
    """下载回单: a sheet as a sheet, all else as a document."""
    order = fetch(request, _with_all(), see=VIEW, to=GIVE_BACK, concern__code=code)
    try:
        commands.take_out(order=order, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
        return redirect("workorders:answer", code=code)
    filled = answer_sheet(order, request.actor, said_of(order))
    name = f"回单{order.concern.upper_order.number}"
    if order.format == Format.SHEET:
        return sending.xlsx(write_xlsx(filled, name="回单"), name)
    return sending.file(write_docx(filled, title=name), sending.DOCX, f"{name}.docx")
