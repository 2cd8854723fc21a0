"""结果的页面: what waits to be counted, one result, its publication and its papers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.web.office.results import documents, forms, shown, workbook
from lianxin.web.ui import panels, result_sheet
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, room_tabs, see
from lianxin.work.ballots.models import PollBox
from lianxin.work.results import commands, queries
from lianxin.work.results.models import Result
from lianxin.work.results.terms import PUBLISH, VIEW

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = 200
TABS = (
    (gettext_lazy("评议结果"), "results:index"), (gettext_lazy("半年、年终小结"), "results:briefs"),
    (gettext_lazy("典型推荐"), "results:examples"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    return render(request, f"results/{name}.html", {"tabs_shown": room_tabs(TABS, f"results:{name}"), **context})


def fetched(request: Request, code: str, **how: Any) -> Result:
    """The result with its campaign, if the actor may see it."""
    found: Result = fetch(request, Result.objects.select_related("campaign", "box"), see=VIEW, code=code, **how)
    return found


def index(request: Request) -> HttpResponse:
    """评议结果一览, and the closed boxes that wait to be counted."""
    see(request, VIEW)
    return page(
        request, "index", rows=list(queries.results(request.actor).defer("data", "told")[:LISTED]),
        waiting=list(queries.uncounted(request.actor)[:LISTED]),
    )  # fmt: skip


@require_POST
def settle(request: Request, code: str) -> HttpResponse:
    """计票."""
    see(request, VIEW)
    box = fetch(request, PollBox.objects.all(), see=PUBLISH, code=code)
    found = pressed(request, commands.settle, box=box)
    if found is None:
        return redirect("results:index")
    messages.success(request, _("已计票。请另一位同志审定后公布。"))
    return redirect("results:result", code=found.code)


def result(request: Request, code: str) -> HttpResponse:
    """一次评议的结果, as it was kept; one subject closely, all of them side by side."""
    found = fetched(request, code)
    data = queries.seen_by(found, request.actor)
    detail = result_sheet.detail(data, request.GET.get("subject", ""))
    is_run = request.actor.may_at(VIEW, found.unit_path)
    may = request.actor.may(PUBLISH, found)
    context = {
        "result": found, "data": data, "detail": detail, "may_publish": shown.may_publish(request, found),
        "ordinary": shown.ordinary(request, found, detail.subject["code"]) if detail else None,
        "low": shown.onward(found, queries.low(data)) if is_run else [],
        "high": queries.proposable(found) if may and found.is_published else [],
        "panels": panels.shown("result", request, found, "main"), "is_run": is_run,
        "campaign_url": shown.campaign_url(found) if is_run else "",
    }  # fmt: skip
    return render(request, "results/result.html", context)


def publish(request: Request, code: str) -> HttpResponse:
    """审定公布: by a second person."""
    found = fetched(request, code, to=PUBLISH)
    flags = found.data["flags"]
    form: Any = forms.PublishForm(request.POST if request.method == "POST" else None, asks_why=bool(flags))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, commands.publish, request, result=found, **form.cleaned_data)
    ):
        messages.success(request, _("已公布。结果不再更改。"))
        return redirect("results:result", code=code)
    back = reverse("results:result", args=[code])
    asking = Asking(_("审定公布"), _("公布以后不再计算、不再更改。计票和审定由两个人办理。"), back, _("审定并公布"))
    notes = [
        _("%(subject)s · %(group)s · %(wording)s：%(words)s，有效票 %(valid)s 张，%(missing)s 人没有应答。") % one
        for one in flags
    ]
    return form_page(request, form, asking, notes=notes or [_("请先看过结果页，再审定。")])


def notice(request: Request, code: str) -> HttpResponse:
    """评议结果通报, as docx; with `subject` the one of that unit alone."""
    found, data = _published(request, code)
    subject = request.GET.get("subject", "")
    if subject:
        data = queries.only(data, [subject])
    if not data["subjects"] and subject:
        raise Http404(_("没有找到。"))
    return sent(documents.notice(found, data), _("%(title)s结果通报.docx") % {"title": found.title})


def poster(request: Request, code: str) -> HttpResponse:
    """公开栏张贴页, A4."""
    found, data = _published(request, code)
    return render(request, "results/poster.html", {"result": found, "data": data})


def record(request: Request, code: str) -> HttpResponse:
    """群众评议情况专项记录, as docx."""
    found, data = _published(request, code)
    return sent(documents.special_record(found, data), _("%(title)s专项记录.docx") % {"title": found.title})


def export(request: Request, code: str) -> HttpResponse:
    """导出 Excel with the formulas, for 目标考核、评先选优、年度考核; nothing follows from it by itself."""
    found, data = _published(request, code)
    return sent(workbook.made(found, data), _("%(title)s结果.xlsx") % {"title": found.title}, XLSX)


def _published(request: Request, code: str) -> tuple[Result, dict[str, Any]]:
    found = fetched(request, code)
    if not found.is_published:
        raise Http404(_("结果还没有公布。"))
    return found, queries.seen_by(found, request.actor)


def sent(data: bytes, name: str, kind: str = DOCX) -> HttpResponse:
    """A file to keep."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})
