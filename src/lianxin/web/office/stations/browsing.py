"""工作站的翻看: what the address asks for, a page of a list by place, the days of a log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from lianxin.base.orgs.models import Unit
from lianxin.web.ui.request import Request

ROWS = 50
WEEK, LONGEST = 7, 31
YEARS = (2000, 2100)


@dataclass(frozen=True)
class Page:
    """一页 and its neighbours."""

    rows: Sequence[Any]
    newer_url: str
    older_url: str


def text(request: Request, name: str, most: int = 40) -> str:
    """What the address says under a name."""
    return request.GET.get(name, "").replace("\0", "").strip()[:most]


def number(request: Request, name: str) -> int | None:
    """A key in the address."""
    typed = text(request, name, 10)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def unit_of(request: Request) -> Unit | None:
    """The unit of the address."""
    key = number(request, "unit")
    return Unit.objects.filter(pk=key).first() if key is not None else None


def page_of(found: Any, request: Request, name: str, **asked: str) -> Page:
    """The rows after (or before) the one whose key stands in the address; by place, then by key."""
    back, forth = number(request, "before"), number(request, "after")
    key = found.filter(pk=back if back is not None else forth).first() if (back or forth) else None
    is_back = key is not None and back is not None
    rows = found.order_by("unit_path", "pk")
    if key is not None:
        step = "lt" if is_back else "gt"
        beyond = Q(**{f"unit_path__{step}": key.unit_path}) | Q(unit_path=key.unit_path, **{f"pk__{step}": key.pk})
        rows = rows.filter(beyond)
    taken = list((rows.reverse() if is_back else rows)[: ROWS + 1])
    has_more, taken = len(taken) > ROWS, taken[:ROWS]
    if is_back:
        taken.reverse()
    start = reverse(name) + "?" + urlencode({key: value for key, value in asked.items() if value})
    newer, older = (has_more if is_back else key is not None), (True if is_back else has_more)
    return Page(
        taken,
        f"{start}&before={taken[0].pk}" if newer and taken else "",
        f"{start}&after={taken[-1].pk}" if older and taken else "",
    )


def day_of(request: Request, name: str) -> date | None:
    """A day of the address."""
    try:
        found = date.fromisoformat(text(request, name, 10))
    except ValueError:
        return None
    return found if YEARS[0] <= found.year < YEARS[1] else None


def days_of(request: Request) -> tuple[date, date]:
    """The days of a log: a week up to today unless asked otherwise, a month at most, never the future."""
    last = min(day_of(request, "last") or request.today, request.today)
    first = day_of(request, "first") or last - timedelta(days=WEEK - 1)
    return max(min(first, last), last - timedelta(days=LONGEST - 1)), last
