"""上下级转办的页面: letters from above and their return; what goes up, its receipt and what came back."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import blocks, write_docx
from lianxin.web.office.concerns import slips
from lianxin.web.office.levels import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels import commands
from lianxin.work.levels.models import UpperOrder
from lianxin.work.levels.papers import answer_paper
from lianxin.work.levels.terms import ENTER, GIVE_BACK

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def must_see(request: Request) -> None:
    """Raise NotAllowed for a post that sees no concern anywhere."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def with_concern() -> Any:
    """上级来件 with what its page shows."""
    return UpperOrder.objects.select_related(
        "concern__unit", "concern__handler", "concern__requester"
    ).prefetch_related("concern__subjects", "concern__replies")


def index(request: Request) -> HttpResponse:
    """上级来件."""
    must_see(request)
    calendar = clocks.calendar()
    tabs, rows, chosen = shown.orders(request.actor, request.GET.get("tab", ""), request.today, calendar)
    context = {"tabs": tabs, "rows": rows, "chosen": chosen, "may_enter": request.actor.has(ENTER), "most": shown.MOST}
    return render(request, "levels/index.html", context)


def enter(request: Request) -> HttpResponse:
    """登记上级来件."""
    request.actor.must_at(ENTER, request.actor.own_path)
    initial = {"entry_key": uuid4().hex, "route": "assigned", "wanted": "report"}
    form: Any = forms.EnterForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.enter, request, **form.as_command()):
        receipt = form.result
        messages.success(request, _("已登记上级来件。"))
        answer = redirect("concerns:detail", code=receipt.concern.code)
        return slips.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer
    return render(request, "levels/enter.html", {"form": form})


def order(request: Request, code: str) -> HttpResponse:
    """一份上级来件: what was demanded, and what went back."""
    found = fetch(request, with_concern(), see=VIEW, concern__code=code)
    return render(request, "levels/order.html", _order_page(request, found))


def _order_page(request: Request, found: UpperOrder) -> dict[str, Any]:
    concern, actor = found.concern, request.actor
    return {
        "order": found, "concern": concern, "title": concerns.shown(concern.title, concern, actor),
        "left": shown.order_left(found, request.today, clocks.calendar()),
        "may_give_back": actor.may(GIVE_BACK, found) and found.returned_on is None and found.wanted != "nothing",
        "lines": blocks(_paper(request, found)),
    }  # fmt: skip


def _paper(request: Request, found: UpperOrder) -> Any:
    text = concerns.shown(found.concern.text, found.concern, request.actor)
    return answer_paper(found, request.posting.unit, request.today, text)


def give_back(request: Request, code: str) -> HttpResponse:
    """向上级报送."""
    found = fetch(request, with_concern(), see=VIEW, to=GIVE_BACK, concern__code=code)
    form = forms.GiveBackForm(request.POST or None)
    if form.is_valid() and done(form, commands.give_back, request, order=found, **form.cleaned_data):
        messages.success(request, _("已记下报送，可以下载办结报告或回复函。"))
        return redirect("levels:order", code=code)
    return render(request, "levels/give_back.html", {**_order_page(request, found), "form": form})


def print_answer(request: Request, code: str) -> HttpResponse:
    """打印办结报告或回复函."""
    found = fetch(request, with_concern(), see=VIEW, concern__code=code)
    return render(request, "levels/print_answer.html", _order_page(request, found))


def letter(request: Request, code: str) -> HttpResponse:
    """下载办结报告或回复函."""
    found = fetch(request, with_concern(), see=VIEW, to=GIVE_BACK, concern__code=code)
    name = f"{found.get_wanted_display()}{found.concern.code}.docx"
    disposition = content_disposition_header(True, name) or "attachment"
    data = write_docx(_paper(request, found))
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})
