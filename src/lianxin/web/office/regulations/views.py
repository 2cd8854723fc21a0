"""制度库的页面: the library, one regulation on any day, two versions side by side, the wall."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.web.office.regulations import documents, forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.regulations import commands, queries
from lianxin.work.regulations.models import Regulation, RegulationVersion
from lianxin.work.regulations.terms import APPROVE, EDIT, VIEW

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 200
TABS = (
    (gettext_lazy("制度库"), "regulations:index"), (gettext_lazy("目标"), "regulations:targets"),
    (gettext_lazy("责任人"), "regulations:responsibles"), (gettext_lazy("检查频次"), "regulations:cadences"),
    (gettext_lazy("对照检查"), "regulations:compliance"), (gettext_lazy("例外"), "regulations:exemptions"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    actor = request.actor
    may = {"may_edit": actor.may_at(EDIT, actor.own_path), "may_approve": actor.may_at(APPROVE, actor.own_path)}
    tabs = room_tabs(TABS, f"regulations:{name}")
    return render(request, f"regulations/{name}.html", {"tabs_shown": tabs, **may, **context})


def asked_day(request: Request) -> date | None:
    """The past or coming day that was asked for; None where none was, or where it is no day."""
    try:
        found = read_date(request.GET.get("on", "")[:20], base_year=request.today.year)
    except BadDate:
        return None
    return found.day if found else None


def index(request: Request) -> HttpResponse:
    """制度库: what is in force, on today or on another day; what waits for approval."""
    see(request, VIEW)
    on = asked_day(request)
    rows, known = [], list(queries.library(request.actor)[:LISTED])
    versions = queries.versions_of(known)
    for one in known:
        mine = versions[one.pk]
        binding = next((v for v in mine if v.is_in_force(on or request.today)), None)
        draft = next((v for v in mine if v.is_draft), None)
        coming = next((v for v in mine if v.valid_from and v.valid_from > (on or request.today)), None)
        rows.append((one, binding, draft, coming))
    return page(request, "index", rows=rows, on=on)


def draft(request: Request) -> HttpResponse:
    """起草制度."""
    unit = own_unit(request, EDIT)
    form: Any = forms.DraftForm(request.POST or None, today=request.today, here=unit, initial={"unit": unit})
    if form.is_valid() and done(form, commands.draft_regulation, request, **form.cleaned_data):
        messages.success(request, _("已存为草稿，请另一位领导批准。"))
        return redirect("regulations:regulation", code=form.result.regulation.code)
    purpose = _("起草人不能自己批准。批准以后写明的那一天起施行。")
    return form_page(request, form, Asking(_("起草制度"), purpose, reverse("regulations:index"), _("存为草稿")))


def fetched(request: Request, code: str) -> Regulation:
    """The regulation, if it may be read: of a place one sees, or of a unit above one's own."""
    see(request, VIEW)
    found = queries.library(request.actor).filter(code=code).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def asked_version(request: Request, regulation: Regulation) -> RegulationVersion:
    """The version asked for by number or by a day; otherwise the one in force, or the newest."""
    versions = queries.versions_of([regulation])[regulation.pk]
    number, on = request.GET.get("version", ""), asked_day(request)
    if number:
        found = next((one for one in versions if str(one.number) == number), None)
    else:
        found = next((one for one in versions if one.is_in_force(on or request.today)), None)
        found = found or (versions[0] if on is None and versions else None)
    if found is None:
        raise Http404(_("那一天还没有这份制度。"))
    return found


def regulation(request: Request, code: str) -> HttpResponse:
    """一份制度: one version with its articles, the others beside it, who answers for it."""
    found = fetched(request, code)
    version, actor = asked_version(request, found), request.actor
    return render(request, "regulations/regulation.html", {
        "regulation": found, "version": version, "versions": queries.versions_of([found])[found.pk],
        "is_in_force": version.is_in_force(request.today), "on": asked_day(request),
        "responsibles": queries.answerable(found.ref, request.today), "may_edit": actor.may(EDIT, found),
        "may_approve": actor.may(APPROVE, found), "has_draft": found.versions.drafts().exists(),
    })  # fmt: skip


