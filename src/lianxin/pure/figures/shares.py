"""占比: 117件，占34.4%; 党员总数占教职工的三分之一; the first three together 59.68%; shares of a base nobody states.

The whole is any amount of the same unit in front that gives the share. Where none does, the shares of one list are
asked for a common hidden base; only a list with a total of its own can be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import APPROX, HOLDS, UNDECIDABLE, Claim
from .layout import Mention, Page, amount, claim, countable, mended, mentions, same_kind
from .rounding import CERTAIN, half_even, half_up, judge, plain, quotient, show, truncated

Pairs = list[tuple[Mention, Mention]]  # parts, each with its share

_SHARE = re.compile(r"占(?:全部|总数|总量|总|比|到|全|了|其中)?(?:[^，。；：\d]{0,12})?(?:的|为|达|比|约|近)?$")
_WORDS = re.compile(
    r"(?P<part>[^，。；：\d]{1,12}?)(?:总数|人数|数量|数)?占(?:到)?"
    r"(?P<whole>[^，。；：\d]{1,14}?)(?:总数|人数|数量|数)?的$"
)
_SUM = re.compile(r"(?:合计|共|总计|三项|两项|三类|两类|以上|前三|前五|三者|两者|之和)")
_JOINED = re.compile(r"(?P<n>[两三四五六])?(?:项|类|种|者|个)?(?:合计|共计|共|之和|总计|加起来)[^，。；：、\d]{0,4}占")
_SIZES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
# A whole that is named in the share and stated behind it: 占全县总量的25.6%，全县共受理5000件.
_ENTIRE = re.compile(r"占(?P<name>全[县市镇乡村省校局区]|总)")
_NEAR = 30  # amounts further back are not what a share speaks of
_NOT = re.compile(r"同比|增长|下降|GDP|生产总值|比重|贡献")


def find(page: Page) -> Iterator[Claim]:
    """Shares, sentence by sentence; the wholes may stand in the sentence before."""
    last: list[Mention] = []
    for start, end in page.sentences:
        found = [
            m
            for m in mentions(page, start, end)
            if m.numeral.form not in ("date", "ordinal", "range")
            and not (m.numeral.form == "number" and m.numeral.hanzi and m.numeral.value <= 10)
        ]
        if "占" in page.text[start:end]:
            yield from _sentence(page, last, found)
        same = end < len(page.text) and page.text[end - 1] != "\n"
        last = [m for m in found if countable(m)][-_NEAR:] if same else []


def _sentence(page: Page, last: list[Mention], found: list[Mention]) -> Iterator[Claim]:
    pairs: Pairs = []
    for place, share in enumerate(found):
        head = page.text[max(0, share.numeral.start - 24) : share.numeral.start]
        head = re.split(r"[，。；：\n]", head)[-1]
        named = _of_named(page, found, place)
        if named is not None:
            yield named
            continue
        if share.numeral.form == "fraction" or share.numeral.form == "percent":
            worded = _WORDS.search(head)
            if worded is not None and share.numeral.form == "fraction":
                yield from _worded(page, last + found[max(0, place - _NEAR) : place], share, worded)
            elif share.numeral.form == "fraction" and place and re.search(r"占(?:总数|比|了|到)?(?:的|近|约)?$", head):
                yield from _fraction(page, last + found[max(0, place - _NEAR) : place], share)
            elif (
                share.numeral.form == "percent"
                and share.numeral.exact
                and place
                and _SHARE.search(head)
                and not _NOT.search(head)
            ):
                part = found[place - 1]
                gap = page.text[part.end : share.numeral.start]
                if (
                    countable(part)
                    and part.numeral.counted
                    and re.fullmatch(r"[^，。；：]{0,8}[，、（]?占[^，。；：]{0,16}", gap)
                ):
                    pairs.append((part, share))
                elif _SUM.search(page.text[part.end : share.numeral.start]):
                    yield from _together(page, last, found[max(0, place - _NEAR) : place], share)
    if pairs:
        yield from _list(page, last, found, pairs[:_NEAR])


def _of_named(page: Page, found: list[Mention], place: int) -> Claim | None:
    """走访286户,占总户数312户的91.7%: the whole stands in the same breath."""
    if place < 2 or found[place].numeral.form != "percent" or not found[place].numeral.exact:
        return None
    part, whole, share = found[place - 2 : place + 1]
    told = "占" in whole.label and page.text[whole.end : share.numeral.start] in ("的", "的比例为", "之", "，占比")
    if not (told and countable(part) and whole.numeral.counted and whole.numeral.value and same_kind(part, whole)):
        return None
    joined = _JOINED.search(page.text[part.end : whole.numeral.start])
    if joined is None:
        return _against(page, part, share, whole.numeral.value)
    size = _SIZES.get(joined["n"] or "", 0)
    for parts in (found[place - 1 - k : place - 1] for k in ([size] if size else (2, 3, 4, 5, 6, 1)) if k < place):
        summed = sum((m.numeral.value for m in parts), Fraction(0))
        if all(same_kind(m, whole) for m in parts) and (size or _fits(summed, whole.numeral.value, share)):
            return _joined(page, parts, share, whole, summed)
    return None


def _joined(page: Page, parts: list[Mention], share: Mention, whole: Mention, summed: Fraction) -> Claim:
    """Several parts together against their whole: 三类合计占总数506件的59.68%."""
    result = judge(share.numeral.written, share.numeral.decimals, summed, whole.numeral.value)
    row = "+".join(amount(m.numeral.value, m) for m in parts)
    true = quotient(summed * 100 / whole.numeral.value, share.numeral.decimals)
    stated = show(share.numeral.written, share.numeral.decimals)
    ending = "与文中一致。" if result.verdict == HOLDS else f"应为{result.computed}%，文中写{stated}%。"
    words = f"（{row}）÷{amount(whole.numeral.value, whole)}={true}%，{ending}"
    mend = mended(page, parts[0].start, share.end, share, f"{result.computed}%") if result.verdict in CERTAIN else ""
    return claim(page, "share", parts[0].start, share.end, stated, result.computed, result.verdict, words, mend)


def _worded(page: Page, before: list[Mention], share: Mention, worded: re.Match[str]) -> Iterator[Claim]:
    """党员总数占全体教工数的三分之一: part and whole are found by their names."""
    part = _named(before, worded["part"])
    whole = _named([m for m in before if m is not part], worded["whole"])
    if part is None or whole is None or not same_kind(part, whole) or not whole.numeral.value:
        return
    true = part.numeral.value / whole.numeral.value
    stated = share.numeral.value
    gap = abs(true - stated)
    verdict = (
        HOLDS
        if gap == 0
        else APPROX
        if gap <= Fraction(1, 40) or not share.numeral.exact and gap <= Fraction(1, 20)
        else "fails:differs"
        if gap > Fraction(1, 10) and share.numeral.exact
        else UNDECIDABLE
    )
    shown = show(true * 100, 2) + "%"
    ending = {HOLDS: "与文中一致。", APPROX: f"接近{share.numeral.text}。"}.get(
        verdict, f"文中写{share.numeral.text}。"
    )
    words = f"{amount(part.numeral.value, part)}÷{amount(whole.numeral.value, whole)}={shown}，{ending}"
    yield claim(page, "share", min(part.start, whole.start), share.end, share.numeral.text, shown, verdict, words)


def _fraction(page: Page, before: list[Mention], share: Mention) -> Iterator[Claim]:
    """职工120人,其中党员40人,占三分之一: any whole in front that comes near is the one meant. Only what fits is said."""
    part = before[-1]
    if not countable(part):
        return
    for whole in reversed(before[:-1]):
        if countable(whole) and same_kind(part, whole) and whole.numeral.value > part.numeral.value:
            true = part.numeral.value / whole.numeral.value
            if abs(true - share.numeral.value) <= Fraction(1, 40):
                exact = true == share.numeral.value
                ending = "与文中一致。" if exact else f"接近{share.numeral.text}。"
                words = f"{amount(part.numeral.value, part)}÷{amount(whole.numeral.value, whole)}={show(true * 100, 2)}%，{ending}"
                yield claim(
                    page,
                    "share",
                    part.start,
                    share.end,
                    share.numeral.text,
                    show(true * 100, 2) + "%",
                    HOLDS if exact else APPROX,
                    words,
                )
                return


def _named(found: list[Mention], name: str) -> Mention | None:
    """The nearest amount whose words hold all characters of a name (全体教工 is found in 全校教职工)."""
    core = re.sub(r"全体|全部|全校|全镇|全村|全县|总|的", "", name)
    if not core:
        return None
    for mention in reversed(found):
        words = mention.label + mention.noun[:6]
        place = -1
        for char in core:
            place = words.find(char, place + 1)
            if place < 0:
                break
        else:
            if countable(mention):
                return mention
    return None


def _fits(part: Fraction, whole: Fraction, share: Mention) -> bool:
    """Whether a part of this whole, rounded as written, gives the share."""
    if not whole:
        return False
    true = part * 100 / whole
    return share.numeral.written in (half_up(true, share.numeral.decimals), half_even(true, share.numeral.decimals))


def _hits(pairs: Pairs, whole: Fraction) -> int:
    """How many of the shares this whole gives."""
    return sum(_fits(part.numeral.value, whole, share) for part, share in pairs)


def _list(page: Page, last: list[Mention], found: list[Mention], pairs: Pairs) -> Iterator[Claim]:
    """A row of parts with their shares: of a whole in front, of their own sum, of a hidden base, or of none stated."""
    wholes = _wholes(last, found, [part for part, _ in pairs])
    only = wholes[0] if len(wholes) == 1 else None
    total = _total(wholes, pairs)
    if total is not None:
        yield from (_against(page, part, share, total) for part, share in pairs)
        return
    base = _base(pairs)
    if base is not None:
        yield from (_hidden(page, part, share, base, only) for part, share in pairs)
    elif only is not None and _of_it(page, only, pairs):
        yield _against(page, *pairs[0], only.numeral.value)
    else:
        for part, share in pairs:
            behind = _behind(page, found, part, share)
            yield _without_whole(page, part, share) if behind is None else _against(page, part, share, behind)


def _behind(page: Page, found: list[Mention], part: Mention, share: Mention) -> Fraction | None:
    """The whole that the share names and the next clause states."""
    name = _ENTIRE.search(page.text[part.end : share.numeral.start])
    place = found.index(share)
    for whole in found[place + 1 : place + 2]:
        near = countable(whole) and same_kind(whole, part) and whole.clause - share.clause == 1
        if name and near and name["name"] in whole.label and re.search("共|总", whole.label):
            return whole.numeral.value
    return None


def _wholes(last: list[Mention], found: list[Mention], parts: list[Mention]) -> list[Mention]:
    """Amounts of the same kind in front of the row, the nearest first: each may be its whole."""
    first = found.index(parts[0])
    return [
        m
        for m in reversed(last + found[max(0, first - _NEAR) : first])
        if countable(m) and same_kind(m, parts[0]) and m not in parts and m.numeral.value > 0
    ]


def _total(wholes: list[Mention], pairs: Pairs) -> Fraction | None:
    """The whole in front that gives at least half of the shares; else their own sum, if no single whole is stated."""
    best = max((m.numeral.value for m in wholes), key=lambda value: _hits(pairs, value), default=None)
    hits = _hits(pairs, best) if best else 0
    if hits and hits * 2 >= len(pairs):
        return best
    own = _sum(pairs)
    hits = _hits(pairs, own)
    return own if len(wholes) != 1 and hits >= 2 and hits * 2 > len(pairs) else None


def _base(pairs: Pairs) -> int | None:
    """The base that three or more shares have in common, though it is not the whole in front."""
    if len(pairs) < 3:
        return None
    own = _sum(pairs)
    return int(own) if _hits(pairs, own) == len(pairs) else _common(pairs)


def _sum(pairs: Pairs) -> Fraction:
    """The parts of the row added up."""
    return sum((part.numeral.value for part, _ in pairs), Fraction(0))


def _of_it(page: Page, whole: Mention, pairs: Pairs) -> bool:
    """Whether the words say that the row's one share is of this whole: 共受理312件,其中…占总数的."""
    if len(pairs) != 1:
        return False
    part, share = pairs[0]
    between = page.text[whole.start : part.numeral.start]
    head = page.text[share.numeral.start - 6 : share.numeral.start]
    told = re.search(r"其中|：|总数|共", between) and re.search(r"占(?:总数|全部|比|总量)?(?:的|为|达)?$", head)
    return bool(told) and whole.numeral.value >= part.numeral.value


