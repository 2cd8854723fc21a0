"""接收、退还、撤回、退回、免报: what goes on between two levels. What is undone is undone from the top down."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.reports.returns.commands.steps import moved, step
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.problems import Unfit


@transaction.atomic
def accept(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """接收 of what a lower unit reported, by the level above; apart from approving it, and by another person."""
    month = moved(month, "accept", by)
    month.accepted_on, month.accepted_by = localdate(at), by.name
    return step(month, "accept", by, at, comment, private={"comment": comment.strip()}, unit=month.unit.name)


@transaction.atomic
def accept_several(*, months: Sequence[MonthReturn], by: Actor, at: datetime) -> tuple[list[MonthReturn], list[str]]:
    """成批接收: what can be accepted is; for the rest the sentences why not, each with the unit's name."""
    taken: list[MonthReturn] = []
    left: list[str] = []
    for month in months:
        try:
            taken.append(accept(month=month, by=by, at=at))
        except Unfit as refusal:
            left.append(f"{month.unit.name}{_('：')}{refusal.sentence}")
    return taken, left


@transaction.atomic
def unaccept(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """退还接收, by the level above while it still collects, with the reason."""
    month = moved(month, "unaccept", by)
    month.accepted_on, month.accepted_by = None, ""
    return _told(month, "unaccept", reason, by, at, unit=month.unit.name)


@transaction.atomic
def take_back(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """撤回 of what was filed or reported and not yet accepted; what was frozen stays as it is."""
    month = moved(month, "take_back", by)
    _unsigned(month)
    return _told(month, "take_back", reason, by, at)


@transaction.atomic
def send_back(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """退回收集, by whoever reviews or files, or by the level above; our own figures are counted anew after it.

    What was frozen stays in the archive with its signer; the return no longer stands on it.
    """
    month = moved(month, "send_back", by)
    _unsigned(month)
    month.overlaps = []
    month.figures.filter(line__source="records").update(value=None, frozen=None, kept_before={})
    month.figures.filter(line__is_rolled=True, of__lower__isnull=False).update(value=None)
    return _told(month, "send_back", reason, by, at)


@transaction.atomic
def excuse(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """免报, by the level above, with the reason: it is printed on the sheet above."""
    month = moved(month, "excuse", by, why=reason)
    month.excused, month.excused_on, month.excused_by = reason.strip()[:120], localdate(at), by.name
    return _told(month, "excuse", reason, by, at, unit=month.unit.name)


@transaction.atomic
def unexcuse(*, month: MonthReturn, reason: str, by: Actor, at: datetime) -> MonthReturn:
    """取消免报, by the level above while it still collects."""
    month = moved(month, "unexcuse", by)
    month.excused, month.excused_on, month.excused_by = "", None, ""
    return _told(month, "unexcuse", reason, by, at, unit=month.unit.name)


def _unsigned(month: MonthReturn) -> None:
    month.filed_on, month.filed_by, month.filed_ref = None, "", ""
    month.reported_on, month.reported_by, month.reported_ref, month.reported_to = None, "", "", ""


def _told(month: MonthReturn, verb: str, reason: str, by: Actor, at: datetime, **detail: str) -> MonthReturn:
    if not reason.strip():
        raise Unfit(_("请写明原因：对方和以后看的人都要知道。"), "reason")
    return step(month, verb, by, at, reason, private={"reason": reason.strip()}, **detail)
