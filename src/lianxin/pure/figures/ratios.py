"""人均、场均: amounts of different units beside one another, and what one comes to per other.

Such a quotient is shown, never judged: 6 officers with 300 visits is 50 each, which may be much or little. Only three
relations are judged: what is dealt out in whole pieces (3套共6个), what goes one to one (4户 with 4份 cards), and heads
against cases, where each case has at least one head (13批24人次).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .claims import HOLDS, PLAUSIBLE, UNDECIDABLE, Claim
from .layout import Mention, Page, amount, claim, clause_before, mentions
from .rounding import plain, show

_PERSONS = frozenset({"人", "名", "位", "员"})
_HEADS = frozenset({"人", "名", "人次"})
_STAGES = frozenset({"场", "次", "期", "场次", "届", "堂", "节"})
_CHANGE = re.compile(r"同比|增加|增长|减少|下降|去年|上年|提高|降低|新增")
_HEADED = re.compile(r"访$|上访|来访|信访|接访|接待|群访")


@dataclass(frozen=True, slots=True)
class _Per:
    """What there is (`many`) for each of something (`each`): measures, words around them, how it is said."""

    each: frozenset[str]
    each_words: re.Pattern[str]
    many: frozenset[str]
    many_words: re.Pattern[str]
    said: str
    reach: int = 60


_PERS = (
    _Per(
        _STAGES,
        re.compile(r"会|活动|培训|讲座|宣传|演出|宣讲|评议|座谈|课"),
        _HEADS,
        re.compile(r"参与|参加|受教育|受众|观众|到会|听众|培训|惠及|覆盖"),
        "平均每{each}约{value}{many}",
    ),
    _Per(
        frozenset({"个"}),
        re.compile(r"^(?:教学)?班"),
        _PERSONS,
        re.compile(r"学生|在校|幼儿"),
        "平均每班约{value}{many}",
    ),
    _Per(
        frozenset({"个"}),
        re.compile(r"^(?:自然)?(?:村|社|组|寨|屯)|^(?:村民)?小组"),
        frozenset({"户", "家"}),
        re.compile(""),
        "平均每个约{value}{many}",
        16,
    ),
    _Per(
        _PERSONS,
        re.compile(r"成员|干部|队员|工作人员|调解员|网格员|指导员|志愿者|工作队"),
        frozenset({"次", "户次", "人次", "天", "个", "件", "起", "户"}),
        re.compile(r"走访|进村|入户|住村|驻村|下村|蹲点|解决|化解|办理|调解|帮办|接待"),
        "平均每人约{value}{many}",
        70,
    ),
    _Per(
        frozenset({"份", "篇"}),
        re.compile("日记"),
        frozenset({"天"}),
        re.compile("累计|调研|蹲点|驻村|住村"),
        "平均每{value}{many}一{each}",
        130,
    ),
)
_MONEY = re.compile(r"募|捐|善款|发放|筹|资金|慰问金|救助金|补助|投入")
_HELPED = re.compile(r"资助|救助|慰问|帮扶|帮助|补助|惠及")
_DEALT = re.compile(r"[^，。；：、\d]{0,14}[，]?共(?:计|有|装有|配有)?$")
_CONTACT = re.compile(r"联系|走访|结对|帮扶|包联|服务")
_CARD = re.compile(r"卡|档案|台账|协议|手册|名片")


def find(page: Page) -> Iterator[Claim]:
    """Quotients of neighbours, sentence by sentence."""
    for start, end in page.sentences:
        found = [
            m
            for m in mentions(page, start, end)
            if (m.numeral.form == "number" or m.numeral.measure == "天") and m.numeral.measure and m.numeral.value > 0
        ][:200]
        for place, one in enumerate(found):
            if _CHANGE.search(one.label):
                continue
            yield from _per(page, found, place)
            yield from _money(page, found, place)
            if place + 1 < len(found):
                yield from _pair(page, one, found[place + 1])


def _around(mention: Mention) -> str:
    return mention.label + mention.noun


def _per(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """54个教学班，学生3300多人; 6名班子成员共走访300余次."""
    each = found[place]
    for rule in _PERS:
        own = each.noun if rule.each_words.pattern.startswith("^") else _around(each)
        if each.numeral.measure not in rule.each or not rule.each_words.search(own):
            continue
        others = found[place + 1 : place + 5] if rule.reach < 100 else found[max(0, place - 8) : place]
        for many in others:
            apart = max(many.numeral.start - each.end, each.numeral.start - many.end)
            if apart > rule.reach:
                continue
            if many.numeral.measure in rule.many and rule.many_words.search(_around(many)):
                yield _said(page, each, many, rule.said)


def _said(page: Page, each: Mention, many: Mention, said: str) -> Claim:
    quotient = many.numeral.value / each.numeral.value
    value = show(quotient, 1) if quotient.denominator != 1 else plain(quotient)
    told = said.format(each=each.numeral.measure, many=many.numeral.measure, value=value)
    sum_ = f"{amount(many.numeral.value, many)}÷{amount(each.numeral.value, each)}"
    start, end = min(each.start, many.start), max(each.end, many.end)
    return claim(page, "ratio", start, end, "", value, PLAUSIBLE, f"{sum_}={value}，{told}。")


def _money(page: Page, found: list[Mention], place: int) -> Iterator[Claim]:
    """募得善款12000元，资助学生40名."""
    money = found[place]
    if money.numeral.measure != "元" or not _MONEY.search(_around(money)):
        return
    for helped in found[place + 1 : place + 3]:
        counts = helped.numeral.family in ("人", "户", "家")
        if counts and _HELPED.search(helped.label) and helped.numeral.start - money.end <= 30:
            yield _said(page, helped, money, "平均每{each}约{value}{many}")
            return


def _pair(page: Page, one: Mention, other: Mention) -> Iterator[Claim]:
    """Relations of two direct neighbours that can be judged."""
    gap = page.text[one.end : other.numeral.start]
    if not (one.numeral.exact and other.numeral.exact and one.numeral.counted and other.numeral.counted):
        return
    first, second = one.numeral.value, other.numeral.value
    if one.numeral.measure == "套" and _DEALT.fullmatch(gap):
        yield _dealt(page, one, other)
    elif (
        one.numeral.measure == "户"
        and other.numeral.measure in ("份", "张", "本", "册")
        and len(gap) <= 14
        and _CONTACT.search(one.label)
        and _CARD.search(gap + other.noun)
    ):
        verdict = HOLDS if first == second else UNDECIDABLE
        ending = "一户一份，前后一致。" if first == second else "是否一户一份，文中没有写明。"
        words = f"{plain(first)}户，{plain(second)}{other.numeral.measure}，{ending}"
        yield claim(page, "equal", one.start, other.end, plain(second), plain(first), verdict, words)
    elif one.numeral.measure in ("批", "批次", "件") and other.numeral.measure == "人次" and gap in ("", "，", "、"):
        yield from _heads(page, one, other)


def _dealt(page: Page, one: Mention, other: Mention) -> Claim:
    share = Fraction(other.numeral.value, one.numeral.value)
    whole = share.denominator == 1
    value = plain(share) if whole else show(share, 1)
    ending = f"每套正好{value}{other.numeral.measure}。" if whole else f"每套约{value}{other.numeral.measure}。"
    words = f"{plain(other.numeral.value)}÷{plain(one.numeral.value)}={value}，{ending}"
    return claim(page, "ratio", one.start, other.end, "", value, HOLDS if whole else PLAUSIBLE, words)


def _heads(page: Page, cases: Mention, heads: Mention) -> Iterator[Claim]:
    """来访13件，24人次: every visit has at least one visitor."""
    if not _HEADED.search(clause_before(page, cases.numeral.start, 12)):
        return
    fits = heads.numeral.value >= cases.numeral.value
    few, many = plain(cases.numeral.value) + cases.numeral.measure, plain(heads.numeral.value) + "人次"
    verdict = HOLDS if fits else "fails:order" if cases.numeral.measure != "件" else "doubtful:order"
    words = f"{many}不少于{few}，与文中一致。" if fits else f"每{cases.numeral.measure}至少一人，{many}不应少于{few}。"
    yield claim(
        page,
        "order",
        cases.start,
        heads.end,
        plain(heads.numeral.value),
        f"≥{plain(cases.numeral.value)}",
        verdict,
        words,
    )
