"""合计: a total and its parts: 13件，包括…3件,…5件; 办结12件，1件正在办理; 甲12件、乙13件，合计25件.

Parts that add up are said to hold wherever they stand together. A sum that does not add up is called wrong only
where the text says that the parts are all there is (分别为, a colon, 其余, 男 and 女, 合计 right behind the list) or
where a long list misses its total by a hair: 其中 alone leaves room for what is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

from .claims import APPROX, HOLDS, Claim
from .layout import Mention, Page, amount, claim, countable, depth_zero, mentions, same_kind
from .rounding import plain

_MARKER = re.compile(r"分别(?:为|是|有)|分为|分成|：|包括|包含|其中|涉及")
_WHOLE = re.compile(r"分别(?:为|是|有)|分为|分成|：")
_DONE = re.compile(r"办结|办理完毕|已办|解决|化解|处置|整改|答复|调处|结案|完成|落实|销号")
_LEFT = re.compile(r"正在|尚|未|在办|其余|另|剩余|还有|待")
_RATED = re.compile(r"，[^，。；：\d]{2,8}率(?:为|达|达到)?\d{1,3}(?:\.\d+)?%，[^，。；：\d]{0,8}")
_SOME = re.compile(r"([两二三四五六2-6])大?[项类种者个][^，。；、]{0,4}(?:合计|共计|总计)")
_SIZES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, **{str(n): n for n in range(2, 7)}}
_FIRM = re.compile(r"其余|剩余|另|尚|未|正在|在办")
_TOTAL = re.compile(r"(?P<word>合计|共计|总计|总共|一共|累计|共)(?:有|为|达|是|[^，。；、：\d占]{0,4})$")
_NOT_A_PART = re.compile(r"每|各|同比|去年|上年|同期|增|减|升|降|平均|人均|达到|以上|目标|力争|比|较")
_PLUS = re.compile(
    r"(?<![\d.+])(?P<row>\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+)=(?P<total>\d+(?:\.\d+)?)(?![\d.])"
    r"|(?<![\d.])(?P<first>\d+(?:\.\d+)?)[^\d，。；：、（\n]{0,3}[：（=](?P<parts>\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+)"
    r"(?![\d.+=])"
)
_GRADE = re.compile(r"(?:非常|很|比较|较|基本|不太|不)?(?:满意|称职)(?:的)?(?:有|为)?$")
#: an item of such a row itself, whatever the words of the ballot are
_RANKED = re.compile(
    r"(?:满意|称职|优秀|良好|较好|好评|合格|优等?|良等?|中等?|差等?|一般|较差|好|差|支持|赞成|同意|反对|弃权|认可|了解)(?:等次|票|的)*(?:有|为)?$"
)
# Pairs that leave no third: together they are the whole.
_HALVES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("男", "女"),
        ("正式", "预备"),
        ("上半年", "下半年"),
        ("专职", "兼职"),
        ("个体?访", "集体?访"),
        ("初次?信?访", "重复?信?访"),
        ("(?:收回)?有效", "无效|废|作废"),
        ("直办|直接办理", "转办|交办"),
    )
)
_LEVEL = re.compile(r"(?:中央|国家|省|市|县|区|乡|镇|村|社区)[级直属]?")
_PARTED = re.compile("[、，；和及与]")
_NUMBERED = frozenset({"栋", "幢", "楼", "单元", "组", "班", "号", "室"})  # 八一路3栋 is a name
_SPENT = frozenset({"元", "亩", "公顷", "吨", "公里"})
_REACH = 45


def find(page: Page) -> Iterator[Claim]:
    """Totals with their parts, sentence by sentence, and sums written out with + and =."""
    for start, end in page.sentences:
        found = [
            m
            for m in mentions(page, start, end)
            if countable(m) and not _word(m) and depth_zero(page, start, m.numeral.start)
        ]
        taken: set[int] = set()
        for place, total in enumerate(found):
            yield from _with_parts(page, found, place, total, taken)
        for place in range(1, len(found)):
            yield from _state(page, found, place, taken)
            yield from _behind(page, found, place, taken)
    yield from _written_out(page)


def _word(mention: Mention) -> bool:
    """Small numbers in Chinese characters are mostly words (一种, 两步), not figures to add."""
    return mention.numeral.hanzi and mention.numeral.value <= 10


def _run(page: Page, found: list[Mention], place: int) -> Iterator[Mention]:
    """The amounts of one unit that follow a total closely enough to be its parts."""
    total, last = found[place], found[place]
    any_yet = False
    for item in found[place + 1 : place + 40]:
        if item.numeral.start - last.end > _REACH:
            return
        if same_kind(total, item):
            inner = any_yet and re.search(r"其中|包括", page.text[last.end : item.numeral.start])
            if _NOT_A_PART.search(item.label) or inner:
                return
            any_yet = True
            yield item
        last = item


def _with_parts(page: Page, found: list[Mention], place: int, total: Mention, taken: set[int]) -> Iterator[Claim]:
    """A total in front of its parts."""
    first, second = islice(chain(_run(page, found, place), (None, None)), 2)
    if first is None or second is None or total.numeral.value <= 0 or place in taken:
        return
    between = page.text[total.end : first.numeral.start]
    graded = None if _RANKED.search(total.label) else _GRADE.search(first.label)  # 优秀12名、称职30名: no total
    marker = _MARKER.search(between) or graded
    if marker is None and re.fullmatch(r"[^，。；：、]*、[^，。；：、]*", between):
        return  # itself an item of the list
    told = marker or _said(page, total)
    if not told and any(same_kind(m, total) for m in reversed(found[:place])):
        return
    run = list(_run(page, found, place))
    least = 2 if told else len(run) if _alone(found, place, run) else len(run) + 1
    summed = Fraction(0)
    for size, part in enumerate(run, 1):
        summed += part.numeral.value
        if size >= least and summed == total.numeral.value:
            ends = run[size - 1].end
            taken.update(n for n in range(place + 1, min(len(found), place + 40)) if found[n].end <= ends)
            yield _holds(page, total, run[:size])
            return
    if marker is None or re.search("[同环]比", total.label):
        return
    listed = _listed(page, run)
    if total.numeral.measure in _NUMBERED and any(m.label and m.numeral.measure in _NUMBERED for m in listed):
        return
    if len(listed) < 2 or (between.count("，") > 1 and ":" not in between) or re.search(r"等$|之一", between):
        return
    yield from _judge(page, total, listed, marker[0])


def _said(page: Page, total: Mention) -> bool:
    """Whether the text calls an amount a total: 共, 总, 合计 in front of it."""
    head = page.text[max(0, total.numeral.start - 12) : total.numeral.start]
    return bool(re.search(r"共(?!产|同|青|享)|总|合计", head))


def _alone(found: list[Mention], place: int, run: list[Mention]) -> bool:
    """Whether a total and its parts are all that the sentence counts in their unit, from the total on."""
    return sum(same_kind(m, found[place]) for m in found[place:]) == len(run) + 1


def _listed(page: Page, run: list[Mention]) -> list[Mention]:
    """The parts that visibly make one list: short steps, no change of subject to what was done with them."""
    listed = [run[0]]
    for item in run[1:]:
        step = page.text[listed[-1].end : item.numeral.start]
        if len(step) > 24 or _DONE.search(step) or not _PARTED.search(step) or re.search(r"其中|共|合计|并|：", step):
            break
        listed.append(item)
    return listed


def _judge(page: Page, total: Mention, parts: list[Mention], marker: str) -> Iterator[Claim]:
    """A list that does not add up: wrong, within rounding, or simply not the whole."""
    summed = sum((m.numeral.value for m in parts), Fraction(0))
    gap = abs(summed - total.numeral.value)
    slack = total.numeral.slack + sum((m.numeral.slack for m in parts), Fraction(0))
    if gap <= slack:
        yield _claim(page, total, parts, APPROX, "各数已经进位，合计在误差之内。")
        return
    nearly = gap * 4 <= total.numeral.value
    tail = page.text[parts[-1].end : parts[-1].end + 6]
    labels = [m.label + m.noun for m in parts]
    rest = any(re.search(r"其他|其它|其余|另", label) for label in labels[1:])
    halves = len(parts) == 2 and any(
        one.match(labels[0]) and other.match(labels[1]) or one.match(labels[1]) and other.match(labels[0])
        for one, other in _HALVES
    )
    open_end = tail.startswith("等") or any(m.noun.startswith("等") for m in parts)
    over = summed > total.numeral.value
    hair = len(parts) >= 3 and total.numeral.value >= 50 and gap * 50 <= total.numeral.value
    spent = over and total.numeral.measure in _SPENT and total.numeral.quantum > 0 and nearly
    grades = over and sum(bool(_GRADE.search(m.label)) for m in parts) >= 2
    whole = bool(_WHOLE.search(marker)) and nearly and total.clause + 3 >= parts[0].clause
    ending = f"文中合计{amount(total.numeral.value, total)}。"
    if open_end:
        return
    if whole or nearly and (rest or halves) or hair and over or spent or grades:
        yield _claim(page, total, parts, "fails:sum", ending)
    elif (
        hair
        and (len(parts) > 3 or gap * 200 <= total.numeral.value)
        or _of_levels(labels)
        and gap * 10 <= total.numeral.value
        or not nearly
        and (rest or halves or marker.startswith("分别"))
        or over
        and (marker != "其中" or _parted(total, parts))  # 其中女党员, 老党员: such parts may overlap
        and gap * 10 <= total.numeral.value
        or _of_all_grades(labels)
    ):
        # 其中 need not name everything, but so long a list that misses so little has hardly left anything out.
        yield _claim(page, total, parts, "doubtful:sum", f"{ending[:-1]}，相差{amount(gap, total)}，请核实是否列全。")


def _parted(total: Mention, parts: list[Mention]) -> bool:
    """Whether the parts are kinds of what the total counts, by their nouns: 指标 of 预期性指标 and 约束性指标."""
    nouns = [re.split(r"[，。；、：的]", m.noun)[0] for m in (total, *parts)]
    return len(nouns[0]) > 1 and all(noun.endswith(nouns[0][-2:]) and noun != nouns[0] for noun in nouns[1:])


def _of_all_grades(labels: list[str]) -> bool:
    """Whether a row goes from content to discontent: only those who did not vote can be missing."""
    return len(labels) > 2 and any(re.search("不满意|不称职", label) for label in labels)


def _of_levels(labels: list[str]) -> bool:
    """Whether a row goes level by level: 省级, 市级, 县级, 镇级."""
    found = [_LEVEL.match(label) for label in labels]
    return len(labels) > 2 and all(found) and len({m[0][:1] for m in found if m}) == len(labels)


def _state(page: Page, found: list[Mention], place: int, taken: set[int]) -> Iterator[Claim]:
    """办结12件，1件正在办理中: what is done and what is left make up what came in."""
    done, left = found[place - 1], found[place]
    if not same_kind(done, left) or {place - 1, place} & taken:
        return
    between = page.text[done.end : left.numeral.start]
    rated = _RATED.fullmatch(between)  # 已整改1298处，整改率98%，剩余27处
    if (
        not _DONE.search(done.label + done.noun[:4])
        or not rated
        and (len(between) > 16 or left.clause - done.clause != 1)
    ):
        return
    words = left.label + left.noun[:8]
    if not _LEFT.search(words) or "其中" in between:
        return
    totals = [m for m in found[: place - 1] if same_kind(m, done)]
    summed = done.numeral.value + left.numeral.value
    fit = next((m for m in reversed(totals) if m.numeral.value == summed), None)
    if fit is not None:
        yield _holds(page, fit, [done, left])
    elif (
        len(totals) == 1
        and totals[0] is found[place - 2]
        and _FIRM.search(words)
        and done.numeral.start - totals[0].end < 16
        and not _NOT_A_PART.search(totals[0].label)
    ):
        yield _claim(
            page, totals[0], [done, left], "fails:sum", f"文中合计{amount(totals[0].numeral.value, totals[0])}。"
        )


def _behind(page: Page, found: list[Mention], place: int, taken: set[int]) -> Iterator[Claim]:
    """甲12件、乙13件，合计25件: the total behind its parts."""
    total = found[place]
    head = page.text[max(0, total.numeral.start - 8) : total.numeral.start]
    word = _TOTAL.search(head)
    if word is None:
        return
    parts: list[Mention] = []
    last = total
    for item in reversed(found[:place]):
        if not same_kind(item, total) or last.numeral.start - item.end > 24 or _NOT_A_PART.search(item.label):
            break
        parts.insert(0, item)
        last = item
    row = _adding_up(parts, total.numeral.value)
    if row:
        yield _holds(page, total, row)
        return
    if len(parts) != place or len(parts) < 2:
        return
    gap = page.text[parts[-1].end : total.numeral.start]
    close = re.fullmatch(r"[^，、；\d]{0,6}[，、；]?共(?:有|为|达)?", gap) if word["word"] == "共" else len(gap) <= 14
    if (
        word["word"] in ("合计", "共计", "总计", "共")
        and close
        and "其中" not in page.text[parts[0].end : parts[-1].numeral.start]
        and _alike(page, parts)
    ):
        summed = sum((m.numeral.value for m in parts), Fraction(0))
        if (some := _SOME.search(head)) and _SIZES[some[1]] != len(parts):
            return  # 前两类合计: not of all three
        nearly = abs(summed - total.numeral.value) * 2 <= total.numeral.value
        if nearly or len(parts) > 2:
            verdict = "fails:sum" if nearly else "doubtful:sum"
            yield _claim(page, total, parts, verdict, f"文中合计{amount(total.numeral.value, total)}。")


def _adding_up(parts: list[Mention], total: Fraction) -> list[Mention]:
    """The last parts, two or more, that make up a total exactly; none where they do not."""
    summed, fit = Fraction(0), len(parts)
    for place in range(len(parts) - 1, -1, -1):
        summed += parts[place].numeral.value
        if summed > total:
            break
        fit = place if summed == total and place < len(parts) - 1 else fit
    return parts[fit:]


def _alike(page: Page, parts: list[Mention]) -> bool:
    """Whether the parts stand in one row, joined by 、 or ， alone."""
    return all(
        re.fullmatch(r"[^，、；：]{0,6}[、，；][^，、；：]{0,12}", page.text[a.end : b.numeral.start])
        for a, b in zip(parts, parts[1:], strict=False)
    )


def _holds(page: Page, total: Mention, parts: list[Mention]) -> Claim:
    return _claim(page, total, parts, HOLDS, "与文中一致。")


def _claim(page: Page, total: Mention, parts: list[Mention], verdict: str, ending: str) -> Claim:
    summed = sum((m.numeral.value for m in parts), Fraction(0))
    row = "+".join(amount(m.numeral.value, m) for m in parts)
    start = min(total.start, parts[0].start)
    end = max(total.end, parts[-1].end)
    end += len(re.match(r"[^，。；：、\n\d]{0,8}", page.text[end : end + 8])[0]) if verdict == HOLDS else 0  # type: ignore[index]
    return claim(
        page,
        "sum",
        start,
        end,
        amount(total.numeral.value, total),
        amount(summed, total),
        verdict,
        f"{row}={amount(summed, total)}，{ending}",
    )


def _written_out(page: Page) -> Iterator[Claim]:
    """460+38+3=501, as some tables write it."""
    for found in _PLUS.finditer(page.text):
        row, written = found["row"] or found["parts"], found["total"] or found["first"]
        terms = [Fraction(term) for term in row.split("+")]
        total, summed = Fraction(written), sum(terms, Fraction(0))
        if total != summed and (len(terms) < 3 or max(terms) < 10):
            continue
        verdict = HOLDS if total == summed else "fails:sum"
        ending = "与文中一致。" if total == summed else f"文中写{written}。"
        yield claim(
            page, "sum", found.start(), found.end(), written, plain(summed), verdict, f"{row}={plain(summed)}，{ending}"
        )
