"""投票: the code, the sheet, a look over it, the receipt; all by POST to one address, nothing kept between the steps.

What was typed travels in the form itself. No session, no throttle by address, no line in a log: a wrong code is counted
for the whole box by the minute, and answered like a page (200), because the server's log gets a line for a refusal.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base import counting
from lianxin.pure import polling
from lianxin.web.public import ballot_paper
from lianxin.web.public.pages import public_page
from lianxin.web.public.unseen import unseen
from lianxin.web.ui.answering import BadAnswers, fields_of, read_answers
from lianxin.web.ui.request import Request
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import released
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus
from lianxin.work.ballots.tokens import NotAdmitted
from lianxin.work.concerns.problems import Unfit

WRONG_PER_MINUTE = (
    600  # 60 bits against 600 a minute: in a fortnight one code of 10,000 is hit once in ten million times
)


@unseen
@require_safe
def vote(request: Request) -> HttpResponse:
    """投票: what one may vote in today."""
    now_open = PollBox.objects.filter(status=PollStatus.OPEN, opens_on__lte=request.today, closes_on__gte=request.today)
    closed = PollBox.objects.filter(status=PollStatus.CLOSED)[:20]
    taking = {"issuing__opens_on__lte": request.today, "issuing__closes_on__gte": request.today}
    issuing = PollBox.objects.filter(status=PollStatus.ISSUING, **taking)
    return public_page(request, "vote", now_open=now_open, closed=closed, issuing=issuing)


@unseen
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: Request, code: str) -> HttpResponse:
    """一次投票: enter, fill in, look over, send."""
    box = _box(code)
    if not box.is_open or not box.opens_on <= request.today <= box.closes_on:
        return public_page(request, "vote_shut", box=box)
    if request.method != "POST":
        return _enter(request, box)
    if _too_many_wrong(request, box):
        return _enter(request, box, fault=_("现在输错编码的人太多，请过一分钟再试。填过的内容请先不要关掉。"))
    try:
        group = boxes.group_for(box=box, token=_token(request))
    except Unfit as problem:
        _count_wrong(request, box, problem)
        return _enter(request, box, fault=str(problem))
    return _step(request, box, group)


def _box(code: str) -> PollBox:
    box = PollBox.objects.exclude(status__in=(PollStatus.PREPARED, PollStatus.ISSUING)).filter(code=code).first()
    if box is None:
        raise Http404(_("没有找到。"))
    return box


def _token(request: Request) -> str:
    return request.POST.get("token", "")[:2000]


def _enter(request: Request, box: PollBox, fault: str = "") -> HttpResponse:
    groups = [group for group in box.poll.groups if not group.is_named]
    chances = ballot_paper.openings(groups) if box.mode == polling.OPEN else []
    typed = _token(request) if request.method == "POST" else ""
    context: dict[str, Any] = {"box": box, "fault": fault, "typed": typed, "openings": chances}
    return public_page(request, "vote_enter", mode_note=box.poll.mode_note, **context)


def _step(request: Request, box: PollBox, group: polling.Group) -> HttpResponse:
    step, data = request.POST.get("step", ""), request.POST
    if step not in ("review", "send", "back"):
        return _sheet(request, box, group, {})
    try:
        answers, texts = read_answers(group.sheet, data)
    except BadAnswers as wrong:
        return _sheet(request, box, group, fields_of(group.sheet, data, faults=wrong.faults))
    if step == "back":
        return _sheet(request, box, group, fields_of(group.sheet, data))
    keys = ballot_paper.keys(group.sheet, texts, data)
    if step == "review":
        lines = ballot_paper.lines(group.sheet, answers, texts)
        carried = [*ballot_paper.carried(data), *((f"k-{name}", key) for name, key in keys.values())]
        return _page(request, "vote_review", box, group, lines=lines, carried=carried)
    try:
        receipt = boxes.cast(
            box=box, token=_token(request), answers=answers, texts=texts,
            dialogues={place: key for place, (_name, key) in keys.items()},
        )  # fmt: skip
    except Unfit as problem:
        return _sheet(request, box, group, fields_of(group.sheet, data), refused=str(problem))
    said = ballot_paper.said(group.sheet, texts, keys)
    return _page(request, "vote_done", box, group, receipt=receipt, said=said)


def _sheet(request: Request, box: PollBox, group: polling.Group, filled: dict[str, Any], **more: Any) -> HttpResponse:
    return _page(request, "vote_sheet", box, group, **(filled or fields_of(group.sheet)), **more)


def _page(request: Request, name: str, box: PollBox, group: polling.Group, **context: Any) -> HttpResponse:
    subjects = [subject.label for subject in group.sheet.subjects]
    given: dict[str, Any] = {"box": box, "group": group, "subjects": subjects, "mode_note": box.poll.mode_note}
    return public_page(request, name, token=_token(request), **given, **context)


def _minute(request: Request) -> datetime:
    """The full minute: when within it somebody mistyped is not kept, not even until the minute is over."""
    return request.now.replace(second=0, microsecond=0)


def _too_many_wrong(request: Request, box: PollBox) -> bool:
    return counting.counted("wrong_ballot_code", box.code, at=_minute(request)) >= WRONG_PER_MINUTE


def _count_wrong(request: Request, box: PollBox, problem: Unfit) -> None:
    """Of the box as a whole, never of an address: a number under a hash of the box's code, gone with the next tidying."""
    if isinstance(problem, NotAdmitted):
        counting.allowed("wrong_ballot_code", box.code, most=WRONG_PER_MINUTE, seconds=60, at=_minute(request))


@unseen
@require_safe
def board(request: Request, code: str) -> HttpResponse:
    """公示板: the receipts, sorted, the root and the number of sheets; anybody may compute them again."""
    box = _closed(code)
    shown = released.board(box)
    return public_page(request, "vote_board", box=box, board=shown, **ballot_paper.board_words(shown))


@unseen
@require_safe
def board_json(request: Request, code: str) -> HttpResponse:
    """公示板 as a file for the verifier."""
    box = _closed(code)
    return _file(JsonResponse(released.board(box), json_dumps_params={"ensure_ascii": False}), f"board-{box.code}.json")


@unseen
@require_safe
def verifier(request: Request) -> HttpResponse:
    """核验程序: one file, the standard library alone."""
    return _file(HttpResponse(ballot_paper.verifier(), content_type="text/x-python; charset=utf-8"), "verify_board.py")


def _closed(code: str) -> PollBox:
    box = _box(code)
    if not box.is_closed:
        raise Http404(_("没有找到。"))
    return box


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
