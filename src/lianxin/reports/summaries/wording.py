"""总结的句子: words and figures put together, and how a figure is compared.

The words around the figures hold no number of the records; a comparison shows its base, so that a reader, and our
own checker, can reckon it again.
"""

from decimal import Decimal

from lianxin.pure.paper import Figure, Para, Text
from lianxin.reports.summaries.facts import Facts, Than

Words = list[str | Figure]
SILLY = 200  # from one to four is “增长300.0%”: such a rate tells nothing, the two counts do
SMALL = 3  # nor does “增长100.0%” from one to two


def para(*parts: str | Figure) -> Para:
    """A paragraph of words and figures."""
    return Para(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def compared(facts: Facts, code: str, measure: str = "件") -> Words:
    """，比上年同期的36件增加4件，增长11.1%，比上月的…: with each base shown; without a base nothing is compared.

    A period that still runs is not compared with whole ones, nor is a figure that still changes, nor one whose records
    of two periods were sorted by different words.
    """
    one = facts.cell(code).indicator
    if facts.is_running or one.is_momentary or one.is_unlike:
        return []
    return [part for than in thans(facts) for part in _against(facts, code, than, measure)]


def thans(facts: Facts) -> tuple[Than, ...]:
    """What a period is compared with: of a phase of a year both are the same months; a longer one overlaps last year's."""
    if facts.other("year").last >= facts.period.first:
        return ("period",)
    return ("year",) if facts.other("year") == facts.other("period") else ("year", "period")


def _against(facts: Facts, code: str, than: Than, measure: str) -> Words:
    name, other = facts.other_name(than), facts.other(than)
    if not facts.number(code, other):
        return []
    base, gap = facts.figure(code, other), facts.gap(code, than)
    if not gap:
        return [f"，与{name}的", base, f"{measure}持平"]
    more, grown = ("增加", "增长") if gap > 0 else ("减少", "下降")
    rate = facts.change_rate(code, than)
    tells = rate is not None and facts.number(code, other) >= SMALL and 0 < Decimal(rate.binding.value) < SILLY
    rated: Words = [f"，{grown}", rate] if rate and tells else []
    return [f"，比{name}的", base, f"{measure}{more}", facts.difference(code, than), measure, *rated]