def _without_whole(page: Page, part: Mention, share: Mention) -> Claim:
    """A share of a whole that the text does not state."""
    words = "文中没有写明这个占比的总数，无法核算。"
    return claim(page, "share", part.start, share.end, share.numeral.text, "", UNDECIDABLE, words)


def _against(page: Page, part: Mention, share: Mention, whole: Fraction) -> Claim:
    stated, decimals = share.numeral.written, share.numeral.decimals
    result = judge(stated, decimals, part.numeral.value, whole)
    true = quotient(part.numeral.value * 100 / whole, decimals)
    ending = {
        HOLDS: f"四舍五入为{result.computed}%，与文中一致。",
        "fails:truncated": f"四舍五入应为{result.computed}%，文中{show(stated, decimals)}%是截尾。",
        "fails:impossible": f"应为{result.computed}%；以{plain(whole)}为总数，没有整数能得出{show(stated, decimals)}%。",
    }.get(result.verdict, f"应为{result.computed}%，文中写{show(stated, decimals)}%。")
    words = f"{amount(part.numeral.value, part)}÷{amount(whole, part)}={true}%，{ending}"
    mend = mended(page, part.start, share.end, share, f"{result.computed}%") if result.verdict in CERTAIN else ""
    return claim(
        page, "share", part.start, share.end, show(stated, decimals), result.computed, result.verdict, words, mend
    )


