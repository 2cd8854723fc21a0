"""会场上看到的: for each group 应到, 实到, 发出, 收回; whether more than half came; what is still out."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from lianxin.pure import polling
from lianxin.web.ui import qr
from lianxin.web.ui.request import Request
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import released
from lianxin.work.ballots.models import HallSession, PollBox, PollGroup
from lianxin.work.ballots.terms import OPEN_POLL, RUN, PollStatus, Stock


@dataclass(frozen=True)
class Line:
    """一层: 应到, 实到, 发出 (slips and sheets), 收回 on screen and on paper."""

    group: PollGroup
    expected: int
    present: int
    handed_out: int
    screen: int
    paper: int

    @property
    def returned(self) -> int:
        """收回, whatever way."""
        return self.screen + self.paper

    @property
    def missing(self) -> int:
        """还没有收回: of those who came."""
        return max(0, self.present - self.returned)


@dataclass(frozen=True)
class Sums:
    """合计 over the groups, and the quorum (rules.md §3.2: 实到 > 应到的半数)."""

    expected: int
    present: int
    handed_out: int
    returned: int
    missing: int

    @property
    def has_quorum(self) -> bool:
        """More than half came."""
        return 2 * self.present > self.expected

    @property
    def has_too_many(self) -> bool:
        """收回多于实到: then something is wrong, and the vote must not simply be counted."""
        return self.returned > self.present


def _turnout(box: PollBox) -> dict[str, dict[str, int]]:
    """As it grows in a hall, after the close as it was released; nothing where it is no vote in a hall."""
    if box.is_closed:
        found: dict[str, dict[str, int]] = {}
        for one, number in released.counted(box):
            by = found.setdefault(one.group, {})
            by[one.channel] = by.get(one.channel, 0) + number
        return found
    return boxes.turnout(box) if box.is_on_site and box.is_open else {}


def lines(box: PollBox, session: HallSession | None) -> list[Line]:
    """A line for each group."""
    came = {one.group: one for one in session.attendances.all()} if session else {}
    cast = _turnout(box)
    found = []
    for group in box.groups.prefetch_related("accounts"):
        by, here = cast.get(group.code, {}), came.get(group.code)
        paper = by.get(polling.PAPER, 0)
        out = sum(
            one.handed_out if one.is_settled else (one.printed if one.stock == Stock.SLIPS else 0)
            for one in group.accounts.all()
        )
        found.append(Line(
            group, here.expected if here else group.size, here.present if here else 0, out, sum(by.values()) - paper, paper
        ))  # fmt: skip
    return found


def sums(rows: list[Line]) -> Sums:
    """合计."""
    names = ("expected", "present", "handed_out", "returned", "missing")
    return Sums(**{name: sum(getattr(row, name) for row in rows) for name in names})


def held(box: PollBox) -> HallSession | None:
    """The session in the hall, if one was entered."""
    return HallSession.objects.filter(box=box).prefetch_related("attendances").first()


def known(box: PollBox) -> dict[str, Any]:
    """What was entered, for the form."""
    session = held(box)
    if session is None:
        return {}
    came = {one.group: one for one in session.attendances.all()}
    first: dict[str, Any] = {"place": session.place, "chair": session.chair, "tellers": session.tellers}
    for group in box.groups.all():
        if here := came.get(group.code):
            first |= {f"expected_{group.place}": here.expected, f"present_{group.place}": here.present}
    return first


def counts(box: PollBox) -> dict[str, Any]:
    """收回 as numbers, for the page to ask again; empty where it is no vote in a hall."""
    rows = lines(box, held(box)) if box.is_on_site else []
    return {
        "groups": {str(row.group.place): {"screen": row.screen, "paper": row.paper, "missing": row.missing} for row in rows},
        "returned": sum(row.returned for row in rows), "missing": sum(row.missing for row in rows), "is_open": box.is_open,
    }  # fmt: skip


def seen(request: Request, box: PollBox) -> dict[str, Any]:
    """What the pages of the hall show."""
    session = held(box)
    rows = lines(box, session)
    address = request.build_absolute_uri(reverse("public:ballot", args=[box.code]))
    may_run, may_lead = request.actor.may(RUN, box), request.actor.may(OPEN_POLL, box)
    return {
        "session": session, "rows": rows, "sums": sums(rows), "address": address, "picture": qr.picture(address),
        "may_hold": may_run and box.status in (PollStatus.PREPARED, PollStatus.OPEN),
        "may_settle": may_run and box.is_open, "may_close": may_lead and box.is_open,
        "is_live": box.is_on_site and box.is_open, "results": _results(),
    }  # fmt: skip


def _results() -> str:
    try:
        return reverse("results:index")
    except NoReverseMatch:
        return ""
