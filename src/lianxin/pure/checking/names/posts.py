"""职务前后不一: a person called by one post here and by another there, and one post with two names that look alike.

>>> from lianxin.pure.figures.layout import lay_out
>>> page = lay_out("镇长宋雅主持会议，宋雅镇长作了部署。会后，镇党委书记宋雅到村走访。")
>>> [(claim.quote, claim.explain) for claim in find(page)]
[('书记宋雅', '宋雅在前面写作镇长，这里写作书记，请核实。')]

Posts that one person often holds together (书记 and 校长, 局长 or 主任) are left alone, so are those that the text itself
joins (书记、镇长宋雅) and those that somebody had or is given (原镇长, 任命). Nobody is looked up: only what one paper says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from ..calling import PLAIN_SURNAME, name_end
from ..dates.papers import Paper, papers

_POST = "副?(?:书记|校长|局长|镇长|乡长|县长|区长|市长|主任|院长|所长|站长|园长|主席|村长|处长|科长)"
_RUN = rf"{_POST}(?:(?:[、兼]|、兼)[^，。；、：\n]{{0,8}}?{_POST})*"
_BEFORE = re.compile(rf"(?P<run>{_RUN})(?=[\u4e00-\u9fff]{{2,4}})")
_AFTER = re.compile(rf"(?<=[，。；：、（\n由与和同请向给])(?P<name>[\u4e00-\u9fff]{{2,3}})(?:同志)?(?P<run>{_POST})")
_ONE = re.compile(_POST)
_OTHER_TIMES = re.compile(
    r"(?:原|时任|曾任|前任|前|历任|调任|转任|升任|任命|免去|拟任|提名|当选|接任|继任|离任)[^，。；\n]{0,12}$"
)
_OTHERS = re.compile(r"^(?:和|与|、|及)?(?:办公室|秘书|助理|小组|联席|信箱|热线|会议|办公会|一职|接待)")
#: a name of two characters that is over
_ENDED = re.compile(
    rf"(?=({PLAIN_SURNAME.pattern}[\u4e00-\u9fff])(?:[^\u4e00-\u9fff]|同志|主持|要求|强调|指出|率队|带队|一行|介绍|说))"
)
_PLACE = re.compile(r"[村镇乡县市区街组局校所站院]$")
#: posts of which one person holds one only: the party's and the office's head of one place
_HEADS = frozenset(("镇长", "乡长", "县长", "区长", "市长"))
_SINGLE = _HEADS | {"校长", "局长", "院长", "所长", "站长", "园长", "村长", "处长", "科长"}
_SIGN = re.compile("[^\u4e00-\u9fff]")
_MOST = 3
_FEW = 40  # names of one post and surname that are looked at


@dataclass(frozen=True, slots=True)
class _Called:
    """One place where a name stands with its post or posts; `of` is what stands before them."""

    name: str
    posts: tuple[str, ...]
    of: str
    start: int
    end: int


def find(page: Page) -> Iterator[Claim]:
    """Persons with two posts, then posts with two names, paper by paper."""
    for paper in papers(page):
        called = sorted(_called(page, paper), key=lambda one: one.start)
        found = [*_drifting(page, called), *_misspelt(page, called)]
        yield from found[:_MOST]


def _called(page: Page, paper: Paper) -> Iterator[_Called]:
    text = page.text
    behind = [found for found in _AFTER.finditer(text, paper.start, paper.end) if _is_name(text, found)]
    known = {found["name"] for found in behind} | {found[1] for found in _ENDED.finditer(text, paper.start, paper.end)}
    for found in _BEFORE.finditer(text, paper.start, paper.end):
        before = text[max(paper.start, found.start() - 16) : found.start()]
        end = name_end(text, found.end())
        if not end or _OTHER_TIMES.search(before) or not PLAIN_SURNAME.match(text, found.end()):
            continue
        name = _shortest(text[found.end() : end], known)
        if not _PLACE.search(name):
            yield _Called(name, _posts(found["run"]), _SIGN.split(before)[-1], found.start(), found.end() + len(name))
    for found in behind:
        yield _Called(found["name"], _posts(found["run"]), "", found.start("name"), found.end())


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether what stands before a post is a person, and not a place (石桥镇长) or a desk (李明书记信箱)."""
    name, start = found["name"], found.start("name")
    if (
        not PLAIN_SURNAME.match(name)
        or _PLACE.search(name)
        or _ONE.search(name)
        or _OTHERS.match(text[found.end() :][:8])
    ):
        return False
    return name_end(text, start) in (start + 2, start + 3)


