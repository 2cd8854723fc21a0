"""平均与乘积: 慰问40户，每户300元，共12000元; 12000元÷40户，户均300元; 满意率104%.

A product or a mean is judged where count, single amount and total stand together in this unit and no other figure
could be meant. A share of people or things can not be more than all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import APPROX, HOLDS, Claim
from .layout import Mention, Page, amount, claim, clause_before, countable, mentions
from .rounding import half_even, half_up, plain, show, truncated

_EACH = re.compile(
    r"(?:平均每|每个?|各)(?P<unit>[户人名家村件场次天班组份校支站个])?[^，。；：、\d]{0,10}$|(?P<mean>[户人村场件班站])均[^，。；：、\d]{0,10}$"
)
# What is dealt out, not what comes of it: 户均补助, not 户均增收.
_DEALT = re.compile(
    r"(?:均|每[户人名家村件场次天班组份校支站个])(?:[^，。；：、\d]{0,2}(?:发放|补助|救助|慰问|资助|补贴|捐助|投入))?(?:资金|补助金|救助金|慰问金|金|款|现金|约|为|达|是)*$"
)
_UNITS = {"人": "人", "名": "人", "位": "人"}
_ALL = re.compile(r"合计|共计|总计|累计|共|总额|总金额|总数|总")
_WHOLE_RATES = re.compile(
    r"满意率|合格率|覆盖率|办结率|参保率|普及率|化解率|回访率|出勤率|参会率|到会率|投票率|成功率|知晓率|入户率|签约率|占比"
)


def find(page: Page) -> Iterator[Claim]:
    """Products and means, sentence by sentence; rates beyond 100 %."""
    for start, end in page.sentences:
        found = [m for m in mentions(page, start, end) if m.numeral.form in ("number", "percent")]
        for place, item in enumerate(found):
            if item.numeral.form == "percent":
                yield from _beyond(page, item)
            else:
                yield from _each(page, found, place)


def _beyond(page: Page, rate: Mention) -> Iterator[Claim]:
    """满意率104%."""
    name = _WHOLE_RATES.search(rate.label)
    if (
        name is None
        or rate.numeral.value <= 1
        or not rate.numeral.exact
        or rate.label[name.end() :][:1] in tuple("增提上比同环")
    ):
        return
    words = f"{name[0]}最高为100%，文中写{rate.numeral.text}。"
    yield claim(page, "rate", rate.start, rate.end, rate.numeral.text, "≤100%", "fails:impossible", words)


def _each(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """The single amount with the count and the total around it."""
    single = found[place]
    told = _EACH.search(clause_before(page, single.numeral.start, 20))
    if told is None or not countable(single) or single.numeral.value <= 0:
        return
    unit = told["unit"] or told["mean"] or ""
    near = [m for m in found[max(0, place - 3) : place + 3] if m is not single and abs(m.clause - single.clause) <= 2]
    near = [m for m in near if m.numeral.measure]
    counts = [m for m in near if _of_unit(m, unit) and m.numeral.family != single.numeral.family]
    totals = [m for m in near if m.numeral.family == single.numeral.family and m.numeral.value > single.numeral.value]
    for total in totals:
        for count in counts:
            made = _judge(page, single, count, total, mean=bool(told["mean"]) or told[0].startswith("平均"))
            if made is not None and (made.verdict in (HOLDS, APPROX) or _alone(page, near, single, count, total)):
                yield made
                return


def _of_unit(mention: Mention, unit: str) -> bool:
    """Whether an amount counts what the mean is of: 户均 and 每户 of 40户, 每人 of 30名."""
    return bool(unit) and mention.numeral.counted and mention.numeral.family == _UNITS.get(unit, unit)


def _alone(page: Page, near: list[Mention], single: Mention, count: Mention, total: Mention) -> bool:
    """Whether the three figures stand together, called by their names, and nothing else is in between."""
    row = sorted((single, count, total), key=lambda m: m.start)
    between = [m for m in near if row[0].start < m.start < row[2].start and m not in row]
    close = row[2].numeral.start - row[0].end <= 40 and row[2].clause - row[0].clause <= 2
    named = row[2] is single or bool(_ALL.search(clause_before(page, total.numeral.start, 14)))
    gap = page.text[row[0].end : row[2].numeral.start]
    exact = all(m.numeral.exact for m in row) and _DEALT.search(clause_before(page, single.numeral.start, 20))
    return not between and close and named and bool(exact) and not re.search(r"[；。]|其中|另|同比|去年|标准", gap)


def _judge(page: Page, single: Mention, count: Mention, total: Mention, *, mean: bool) -> Claim | None:
    """Count times single against the total; a mean may have been rounded, a single amount not."""
    one, n, all_ = single.numeral, count.numeral.value, total.numeral
    product, start, end = one.value * n, min(m.start for m in (single, count, total)), 0
    end = max(m.end for m in (single, count, total))
    if not (single.numeral.exact and all_.exact):
        return None
    true = all_.value / n
    scale = one.quantum * 10**one.decimals
    rounded = [rule(true / scale, one.decimals) * scale for rule in (half_up, half_even)]
    unit = single.numeral.measure
    if mean:
        verdict = (
            HOLDS if true == one.value or one.value in rounded else _cut(true / scale, one.decimals, one.value / scale)
        )
        near = show(true / scale, one.decimals)
        words = f"{amount(all_.value, total)}÷{plain(n)}={plain(true / scale)}{_big(scale)}，"
        words += "与文中一致。" if verdict == HOLDS else f"文中写{amount(one.value, single)}。"
        slack = all_.slack if all_.quantum != 1 else Fraction(0)  # 2万元 is rounded, 20000元 is not
        low, high = (half_up((all_.value + s) / n / scale, one.decimals) * scale for s in (-slack, slack))
        verdict = APPROX if verdict != HOLDS and slack and low <= one.value <= high else verdict
        return claim(page, "mean", start, end, amount(one.value, single), near, verdict, words)
    verdict = (
        HOLDS
        if product == all_.value
        else APPROX
        if abs(product - all_.value) <= all_.slack and not all_.counted
        else "fails:product"
    )
    ending = "与文中一致。" if verdict == HOLDS else f"文中写{amount(all_.value, total)}{unit}。"
    words = f"{plain(n)}×{amount(one.value, single)}={amount(product, total)}，{ending}"
    return claim(page, "product", start, end, amount(all_.value, total), amount(product, total), verdict, words)


def _cut(true: Fraction, decimals: int, stated: Fraction) -> str:
    return "fails:truncated" if truncated(true, decimals) == stated else "fails:differs"


def _big(scale: Fraction) -> str:
    return {10**8: "亿", 10**4: "万"}.get(int(scale), "")
