"""一批的样子: the filters and the orders of its table, as addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.reports.checks.queries import ORDERS, SHOWS
from lianxin.web.ui.request import Request

_WORDS: dict[str, str | Promise] = {
    "": _("全部"), "wrong": _("有不符"), "doubtful": _("有存疑"), "style": _("有格式问题"),
    "clean": _("没有意见"), "unread": _("读不了"), "nowhere": _("单位没认出"),
}  # fmt: skip
_ORDERS: dict[str, str | Promise] = {
    "": pgettext_lazy("check", "按份号"),
    "findings": _("不符多的在前"),
    "unit": _("按单位"),
}


@dataclass(frozen=True)
class Tab:
    """一类 with how many texts there are."""

    word: str | Promise
    url: str
    is_current: bool
    count: int | None = None


def address(request: Request, **changed: object) -> str:
    """This page with something changed; another filter or order begins at the start."""
    kept = {"show": request.GET.get("show", ""), "order": request.GET.get("order", "")}
    kept = {key: value for key, value in kept.items() if value in (SHOWS if key == "show" else ORDERS)}
    found = request.GET.copy()
    found.clear()
    for key, value in {**kept, **changed}.items():
        if value:
            found[key] = str(value)
    return f"?{found.urlencode()}"


def tabs(request: Request, counts: Mapping[str, int]) -> list[Tab]:
    """The filters; an empty one is left out unless it is shown now."""
    now = request.GET.get("show", "") if request.GET.get("show", "") in SHOWS else ""
    return [
        Tab(word, address(request, show=name), name == now, counts[name or "all"])
        for name, word in _WORDS.items()
        if counts[name or "all"] or name in ("", "wrong", now)
    ]


def orders(request: Request) -> list[Tab]:
    """The orders; never by anybody's name."""
    now = request.GET.get("order", "") if request.GET.get("order", "") in ORDERS else ""
    return [Tab(word, address(request, order=name), name == now) for name, word in _ORDERS.items()]
