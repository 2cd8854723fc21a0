"""督查通报的页面: the list, one circular with its numbers and what is behind them, on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.pure.paper import Paper, write_docx
from lianxin.web.office.circulars import shown
from lianxin.web.ui import counted
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.circulars import papers, queries
from lianxin.work.circulars.models import Circular, Named
from lianxin.work.circulars.queries import figures, wording
from lianxin.work.circulars.terms import DRAFT, VIEW, CircularState

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def index(request: Request) -> HttpResponse:
    """督查通报一览."""
    see(request, VIEW)
    rows = [
        (one, shown.CIRCULAR_TONES[CircularState(one.state)])
        for one in queries.circulars(request.actor)[: shown.LISTED]
    ]
    may = request.actor.may_at(DRAFT, request.actor.own_path)
    context = {"rows": rows, "may_draft": may, "over": queries.over_limit(request.actor, request.today) if may else [],
               "figures": counted.figures(request, shown.CODES)}  # fmt: skip
    return render(request, "circulars/index.html", {**shown.page(request, "index"), **context})


def fetched(request: Request, code: str) -> Circular:
    """A circular that the actor may see."""
    rows = Circular.objects.select_related("unit", "plan", "corrects", "dispatch")
    found: Circular = fetch(request, rows, see=VIEW, code=code)
    return found


def paper_of(circular: Circular) -> tuple[Paper, list[Named]]:
    """The circular as a paper, with the findings that it names."""
    named = papers.named(circular)
    values = figures.values(circular, wording.used(one["text"] for one in circular.sections))
    return papers.paper(circular, named, values), named


def circular(request: Request, code: str) -> HttpResponse:
    """一份通报: its wording, every number a link to its records; for who drafts it what was edited and what is still open."""
    found = fetched(request, code)
    paper, named = paper_of(found)
    drafts = request.actor.may(DRAFT, found)
    edited = [one["head"] for one in found.sections if one["text"] != one["drafted"]] if drafts else []
    rows = [(shown.row(one.finding, request.today), one.finding) for one in named] if found.is_open else []
    return render(request, "circulars/circular.html", {
        "circular": found, "lines": shown.lines(paper, found), "tone": shown.CIRCULAR_TONES[CircularState(found.state)],
        "buttons": shown.circular_buttons(found, request.actor), "edited": edited, "rows": rows, "drafts": drafts,
        "by_hand": wording.by_hand(found) if drafts else [], "further": found.corrected_by.filter(state=CircularState.ISSUED).first(),
        "withdrawn": [one.finding for one in named if found.text and one.finding.state == "withdrawn"],
    })  # fmt: skip


def print_circular(request: Request, code: str) -> HttpResponse:
    """打印通报 on A4, as an official paper."""
    found = fetched(request, code)
    paper, _named = paper_of(found)
    return render(request, "circulars/print.html", {"circular": found, "lines": shown.lines(paper, found)})


def docx(request: Request, code: str) -> HttpResponse:
    """下载通报 as docx, its numbers bound to what they count, so that the checker finds them again."""
    found = fetched(request, code)
    paper, _named = paper_of(found)
    disposition = content_disposition_header(True, f"{found.title}.docx") or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def behind(request: Request, code: str, figure: str) -> HttpResponse:
    """一个数背后的记录, as they are today; a reader sees those that he may see."""
    found = fetched(request, code)
    slot = figures.BY_CODE.get(figure)
    if slot is None:
        raise Http404(_("没有找到。"))
    now, said = slot.value(found), found.figures.get(figure)
    rows: Any = (
        slot.rows(found).reachable(by=request.actor, to=VIEW).select_related("unit").order_by("unit_path", "on", "pk")
    )
    listed = list(rows[: shown.LISTED])
    context = {"circular": found, "slot": slot, "now": now, "said": said if said != now else None, "rows": listed,
               "of_checks": rows.model.__name__ == "Inspection"}  # fmt: skip
    return render(request, "circulars/behind.html", context)