def _common(pairs: Pairs) -> int | None:
    """The hidden base that gives all shares (of four or more, all but one that is truncated)."""
    if len(pairs) > 12:
        return None
    part, share = max(pairs, key=lambda p: p[0].numeral.value)
    step = Fraction(1, 10**share.numeral.decimals)
    if share.numeral.written <= step or part.numeral.value > 10**6:
        return None
    low = int(part.numeral.value * 100 / (share.numeral.written + step))
    high = int(part.numeral.value * 100 / (share.numeral.written - step)) + 1
    if high - low > 300:  # such shares are too coarse to point at one base
        return None
    best = max(
        range(max(1, low), high + 1),
        key=lambda n: (
            _hits(pairs, Fraction(n)),
            sum(_cut(p.numeral.value, n, s) for p, s in pairs),
        ),
    )
    hits = _hits(pairs, Fraction(best))
    rest = sum(_cut(p.numeral.value, best, s) for p, s in pairs if not _fits(p.numeral.value, Fraction(best), s))
    return best if hits == len(pairs) or len(pairs) >= 4 and hits + rest == len(pairs) and rest == 1 else None


def _cut(part: Fraction, whole: int, share: Mention) -> bool:
    return truncated(part * 100 / whole, share.numeral.decimals) == share.numeral.written


