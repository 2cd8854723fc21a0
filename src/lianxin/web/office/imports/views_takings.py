"""各种台账的导入: upload → look at it → confirm → result → undo, for every kind of the register; the blank sheets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.intake import commands, persons
from lianxin.base.intake.kinds import KINDS, Kind, open_to
from lianxin.base.intake.models import Taking
from lianxin.base.intake.terms import TakingState
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Posting
from lianxin.pure.problems import Unfit
from lianxin.web.office.imports import samples, takings
from lianxin.web.office.imports.blank import blank_workbook
from lianxin.web.office.imports.forms import SettingsForm
from lianxin.web.office.imports.workbook import rejected_workbook
from lianxin.web.ui.again import said_again
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.workbook import XLSX
from lianxin.work.guide.terms import KEEP

SHOWN = 100
#: one password costs a tenth of a second: so many on one page, the rest on the next
SLIPS = 30
PAGES = {
    TakingState.READING: "imports/waiting.html", TakingState.TAKING: "imports/waiting.html",
    TakingState.READY: "imports/taking.html", TakingState.REFUSED: "imports/taking_refused.html",
    TakingState.DONE: "imports/taken.html", TakingState.UNDONE: "imports/taken.html",
}  # fmt: skip


def _fetched(request: Request, token: str) -> tuple[Taking, Kind]:
    """A file of one's own on its way, or one that is in and lies where one may bring such a ledger in."""
    row = Taking.objects.filter(token=token).values_list("ledger", "state").first()
    kind = KINDS.get(row[0]) if row else None
    if row is None or kind is None:
        raise Http404(_("没有找到。"))
    is_in = row[1] in (TakingState.DONE, TakingState.UNDONE)
    whose: Any = Taking.objects.all() if is_in else takings.own(request)
    return fetch(request, whose.select_related("unit"), see=kind.to_take, token=token), kind


def sample(request: Request, kind: str) -> HttpResponse:
    """空白表: headings, one example that never comes in, choices as drop-downs, explanations as notes."""
    found = _kind(request, kind)
    return _file(blank_workbook(found), found.sample_name)


def example(request: Request, kind: str, which: str) -> HttpResponse:
    """示例表: invented rows of a whole county, to try the importer with."""
    found = _kind(request, kind)
    if which not in samples.WHICH or not samples.has_samples(found):
        raise Http404(_("没有找到。"))
    return _file(samples.sample_workbook(found, which), samples.file_name(found, which))


def _kind(request: Request, kind: str) -> Kind:
    found = KINDS.get(kind)
    if found is None:
        raise Http404(_("没有找到。"))
    request.actor.must_at(found.to_take, request.actor.own_path)
    return found


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def taking(request: Request, token: str) -> HttpResponse:
    """预览: what was understood, to be changed or confirmed; then what came of it."""
    found, kind = _fetched(request, token)
    settings = found.choices.get("settings", {}) if isinstance(found.choices, dict) else {}
    form = SettingsForm(request.POST or None, kind=kind, initial={"encoding": found.encoding, **settings})
    if found.state in (TakingState.READY, TakingState.REFUSED) and form.is_valid():
        takings.go_on(request, found, dict(form.cleaned_data))
        return redirect("imports:taking", token=token)
    back = f"{reverse('imports:index')}?kind={kind.code}"
    following = KINDS.get(kind.next_kind)
    context: dict[str, Any] = {
        "following": following if following in open_to(request.actor) else None, "in_guide": request.actor.has(KEEP),
        "draft": found, "taking": found, "kind": kind, "form": form, "back": back,
        "here": reverse("imports:taking", args=[token]), "drop": reverse("imports:drop_taking", args=[token]),
    }  # fmt: skip
    if found.state in (TakingState.DONE, TakingState.UNDONE):
        waits = persons.without_password(found).count() if kind.code == "persons" and not found.undone_at else 0
        context |= {"rejected": found.rejected[:SHOWN], "slips": waits, "remarks": found.choices.get("remarks", [])}
    takings.label(found, kind)
    return render(request, PAGES[TakingState(found.state)], context)


@require_POST
def drop(request: Request, token: str) -> HttpResponse:
    """放弃导入."""
    found, kind = _fetched(request, token)
    try:
        commands.drop(taking=found, by=request.actor, at=request.now)
        messages.success(request, _("已放弃，上传的文件已删除。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect(f"{reverse('imports:index')}?kind={kind.code}")


def rejected(request: Request, token: str) -> HttpResponse:
    """下载退回的行: the original columns with number and reason, to be mended and brought in again."""
    found, _kind = _fetched(request, token)
    response = HttpResponse(rejected_workbook(found.rejected, found.choices.get("columns", {})), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{found.pk}.xlsx"'
    return response


@require_POST
def undo(request: Request, token: str) -> HttpResponse:
    """撤销导入."""
    found, _kind = _fetched(request, token)
    try:
        commands.undo(taking=found, by=request.actor, at=request.now)
        messages.success(request, _("已撤销，这一批新增的已全部删去。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("imports:taking", token=token)


@require_POST
@said_again
def slips(request: Request, token: str) -> HttpResponse:
    """初始密码条: drawn now, shown on this one answer, kept nowhere; for those who came in and have no password yet."""
    found, _kind = _fetched(request, token)
    request.actor.must_at(orgs.EDIT, found.unit_path)
    waiting = list(persons.without_password(found)[: SLIPS + 1])
    posts: dict[int, list[Posting]] = {}
    for one in Posting.objects.filter(person__in=waiting).select_related("unit").order_by("pk"):
        posts.setdefault(one.person_id, []).append(one)
    rows, refused = [], []
    for person in waiting[:SLIPS]:
        try:
            password = orgs.reset_password(person=person, by=request.actor, at=request.now)
            rows.append({"person": person, "posts": posts.get(person.pk, []), "password": password})
        except Unfit as problem:
            refused.append((person.name, str(problem)))
    is_more = len(waiting) > SLIPS
    return render(
        request, "imports/slips.html", {"taking": found, "rows": rows, "refused": refused, "is_more": is_more}
    )
