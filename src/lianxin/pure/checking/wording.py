"""措辞: amounts that stay vague where a figure is expected, and a vague amount beside the exact one.

>>> from lianxin.pure.figures.layout import lay_out
>>> text = "全年解决实际困难1个。入户以后，解决了一些实际困难。"
>>> [(claim.verdict, claim.quote) for claim in find(lay_out(text))]
[('doubtful:wording', '解决了一些实际困难')]

Plans, appeals and sentences that give their figures are left alone, and of one text only the first few are named: the
hint is for the author, not a count of faults.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim, mentions

from .sections import Section, sections

_DEED = r"解决|化解|办理|办结|调解|处理|整改|排查|收集|征集|征求|走访|慰问|帮扶|帮助|完成|开展|组织|举办|召开|培训|发放|建立|新建|改造"
_VAGUE = r"一批|大批|大量|许多|很多|不少|若干|诸多|一些|一系列|多次|多个|多项|多场|多件"
_SAID = re.compile(rf"(?P<deed>{_DEED})了(?P<vague>{_VAGUE})(?P<noun>[\u4e00-\u9fff、]{{2,16}})")
_ONE = re.compile(rf"(?P<deed>{_DEED})(?:了)?(?P<noun>[\u4e00-\u9fff、]{{2,16}})$")
#: what is not a result: to come, asked for, or of others
_TO_COME = re.compile(
    r"将[^，。]{0,12}(?:解决|开展|组织|建立)|力争|计划|拟|打算|必须|应当|应该|确保|努力|下一步|下步|今后|争取|希望|建议|要求|需要|继续|如果|可能|他们|为了|要"
)
_PLAN = re.compile(r"打算|计划|安排|要求|思路|目标|措施|建议|不足|存在的?(?:主要)?问题|任务")
_HEADING = re.compile(r"\n(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)([^\n]{2,40})")
_MOST = 3


def find(page: Page) -> Iterator[Claim]:
    """Vague amounts, in the order of the text."""
    heads = [(m.start(), m[1]) for m in _HEADING.finditer(page.text)]
    for section in sections(page):
        ones = _ones(page, section)
        named = 0
        for found in _SAID.finditer(page.text, section.start, section.end):
            one = next((one for one in ones if _same(one, found)), None)
            if one is not None:
                words = f"文中另一处写“{one[2]}”，这里写“{found['vague']}”，说法不一。"
                yield claim(page, "wording", found.start(), found.end(), found["vague"], "1", "doubtful:wording", words)
            elif named < _MOST and _is_result(page, found, heads):
                named += 1
                words = f"“{found['deed']}了{found['vague']}”没有数量，有数的请写明。"
                end = found.end("vague") + min(8, len(found["noun"]))
                yield claim(page, "vague", found.start(), end, found["vague"], "", "style:vague", words)


def _ones(page: Page, section: Section) -> list[tuple[str, str, str]]:
    """解决实际问题1个: deed, noun and words of the single things that a text counts."""
    found: list[tuple[str, str, str]] = []
    for mention in mentions(page, section.start, section.end):
        numeral = mention.numeral
        if numeral.value != 1 or not numeral.exact or numeral.form != "number" or numeral.measure not in "个件项条起":
            continue
        named = _ONE.search(mention.label)
        if named is not None and numeral.measure:
            found.append((named["deed"], named["noun"], f"{named[0]}{numeral.text}"))
    return found


def _same(one: tuple[str, str, str], found: re.Match[str]) -> bool:
    """Whether a vague amount is of the deed and the things that were counted as one."""
    deed, noun, _ = one
    if deed != found["deed"]:
        return False
    pairs = {noun[i : i + 2] for i in range(len(noun) - 1)}
    shared = sum(pair in found["noun"] for pair in pairs)
    return shared * 2 >= len(pairs)


def _is_result(page: Page, found: re.Match[str], heads: list[tuple[int, str]]) -> bool:
    """Whether a result is told, without a figure in its sentence, outside plans and problems."""
    place = bisect_right(page.sentences, (found.start(), len(page.text))) - 1
    start, end = page.sentences[max(0, place)]
    start, end = max(start, found.start() - 200), min(end, found.end() + 200)
    head = bisect_right(heads, (found.start(), "\uffff")) - 1
    if head >= 0 and _PLAN.search(heads[head][1]) or _TO_COME.search(page.text[start : found.start()]):
        return False
    first = bisect_right(page.starts, start - 1)
    told = page.numerals[first : bisect_right(page.starts, end)]
    vague = found.span("vague")  # 一批 is read as a number too
    return not any(n.form == "number" and n.measure and not vague[0] <= n.start < vague[1] for n in told)
