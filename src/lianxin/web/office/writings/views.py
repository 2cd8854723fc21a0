"""日记与报告的页面: one's own, the diary by month and as a booklet, what was handed in, one writing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.writings import paper
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.work.writings import queries
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import (
    ANSWER,
    PUBLICIZE,
    STANDING,
    VIEW,
    WRITE,
    WRITING_FLOW,
    WritingKind,
    WritingStatus,
)

LISTED = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TONES = {
    WritingStatus.DRAFT: "quiet", WritingStatus.WITHDRAWN: "quiet", WritingStatus.SUBMITTED: "doing",
    WritingStatus.ADOPTED: "done", WritingStatus.NOT_ADOPTED: "done",
}  # fmt: skip
TABS = (
    (gettext_lazy("我写的"), "writings:index"), (gettext_lazy("民情日记"), "writings:diary"),
    (gettext_lazy("交来的"), "writings:handed"), (gettext_lazy("宣传稿件"), "writings:publicity"),
)  # fmt: skip
KINDS = [(kind.value, kind.label) for kind in WritingKind if kind != WritingKind.DIARY]


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    may = {
        "may_write": request.actor.may_at(WRITE, request.actor.own_path),
        "may_publicize": request.actor.has(PUBLICIZE),
    }
    tabs = room_tabs(TABS, f"writings:{name}")
    return render(request, f"writings/{name}.html", {"tabs_shown": tabs, **may, **context})


def _see_room(request: Request) -> None:
    if not (request.actor.has(WRITE) or request.actor.has(VIEW)):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": VIEW.label})


def _rows(found: Any) -> list[tuple[Writing, str]]:
    return [(one, TONES[WritingStatus(one.status)]) for one in found[:LISTED]]


def index(request: Request) -> HttpResponse:
    """我写的: drafts first; what others must still answer is seen from its state."""
    _see_room(request)
    rows = _rows(queries.own(request.actor).exclude(kind=WritingKind.DIARY))
    drafts = [row for row in rows if row[0].status not in STANDING]
    handed = [row for row in rows if row[0].status in STANDING]
    return page(request, "index", drafts=drafts, handed=handed, kinds=KINDS)


def _month(request: Request) -> Period:
    """The month asked for; this one where none can be read."""
    this = Period.containing(request.today)
    try:
        asked = Period.parse(request.GET.get("month", "")[:10])
    except NotAPeriod:
        return this
    return asked if asked.kind == "month" and asked.year >= 2000 and asked.first <= this.first else this


def diary(request: Request) -> HttpResponse:
    """民情日记 of a month; one's own alone."""
    _see_room(request)
    month, this = _month(request), Period.containing(request.today)
    rows = list(queries.diary(request.actor, month.first, month.last)[:LISTED])
    after = month.next().code if month != this else ""
    return page(request, "diary", rows=rows, month=month, before=month.previous().code, after=after)


def booklet(request: Request) -> HttpResponse:
    """民情日记本: a month of one's own diary to print and bind."""
    _see_room(request)
    month = _month(request)
    rows = list(queries.diary(request.actor, month.first, month.last))
    return render(request, "writings/booklet.html", {"rows": rows, "month": month, "who": request.actor.name})


def handed(request: Request) -> HttpResponse:
    """交来的: what others handed in; suggestions that wait for an answer first."""
    see(request, VIEW)
    waiting = _rows(queries.to_answer(request.actor)) if request.actor.has(ANSWER) else []
    rows = _rows(queries.handed_in(request.actor))
    return page(request, "handed", waiting=waiting, rows=rows)


def _found() -> Any:
    return Writing.objects.select_related("person", "home", "unit", "visit__unit", "drive", "spread__concern")


def writing(request: Request, code: str) -> HttpResponse:
    """一篇: its text, what it refers to, and for its writer the passages that other reports share."""
    found = fetch(request, _found(), see=VIEW, code=code)
    is_own = found.is_own_of(request.actor, VIEW)
    shared = queries.shared_passages(found, request.actor) if is_own and found.kind in queries.COMPARED else []
    may_answer = (
        found.kind == WritingKind.SUGGESTION and found.status == WritingStatus.SUBMITTED and not is_own
        and request.actor.may(ANSWER, found)
    )  # fmt: skip
    context = {
        "writing": found, "is_own": is_own, "shared": shared, "tone": TONES[WritingStatus(found.status)],
        "backing": queries.backings([found], request.actor)[found.pk], "may_answer": may_answer,
        "verbs": WRITING_FLOW.open_to(found.status) if is_own else [], "is_draft": found.status == WritingStatus.DRAFT,
    }  # fmt: skip
    return render(request, "writings/writing.html", context)


def docx(request: Request, code: str) -> HttpResponse:
    """下载 as docx."""
    found = fetch(request, _found(), see=VIEW, code=code)
    disposition = content_disposition_header(True, f"{found.title}.docx") or "attachment"
    return HttpResponse(paper.docx(found), content_type=DOCX, headers={"Content-Disposition": disposition})
