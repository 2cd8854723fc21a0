"""领凭据: who is on the roll takes one credential, made in his own browser; the server signs what it cannot read.

One shows who one is by the code of one's letter or by one's account. Voting is another page, on other days, which
knows nobody (`voting`). A page on plain http only says why it cannot: browsers do not reckon there.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.pure import polling
from lianxin.web.public import limits
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.web.ui.secure import is_secure
from lianxin.work.ballots import commands, credentials
from lianxin.work.ballots.commands.issuing import entries_of, entry_by_code
from lianxin.work.ballots.models import Issuing, PollBox, RollEntry
from lianxin.work.ballots.terms import PollStatus
from lianxin.work.concerns.problems import Unfit

HIDDEN = (PollStatus.PREPARED, PollStatus.VOID)
LONGEST = 1500  # characters of a blinded message


@dataclass(frozen=True)
class Place:
    """名册上的一行 as its owner sees it."""

    entry: RollEntry
    key: str
    place: int


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def credential(request: Request, code: str) -> HttpResponse:
    """领凭据, and whether one's own was taken."""
    box, issuing = _box(code)
    letter = request.POST.get("letter", "")[:60] if request.method == "POST" else ""
    fault, places = "", _places(box, entries_of(box, request.user.pk))
    if letter:
        found, fault = _by_letter(request, box, letter)
        places = _places(box, [found]) if found else []
    context: dict[str, Any] = {
        "box": box, "issuing": issuing, "places": places, "letter": letter, "fault": fault,
        "is_secure": is_secure(request), "is_now": _is_now(request, box, issuing), "mode_note": box.poll.mode_note,
    }  # fmt: skip
    return public_page(request, "credential", **context)


@login_not_required
@require_POST
def issue(request: Request, code: str) -> HttpResponse:
    """签发: the blinded message in, the blind signature out; a refusal is a sentence."""
    box, _issuing = _box(code)
    entry = _asked(request, box)
    if not is_secure(request):
        told = _("这里是没有加密的 http 地址，不能领凭据。请改用 https 地址，或者到领取点领纸质的。")
        return JsonResponse({"refused": told}, status=400)
    if entry is None:
        return JsonResponse({"refused": _("没有签发成功，请刷新页面再试一次。")}, status=400)
    try:
        blinded = credentials.unpacked(request.POST.get("blinded", "")[:LONGEST])
        signature = commands.issue(entry=entry, blinded=blinded, at=request.now)
    except Unfit as problem:
        return JsonResponse({"refused": str(problem)}, status=400)
    return JsonResponse({"signature": credentials.packed(signature)})


def _box(code: str) -> tuple[PollBox, Issuing]:
    found = PollBox.objects.filter(code=code, mode=polling.BLIND).exclude(status__in=HIDDEN)
    box = found.select_related("issuing").prefetch_related("groups").first()
    if box is None:
        raise Http404(_("没有找到。"))
    return box, box.issuing


def _is_now(request: Request, box: PollBox, issuing: Issuing) -> bool:
    is_open = box.status == PollStatus.ISSUING and issuing.ended_on is None
    return is_open and issuing.opens_on <= request.today <= issuing.closes_on


def _by_letter(request: Request, box: PollBox, letter: str) -> tuple[RollEntry | None, str]:
    if not limits.allowed(request, "credential"):
        return None, _("一小时内从您的网络试得太多了，请过一会儿再试。")
    found = entry_by_code(box, letter)
    return found, "" if found else _("这个编码不是这次评议的，请对照信上的编码核对。")


def _asked(request: Request, box: PollBox) -> RollEntry | None:
    """For whom a credential is asked: by the letter's code, or the line of one's own account."""
    if letter := request.POST.get("letter", "")[:60]:
        return _by_letter(request, box, letter)[0]
    own = {str(entry.pk): entry for entry in entries_of(box, request.user.pk)}
    return own.get(request.POST.get("entry", ""))


def _places(box: PollBox, entries: list[RollEntry]) -> list[Place]:
    order = {group.code: group.place for group in box.groups.all()}
    return [Place(entry, entry.roll.public_key, order.get(entry.roll.group, 0)) for entry in entries]
