"""谁看过: every opening of particulars and, of a confidential matter, every page view, gathered by post and day.

No name: the post answers for it. Nothing is left out: each single time stands in the row (security.md T7).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.work.publishing.models import Opening

PARTICULARS = _("查看姓名、电话和住址")
TAKEN = _("经另一人批准，随台账带出姓名、电话和住址")


@dataclass
class Look:
    """一行: a post on one day, what it looked at and why, and when: once for each time."""

    on: date
    post: str
    what: str
    is_particulars: bool = False
    times: list[datetime] = field(default_factory=list)


def looks(revealed: Iterable[Any], openings: Iterable[Opening]) -> list[Look]:
    """The rows, oldest first: from the journal's openings of particulars and from the page views."""
    found: dict[tuple[date, str, str], Look] = {}
    lines = [(one.at, one.by_post, _why(one), True) for one in revealed]
    lines += [(one.at, one.post, gettext(one.purpose), False) for one in openings]
    for at, post, what, is_particulars in sorted(lines, key=lambda line: line[0]):
        on = localdate(at)
        row = found.setdefault((on, post, what), Look(on, post, what, is_particulars))
        row.times.append(at)
    return list(found.values())


def _why(entry: Any) -> str:
    if entry.event == "concern.taken_along":
        return f"{TAKEN}（{gettext(entry.detail.get('outcome', ''))}）"
    purpose = entry.detail.get("purpose", "")
    return f"{PARTICULARS}（{gettext(purpose)}）" if purpose else str(PARTICULARS)
