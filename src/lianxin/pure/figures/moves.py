"""升降: 从39个拓展到91个, 从第12位升至第5位, 由240件增加到480件翻了一番, 新增35名总数达到210名.

The words say which way a figure went; the two figures must agree. What came new can not be more than there is now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .changes import DOWN, UP
from .claims import HOLDS, Claim
from .layout import Mention, Page, amount, claim, mentions, segments
from .rounding import show

_RISE = rf"{UP}|扩大|拓展|扩展|发展|跃升|跃居|增至|升至|壮大|上调|延长|扩充|扩容|跃至"
_FALL = rf"{DOWN}|缩小|缩短|压缩|收窄|整合|精简|下调|降至|减至|跌|退|下滑|削减|优化"
_TURN = re.compile(
    rf"(?P<head>[^，。；、\d]{{0,6}}?)(?P<verb>{_RISE}|{_FALL})(?:整合|升级|上升|提升)?(?:到了|到|至|为|成)?"
    r"(?:(?:现在|目前|今年|当前|本期|全国|全省)的?|(?:\d{4}年)?[底末初]?的?)(?:第|近|约|将近|接近|超过?|逾|突破)?$"
)
_FROM = re.compile(r"[从由][^，。；、]{0,12}$")
_JOIN = re.compile(r"(?:/[月年人天亩户])?[、和与及](?:[^，。；、\d]{0,4})?")
_SPANS = frozenset({"天", "小时", "分钟", "秒", "岁", "周岁"})
_DOUBLED = re.compile(r"(?:/[月年])?[，、]?(?:基本)?(?:实现)?(?:了)?翻(?:了)?(?P<n>一|两|三)?番(?P<more>多|以上)?")
_NEW = re.compile(r"新增|净增|新建|新发展|新登记|新培育|新认定|新招募|新吸纳|增加了?$|增长了?$")
_TOTAL = re.compile(
    r"[^，。；、\d]{0,10}[，、](?P<noun>[^，。；、\d]{0,8}?)"
    r"(?P<word>总数|总量|总里程|总规模|总装机|总人数|总户数|总计|累计|总)?[^，。；、\d]{0,4}?"
    r"(?P<verb>达到了?|达|突破|增至|升至|增加到|为|有)?$"
)


def find(page: Page) -> Iterator[Claim]:
    """Movements, segment by segment."""
    for start, end in segments(page):
        piece = page.text[start:end]
        if not re.search(r"[从由]|新|净增|增加|增长", piece):
            continue
        found = [
            m
            for m in mentions(page, start, end)
            if (m.numeral.form != "date" or m.numeral.measure in _SPANS) and not _of_proportion(page, m)
        ]
        for place in range(len(found) - 1):
            yield from _from_to(page, found, place)
            yield from _new(page, found[place], found[place + 1])


def _of_proportion(page: Page, mention: Mention) -> bool:
    """Whether a figure is half of a proportion: 2.9∶1."""
    numeral = mention.numeral
    return page.text[numeral.start - 1 : numeral.start] in tuple("∶：:") or page.text[
        numeral.end : numeral.end + 1
    ] in tuple("∶:")


def _kin(one: Mention, other: Mention) -> bool:
    """Whether two figures are of one form and unit; bare figures (84.7) only with bare ones."""
    first, second = one.numeral, other.numeral
    return first.form == second.form != "range" and (first.family == second.family or first.form == "percent")


def _from_to(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """One figure, or a row of them (分别从771家、481家增加到1076家、636家), and what it became."""
    first = found[place]
    if not _FROM.search(page.text[max(0, first.numeral.start - 16) : first.numeral.start]):
        return
    size = 1
    while place + size < len(found) and _JOIN.fullmatch(
        page.text[found[place + size - 1].end : found[place + size].numeral.start]
    ):
        size += 1
    thens, nows = found[place : place + size], found[place + size : place + 2 * size]
    if len(nows) < size or size > 8:
        return
    between = page.text[thens[-1].end : nows[0].numeral.start]
    turn = _TURN.fullmatch(re.sub(r"^/[月年人天亩户]", "", between)) if len(between) <= 20 else None
    rows = zip(nows, nows[1:], strict=False)
    if turn is None or not all(_JOIN.fullmatch(page.text[a.end : b.numeral.start]) for a, b in rows):
        return
    for then, now in zip(thens, nows, strict=True):
        if _kin(then, now):
            yield _turned(page, then, now, turn["verb"])
    if size == 1 and _kin(thens[0], nows[0]):
        yield from _doubled(page, thens[0], nows[0])


def _turned(page: Page, then: Mention, now: Mention, verb: str) -> Claim:
    """The direction of one pair; a rank rises when its number falls."""
    rises = re.fullmatch(_RISE, verb) is not None
    more = rises != (then.numeral.form == "ordinal")
    before, after = then.numeral, now.numeral
    low, high = (after.value, after.value) if after.exact else (after.low, after.high)
    if after.hedge in ("约", "大约", "左右"):  # so near that the direction can still be told
        low, high = after.value * 95 / 100, after.value * 105 / 100
    if before.exact and (high is not None and high < before.value if more else low is not None and low > before.value):
        verdict = "fails:direction"
    elif before.exact and after.exact and before.value == after.value:
        verdict = "doubtful:direction"
    else:
        verdict = HOLDS
    size = "大" if more else "小"
    ending = f"方向与“{verb}”一致。" if verdict == HOLDS else f"后一个数不比前一个{size}，与“{verb}”不符。"
    words = f"前为{before.text}，后为{after.text}，{ending}"
    return claim(page, "direction", before.start, after.end, after.text, "", verdict, words)


def _doubled(page: Page, then: Mention, now: Mention) -> Iterator[Claim]:
    """翻一番 is twice, 翻两番 four times as much."""
    told = _DOUBLED.match(page.text, now.end)
    if told is None or not (then.numeral.exact and now.numeral.exact and then.numeral.value):
        return
    times = 2 ** {"一": 1, "两": 2, "三": 3}.get(told["n"] or "一", 1)
    ratio = now.numeral.value / then.numeral.value
    low, high = Fraction(times * 97, 100), Fraction(times * (2 if told["more"] else Fraction(6, 5)))
    verdict = HOLDS if low <= ratio <= high else "fails:differs" if ratio * 10 < times * 9 else "doubtful:differs"
    shown = show(ratio, 2)
    ending = "与文中一致。" if verdict == HOLDS else f"“{told[0].strip('，、')}”应为{times}倍。"
    words = f"{amount(now.numeral.value, now)}÷{amount(then.numeral.value, then)}={shown}，{ending}"
    yield claim(page, "rate", then.start, told.end(), f"{times}倍", f"{shown}倍", verdict, words)


def _new(page: Page, new: Mention, total: Mention) -> Iterator[Claim]:
    """新增35名，总数达到210名: the new ones are among them."""
    if not (_kin(new, total) and new.numeral.form == "number" and new.numeral.measure and _NEW.search(new.label)):
        return
    told = _TOTAL.fullmatch(page.text[new.end : total.numeral.start])
    if (
        told is None
        or not (told["word"] or told["verb"] and not told["noun"])
        or re.search("年均|平均|其中", new.label)
    ):
        return
    if told["word"] in (None, "累计") and told["verb"] in (None, "为", "有"):
        return
    top = total.numeral.value if total.numeral.exact else total.numeral.high
    fits = top is None or new.numeral.value <= top
    verdict = HOLDS if fits else "fails:subset" if told["word"] and told["word"] != "累计" else "doubtful:subset"
    few, many = amount(new.numeral.value, new), amount(total.numeral.value, total)
    ending = f"不多于总数{many}，与文中一致。" if fits else f"却多于总数{many}，应核实。"
    yield claim(
        page, "subset", new.start, total.end, few, f"≤{many}", verdict, f"新增{few}{new.numeral.measure}，{ending}"
    )
