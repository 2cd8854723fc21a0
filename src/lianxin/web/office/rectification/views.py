"""整改台账的页面: fetch – form – command – redirect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.pure.paper import write_docx
from lianxin.web.office.rectification import browsing, forms, ledger, shown
from lianxin.web.ui import counted, panels
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.web.ui.workbook import XLSX
from lianxin.work.rectification import commands, queries
from lianxin.work.rectification.models import Talk
from lianxin.work.rectification.origins import Origin, origin
from lianxin.work.rectification.terms import FLOW, ISSUE, PERMISSION_OF, TALK, VERBS, VIEW, Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED, FILED = 300, 2000
DEEDS: dict[str, tuple[type[forms.TodayForm], Callable[..., Any], Any]] = {
    "note_progress": (forms.ProgressForm, commands.note_progress, gettext_lazy("记一记做到哪一步，给监督责任人看。")),
    "report": (forms.ReportForm, commands.report, gettext_lazy("做完了报给监督责任人核查。")),
    "sign_off": (forms.CheckForm, commands.sign_off, gettext_lazy("监督责任人核查过、确已改好的销号，以示负责。")),
    "send_back": (forms.SendBackForm, commands.send_back, gettext_lazy("没改好的退回再改一轮。")),
    "extend": (forms.ExtendForm, commands.extend, gettext_lazy("完成时间只能延长一次，原来的时间保留。")),
    "tell": (forms.TellForm, commands.tell, gettext_lazy("把整改结果告诉提意见的人。")),
    "hear": (
        forms.HearForm,
        commands.hear,
        gettext_lazy("当面或电话里听到的评价。不满意的再改一轮；代记的不计入满意率。"),
    ),
    "begin_again": (forms.AgainForm, commands.begin_again, gettext_lazy("建议者不满意，换个办法再改，直到满意为止。")),
    "withdraw": (forms.ReasonForm, commands.withdraw, gettext_lazy("下达错了的撤销。记录和理由都保留。")),
}


def index(request: Request) -> HttpResponse:
    """整改台账."""
    see(request, VIEW)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    rows = [shown.row(one, request.today) for one in browsed.found[:LISTED]]
    context = {"browsed": browsed, "rows": rows, "figures": counted.figures(request, shown.CODES), "sources": Source.choices,
               "may_issue": request.actor.has(ISSUE), "may_talk": request.actor.has(TALK), "most": LISTED}  # fmt: skip
    return render(request, "rectification/index.html", context)


def print_ledger(request: Request) -> HttpResponse:
    """打印整改台账 of the list in the address."""
    see(request, VIEW)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    context = {"browsed": browsed, "columns": [word for word, _width in ledger.COLUMNS], "unit": request.posting.unit,
               "lines": ledger.lines(browsed.found[:FILED], request.today)}  # fmt: skip
    return render(request, "rectification/print.html", context)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})


def xlsx(request: Request) -> HttpResponse:
    """导出 Excel of the list in the address."""
    see(request, VIEW)
    browsed, unit = browsing.browse(request.GET, by=request.actor, today=request.today), request.posting.unit
    foot = _("%(name)s（%(post)s）导出于 %(on)s，只限工作使用。") % {
        "name": request.actor.name, "post": request.actor.post, "on": request.today,
    }  # fmt: skip
    data = ledger.file(list(browsed.found[:FILED]), unit, request.today, foot)
    return _file(data, XLSX, f"{unit.name}整改台账{request.today:%Y%m%d}.xlsx")


def docx(request: Request) -> HttpResponse:
    """下载整改台账 as a paper."""
    see(request, VIEW)
    browsed, unit = browsing.browse(request.GET, by=request.actor, today=request.today), request.posting.unit
    paper = ledger.paper(list(browsed.found[:FILED]), unit, request.today)
    return _file(write_docx(paper), DOCX, f"{unit.name}整改台账{request.today:%Y%m%d}.docx")


def _asked(request: Request) -> tuple[str, Origin | None]:
    """来源 in the address: its kind, and what the room above says of it."""
    kind, ref = request.GET.get("source", ""), request.GET.get("ref", "").replace("\0", "")[:60]
    if kind not in Source.values or not ref:
        return "", None
    if kind == Source.TALK:
        talk = Talk.objects.between(request.actor).filter(code=ref.removeprefix("talk:")).select_related("plan").first()
        return kind, Origin(talk.ref, talk.plan.title) if talk else None
    return kind, origin(kind, ref, request.actor)


def issue(request: Request) -> HttpResponse:
    """下达整改."""
    request.actor.must_at(ISSUE, request.actor.own_path)
    kind, found = _asked(request)
    initial: dict[str, Any] = {"starts_on": request.today, "supervisor": request.actor.name}
    if found is not None:
        initial |= {"source": kind, "source_label": found.label, "problem": found.problem, "owner": found.about}
    form: Any = forms.IssueForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    given = {"source_ref": found.ref if found else "", "about": found.about if found else None}
    if form.is_valid() and done(form, commands.issue, request, **given, **form.cleaned_data):
        messages.success(request, _("已下达整改。"))
        return redirect("rectification:item", code=form.result.code)
    return render(request, "rectification/issue.html", {"form": form, "origin": found})


def item(request: Request, code: str) -> HttpResponse:
    """一项整改: what, who, until when, its rounds, what comes next."""
    found = fetch(request, queries.ledger(), see=VIEW, code=code)
    entries = list(book.story(found.ref))
    private = book.private_of(entries)
    told = [(one.at, book.sentence(one, private.get(one.n, {})), one.by_name) for one in entries]
    context = {"row": shown.row(found, request.today), "item": found, "rounds": shown.rounds(found), "told": told,
               "deeds": shown.deeds(found, request.actor),
               "beside": panels.shown("rectification", request, found, "aside")}  # fmt: skip
    return render(request, "rectification/item.html", context)


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """记进展, 报完成, 销号, 退回, 延长, 反馈, 记评价, 再改, 撤销."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, queries.ledger(), see=VIEW, to=PERMISSION_OF[verb], code=code)
    FLOW.after(verb, found.status)
    form_class, command, purpose = DEEDS[verb]
    form = form_class(request.POST or None, today=request.today)
    if form.is_valid() and done(form, command, request, item=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("rectification:item", code=code)
    asking = Asking(VERBS[verb], purpose, reverse("rectification:item", args=[code]))
    return form_page(request, form, asking, notes=[found.problem, _("整改措施：%(text)s") % {"text": found.measure}])
