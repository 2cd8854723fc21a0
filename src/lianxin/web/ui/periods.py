"""统计期的说法: a period in the language of the page. Papers and files keep the Chinese label of the period itself."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from lianxin.pure.periods import Period


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
