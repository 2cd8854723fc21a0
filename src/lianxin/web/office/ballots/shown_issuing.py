"""名册、领凭据、抽查 as shown: how far each group is, which buttons, letters to cut, names drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure import polling
from lianxin.web.ui import qr
from lianxin.web.ui.panels import Step
from lianxin.web.ui.request import Request
from lianxin.work.ballots import credentials
from lianxin.work.ballots.commands.issuing import Letter
from lianxin.work.ballots.commands.rolls import drawn_of, may_call_back
from lianxin.work.ballots.models import CallBack, Issuing, PollBox, PollGroup, Roll
from lianxin.work.ballots.terms import RUN, PollStatus


@dataclass(frozen=True)
class Line:
    """一层: its roll, and what may be done with it."""

    group: PollGroup
    roll: Roll | None
    issued: int | None
    steps: list[Step]


def steps(request: Request, box: PollBox) -> Iterator[Step]:
    """The buttons of this room on the page of a box."""
    if box.mode != polling.OPEN and box.status != PollStatus.VOID:
        word = _("名册与领凭据") if box.mode == polling.BLIND else _("名册与抽查")
        yield Step(word, reverse("ballots:rolls", args=[box.code]))
    if box.mode != polling.BLIND and box.status != PollStatus.VOID:
        yield Step(_("现场投票"), reverse("ballots:session", args=[box.code]))


def rolls(request: Request, box: PollBox) -> dict[str, Any]:
    """名册与领凭据: a line for each group, the window, the steps of the whole."""
    known = {roll.group: roll for roll in Roll.objects.filter(box=box).select_related("call_back")}
    issuing = Issuing.objects.filter(box=box).first()
    may_run, may_call = request.actor.may(RUN, box), box.is_closed and may_call_back(request.actor, box)
    lines = [
        Line(group, known.get(group.code), _issued(known.get(group.code)),
             list(_line_steps(box, group, known.get(group.code), may_run, may_call)))
        for group in box.groups.all()
    ]  # fmt: skip
    all_fixed = len(known) == len(lines) and all(one.is_fixed for one in known.values())
    return {
        "lines": lines, "issuing": issuing, "is_blind": box.mode == polling.BLIND,
        "is_secure": credentials.is_served_securely(), "mode_note": box.poll.mode_note,
        "steps": list(_box_steps(box, issuing, all_fixed)) if may_run and box.mode == polling.BLIND else [],
        "address": request.build_absolute_uri(reverse("public:credential", args=[box.code])),
    }  # fmt: skip


def _issued(roll: Roll | None) -> int | None:
    """Known when the window is over; before that nobody watches one after the other take his."""
    return roll.issued if roll else None


def _line_steps(box: PollBox, group: PollGroup, roll: Roll | None, may_run: bool, may_call: bool) -> Iterator[Step]:
    args = [box.code, group.place]
    if may_run and box.status == PollStatus.PREPARED and not (roll and roll.is_fixed):
        yield Step(_("录入名册"), reverse("ballots:roll", args=args))
        if roll:
            yield Step(_("定稿"), reverse("ballots:fix_roll", args=args))
    if may_run and roll and roll.is_fixed:
        yield Step(_("看名册"), reverse("ballots:roll", args=args))
    if may_run and roll and roll.public_key and box.status == PollStatus.ISSUING and roll.issued is None:
        yield Step(_("印领凭据信"), reverse("ballots:letters", args=args))
    if roll and roll.is_fixed and (may_call or hasattr(roll, "call_back")):
        yield Step(_("抽查回访"), reverse("ballots:call_back", args=args))


def _box_steps(box: PollBox, issuing: Issuing | None, all_fixed: bool) -> Iterator[Step]:
    args = [box.code]
    if box.status == PollStatus.PREPARED:
        yield Step(_("定领凭据时段"), reverse("ballots:window", args=args))
        if issuing and all_fixed:
            yield Step(_("公布签发公钥"), reverse("ballots:publish_keys", args=args))
    if box.status == PollStatus.ISSUING and issuing and issuing.ended_on is None:
        yield Step(_("结束领凭据"), reverse("ballots:end_issuing", args=args))


def letters(request: Request, box: PollBox, group: PollGroup, written: Sequence[Letter]) -> dict[str, Any]:
    """领凭据信 to be cut and closed; the picture leads to the page, the code is typed from the paper."""
    address = request.build_absolute_uri(reverse("public:credential", args=[box.code]))
    issuing = Issuing.objects.get(box=box)
    return {
        "box": box, "group": group, "letters": written, "address": address, "picture": qr.picture(address),
        "issuing": issuing,
    }  # fmt: skip


def call_back(
    request: Request, box: PollBox, group: PollGroup, roll: Roll, called: CallBack | None, form: Any
) -> dict[str, Any]:
    """抽查回访: the names only to the unit that asks, and only until it has told what was said."""
    may = may_call_back(request.actor, box)
    drawn = drawn_of(called) if called and may and called.told_on is None else []
    return {
        "box": box, "group": group, "roll": roll, "called": called, "form": form, "drawn": drawn,
        "may": may, "may_draw": may and called is None and box.is_closed and roll.is_fixed,
        "is_blind": box.mode == polling.BLIND,
    }  # fmt: skip
