"""统计期的说法: a period in the language of the page. Papers and files keep the Chinese label of the period itself."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.pure.periods import Kind, Period

#: what a paper may be about: kind, word, how many back
OF_PAPERS: Sequence[tuple[Kind, Any, int]] = (
    ("month", _("月"), 15), ("quarter", _("季度"), 6), ("half_year", _("半年"), 4), ("year", _("年"), 3),
)  # fmt: skip


def period_groups(today: date, offered: Iterable[tuple[Kind, Any, int]]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """各类各期供选择: the periods that have begun, newest first, under the word of their kind."""
    return [
        (label, [(one.code, period_words(one)) for one in Period.latest(today, kind, count=count)])
        for kind, label, count in offered
    ]


def period_words(period: Period) -> str:
    """2026年11月, November 2026; 2026年3月至8月, March 2026 – August 2026; 2026年第四季度, Q4 2026; 2026年下半年, H2 2026."""
    if get_language() in (None, settings.LANGUAGE_CODE):
        return period.label
    if period.kind == "month":
        return date_format(period.first, "F Y")
    if period.kind == "span":
        months = period.months()
        return f"{date_format(months[0].first, 'F Y')} – {date_format(months[-1].first, 'F Y')}"
    part = {"quarter": f"Q{period.number} ", "half_year": f"H{period.number} "}.get(period.kind, "")
    return f"{part}{period.year}"