def _posts(run: str) -> tuple[str, ...]:
    return tuple(_ONE.findall(run))


def _shortest(name: str, known: set[str]) -> str:
    """宋雅 for the reading 宋雅带 where the paper has 宋雅 with an end to it elsewhere."""
    return name[:2] if len(name) == 3 and name not in known and name[:2] in known else name


def _drifting(page: Page, called: list[_Called]) -> Iterator[Claim]:
    """Each person once: the first place that cannot go with an earlier one."""
    places: dict[str, list[_Called]] = defaultdict(list)
    for one in called:
        places[one.name].append(one)
    for name, own in places.items():
        held = {frozenset(one.posts) for one in own if len(one.posts) > 1}
        pair = next(
            ((a, b) for i, b in enumerate(own[:60]) for a in own[:i] if _cannot_both(a, b, held)),
            None,
        )
        if pair:
            first, second = pair
            before, here = "、".join(first.posts), "、".join(second.posts)
            words = f"{name}在前面写作{before}，这里写作{here}，请核实。"
            yield claim(page, "role", second.start, second.end, here, before, "doubtful:role", words)


def _cannot_both(one: _Called, other: _Called, held: set[frozenset[str]]) -> bool:
    """Whether the posts of two places are of two persons, as far as the text shows."""
    if set(one.posts) & set(other.posts) or len(one.posts) > 1 or len(other.posts) > 1:
        return False
    pair = frozenset((*one.posts, *other.posts))
    if any(pair <= together for together in held):
        return False
    first, second = one.posts[0], other.posts[0]
    if first.removeprefix("副") == second.removeprefix("副"):
        return True  # 副镇长 and 镇长
    if "书记" in pair:
        return bool(pair & _HEADS)
    return pair <= _SINGLE


def _misspelt(page: Page, called: list[_Called]) -> Iterator[Claim]:
    """校长徐进立 beside 校长徐进力: the same post of the same body, one character of the name another."""
    seen: dict[tuple[str, str], list[_Called]] = defaultdict(list)
    for one in called:
        if len(one.posts) == 1 and len(one.name) == 3 and not one.posts[0].startswith("副"):
            seen[one.posts[0], one.name[0]].append(one)
    for (post, _), own in seen.items():
        ends = {other.name for other in own if _ends(page.text, other)}
        counted = {name: page.text.count(name) for name in sorted(ends)[:_FEW]}
        usual = max(own, key=lambda one: (counted.get(one.name, 0), -one.start))
        for one in own:
            alike = sum(a == b for a, b in zip(one.name, usual.name, strict=True)) == 2
            same_body = not one.of or not usual.of or one.of[-2:] == usual.of[-2:]
            if alike and same_body and {one.name, usual.name} <= ends and counted.get(one.name) == 1:
                words = f"{post}的姓名，别处写{usual.name}，这里写{one.name}，请核实。"
                yield claim(page, "name", one.start, one.end, one.name, usual.name, "doubtful:name", words)


def _ends(text: str, one: _Called) -> bool:
    """Whether a name is over where it was read to be: a sign or 同志 stands behind it."""
    return not "\u4e00" <= text[one.end : one.end + 1] <= "\u9fff" or text.startswith("同志", one.end)
