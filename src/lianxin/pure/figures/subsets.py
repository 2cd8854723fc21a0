"""包含: what is inside can not exceed what holds it: 其中, 包括, (含)以上, 立案 and 破案, 发放 and 收回.

The parent of 其中 is the nearest amount of the same unit; it is called wrong only where 其中 follows that amount
directly and no other amount of the sentence could be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .claims import HOLDS, UNDECIDABLE, Claim
from .layout import Mention, Page, amount, claim, clause_before, mentions, same_kind

_INSIDE = re.compile(r"其中|包括|包含")
_NOT_INSIDE = re.compile(r"每|同比|去年|上年|同期|增加|增长|减少|下降|平均|人均|提高|比")
_LEFT = re.compile(r"正在|尚|未|在办|其余|另|剩余|还有|待")
_DEED = re.compile(r"办结|解决|化解|处置|整改|答复|调处|完成|正在|尚|未|共|合计|并")
# 做法成对: what was taken in, what came of it, and whether more can come of it than was taken in (carried over).
_PAIRS = (
    (re.compile(r"立.{0,8}案"), re.compile(r"破.{0,6}案|破获|侦破"), True),
    (
        re.compile(r"收到|受理|接收|接到|登记|交办|转办|承办|接访|接待"),
        re.compile(r"办结|办理完毕|结案|答复|息访"),
        True,
    ),
    (
        re.compile(r"排查|梳理|摸排|发现|查摆|征求|征集|收集"),
        re.compile(r"化解|调处|处置|调解成功|整改|解决|采纳"),
        True,
    ),
    (re.compile(r"发放|发出|下发"), re.compile(r"收回|回收"), False),
    (
        re.compile(r"回访|测评|参评|评议|调查|抽查"),
        re.compile(r"^(?:表示)?(?:非常|很|比较|基本)?(?:满意|合格|称职)"),
        False,
    ),
    (re.compile(r"总数|应到|应参"), re.compile(r"被评议|实到|实参|参加评议"), False),
)
_MEMBERS = (
    (re.compile(r"支委|支部委员|支部书记"), re.compile(r"党员")),
    (re.compile(r"班主任|教研组长|学科带头人"), re.compile(r"教师|教职工")),
)
_STOCK, _FLOW = re.compile(r"藏书|库存|存量|现有|在册"), re.compile(r"捐赠|捐献|新增|增添|添置|购置|新购")
_DIRECTLY = re.compile(
    r"[^，。；：、\d]{0,12}(?:[、，]?[^，。；：、\d]{0,4}\d[\d.,]*[余多]?(?:人次|人|户|口)"
    r"[^，。；：、\d]{0,4})?[，。；（]?"
)
_GENERAL = frozenset({"个", "项", "处", "条", "家", "所", "座", "种", "类", "次", "份", "套", "台", "张", "篇"})
_MOST = 60  # amounts on either side of 其中 that are looked at
_ROLE = re.compile(r"^(?:担任|当选|被评为|获评|评为)")


def find(page: Page) -> Iterator[Claim]:
    """Inclusions, sentence by sentence; memberships, paragraph by paragraph."""
    for start, end in page.sentences:
        found = [m for m in mentions(page, start, end) if m.numeral.form == "number" and m.numeral.measure]
        for mark in _INSIDE.finditer(page.text, start, end):
            yield from _marked(page, found, mark)
        for first, second in zip(found, found[1:], strict=False):
            yield from _paired(page, first, second)
            yield from _stocked(page, first, second)
        yield from _roles(page, found)
    yield from _members(page)


def _marked(page: Page, found: list[Mention], mark: re.Match[str]) -> Iterator[Claim]:
    """其中: each amount of the list behind it against the parent before it."""
    here = bisect_left(found, mark.start(), key=lambda m: m.numeral.start)
    before, after = found[max(0, here - _MOST) : here], found[here : here + _MOST]
    if not before or not after or after[0].numeral.start - mark.end() > 32:
        return
    children = [after[0]]
    bracket = page.text.find("）", mark.end(), after[-1].end)
    head = page.text[max(0, mark.start() - 200) : mark.start()]
    closed = bracket >= 0 and head.rfind("（") > head.rfind("）")
    if closed and after[0].numeral.start > bracket:
        return
    for item in after[1:]:
        if closed and item.numeral.start > bracket:
            break
        step = page.text[children[-1].end : item.numeral.start]
        if (
            not re.fullmatch(r"[^，。；：\d]{0,6}[、，；][^，。；：、\d]{0,14}", step)
            or not same_kind(item, after[0])
            or _DEED.search(step)
        ):
            break
        children.append(item)
    for place, child in enumerate(children):
        if _NOT_INSIDE.search(clause_before(page, child.numeral.start)) or not child.numeral.exact:
            return
        parents = [m for m in before if same_kind(m, child) and not _NOT_INSIDE.search(m.label)]
        result = _inside(
            page, parents, child, mark, tied=place == 0 or "，" not in page.text[after[0].end : child.numeral.start]
        )
        if result is None:
            return
        if place == 0 or result.fails:
            yield result


def _inside(page: Page, parents: list[Mention], child: Mention, mark: re.Match[str], *, tied: bool) -> Claim | None:
    """The verdict on one child; None where no parent can be named."""
    if not parents:
        return None
    nearest = parents[-1]
    if (
        len(parents) > 1
        and _LEFT.search(nearest.label + nearest.noun[:6])
        and nearest.numeral.value < child.numeral.value
    ):
        nearest = parents[-2]
    if _ceiling(nearest, child):
        return _claim(page, nearest, child, HOLDS)
    gap = page.text[nearest.end : mark.start()]
    if not (tied and nearest is parents[-1] and nearest.numeral.exact and _DIRECTLY.fullmatch(gap)):
        return None
    if nearest.numeral.hanzi and nearest.numeral.value <= 10 or _other_things(nearest, child):
        return None
    others = [m for m in parents[:-1] if m.numeral.value >= child.numeral.value]
    likeness = _likeness(page, nearest, child)
    if others and (likeness < 2 or any(_likeness(page, m, child) >= likeness for m in others)):
        return None
    return _claim(page, nearest, child, "fails:subset")


def _other_things(parent: Mention, child: Mention) -> bool:
    """Whether the nouns behind a general measure word (个, 项, 处 …) name different things."""
    nouns = [re.split("[的、，。]", m.noun)[0][:4] for m in (parent, child)]
    if parent.numeral.family not in _GENERAL:
        return False
    return bool(nouns[0]) and not set(nouns[0]) & set(nouns[1] + child.label)


def _likeness(page: Page, one: Mention, other: Mention) -> int:
    """How many characters the words around two amounts share, counted as two-character pieces."""
    pieces = [
        {text[i : i + 2] for i in range(len(text) - 1)}
        for text in (clause_before(page, m.numeral.start, 20) + m.noun[:4] for m in (one, other))
    ]
    return len(pieces[0] & pieces[1])


def _ceiling(parent: Mention, child: Mention) -> bool:
    top = parent.numeral.high if not parent.numeral.exact else parent.numeral.value
    return top is None or child.numeral.value <= top


def _paired(page: Page, parent: Mention, child: Mention) -> Iterator[Claim]:
    """立案538起，破案537起."""
    if not same_kind(parent, child) or not (parent.numeral.exact and child.numeral.exact):
        return
    gap = page.text[parent.end : child.numeral.start]
    if len(gap) > 24 or "其中" in gap or _NOT_INSIDE.search(gap) or gap.count("，") > 1 or "；" in gap:
        return
    for whole, part, carried in _PAIRS:
        if (
            whole.search(parent.label + parent.noun[:6])
            and part.search(child.label + child.noun[:4])
            and not whole.search(child.label)
        ):
            fits = child.numeral.value <= parent.numeral.value
            yield _claim(page, parent, child, HOLDS if fits else UNDECIDABLE if carried else "fails:subset")
            return


def _stocked(page: Page, flow: Mention, stock: Mention) -> Iterator[Claim]:
    """捐赠图书近万册，藏书7万余册: what was added is part of the stock. Only what fits is said."""
    if (
        same_kind(flow, stock)
        and _FLOW.search(flow.label)
        and _STOCK.search(stock.label)
        and flow.numeral.high
        and flow.numeral.high <= (stock.numeral.low or 0)
    ):
        yield _claim(page, stock, flow, HOLDS, span=(flow.start, stock.end))


def _roles(page: Page, found: list[Mention]) -> Iterator[Claim]:
    """党员70人，担任组长12人: those who hold a role are among those named before. Only what fits is said."""
    for place, child in enumerate(found):
        if child.numeral.family != "人" or not _ROLE.match(child.label):
            continue
        parent = next((m for m in reversed(found[:place]) if same_kind(m, child)), None)
        if parent is not None and child.numeral.value <= parent.numeral.value:
            yield _claim(page, parent, child, HOLDS)


def _members(page: Page) -> Iterator[Claim]:
    """五位支委 … 14名党员, in one paragraph. Only what fits is said: the two may speak of different bodies."""
    for paragraph in re.finditer(r"[^\n]+", page.text):
        if not any(member.search(paragraph[0]) for member, _ in _MEMBERS):
            continue
        found = [m for m in mentions(page, *paragraph.span()) if m.numeral.family == "人" and m.numeral.exact]
        for member, body in _MEMBERS:
            child = next((m for m in found if member.match(m.noun)), None)
            parent = next(
                (m for m in found if body.match(m.noun) and child and m.numeral.value >= child.numeral.value), None
            )
            if child is not None and parent is not None:
                yield _claim(page, parent, child, HOLDS, span=(parent.start, parent.end))


def _claim(page: Page, parent: Mention, child: Mention, verdict: str, span: tuple[int, int] | None = None) -> Claim:
    whole, part = amount(parent.numeral.value, parent), amount(child.numeral.value, child)
    unit = child.numeral.measure
    words = {
        HOLDS: f"{part}{unit}不多于{whole}{unit}，与文中一致。",
        UNDECIDABLE: f"{part}{unit}多于{whole}{unit}，可能含上期结转，文中没有写明。",
    }.get(verdict, f"{part}{unit}包含在{whole}{unit}之内，不能多于{whole}。")
    start, end = span or (parent.start, child.end)
    return claim(page, "subset", start, end, part, f"≤{whole}", verdict, words)
