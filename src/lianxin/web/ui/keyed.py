"""按键翻页: a list by day, newest first; the address of a page names the row it begins after by its code.

However long the list is, a page costs one statement and one to find that row; what is added meanwhile shifts nothing,
and no running number stands in the address (security.md T1).
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
    """The rows before or after the row named in the address, by the date field `day`, newest first.

    A code that is not in the list begins at the start.
    """
    after, before = (_key(found, request.GET.get(side, ""), day) for side in ("after", "before"))
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
        _address(request, "before", taken[0]) if taken and newer else "",
        _address(request, "after", taken[-1]) if taken and older else "",
    )


def query_of(request: Request) -> str:
    """The filters of the address without its page: for printing and files of the whole list."""
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


def _address(request: Request, side: str, row: Any) -> str:
    query = query_of(request)
    return f"?{query}{'&' if query else ''}{side}={row.code}"


def _key(found: "QuerySet[Any]", code: str, day: str) -> tuple[date, int] | None:
    code = "".join(char for char in code if char.isalnum())[:12]
    return found.order_by().filter(code=code).values_list(day, "pk").first() if code else None
