"""合算: what several figures of a sentence are said to come to together, each told in its own words.

甲15320件、乙6120件、丙2211件，分别占64.8%、25.9%、9.3%; 三类合计703件; 三类合计占54.7%; 45件（来信12件、来访23件、网信10件);
第一季度320件，第二季度365件，上半年685件. Wrong only where the words leave no other parts; a row in brackets may name
kinds that overlap, and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import HOLDS, Claim
from .layout import Mention, Page, amount, claim, countable, mentions, same_kind
from .rounding import half_even, half_up, judge, plain, quotient, show

_RESPECTIVELY = re.compile(r"[，、]?(?:依次)?分别(?:约)?占[^，。；：、\d]{0,14}$")
_AND = re.compile(r"[、，]|[、，]?(?:和|与|及)")
_STEP = re.compile(r"[^，。；：、（）\d]{0,8}[、，；][^，。；：、（）\d]{1,14}")
_LED = re.compile(r"(?:[，：。（]?其中[，：]?|：|分为|包括)[^，。；：、\d]{0,14}")
_TOGETHER = re.compile(
    r"[，；](?:这|以上|上述|(?P<first>前))?(?P<n>[两二三四五六]|[2-6])(?:大?[项类种者]|个(?:方面|类别|渠道|乡镇|部门|领域))?"
    r"(?:问题|诉求|事项)?(?:合计|共计|总计)(?P<share>占(?:比|总数的?|总量的?|全部的?|全县的?|全镇的?)?)?(?:为|达|有)?$"
)
_SIZES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SHARED = re.compile(r"[^，。；：、\d]{0,4}[，、（]?占(?:比|总数的?|总量的?|全部的?)?(?:为|达)?")
_TIMES = re.compile(r"第?([一二三四])季度|(上|下)半年|(前三季度)|(全年)")
_PARTS_OF_TIME = (
    ("上半年", ("一季度", "二季度")), ("下半年", ("三季度", "四季度")), ("前三季度", ("一季度", "二季度", "三季度")),
    ("全年", ("一季度", "二季度", "三季度", "四季度")), ("全年", ("上半年", "下半年")),
)  # fmt: skip
_FILLING = re.compile(r"共计|累计|合计|共|为|达到?|有|[\s，、的]")
_OPEN = re.compile(r"其中|含|包括|等|新增|另|同比|环比|去年|上年|比|占|每|余")
_MOST = 20


def find(page: Page) -> Iterator[Claim]:
    """Figures that are told together, sentence by sentence."""
    for start, end in page.sentences:
        piece = page.text[start:end]
        if not re.search("分别|合计|共计|总计|（|季度|半年", piece):
            continue
        found = [m for m in mentions(page, start, end) if m.numeral.form not in ("date", "ordinal", "range")]
        for place in range(len(found)):
            yield from _respectively(page, found, place)
            yield from _together(page, found, place)
            yield from _bracketed(page, found, place)
        yield from _of_the_year(page, start, found)


def _row_before(page: Page, found: list[Mention], place: int, *, most: int = _MOST) -> list[Mention]:
    """The amounts of one kind, each with words of its own, that stand in one row right before a place."""
    row: list[Mention] = []
    for item in reversed(found[max(0, place - most) : place]):
        if not countable(item) or not item.numeral.counted:
            break
        if row and not (same_kind(item, row[0]) and _STEP.fullmatch(page.text[item.end : row[0].numeral.start])):
            break
        row.insert(0, item)
    return row


def _respectively(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """甲15320件、乙6120件，分别占64.8%、25.9%: each part over the whole in front that gives at least one of them."""
    first = found[place]
    if first.numeral.form != "percent" or not place:
        return
    if not _RESPECTIVELY.fullmatch(page.text[found[place - 1].end : first.numeral.start]):
        return
    shares = [first]
    for item in found[place + 1 : place + _MOST]:
        joined = _AND.fullmatch(page.text[shares[-1].end : item.numeral.start])
        if item.numeral.form != "percent" or not joined:
            break
        shares.append(item)
    row = _row_before(page, found, place)
    if len(shares) < 2 or len(row) not in (len(shares), len(shares) + 1) or not all(m.numeral.exact for m in shares):
        return
    parts = row[-len(shares) :]
    before = found[: found.index(parts[0])]
    wholes = [m for m in before if countable(m) and m.numeral.counted and same_kind(m, parts[0])]
    values = [m.numeral.value for m in wholes] + [sum((m.numeral.value for m in parts), Fraction(0))]
    whole = max(values, key=lambda value: _hits(parts, shares, value))
    hits = _hits(parts, shares, whole)
    if hits and (hits * 2 >= len(parts) and len(parts) > 2 or hits == len(parts)):
        for part, share in zip(parts, shares, strict=True):
            yield _share(page, part, share, whole)


def _hits(parts: list[Mention], shares: list[Mention], whole: Fraction) -> int:
    """How many of the shares a whole gives."""
    if not whole:
        return 0
    rules = (half_up, half_even)
    pairs = zip(parts, shares, strict=True)
    return sum(
        s.numeral.written in [rule(p.numeral.value * 100 / whole, s.numeral.decimals) for rule in rules]
        for p, s in pairs
    )


def _share(page: Page, part: Mention, share: Mention, whole: Fraction) -> Claim:
    stated, decimals = share.numeral.written, share.numeral.decimals
    result = judge(stated, decimals, part.numeral.value, whole)
    shown = show(stated, decimals)
    true = quotient(part.numeral.value * 100 / whole, decimals)
    ending = {
        HOLDS: f"四舍五入为{result.computed}%，与文中一致。",
        "fails:truncated": f"四舍五入应为{result.computed}%，文中{shown}%是截尾。",
    }.get(result.verdict, f"应为{result.computed}%，文中写{shown}%。")
    words = f"{amount(part.numeral.value, part)}÷{amount(whole, part)}={true}%，{ending}"
    start, end = share.numeral.start, share.end
    mend = f"{result.computed}%" if result.verdict == "fails:truncated" else ""
    return claim(page, "share", start, end, shown, result.computed, result.verdict, words, mend)


def _together(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """三类合计703件, 三类合计占54.7%: against the three that stand in front of it."""
    total = found[place]
    told = _TOGETHER.search(page.text, max(0, total.numeral.start - 24), total.numeral.start)
    if told is None or not total.numeral.exact:
        return
    behind = found[place + 1 : place + 2]
    found = [m for m in found[:place] if m.numeral.start < told.start()]  # 三类 itself is a figure too
    size = _SIZES.get(told["n"]) or int(told["n"])
    if told["share"] and total.numeral.form == "percent":
        parts = _shares_before(page, found)
    elif not told["share"] and countable(total) and total.numeral.counted:
        parts = _row_before(page, found, len(found))
        parts = parts if parts and same_kind(parts[0], total) else []
    else:
        return
    if told["first"] and len(parts) > size:
        parts = parts[:size]
    elif len(parts) != size and not (len(parts) == size + 1 and _LED.match(page.text, parts[0].end)):
        return
    parts = parts[-size:]
    summed = sum((m.numeral.written for m in parts), Fraction(0))
    percent = "%" if told["share"] else ""
    slack = sum((_half(m) for m in (*parts, total)), Fraction(0)) if percent else Fraction(0)
    fits = abs(summed - total.numeral.written) <= slack
    row = "+".join(f"{plain(m.numeral.written)}{percent}" for m in parts)
    ending = "与文中一致。" if fits else f"文中合计{plain(total.numeral.written)}{percent}。"
    words = f"{row}={plain(summed)}{percent}，{ending}"
    start, end = parts[0].numeral.start, total.end
    stated, computed = plain(total.numeral.written), plain(summed)
    yield claim(page, "sum", start, end, stated, computed, HOLDS if fits else "fails:sum", words)
    if fits and not percent and behind:
        yield from _share_of_all(page, found, parts[0], total, behind[0])


def _share_of_all(page: Page, found: list[Mention], first: Mention, total: Mention, share: Mention) -> Iterator[Claim]:
    """受理1286件，其中甲312件、乙206件，两类合计518件，占40.3%: of what the row was led in with."""
    whole = next((m for m in reversed(found) if m.end <= first.numeral.start), None)
    if (
        share.numeral.form == "percent"
        and share.numeral.exact
        and whole is not None
        and countable(whole)
        and same_kind(whole, total)
        and whole.numeral.value >= total.numeral.value
        and _LED.fullmatch(page.text[whole.end : first.numeral.start])
        and _SHARED.fullmatch(page.text[total.end : share.numeral.start])
    ):
        yield _share(page, total, share, whole.numeral.value)


def _half(mention: Mention) -> Fraction:
    """Half of the last digit of a percentage, in percent."""
    return mention.numeral.quantum * 100 / 2


def _shares_before(page: Page, before: list[Mention]) -> list[Mention]:
    """The shares of a row 甲312件，占24.3%；乙206件，占16%."""
    shares: list[Mention] = []
    for place in range(len(before) - 1, 0, -2):
        share, part = before[place], before[place - 1]
        if share.numeral.form != "percent" or not share.numeral.exact or not countable(part):
            break
        if not _SHARED.fullmatch(page.text[part.end : share.numeral.start]):
            break
        shares.insert(0, share)
    return shares


def _bracketed(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """45件（来信12件、来访23件、网信10件）: kinds that make up what stands in front, if nothing says otherwise."""
    total = found[place]
    close = page.text.find("）", total.end, total.end + 160)
    if not countable(total) or not total.numeral.counted or page.text[total.end : total.end + 1] != "（" or close < 0:
        return
    inside = page.text[total.end + 1 : close]
    parts = [m for m in found[place + 1 : place + 1 + _MOST] if m.end <= close]
    if len(parts) < 3 or _OPEN.search(inside) or not all(countable(m) and same_kind(m, total) for m in parts):
        return
    steps = [page.text[a.end : b.numeral.start] for a, b in zip(parts, parts[1:], strict=False)]
    if not all(_STEP.fullmatch(step) for step in steps) or not parts[0].label or page.text[parts[-1].end : close]:
        return
    summed, stated = sum((m.numeral.value for m in parts), Fraction(0)), total.numeral.value
    row = "+".join(amount(m.numeral.value, m) for m in parts) + f"={amount(summed, total)}"
    if summed == stated:
        yield _sum(page, total.start, close, total, summed, HOLDS, f"{row}，与文中一致。")
    elif abs(summed - stated) * 5 <= stated:
        words = f"{row}，括号前写{amount(stated, total)}，请核实。"
        yield _sum(page, total.start, close, total, summed, "doubtful:sum", words)


def _of_the_year(page: Page, start: int, found: list[Mention]) -> Iterator[Claim]:
    """第一季度受理320件，第二季度受理365件，上半年共受理685件."""
    named: dict[tuple[str, str, str], Mention] = {}
    position, stem = start, ""
    for item in found[:_MOST]:
        words = page.text[position : item.numeral.start]
        position = item.end
        times = [next(filter(None, found_.groups())) for found_ in _TIMES.finditer(words)]
        if len(times) != 1 or not countable(item) or not item.numeral.counted or _OPEN.search(words):
            continue
        time = {"上": "上半年", "下": "下半年"}.get(times[0], times[0])
        time = time + "季度" if len(time) == 1 else time
        stem = _FILLING.sub("", re.split("[，。；：]", _TIMES.sub("", words))[-1]) or stem
        if named.setdefault((stem, item.numeral.family, time), item) is not item:
            return  # told twice: of two things
    for whole, parts in _PARTS_OF_TIME:
        for (of, unit, time), total in named.items():
            row = [named.get((of, unit, part)) for part in parts]
            if time != whole or not all(row):
                continue
            known = [m for m in row if m]
            summed = sum((m.numeral.value for m in known), Fraction(0))
            fits = summed == total.numeral.value
            words = "+".join(amount(m.numeral.value, m) for m in known) + f"={amount(summed, total)}，"
            words += "与文中一致。" if fits else f"文中{whole}写{amount(total.numeral.value, total)}。"
            first, last = min((total, *known), key=lambda m: m.start), max((total, *known), key=lambda m: m.end)
            yield _sum(page, first.start, last.end, total, summed, HOLDS if fits else "fails:sum", words)


def _sum(page: Page, start: int, end: int, total: Mention, summed: Fraction, verdict: str, words: str) -> Claim:
    stated, computed = amount(total.numeral.value, total), amount(summed, total)
    return claim(page, "sum", start, end, stated, computed, verdict, words)
