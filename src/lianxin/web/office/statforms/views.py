"""统计单的页面: which there are, the form itself with numbers that open, its words, the signature, the files."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.pure import statform
from lianxin.pure.paper import write_docx
from lianxin.web.office.statforms import forms, shown, workbook
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, room_tabs, see
from lianxin.work.appraisals.models import Campaign
from lianxin.work.statforms import commands, papers, queries
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.terms import FILL, SEE_CAMPAIGN, VIEW

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 200


def tabs(here: str) -> list[Any]:
    """The two pages of the room."""
    return room_tabs([(_("各单位统计单"), "statforms:index"), (_("逐级汇总"), "statforms:sum")], here)


def index(request: Request) -> HttpResponse:
    """统计单: those of my units, and appraisals that have none yet."""
    see(request, VIEW)
    context = {
        "rows": queries.forms(request.actor)[:LISTED], "waiting": queries.without_form(request.actor)[:LISTED],
        "may_fill": request.actor.has(FILL), "tabs_shown": tabs("statforms:index"),
    }  # fmt: skip
    return render(request, "statforms/index.html", context)


def open_form(request: Request, code: str) -> HttpResponse:
    """填报统计单 for an appraisal."""
    found = Campaign.objects.select_related("unit")
    campaign = fetch(request, found, see=SEE_CAMPAIGN, to=FILL, code=code)
    form: Any = forms.OpenForm(request.POST or None, initial={"wording": "party"})
    if form.is_valid() and done(form, commands.open_form, request, campaign=campaign, **form.cleaned_data):
        return redirect("statforms:form", form.result.code)
    asking = Asking(
        _("填报统计单"), _("六行的数从评议的记录里数出来，不用另填。"), reverse("statforms:index"), _("开始填报")
    )
    return form_page(request, form, asking)


def _form(request: Request, code: str, *, to: Any = None) -> StatForm:
    found = StatForm.objects.select_related("unit", "campaign__box", "campaign__unit")
    form: StatForm = fetch(request, found, see=VIEW, to=to, code=code)
    return form


def _versions(form: StatForm) -> list[SignedForm]:
    return list(SignedForm.objects.filter(form=form).order_by("-version"))


def form(request: Request, code: str) -> HttpResponse:
    """统计单: as signed, or as the records stand; every number opens, what is missing is named with its link."""
    found = _form(request, code)
    filled, versions = queries.filled(found), _versions(found)
    typed = request.GET.get("version", "")
    signed = next((one for one in versions if str(one.version) == typed), versions[0] if versions else None)
    values, words = (signed.frozen, signed.wording) if signed else (filled.values, found.words)
    context = {
        "form": found, "signed": signed, "versions": versions, "title": statform.title(words), "notes": filled.notes,
        "head": papers.head(found.unit.name, signed.signed_on if signed else None),
        "lines": shown.lines(found, values, words, filled), "gaps": shown.gaps(found, filled.missing),
        "faults": statform.contradictions(filled.values, found.words),
        "changes": shown.changes(signed, filled.values) if signed else [], "may_fill": request.actor.may(FILL, found),
    }  # fmt: skip
    return render(request, "statforms/form.html", context)


def words(request: Request, code: str) -> HttpResponse:
    """称谓、口径和总数."""
    found = _form(request, code, to=FILL)
    names = ("organisation", "member", "body", "above", "activity", "members", "satisfied_from", "fairly_from")
    typed: Any = forms.WordsForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if typed.is_valid() and done(typed, partial(commands.word, form=found), request, **typed.cleaned_data):
        messages.success(request, _("已改。签署过的版本不变。"))
        return redirect("statforms:form", code)
    asking = Asking(
        _("称谓、口径和总数"), _("六行的文字是统一的，这里只改怎样称呼、从多少分起算满意。"),
        reverse("statforms:form", args=[code]), _("保存"),
    )  # fmt: skip
    return form_page(request, typed, asking)


def sign(request: Request, code: str) -> HttpResponse:
    """签署: the numbers are frozen as they stand."""
    found = _form(request, code, to=FILL)
    versions = _versions(found)
    typed: Any = forms.SignForm(request.POST if request.method == "POST" else None, is_again=bool(versions))
    if typed.is_valid() and done(typed, partial(commands.sign, form=found), request, **typed.cleaned_data):
        messages.success(request, _("已签署第 %(version)s 版。") % {"version": typed.result.version})
        return redirect("statforms:form", code)
    asking = Asking(
        _("签署统计单"), _("签署以后这一版不再变；以后记录有变，页面会显示差在哪里。"),
        reverse("statforms:form", args=[code]), _("签署"),
    )  # fmt: skip
    return form_page(request, typed, asking)


def behind(request: Request, code: str) -> HttpResponse:
    """一个数后面的记录. Never ballots: of those there are only counts."""
    found = _form(request, code)
    key = request.GET.get("of", "")
    filled = queries.filled(found)
    if not filled.behind.get(key):
        raise Http404(_("没有找到。"))
    label = statform.labels(found.words).get(key, key.partition(":")[2])
    rows = shown.behind_rows(filled.behind[key], key)
    return render(request, "statforms/behind.html", {"form": found, "label": label, "rows": rows})


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})


def _newest(request: Request, code: str) -> tuple[StatForm, statform.Values, SignedForm | None]:
    found = _form(request, code)
    signed = next(iter(_versions(found)), None)
    return found, signed.frozen if signed else queries.filled(found).values, signed


def docx(request: Request, code: str) -> HttpResponse:
    """下载 docx."""
    found, values, signed = _newest(request, code)
    return _file(write_docx(papers.paper(found, values, signed)), DOCX, f"评议统计单{found.unit.name}.docx")


def xlsx(request: Request, code: str) -> HttpResponse:
    """下载 xlsx."""
    found, values, signed = _newest(request, code)
    return _file(workbook.of_form(found, values, signed), workbook.XLSX, f"评议统计单{found.unit.name}.xlsx")
