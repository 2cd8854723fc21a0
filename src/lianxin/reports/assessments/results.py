"""什么可以考核 (JF-2, JF-3): only what came of the work; never how much was written, held, visited or filed.

Stricter than the register of indicators, which only refuses tables of traces. A measured item stands on one of RESULTS,
or on an own indicator that counts the same records in the same way; a fact on one of FACTS, and there one is enough,
so that nobody is better for having more of it. Every refusal says why.
"""

from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext as _

from lianxin.base.indicators import INDICATORS, Count, Indicator, Mean, Median, Rate, Stock, UnknownIndicator, get
from lianxin.base.indicators.scopes import MARK
from lianxin.base.indicators.sources import SOURCES
from lianxin.base.indicators.traces import TRACES
from lianxin.reports.assessments.terms import How, ItemKind

#: 解决、满意、按期、整改到位、兑现: what residents were given, or what was put right
RESULTS = frozenset({
    "concern.closing_rate", "concern.on_time_rate", "concern.handled_on_time_rate", "concern.solved_rate",
    "concern.median_days_to_close", "concern.response_rate", "concern.resolution_rate", "concern.satisfaction_rate",
    "concern.strict_satisfaction_rate", "concern.adjusted_rate", "concern.heard_rate", "concern.replied_in_time_rate",
    "concern.overdue", "concern.handled_overdue", "reception.promise_kept_rate", "window.one_trip_rate",
    "window.mean_trips", "window.in_limit_rate", "window.errands_in_time_rate", "window.errands_overdue",
    "upper_order.in_time_rate", "old_case.open", "old_case.median_days", "rectification.on_time_rate",
    "remark.decided_rate", "mediation.success_rate", "finding.corrected_share",
})  # fmt: skip
#: 有没有: a station stands, a promise was published, the council took it up: whether, never how often
FACTS = frozenset({
    "station.mains", "station.stations", "window.work_rooms", "pledge.published", "practical.done", "meeting.council",
    "gathering.three_meetings",
})  # fmt: skip
LEAST_LEAST, USUAL_LEAST = 5, 10  # fewer than five records never make a rate (rules.md §3.3); ten is our usual guard


def why_not(code: str, kind: str, how: str) -> str:
    """为什么不能考核: the sentence; empty where the indicator may stand in a scheme in this way. Raises nothing."""
    try:
        one = get(code)
    except UnknownIndicator:
        return _("没有这个指标，请重新选择。")
    if MARK in code or ":" in code:
        return _("“%(label)s”只数一部分记录，请选整个指标。") % {"label": one.label}
    if {count.of().model._meta.label for count in one.counts} & TRACES:
        return _("“%(label)s”数的是痕迹，不能作为考核项（JF-3）。") % {"label": one.label}
    if kind == ItemKind.FACT:
        return _why_no_fact(one, how)
    return _why_no_result(one, how)


def _why_no_fact(one: Indicator, how: str) -> str:
    if one.code not in FACTS:
        return _("“%(label)s”不在可以看有没有的事项里；看结果的，请选“看结果”。") % {"label": one.label}
    if how != How.FULFILLED:
        return _("“%(label)s”只看有没有：有一项就算做到，多了不加，不能按件数折算。") % {"label": one.label}
    return ""


def _why_no_result(one: Indicator, how: str) -> str:
    words = {"label": one.label}
    if not one.better:
        sentence = _(
            "“%(label)s”没有高好低好之分：它说的是办了多少，不是办得怎样。请选解决、满意、按期、整改这类结果。"
        )
        return sentence % words
    if one.is_momentary:
        return _("“%(label)s”随哪天查而变，事后算不回来，不能作为考核项。") % words
    if isinstance(one, Count) and (one.better == "high" or how != How.FULFILLED):
        return _("“%(label)s”数的是件数：摊子大的单位天然多。请选率；期末没有办的只能看“达到与否”。") % words
    if one.code not in RESULTS and not _is_own_result(one):
        return _("“%(label)s”说的是过程，不是群众得到的结果，不能作为考核项（JF-2、JF-3）。") % words
    return ""


def _is_own_result(one: Indicator) -> bool:
    """自定指标: a rate or a measure over the same records as the results that ship with the program."""
    if one.code in INDICATORS or isinstance(one, Count):
        return False
    processes = {source.of().model for source in SOURCES.values() if source.is_process}
    allowed = {count.of().model for code in RESULTS if code in INDICATORS for count in INDICATORS[code].counts}
    return all(count.of().model in allowed - processes for count in one.counts)


def offered(known: Iterable[Indicator]) -> list[tuple[str, Indicator]]:
    """可以选的指标, each with the kind of item it may be; in the order given."""
    found: list[tuple[str, Indicator]] = []
    for one in known:
        for kind in ItemKind.values:
            if not why_not(one.code, kind, How.FULFILLED if kind == ItemKind.FACT or isinstance(one, Count) else ""):
                found.append((kind, one))
    return found


def least_of(one: Indicator, asked: int | None) -> int:
    """少于几件不评: of a rate or a measure at least five; a count has nothing to be few of."""
    if isinstance(one, Rate | Median | Mean):
        return max(LEAST_LEAST, USUAL_LEAST if asked is None else asked)
    return 0


def better_of(one: Indicator) -> Literal["high", "low"]:
    """高好 or 低好; a fact is good when it is there."""
    return "low" if one.better == "low" else "high"


def has_whole(one: Indicator) -> bool:
    """Whether the figure is of a number of records (a rate, a median), so that there may be too few of them."""
    return not isinstance(one, Count | Stock)