def print_version(request: Request, code: str) -> HttpResponse:
    """打印 one version."""
    found = fetched(request, code)
    version = asked_version(request, found)
    return render(request, "regulations/print.html", {"versions": [version], "one": found, "unit": found.unit})


def wall(request: Request) -> HttpResponse:
    """上墙的制度: all that bind one's own unit today, each on a sheet of its own (四上墙)."""
    see(request, VIEW)
    unit = request.posting.unit
    found = queries.in_force_of(unit, request.today).prefetch_related("articles")
    kind = request.GET.get("kind", "")
    versions = [one for one in found[:LISTED] if not kind or one.regulation.kind == kind]
    return render(request, "regulations/print.html", {"versions": versions, "unit": unit})


def docx(request: Request, code: str) -> HttpResponse:
    """下载 one version."""
    version = asked_version(request, fetched(request, code))
    name = f"{version.regulation.title}（第{version.number}版）.docx"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(documents.docx(version), content_type=DOCX, headers={"Content-Disposition": disposition})


def compare(request: Request, code: str) -> HttpResponse:
    """版本对照: what a version changed against the one before it."""
    found = fetched(request, code)
    newer = asked_version(request, found)
    older = next((one for one in queries.versions_of([found])[found.pk] if one.number == newer.number - 1), None)
    changes = queries.changes(older, newer)
    return render(request, "regulations/compare.html", {
        "regulation": found, "newer": newer, "older": older, "changes": changes,
        "n": sum(1 for one in changes if one.kind != "same"),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修订, 改草稿, 批准, 废止."""
    found = fetched(request, code)
    if verb not in VERBS:
        raise Http404(_("没有找到。"))
    permission, make = VERBS[verb]
    request.actor.must(permission, found)
    form, command, given, asking = make(request, found)
    if form.is_valid() and done(form, command, request, **given, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("regulations:regulation", code=code)
    return form_page(request, form, asking)


Made = tuple[Any, Callable[..., Any], dict[str, Any], Asking]


def _back(found: Regulation) -> str:
    return reverse("regulations:regulation", args=[found.code])


def _version(found: Regulation, state: str) -> RegulationVersion:
    version = queries.version_for(found, state)
    if version is None:
        raise Http404(_("没有找到。"))
    return version


def _revise(request: Request, found: Regulation) -> Made:
    newest = queries.versions_of([found])[found.pk][0]
    held = {"opening": newest.opening, "articles": queries.typed(newest)}
    form = forms.ReviseForm(request.POST or None, today=request.today, initial=held)
    purpose = _("现行的一版照旧施行，到新的一版批准为止。")
    return (
        form,
        commands.draft_version,
        {"regulation": found},
        Asking(_("修订制度"), purpose, _back(found), _("存为草稿")),
    )


def _change(request: Request, found: Regulation) -> Made:
    version = _version(found, "draft")
    held = {"opening": version.opening, "articles": queries.typed(version), "note": version.note}
    form: Any = forms.ReviseForm(request.POST or None, today=request.today, initial=held)
    form.fields["note"].required = version.number > 1
    return (
        form,
        commands.change_draft,
        {"version": version},
        Asking(_("修改草稿"), found.title, _back(found), _("改好了")),
    )


def _approve(request: Request, found: Regulation) -> Made:
    version = _version(found, "draft")
    form = forms.ApproveForm(request.POST or None, today=request.today, initial={"valid_from": request.today})
    purpose = _("第 %(n)s 版，%(who)s起草。施行前一天，上一版自动停止。") % {
        "n": version.number, "who": version.drafted_by_name,
    }  # fmt: skip
    return form, commands.approve_version, {"version": version}, Asking(_("批准制度"), purpose, _back(found), _("批准"))


def _withdraw(request: Request, found: Regulation) -> Made:
    version = _version(found, "approved")
    form = forms.WithdrawForm(request.POST or None, today=request.today, initial={"until": request.today})
    return form, commands.withdraw_version, {"version": version}, Asking(_("废止制度"), found.title, _back(found))


VERBS = {
    "revise": (EDIT, _revise),
    "change": (EDIT, _change),
    "approve": (APPROVE, _approve),
    "withdraw": (APPROVE, _withdraw),
}
