"""按键翻页: a list by day and key, newest first; the address of a page names the row it begins after, never a number.

However long the list is, a page costs one statement, and what is added meanwhile shifts nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lianxin.web.ui.request import Request

ROWS = 50


@dataclass(frozen=True)
class KeyedPage:
    """一页, and the addresses of its neighbours (empty: there is none)."""

    rows: list[Any]
    newer_url: str
    older_url: str


def page_of(found: "QuerySet[Any]", request: Request, day: str, *, rows: int = ROWS) -> KeyedPage:
    """The rows before or after the key in the address, by the date field `day` and the primary key, newest first."""
    after, before = _key(request.GET.get("after", "")), _key(request.GET.get("before", ""))
    if before:
        found = found.filter(Q(**{f"{day}__gt": before[0]}) | Q(**{day: before[0], "pk__gt": before[1]}))
        found = found.order_by(day, "pk")
    else:
        if after:
            found = found.filter(Q(**{f"{day}__lt": after[0]}) | Q(**{day: after[0], "pk__lt": after[1]}))
        found = found.order_by(f"-{day}", "-pk")
    taken = list(found[: rows + 1])
    has_more, taken = len(taken) > rows, taken[:rows]
    if before:
        taken.reverse()
    newer, older = (has_more, True) if before else (bool(after), has_more)
    return KeyedPage(
        taken,
        _address(request, "before", taken[0], day) if taken and newer else "",
        _address(request, "after", taken[-1], day) if taken and older else "",
    )


def query_of(request: Request) -> str:
    """The filters of the address without its page: for printing and files of the whole list."""
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


def _address(request: Request, side: str, row: Any, day: str) -> str:
    query = query_of(request)
    return f"?{query}{'&' if query else ''}{side}={getattr(row, day):%Y%m%d}{row.pk}"


def _key(text: str) -> tuple[date, int] | None:
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}"), int(text[8:18])
    except ValueError:
        return None
