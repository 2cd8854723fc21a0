"""什么时候汇报: twice a school year, else twice a year (004-j “每学年二次向党支部汇报联系情况”)."""

from dataclasses import dataclass
from datetime import date, timedelta

from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.work.quotas.models import SchoolTerm
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import LEADING, StatementKind, StatementStatus

BEFORE, AFTER = timedelta(days=15), timedelta(days=45)  # how long around its end a window is mentioned


@dataclass(frozen=True)
class Window:
    """一次汇报: its days, and what it is called."""

    first: date
    last: date
    label: str


def windows(kind: str, on: date) -> list[Window]:
    """汇报的时段 around a day: the school's terms where they are known, else half-years."""
    if kind == UnitKind.SCHOOL:
        terms = SchoolTerm.objects.filter(first__lte=on + BEFORE, last__gte=on - AFTER)
        found = [Window(one.first, one.last, f"{one.year}学年第{one.number}学期") for one in terms]
        if found:
            return found
    this = Period("half_year", on.year, 1 if on.month <= 6 else 2)
    return [Window(one.first, one.last, one.label) for one in (this.previous(), this)]


def due(person_id: int, kind: str, on: date) -> Window | None:
    """该汇报的时段: about to end or just over, and not yet submitted; None where there is nothing to be said."""
    for window in windows(kind, on):
        if window.last - BEFORE <= on <= window.last + AFTER and not _is_submitted(person_id, window):
            return window
    return None


def _is_submitted(person_id: int, window: Window) -> bool:
    found = Statement.objects.filter(
        person_id=person_id, kind=StatementKind.PERSONAL, status=StatementStatus.SUBMITTED, last__gte=window.first,
        first__lte=window.last,
    )  # fmt: skip
    return found.exclude(last__lt=window.last - BEFORE).exists()


def members(unit_path: str, kind: str, first: date, last: date) -> tuple[int, ...]:
    """班子成员 or all people of a unit: whoever held such a post there on one of these days."""
    found = Posting.objects.filter(unit__path=unit_path, valid_from__lte=last)
    if kind == StatementKind.LEADERS:
        found = found.filter(role__in=LEADING)
    kept = found.exclude(valid_to__lt=first)
    return tuple(sorted(set(kept.values_list("person_id", flat=True))))
