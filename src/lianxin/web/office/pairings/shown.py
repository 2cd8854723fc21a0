"""挂钩结对页面上显示的: links as lines; a household is named only to whoever may see its line in the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.queries import seen_by
from lianxin.work.pairings import queries
from lianxin.work.pairings.models import FieldPosting, Leave, Pairing
from lianxin.work.pairings.queries import Gap
from lianxin.work.pairings.terms import LeaveStatus

SOON = timedelta(days=30)
TONES = {LeaveStatus.APPROVED: "done", LeaveStatus.BACK: "done", LeaveStatus.REFUSED: "late"}


@dataclass(frozen=True)
class Line:
    """一个联系 as a row: whom with, until when, the last contact (None: not asked or none)."""

    pairing: Pairing
    what: str
    left: str
    tone: str
    last: date | None
    visit_url: str = ""


def what(pairing: Pairing, seen: Iterable[int | None]) -> str:
    """联系对象 in words; a household that may not be seen is only “一户”."""
    if pairing.household is not None:
        return pairing.household.label if pairing.household_id in seen else _("一户")
    return pairing.label or pairing.unit.name


def seen_households(pairings: Iterable[Pairing], by: Actor, today: date) -> set[int]:
    """Which of their households this actor may see; one statement."""
    keys = {one.household_id for one in pairings if one.household_id is not None}
    return set(seen_by(by, today).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def lines(
    pairings: Sequence[Pairing], by: Actor, today: date, last: Mapping[int, date] | None = None, visits: bool = False
) -> list[Line]:
    """Links as rows, in the order given."""
    seen = seen_households(pairings, by, today)
    found = []
    for one in pairings:
        left, tone = left_of(one, today)
        url = visit_url(one) if visits and one.stands(today) else ""
        found.append(Line(one, what(one, seen), left, tone, (last or {}).get(one.pk), url))
    return found


def left_of(pairing: Pairing, today: date) -> tuple[str, str]:
    """How it stands, in words and tone."""
    if pairing.since > today:
        return _("还没开始"), ""
    if pairing.until is None or pairing.until > today + SOON:
        return _("联系中"), "done"
    if pairing.until >= today:
        days = (pairing.until - today).days
        return ngettext("还有 %(days)s 日到期", "还有 %(days)s 日到期", days) % {"days": days}, "soon"
    if pairing.successor_id is not None:
        return _("已移交"), ""
    return (_("不足最短时间"), "late") if pairing.is_short else (_("已结束"), "")


def visit_url(pairing: Pairing) -> str:
    """Where a visit to the other side is written down; empty where that room does not exist."""
    query = {"household": pairing.household.code} if pairing.household is not None else {}
    try:
        return reverse("visits:new", query=query)
    except NoReverseMatch:
        return ""


def mine(by: Actor, today: date) -> list[Line]:
    """我的联系, with the last contact; never compared with anybody's."""
    found = list(queries.standing(by.person_id, today)) if by.person_id is not None else []
    return lines(found, by, today, queries.last_contact(found, today), visits=True)


@dataclass(frozen=True)
class Area:
    """一片的缺口: a township of a county, a village of a township; sums of its villages."""

    unit: Unit
    needy: int
    without: int
    villages: int
    unlinked: int


def areas(gaps: Sequence[Gap], under: Unit, today: date) -> list[Area]:
    """The gaps by the units right below; one statement."""
    below = list(Unit.objects.valid(today).filter(parent=under).order_by("path")) or [under]
    found = []
    for unit in below:
        inside = [gap for gap in gaps if gap.unit.path.startswith(unit.path)]
        if inside:
            found.append(
                Area(unit, sum(gap.needy for gap in inside), sum(gap.without for gap in inside), len(inside),
                     sum(not gap.linked for gap in inside))
            )  # fmt: skip
    return found or [Area(gap.unit, gap.needy, gap.without, 1, int(not gap.linked)) for gap in gaps]


@dataclass(frozen=True)
class LeaveLine:
    """一次请假 as a row; the reason only for whoever deals with it."""

    leave: Leave
    tone: str


def leave_lines(leaves: Iterable[Leave]) -> list[LeaveLine]:
    """Leave as rows."""
    return [LeaveLine(one, TONES.get(LeaveStatus(one.status), "doing")) for one in leaves]


def posting_state(posting: FieldPosting, today: date) -> tuple[str, str]:
    """在岗, 还没开始, 已结束."""
    if posting.since > today:
        return _("还没开始"), ""
    return (_("在岗"), "done") if posting.stands(today) else (_("已结束"), "quiet")


def story(ref: str) -> list[tuple[Any, str, str]]:
    """经过 of a record: when, what, who."""
    from lianxin.base.journal import book

    entries = list(book.story(ref))
    private = book.private_of(entries)
    return [(one.at, book.sentence(one, private.get(one.n, {})), one.by_name) for one in entries]
