"""同列重复与对应: the same thing counted twice in one list, as many numbers as names, and what two amounts leave.

增添2个球场、1个画室和1个球场: one list names a thing once. 甲、乙、丙分别为3件、2件、4件: three names, three numbers.
来信来访14件，其中来访13件 … 来信1件: what is not the one is the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .claims import HOLDS, Claim
from .layout import Mention, Page, amount, claim, countable, mentions, same_kind
from .lists import split, spread

_STEP = re.compile(r"[、，]|[、，]?(?:和|及|以及|与)")
_NAME = re.compile(r"[^，。；：、和及与等\d]{2,10}")
_GENERIC = re.compile(r"^(?:问题|项目|单位|村|部门|乡镇|县|市|省|方面|案件|党支部|支部|社区|活动)$")
_RESPECTIVELY = re.compile(
    r"(?:，(?:对应|相应)?(?:的)?(?:数量|人数|件数|次数|比例|占比))?(?:年均|同比|各|均|较去年|比去年){0,2}分别[^，。；、\d]{0,8}$"
)
#: measures of things that are set up, bought and built; 80人名单 and 1级的管理 count something else
_EACH = frozenset("个间座所处套台件条块张把部辆口眼盏根棵株幢栋本册份面副只头匹架支门顶双对批")
_OPENING = re.compile(r"包括|分为|：|其中|涉及")
#: joint words and the two things they join
_JOINT = (
    (re.compile("来信来访|信访"), re.compile("来访|走访|访"), re.compile("信件|来信|信$")),
    (re.compile("来信来访|信访"), re.compile("来信|信件"), re.compile("来访")),
    (re.compile("来电来访"), re.compile("来访"), re.compile("来电|电话")),
    (re.compile("来电来访"), re.compile("来电|电话"), re.compile("来访")),
)
_REACH = 300


def find(page: Page) -> Iterator[Claim]:
    """Repetitions, correspondences and remainders, sentence by sentence."""
    for start, end in page.sentences:
        found = [m for m in mentions(page, start, end) if m.numeral.form not in ("date", "ordinal", "range")]
        yield from _twice(page, found)
        yield from _each_its_own(page, start, found)
        for parent, child in pairwise(found):
            yield from _remainder(page, parent, child)


def _twice(page: Page, found: list[Mention]) -> Iterator[Claim]:
    """One thing named twice in one list with different counts."""
    row: list[tuple[Mention, str]] = []
    for item in found:
        name = _NAME.match(item.noun) if countable(item) and item.numeral.measure in _EACH else None
        runs_on = row and _STEP.fullmatch(page.text[row[-1][0].end + len(row[-1][1]) : item.numeral.start])
        if not runs_on:
            row = []
        if name is None:
            row = []
            continue
        before = next((m for m, other in row if other == name[0]), None)
        row.append((item, name[0]))
        if before is None or _GENERIC.match(name[0]) or before.numeral.measure != item.numeral.measure:
            continue
        one, two = before.numeral.value, item.numeral.value
        if one != two:
            words = (
                f"同一列举中“{name[0]}”出现两次，一处{before.numeral.text}，一处{item.numeral.text}，请核实是否重复。"
            )
            end = item.end + len(name[0])
            yield claim(
                page,
                "duplicate",
                before.numeral.start,
                end,
                amount(two, item),
                amount(one, before),
                "fails:duplicate",
                words,
            )


def _each_its_own(page: Page, start: int, found: list[Mention]) -> Iterator[Claim]:
    """Names in front of 分别为 against the numbers behind it."""
    for place, first in enumerate(found):
        head = page.text[max(start, first.numeral.start - 160) : first.numeral.start]
        mark = _RESPECTIVELY.search(head)
        if mark is None:
            continue
        numbers = [first]
        for item in found[place + 1 : place + 20]:
            joined = re.fullmatch(r"[、，和与及]", page.text[numbers[-1].end : item.numeral.start])
            if not joined or item.numeral.hanzi and item.numeral.value <= 10 and not first.numeral.hanzi:
                break
            numbers.append(item)
        names = re.split("[。；\n]", head[: mark.start()])[-1]
        opening = list(_OPENING.finditer(names))
        names = names[opening[-1].end() :] if opening else names.split("，")[-1]
        row = [piece for part in names.split("，") for piece in split(part, "、")]
        few, many = spread(row)
        if len(numbers) < 2 or len(row) < 2 or re.search(r"\d", names):
            continue
        if few <= len(numbers) <= many:
            words = f"列出{len(numbers)}项，数字{len(numbers)}个，前后对应。"
            begin = first.numeral.start - len(head) + head.rfind(names)
            yield claim(page, "count", begin, numbers[-1].end, str(len(numbers)), str(len(numbers)), HOLDS, words)
        elif few == many and "，" not in names and len(numbers) > 2 and _clean(row):
            words = f"前面列出{few}项，后面有{len(numbers)}个数字，对不上。"
            begin = first.numeral.start - len(head) + head.rfind(names)
            yield claim(page, "count", begin, numbers[-1].end, str(len(numbers)), str(few), "doubtful:count", words)


def _clean(row: list[str]) -> bool:
    """Whether the pieces of a row are names and no half sentences."""
    return all(len(piece) <= 8 for piece in row[1:]) and len(row) >= 3


def _remainder(page: Page, parent: Mention, child: Mention) -> Iterator[Claim]:
    """来信来访14件，其中来访13件, and further on 来信1件. Only what agrees is said."""
    gap = page.text[parent.end : child.numeral.start]
    if not (countable(parent) and countable(child) and same_kind(parent, child) and "其中" in gap and len(gap) <= 20):
        return
    left = parent.numeral.value - child.numeral.value
    for joint, one, other in _JOINT:
        named = gap.split("其中")[-1]
        if left <= 0 or not joint.search(parent.label) or not one.search(named) or other.search(named):
            continue
        stop = page.text.find("\n", child.end)
        stop = min(child.end + _REACH, stop if stop >= 0 else len(page.text))
        for later in mentions(page, child.end, stop):
            if (
                countable(later)
                and same_kind(later, parent)
                and other.search(later.label)
                and later.numeral.value == left
            ):
                words = (
                    f"{amount(parent.numeral.value, parent)}-{amount(child.numeral.value, child)}={amount(left, later)}，"
                    f"与后文“{page.text[later.start : later.end]}”一致。"
                )
                yield claim(
                    page, "derived", parent.start, later.end, amount(left, later), amount(left, later), HOLDS, words
                )
                return
