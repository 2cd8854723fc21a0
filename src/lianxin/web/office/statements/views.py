"""情况报告的页面: one's own, what was submitted, one statement with its figures and what is behind them, 四个一批."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.statements import shown
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.work.statements import papers, queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import READ, STATEMENT_FLOW, WRITE, Four, StatementStatus

LISTED = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TONES = {StatementStatus.DRAFT: "quiet", StatementStatus.TAKEN_BACK: "quiet", StatementStatus.SUBMITTED: "done"}
TABS = (
    (gettext_lazy("我的报告"), "statements:index"), (gettext_lazy("四个一批"), "statements:four"),
    (gettext_lazy("报送来的"), "statements:submitted"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    tabs = room_tabs(TABS if request.actor.has(READ) else TABS[:2], f"statements:{name}")
    return render(request, f"statements/{name}.html", {"tabs_shown": tabs, **context})


def _rows(found: Any) -> list[tuple[Statement, str]]:
    return [(one, TONES[StatementStatus(one.status)]) for one in found[:LISTED]]


def index(request: Request) -> HttpResponse:
    """我的报告, and whether one is due."""
    if not (request.actor.has(WRITE) or request.actor.has(READ)):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": WRITE.label})
    due = queries.due(request.actor.person_id or 0, request.posting.unit.kind, request.today)
    may = request.actor.may_at(WRITE, request.actor.own_path) or request.actor.may_at(READ, request.actor.own_path)
    return page(request, "index", rows=_rows(queries.own(request.actor)), due=due if may else None, may_write=may)


def submitted(request: Request) -> HttpResponse:
    """报送来的, by unit and name."""
    see(request, READ)
    return page(request, "submitted", rows=_rows(queries.submitted(request.actor)))


def fetched(request: Request, code: str) -> Statement:
    """A statement that the reader drafted himself, or that was submitted within his reach."""
    mine: Statement | None = queries.own(request.actor).filter(code=code).first()
    if mine is not None:
        return mine
    found: Statement = fetch(request, Statement.objects.select_related("home", "person"), see=READ, code=code)
    return found


def statement(request: Request, code: str) -> HttpResponse:
    """一份报告: its sentences, each figure a link to its records."""
    found = fetched(request, code)
    is_own = found.is_own_of(request.actor, READ)
    texts = [one["text"] for one in found.sections]
    context = {
        "statement": found, "sections": shown.sections(found, queries.figures(found, request.actor)), "is_own": is_own,
        "tone": TONES[StatementStatus(found.status)], "verbs": STATEMENT_FLOW.open_to(found.status) if is_own else [],
        "by_hand": queries.by_hand(texts) if is_own and found.status != StatementStatus.SUBMITTED else [],
    }  # fmt: skip
    return render(request, "statements/statement.html", context)


def docx(request: Request, code: str) -> HttpResponse:
    """下载 as docx, the figures bound to what they count."""
    found = fetched(request, code)
    data = papers.docx(found, queries.figures(found, request.actor))
    disposition = content_disposition_header(True, f"{found.title}.docx") or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def sources(request: Request, code: str) -> HttpResponse:
    """数字出处: every figure of the text, how it is counted, and the page of its records."""
    found = fetched(request, code)
    figures = list(queries.figures(found, request.actor).values())
    return render(request, "statements/sources.html", {"statement": found, "figures": figures})


def behind(request: Request, code: str, figure: str) -> HttpResponse:
    """一个数背后的记录, as they are today."""
    found = fetched(request, code)
    if figure not in queries.open_codes(found, request.actor):
        raise Http404(_("没有找到。"))
    one = queries.one_figure(found, figure, request.actor)
    then = found.figures.get(figure)
    context = {"statement": found, "one": one, "rows": shown.rows(one), "then": then if then != one.number else None}
    return render(request, "statements/behind.html", context)


def four(request: Request) -> HttpResponse:
    """四个一批: what one set out to do this year and what the records say; one's own alone."""
    see(request, WRITE)
    plan, lines = queries.four_plan(request.actor, request.today.year)
    return page(request, "four", plan=plan, lines=lines, year=request.today.year)


def four_behind(request: Request, figure: str) -> HttpResponse:
    """一批背后的记录."""
    see(request, WRITE)
    if figure not in Four.values:
        raise Http404(_("没有找到。"))
    _plan, lines = queries.four_plan(request.actor, request.today.year)
    line = next(one for one in lines if one.four.value == figure)
    return render(
        request, "statements/behind.html", {"four": line.four, "one": line.done, "rows": shown.rows(line.done)}
    )
