"""没有写明基数的变动: 同比增加46件，增长10%; 同比上升63.79%: the base follows from the difference, or is searched.

A whole number of the last period must give the stated rate; where none does, the rate is impossible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .changes import BASE, DOWN, REAL, THEN, TO, UP, falls, kin, rate_words, short, verb_of, year_of
from .claims import APPROX, HOLDS, Claim
from .layout import Mention, Page, claim, countable, mentions, segments
from .rounding import half_even, half_up, judge, show

_SINCE = re.compile(rf"(?:同比|环比|[比较与].{{0,3}}{THEN}(?:同期)?(?:相比)?)")

_BARE = re.compile(rf"(?:{UP}|{DOWN})(?:率|幅|幅度)?(?:了|为|达到|达|约|是)?")


def find(page: Page) -> Iterator[Claim]:
    """Changes without their base, segment by segment."""
    for start, end in segments(page):
        found = [m for m in mentions(page, start, end) if m.numeral.form not in ("date", "ordinal")]
        for place in range(len(found)):
            yield from _without_base(page, found, place)


def _without_base(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """同比增加46件，增长10%: the base follows from the difference; 同比上升63.79%: a whole base is searched."""
    item = found[place]
    verb = verb_of(item.label)
    if not place or not verb or not item.numeral.exact or not _SINCE.search(item.label):
        return
    now = found[place - 1]
    if (
        not countable(now)
        or "分别" in item.label
        or verb_of(now.label)
        or BASE.search(now.label)
        or re.search(r"新增|净增|增加|累计", now.label)
        or REAL.search(now.label)
        or item.clause - now.clause > 1
    ):
        return
    if place > 1 and kin(found[place - 2], now) and (year_of(page, now) or _from(page, found[place - 2], now)):
        return  # the base is written out: `changes` has it
    if item.numeral.form == "percent" and now.numeral.counted:
        yield from _search(page, now, item, verb)
    elif kin(now, item) and place + 1 < len(found):
        rate = found[place + 1]
        if (
            rate.numeral.form == "percent"
            and verb_of(rate.label)
            and rate.numeral.exact
            and rate.clause - item.clause <= 1
            and not re.search(r"同比|环比", rate.label)
        ):
            gap = item.numeral.value
            base = now.numeral.value + (gap if falls(verb) else -gap)
            if base > 0:
                yield _derived(page, now, item, rate, base)


def _from(page: Page, then: Mention, now: Mention) -> bool:
    """Whether now is the end of a movement that states where it came from: 由160件降到140件."""
    lead = page.text[max(0, then.numeral.start - 16) : then.numeral.start]
    return bool(re.search(r"[从由][^，。；]*$", lead) and TO.search(page.text[then.end : now.numeral.start]))


def _derived(page: Page, now: Mention, diff: Mention, rate: Mention, base: Fraction) -> Claim:
    stated, decimals = rate.numeral.written, rate.numeral.decimals
    gap, counted = diff.numeral.value, now.numeral.counted and diff.numeral.counted
    result = judge(stated, decimals, gap, base, other=now.numeral.value, counted=counted)
    verdict = result.verdict
    verb = verb_of(rate.label)
    if _BARE.fullmatch(rate.label) and falls(verb) != falls(verb_of(diff.label)):
        words = f"前面写{verb_of(diff.label)}{diff.numeral.text}，后面写{verb}{rate.numeral.text}，方向相反。"
        return claim(page, "rate", now.start, rate.end, show(stated, decimals), "", "fails:direction", words)
    slack = diff.numeral.slack + now.numeral.slack
    if verdict.startswith("fails") and not counted and base > slack:
        low, high = (gap - diff.numeral.slack) / (base + slack), (gap + diff.numeral.slack) / (base - slack)
        half = rate.numeral.quantum / 2
        verdict = APPROX if low - half <= rate.numeral.value <= high + half else verdict
    words = f"上期为{short(base)}，" + rate_words(verdict, result.computed, gap, base, rate)
    return claim(page, "rate", now.start, rate.end, show(stated, decimals), result.computed, verdict, words)


def _search(page: Page, now: Mention, rate: Mention, verb: str) -> Iterator[Claim]:
    """The whole number of the last period that gives the stated rate, if there is one."""
    between = page.text[now.end : rate.numeral.start - len(rate.label)]
    if not re.fullmatch(r"[^，。；、：\d]{0,8}[，、（]?", between):
        return
    stated, decimals, value = rate.numeral.written, rate.numeral.decimals, now.numeral.value
    factor = 1 + (-stated if falls(verb) else stated) / 100
    if factor <= 0:
        return
    guess = int(value / factor)
    bases = [b for b in (guess, guess + 1, guess - 1) if b > 0]
    fit = next(
        (b for b in bases if stated in [rule(abs(value - b) * 100 / b, decimals) for rule in (half_up, half_even)]),
        None,
    )
    shown = show(stated, decimals)
    if fit is not None:
        near = show(abs(value - fit) * 100 / Fraction(fit), decimals)
        words = f"上期若为{fit}，变动为{near}%，与文中一致。"
        yield claim(page, "rate", now.start, rate.end, shown, near, HOLDS, words)
    elif decimals and bases:
        best = min(bases, key=lambda b: abs(abs(value - b) * 100 / Fraction(b) - stated))
        near = show(abs(value - best) * 100 / Fraction(best), decimals)
        words = f"上期没有一个整数能得出{shown}%：最接近的{best}得{near}%。"
        yield claim(page, "rate", now.start, rate.end, shown, near, "fails:impossible", words)
