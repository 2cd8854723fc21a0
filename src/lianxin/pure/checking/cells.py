"""统计单: what the cells of a return written out as sentences say of one another.

>>> from lianxin.pure.figures.layout import lay_out
>>> text = "被评议的党员有12人，合格（含）以上的有2人，其中优秀的有10人。"
>>> [(claim.kind, claim.computed) for claim in find(lay_out(text))]
[('repair', '12')]

A part that is larger than its whole is named elsewhere; here stands which value would fit. And a post that one body has
once (主要负责人) cannot be several 人 of one body: several times are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Mention, Page, claim, mentions
from lianxin.pure.figures.rounding import plain

from .sections import Section, sections

_ONE_BODY = re.compile(
    r"(?:党支部|支部|党组织|村|社区|学校|单位|部门|党总支)(?:（[^（）\n]{1,8}）)?(?:总数)?(?:共)?(?:有|为)?(?P<n>\d+|一)个"
)
_FILLED_IN = re.compile(r"填报(?:单位|人)：")
_HEADED = re.compile(
    r"(?P<who>主要负责人|党支部书记|支部书记|一把手)[^，。；\d\n]{0,8}?(?:的)?(?:有|为|共)?(?P<n>\d{1,3})人(?![次员数])"
)


def find(page: Page) -> Iterator[Claim]:
    """Proposals for cells that cannot stand, and several heads of one body."""
    for start, end in page.sentences:
        if "其中" in page.text[start:end] and end - start < 600:
            yield from _repairs(page, start, end)
    for section in sections(page):
        yield from _heads(page, section)


def _repairs(page: Page, start: int, end: int) -> Iterator[Claim]:
    """总数 n, …的有 x, 其中…的有 y with y over x and x + y = n: x was meant without y."""
    found = [m for m in mentions(page, start, end) if m.numeral.exact and m.numeral.form == "number"]
    for base, whole, part in zip(found, found[1:], found[2:], strict=False):
        if len({m.numeral.measure for m in (base, whole, part)}) > 1 or not base.numeral.measure:
            continue
        n, x, y = (m.numeral.value for m in (base, whole, part))
        if y > x > 0 and x + y == n and re.match(r"，?其中", page.text[whole.end : part.numeral.start]):
            yield _proposal(page, base, whole, part)


def _proposal(page: Page, base: Mention, whole: Mention, part: Mention) -> Claim:
    n, x, y = (plain(m.numeral.value) for m in (base, whole, part))
    words = f"{x}+{y}={n}，正好是前面的{n}：“其中”之前很可能没有把{y}算在内，应填{n}，其中{y}。"
    return claim(page, "repair", base.start, part.end, x, n, "note", words)


def _heads(page: Page, section: Section) -> Iterator[Claim]:
    """主要负责人3人 of one branch."""
    text = page.text[section.start : section.end]
    bodies = {m["n"] for m in _ONE_BODY.finditer(text)}
    one = bodies <= {"1", "一"} and bool(bodies)
    if not one and not (_FILLED_IN.search(text) and not bodies):
        return
    for found in _HEADED.finditer(text):
        number = int(found["n"])
        if number < 2:
            continue
        words = f"一个单位只有1名{found['who']}，不会有{number}人；如指{number}次，应写{number}人次。"
        verdict = "fails:unit" if one else "doubtful:unit"
        start, end = section.start + found.start(), section.start + found.end()
        made = claim(page, "unit", start, end, f"{number}人", "1", verdict, words)
        yield replace(made, mend=f"{made.quote}次") if one else made
