"""增减: 比去年同期43件下降7件，下降16.3%; 由90%提高到92%; 同比增加46件; rates without a base (integer search)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import APPROX, HOLDS, Claim
from .layout import Mention, Page, claim, mended, mentions, segments
from .rounding import CERTAIN, half_up, judge, plain, quotient, show, truncated

UP = "增收|增支|增加|增长|上升|提高|提升|攀升|上涨|新增|多|增|升|高"
DOWN = "减收|减支|下降|减少|降低|回落|下滑|缩减|压减|少|降|减|低"
_VERB = re.compile(rf"(?P<verb>{UP}|{DOWN})(?:率|幅|幅度|比例)?(?:了|为|达到|达|约|近|是)?$")
THEN = r"(?:去年|上年|前年|上月|上期|上季度|上半年|往年|前一年|同期|同月|年初|年底|年末|上届|上次)"
# 上半年登记143件 opens a sentence about the half-year itself; only 比上半年 makes it a base.
BASE = re.compile(rf"(?:^(?!上半年|上季度)|比|较|与|同|和|(?:、|，)(?!上半年|上季度)){THEN}.{{0,8}}$")
TO = re.compile(
    rf"(?P<verb>{UP}|{DOWN}|扩大|缩小|缩短|压缩|发展|调整)"
    r"(?:到了|到|至|为|成)(?:现在的|目前的|今年的|(?:\d{4}年)?[底末]?的?)$"
)
_OF_A_YEAR = re.compile(r"[比较](?:19|20)\d\d年(?:同期)?的?$")
_CARRIES_ON = re.compile(
    rf"[^，、；。（]{{0,6}}[，、（；]?(?:同比|环比|比|相比|共|净|了|且)?(?:{UP}|{DOWN})"
    r"(?:率|幅|幅度|比例)?(?:了|为|达到|达|是)?"
)
_SKIP = re.compile(r"年均|平均|累计|复合|以上|目标|力争|预计|计划|确保|两年|三年|五年|翻|口径|可比|实际|名义")
# Growth of output is reckoned at constant prices: the amounts do not give the rate.
REAL = re.compile(r"生产总值|GDP|增加值|总产值")


# 信访总量下降12.5%，由去年的160件降到140件: the rate comes first.
_AHEAD = re.compile(rf"[，、；（](?:即|已)?[从由](?:{THEN}(?:同期)?的?|\d{{4}}年的?)?")


def find(page: Page) -> Iterator[Claim]:
    """Differences and rates of change, segment by segment."""
    for start, end in segments(page):
        found = [m for m in mentions(page, start, end) if m.numeral.form not in ("date", "ordinal")]
        for place in range(len(found)):
            yield from _from_to(page, found, place)
            yield from _against(page, found, place)
        yield from _respectively(page, found)


def kin(one: Mention, other: Mention) -> bool:
    """Whether two figures may be subtracted: the same unit, or both percentages."""
    first, second = one.numeral, other.numeral
    if first.form == "percent":
        return second.form == "percent"
    return first.form == second.form == "number" and first.family == second.family and bool(first.family)


def _respectively(page: Page, found: list[Mention]) -> Iterator[Claim]:
    """来访45批132人次,比去年同期的52批168人次分别下降13.5%和21.4%."""
    for place, first in enumerate(found):
        start = re.search(
            rf"分别(?P<verb>{UP}|{DOWN})了?$", page.text[max(0, first.numeral.start - 10) : first.numeral.start]
        )
        if start is None or first.numeral.form != "percent":
            continue
        rates = [first]
        for item in found[place + 1 :]:
            if item.numeral.form != "percent" or not re.fullmatch(
                r"[、和与，]", page.text[rates[-1].end : item.numeral.start]
            ):
                break
            rates.append(item)
        size = len(rates)
        if size < 2 or place < 2 * size:
            continue
        thens, nows = found[place - size : place], found[place - 2 * size : place - size]
        if not BASE.search(thens[0].label) or not all(
            kin(a, b) and a.numeral.exact and b.numeral.exact for a, b in zip(nows, thens, strict=True)
        ):
            continue
        for now, then, rate in zip(nows, thens, rates, strict=True):
            yield _rate(page, [now], then, rate, None)


def verb_of(label: str) -> str:
    """The verb of change that a label ends with; empty where it speaks of averages or plans."""
    found = _VERB.search(label)
    return found["verb"] if found and not _SKIP.search(label) else ""


def falls(verb: str) -> bool:
    """Whether a verb of change goes down."""
    return verb in DOWN.split("|")


def _against(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """36件，比去年同期43件下降7件，下降率16.2%: the base is written out."""
    base = found[place]
    if not base.numeral.exact or verb_of(base.label):
        return
    before = [m for m in found[max(0, place - 4) : place] if kin(base, m) and m.numeral.exact and not verb_of(m.label)]
    if not BASE.search(base.label) and not _OF_A_YEAR.search(
        page.text[max(0, base.numeral.start - 12) : base.numeral.start]
    ):
        year = year_of(page, base)
        before = [m for m in before if year and year_of(page, m) == year + 1]
        if not before:
            return
    after = found[place + 1 : place + 4]
    if not before and after and kin(base, after[0]) and not verb_of(after[0].label) and after[0].numeral.exact:
        before, after = [after[0]], after[1:]
    if before and not any(REAL.search(m.label) for m in before[-1:]):
        # The nearest is meant, but another base (比上年同期的451件…，比上月的504件) only after all that are none.
        nearest = before[::-1]
        nearest.sort(key=lambda m: bool(BASE.search(m.label)))
        yield from _outcome(page, nearest, base, after)


def year_of(page: Page, mention: Mention) -> int:
    """The year that the clause of an amount names (2023年为356件), 0 when it names none."""
    head = page.text[max(0, mention.numeral.start - 24) : mention.numeral.start]
    found = re.search(r"((?:19|20)\d\d)年(?!来|以来|代)[^，。；：\d]*$", head)
    return int(found[1]) if found else 0


def _from_to(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """由43件下降到36件，下降16.3%."""
    if place + 1 >= len(found):
        return
    then, now = found[place], found[place + 1]
    if not (kin(then, now) and then.numeral.exact and now.numeral.exact):
        return
    between = page.text[then.end : now.numeral.start]
    lead = page.text[max(0, then.numeral.start - 16) : then.numeral.start]
    if (
        REAL.search(lead + then.label)
        or not TO.search(between)
        or not re.search(r"[从由][^，。；]*$", lead)
        or len(between) > 16
    ):
        return
    yield from _outcome(page, [now], then, found[place + 2 : place + 5])
    rate = found[place - 1] if place else None
    if (
        rate is not None
        and rate.numeral.form == "percent"
        and rate.numeral.exact
        and verb_of(rate.label)
        and then.numeral.form == "number"
        and _AHEAD.fullmatch(page.text[rate.end : then.numeral.start])
    ):
        yield _rate(page, [now], then, rate, None)


def _outcome(page: Page, nows: list[Mention], then: Mention, after: list[Mention]) -> Iterator[Claim]:
    """The stated difference and the stated rate that follow a comparison."""
    diff: Mention | None = None
    last = then if then.start > nows[0].start else nows[0]
    for item in after:
        verb = verb_of(item.label)
        if not verb or not item.numeral.exact or not _CARRIES_ON.fullmatch(page.text[last.end : item.numeral.start]):
            return
        last = item
        form = item.numeral.form
        if diff is None and (
            kin(then, item) and form == "number" or then.numeral.form == "percent" and form == "points"
        ):
            diff = item
            yield _difference(page, nows, then, item, verb)
        elif form == "percent" or form == "points" and then.numeral.form == "number":
            yield _rate(page, nows, then, item, diff)
            return
        elif form == "times" and verb in ("增长", "增加", "提高", "上升", "增"):
            yield from _times(page, nows[0], then, item)
            return
        else:
            return


def _difference(page: Page, nows: list[Mention], then: Mention, diff: Mention, verb: str) -> Claim:
    """now − then against the stated difference; the nearest figure that fits is the one meant."""
    stated = diff.numeral.value
    now = next((m for m in nows if _delta(m, then, verb) == stated), nows[0])
    real = _delta(now, then, verb)
    slack = now.numeral.slack + then.numeral.slack + diff.numeral.slack
    verdict = (
        HOLDS
        if real == stated
        else APPROX
        if not now.numeral.counted and abs(real - stated) <= slack
        else "fails:direction"
        if -real == stated
        else "fails:differs"
    )
    big, small = (then, now) if falls(verb) else (now, then)
    unit = "个百分点" if diff.numeral.form == "points" else diff.numeral.measure
    sum_ = f"{_figure(big)}-{_figure(small)}={_amount(real, diff)}"
    ending = {
        HOLDS: "与文中一致。",
        APPROX: f"文中{_figure(diff)}在进位误差之内。",
        "fails:direction": f"方向相反，文中写“{verb}”。",
    }.get(verdict, f"文中写{_figure(diff)}{unit}。")
    start = min(now.start, then.start)
    return claim(page, "difference", start, diff.end, _figure(diff), _amount(real, diff), verdict, f"{sum_}，{ending}")


def _delta(now: Mention, then: Mention, verb: str) -> Fraction:
    gap = now.numeral.value - then.numeral.value
    return -gap if falls(verb) else gap


def _figure(mention: Mention) -> str:
    """The figure as a reckoner writes it: 36, 96.7%, 2.5万."""
    numeral = mention.numeral
    if numeral.form in ("percent", "points"):
        return show(numeral.written, numeral.decimals) + ("%" if numeral.form == "percent" else "")
    return _scaled(numeral.value, numeral.quantum, numeral.decimals)


def _amount(value: Fraction, like: Mention) -> str:
    numeral = like.numeral
    return (
        plain(value * 100)
        if numeral.form in ("percent", "points")
        else _scaled(value, numeral.quantum, numeral.decimals)
    )


def _scaled(value: Fraction, quantum: Fraction, decimals: int) -> str:
    """Large round amounts in 万 and 亿, as they were written."""
    scale = quantum * 10**decimals
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if scale == size:
            return plain(value / size) + name
    return plain(value)


def _rate(page: Page, nows: list[Mention], then: Mention, rate: Mention, diff: Mention | None) -> Claim:
    """|now − then| ÷ then against the stated percentage, with the verdicts of `rounding` in their order."""
    stated, decimals, base = rate.numeral.written, rate.numeral.decimals, then.numeral.value
    parts = [abs(m.numeral.value - base) for m in nows]
    if diff is not None and diff.numeral.form == "number":
        parts.insert(0, diff.numeral.value)
    other, counted = nows[0].numeral.value, then.numeral.counted and nows[0].numeral.counted
    judged = [judge(stated, decimals, part, base, other=other, counted=counted) for part in parts]
    fits = [i for i, j in enumerate(judged) if j.verdict == HOLDS]
    is_bare = diff is None and then.numeral.form == "number" and not re.search("效率|速度", rate.label)
    verb = verb_of(rate.label) if is_bare else ""
    against = [i for i in fits if verb and _delta(nows[i], then, verb) < 0]
    best = next((i for i in fits if i not in against), fits[0] if fits else 0)
    result, part = judged[best], parts[best]
    verdict = result.verdict
    start, end = min(then.start, rate.start), max(rate.end, then.end, nows[0].end if rate.start < then.start else 0)
    if best in against:
        return _turned(page, (start, end), nows[best], then, rate, verb)
    if rate.numeral.form == "points":
        shown = f"{result.computed}%"
        mend = mended(page, start, end, rate, shown)
        words = f"{short(part)}÷{short(base)}={shown}，数量的变动应写百分之几，文中写成{rate.numeral.text}。"
        return claim(page, "rate", start, end, rate.numeral.text, shown, "fails:points", words, mend)
    if then.numeral.form == "percent" and part * 100 == stated != part * 100 / base:
        words = (
            f"{_figure(nows[0])}与{_figure(then)}相差{plain(stated)}个百分点，文中写成{plain(stated)}%，应写百分点。"
        )
        right = f"{plain(stated)}个百分点"
        mend = mended(page, start, end, rate, right)
        return claim(page, "rate", start, end, rate.numeral.text, right, "fails:points", words, mend)
    if verdict.startswith("fails") and _within(nows[0], then, rate):
        verdict = APPROX
    words = rate_words(verdict, result.computed, part, base, rate)
    mend = mended(page, start, end, rate, f"{result.computed}%") if verdict in CERTAIN else ""
    return claim(page, "rate", start, end, show(stated, decimals), result.computed, verdict, words, mend)


def _turned(page: Page, span: tuple[int, int], now: Mention, then: Mention, rate: Mention, verb: str) -> Claim:
    """36件，比去年同期43件上升16.3%: the size is right, the word is not; ahead of both figures it may be of another thing."""
    went = "下降" if now.numeral.value < then.numeral.value else "上升"
    words = f"由{_figure(then)}到{_figure(now)}是{went}，方向相反，文中写“{verb}”。"
    verdict = "fails:direction" if rate.start > then.start else "doubtful:direction"
    stated = show(rate.numeral.written, rate.numeral.decimals)
    return claim(page, "rate", *span, stated, f"{went}{stated}%", verdict, words)


def _times(page: Page, now: Mention, then: Mention, times: Mention) -> Iterator[Claim]:
    """由20件增加到60件,增长2倍: growth of twice is three times as much."""
    base = then.numeral.value
    if not base:
        return
    grown, ratio = (now.numeral.value - base) / base, now.numeral.value / base
    decimals, stated = times.numeral.decimals, times.numeral.value
    cut, mistaken = truncated(grown, decimals) == stated, half_up(ratio, decimals) == stated
    if half_up(grown, decimals) == stated:
        verdict, ending = HOLDS, "与文中一致。"
    elif mistaken:
        verdict, ending = "fails:differs", f"文中写增长{times.numeral.text}，把“是几倍”写成了“增长几倍”。"
    elif not (now.numeral.counted and then.numeral.counted):
        return
    else:
        verdict, ending = ("doubtful:differs" if cut else "fails:differs"), f"文中写增长{times.numeral.text}。"
    shown = show(grown, max(decimals, 0 if grown.denominator == 1 else 2))
    words = f"（{_figure(now)}-{_figure(then)}）÷{_figure(then)}={shown}，{ending}"
    yield claim(page, "rate", then.start, times.end, times.numeral.text, shown, verdict, words)


def _within(now: Mention, then: Mention, rate: Mention) -> bool:
    """Whether rounded amounts (万元, 亿元, decimals) leave room for the stated rate."""
    slack_now, slack_then = now.numeral.slack, then.numeral.slack
    if not slack_now and not slack_then or then.numeral.value <= slack_then:
        return False
    low = (now.numeral.value - slack_now) / (then.numeral.value + slack_then) - 1
    high = (now.numeral.value + slack_now) / (then.numeral.value - slack_then) - 1
    size, half = rate.numeral.value, rate.numeral.quantum / 2
    return any(low - half <= sign * size <= high + half for sign in (1, -1))


def rate_words(verdict: str, computed: str, part: Fraction, base: Fraction, rate: Mention) -> str:
    """The computation of a rate and what follows from it, as one sentence."""
    stated, decimals = show(rate.numeral.written, rate.numeral.decimals), rate.numeral.decimals
    if not base:
        return "基数为0，不能计算百分比。"
    sum_ = f"{short(part)}÷{short(base)}={quotient(part * 100 / base, decimals)}%"
    return (
        sum_
        + "，"
        + {
            HOLDS: f"四舍五入为{computed}%，与文中一致。",
            APPROX: f"所用数字已经进位，文中{stated}%在误差之内。",
            "fails:truncated": f"四舍五入应为{computed}%，文中{stated}%是截尾。",
            "fails:wrong-base": f"应为{computed}%，文中{stated}%是用本期数作了基数。",
            "fails:impossible": f"应为{computed}%；以{short(base)}为基数，没有整数能得出文中的{stated}%。",
        }.get(verdict, f"应为{computed}%，文中写{stated}%。")
    )


def short(value: Fraction) -> str:
    """An amount in 万 or 亿 where that is exact and shorter."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size * (10 if size == 10**4 else 1) and (value / size * 10**2).denominator == 1:
            return plain(value / size) + name
    return plain(value)