def _hidden(page: Page, part: Mention, share: Mention, base: int, whole: Mention | None) -> Claim:
    """A share that only a base the text does not state explains."""
    stated, decimals = share.numeral.written, share.numeral.decimals
    result = judge(stated, decimals, part.numeral.value, base)
    if result.verdict == "fails:truncated":
        return _against(page, part, share, Fraction(base))
    verdict, ending = APPROX, f"文中没有写明这个总数{base}。"
    if whole is not None and whole.numeral.exact:
        verdict, ending = "fails:wrong-base", f"而文中总数是{amount(whole.numeral.value, whole)}。"
    words = f"各项占比共同的基数是{base}：{amount(part.numeral.value, part)}÷{base}={result.computed}%，{ending}"
    return claim(page, "share", part.start, share.end, show(stated, decimals), result.computed, verdict, words)


def _together(page: Page, last: list[Mention], before: list[Mention], share: Mention) -> Iterator[Claim]:
    """172件、80件、50件，三项合计占59.68%: the parts of the row together. Only what fits is said."""
    row = [m for m in before if countable(m) and m.numeral.counted]
    for size in range(2, len(row) + 1):
        parts = row[-size:]
        if not all(same_kind(m, parts[0]) for m in parts):
            return
        summed = sum((m.numeral.value for m in parts), Fraction(0))
        whole = next(
            (
                m
                for m in [*last, *row[:-size]]
                if same_kind(m, parts[0]) and m.numeral.value >= summed and _fits(summed, m.numeral.value, share)
            ),
            None,
        )
        if whole is not None:
            sums = "+".join(amount(m.numeral.value, m) for m in parts)
            near = show(summed * 100 / whole.numeral.value, share.numeral.decimals)
            words = f"（{sums}）÷{amount(whole.numeral.value, whole)}={near}%，与文中一致。"
            yield claim(
                page,
                "share",
                parts[0].start,
                share.end,
                show(share.numeral.written, share.numeral.decimals),
                near,
                HOLDS,
                words,
            )
            return
