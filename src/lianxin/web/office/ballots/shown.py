"""投票页面上显示的: what may be done with a box now, the account of its paper in rows, slips with their QR codes."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.pure import codes, polling
from lianxin.web.office.ballots import shown_issuing
from lianxin.web.ui import qr
from lianxin.web.ui.panels import Step
from lianxin.web.ui.request import Request
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots.models import PaperAccount, PollBox, PollGroup
from lianxin.work.ballots.terms import OPEN_POLL, RUN, VIEW, PollStatus, Stock
from lianxin.work.sheets.terms import READ

TONES = {PollStatus.PREPARED: "todo", PollStatus.ISSUING: "todo", PollStatus.OPEN: "doing", PollStatus.CLOSED: "done",
         PollStatus.VOID: "quiet"}  # fmt: skip
LISTED = 200


@dataclass(frozen=True)
class Row:
    """一个投票箱 of the list."""

    box: PollBox
    tone: str
    url: str


@dataclass(frozen=True)
class AccountRow:
    """一层一种纸: the account, and the page where it is settled."""

    group: PollGroup
    stock: str | Promise
    account: PaperAccount | None
    url: str


@dataclass(frozen=True)
class Slip:
    """一张抽签条: the code in groups of four, and the picture that leads to the page with it behind #."""

    code: str
    picture: qr.Picture


def boxes_list(request: Request) -> list[Row]:
    """The boxes that this post may see, newest first."""
    found = PollBox.objects.reachable(by=request.actor, to=VIEW).defer("definition")[:LISTED]
    return [Row(one, TONES[PollStatus(one.status)], reverse("ballots:box", args=[one.code])) for one in found]


def address(request: Request, found: PollBox) -> str:
    """Where one votes in this box."""
    return request.build_absolute_uri(reverse("public:ballot", args=[found.code]))


def box(request: Request, found: PollBox) -> dict[str, Any]:
    """What the page of a box shows besides the box itself."""
    is_running = found.status in (PollStatus.PREPARED, PollStatus.ISSUING, PollStatus.OPEN)
    numbers = boxes.turnout_of(found, request.today) if found.is_open else None
    groups = [(group, None if numbers is None else numbers.get(group.code, 0)) for group in found.groups.all()]
    return {
        "mode_note": found.poll.mode_note, "tone": TONES[PollStatus(found.status)], "groups": groups,
        "accounts": _accounts(found), "is_running": is_running, "is_noted": numbers is not None,
        "steps": list(_steps(request, found)), "may_run": is_running and request.actor.may(RUN, found),
        "least": found.poll.rules.least, "address": address(request, found),
    }  # fmt: skip


def _accounts(found: PollBox) -> list[AccountRow]:
    stocks = [Stock.SLIPS, Stock.SHEETS] if found.mode == polling.SLIPS else [Stock.SHEETS]
    rows = []
    for group in found.groups.all():
        known = {one.stock: one for one in group.accounts.all()}
        for stock in stocks:
            url = reverse("ballots:account", args=[found.code, stock.value, group.place])
            rows.append(AccountRow(group, stock.label, known.get(stock.value), url))
    return rows


def _steps(request: Request, found: PollBox) -> Any:
    """The buttons of this state, for this post."""
    run, lead, code = request.actor.may(RUN, found), request.actor.may(OPEN_POLL, found), [found.code]
    is_due = found.is_open and found.closes_on < request.today
    if is_due and lead:
        yield Step(_("截止开箱"), reverse("ballots:close", args=code))
    if found.status in (PollStatus.PREPARED, PollStatus.OPEN) and found.mode == polling.SLIPS and run:
        yield Step(_("印抽签条"), reverse("ballots:slips", args=code))
        yield Step(_("作废抽签条"), reverse("ballots:spoil", args=code))
    yield from shown_issuing.steps(request, found)
    if found.status in (PollStatus.PREPARED, PollStatus.ISSUING) and lead:
        if not found.second_holder:
            yield Step(_("设投票箱口令"), reverse("ballots:key", args=code))
        else:
            yield Step(_("开启投票"), reverse("ballots:open", args=code))
    if found.is_open and not is_due and lead:
        yield Step(_("截止开箱"), reverse("ballots:close", args=code))
    if found.status not in (PollStatus.CLOSED, PollStatus.VOID) and request.actor.may(READ, found):
        yield Step(_("纸质答卷"), reverse("sheets:box", args=code))
    if found.status not in (PollStatus.CLOSED, PollStatus.VOID) and lead:
        yield Step(_("作废投票"), reverse("ballots:void", args=code))


def slips(request: Request, found: PollBox, drawn: list[str]) -> list[Slip]:
    """The slips to be cut out. The code stands behind #: browsers send that to nobody."""
    return [Slip(codes.grouped(code), qr.picture(f"{address(request, found)}#{code}")) for code in drawn]


def free(found: PollBox) -> list[str]:
    """How many slips are printed for each group already."""
    lines = []
    for group in found.groups.all():
        printed = next((one.printed for one in group.accounts.all() if one.stock == Stock.SLIPS), 0)
        told = {"group": group.label, "size": group.size, "printed": printed}
        lines.append(_("%(group)s：应评 %(size)s 人，已印 %(printed)s 张。") % told)
    return lines


def keepers(found: PollBox) -> list[str]:
    """Who keeps the two passphrases."""
    told = {"first": found.first_holder or _("还没有"), "second": found.second_holder or _("还没有")}
    return [_("口令保管人：%(first)s、%(second)s。") % told]
