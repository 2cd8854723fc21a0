"""组长: who heads a leading group, and groups that are given two heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from ..calling import name_end
from ..dates.papers import Paper, papers

_POSTS = "书记|校长|局长|镇长|乡长|县长|区长|市长|主任|院长|所长|站长|园长|队长|经理|董事长|主席|村长|处长|科长"
_WHO = r"(?P<who>[^，。；：、“”\n由以]{2,16}?)(?:同志)?"
_HEADS = re.compile(
    rf"由{_WHO}(?:任|担任|为)(?P<g1>[^，。；、]{{0,14}}?)(?<!副)组长"
    rf"|以{_WHO.replace('who', 'who2')}为(?<!副)组长"
    rf"|(?<=[，。；：、])(?P<who3>[\u4e00-\u9fff]{{2,12}}?)(?:同志)?(?:任|担任)(?P<g3>[^，。；、]{{0,14}}?)(?<!副)组长"
    rf"|(?<!副)组长(?:由|：){_WHO.replace('who', 'who4')}(?:担任|兼任|[，。；、\n])"
)
_GROUP = re.compile(r"(?P<name>[^，。；：、\n]{0,30}?)(?:工作)?领导小组")
_TRIM = re.compile(
    r"^.*?(?:成立了?|建立了?|设立了?|组建了?|组成的?|成员的?|副组长的?)|^(?:我[校局镇村县区乡]|学校|全[校局镇村县区乡])|工作|活动|“|”"
)
_POST = re.compile(rf"(?:{_POSTS})$")


@dataclass(frozen=True, slots=True)
class _Head:
    group: str
    post: str
    name: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.name + self.post


def find(page: Page) -> Iterator[Claim]:
    """Heads of groups, paper by paper."""
    for paper in papers(page):
        yield from _groups(page, list(_heads(page, paper)))


def _heads(page: Page, paper: Paper) -> Iterator[_Head]:
    for found in _HEADS.finditer(page.text, paper.start, paper.end):
        who = found["who"] or found["who2"] or found["who3"] or found["who4"]
        post = _POST.search(who)
        rest = who[: post.start()] if post else who
        name = rest if 2 <= len(rest) <= 4 and name_end(rest, 0) == len(rest) else ""
        if not post and not name:
            continue  # the one in charge, whoever that is
        yield _Head(_group_of(page, found), post[0] if post else "", name, found.start(), found.end())


def _group_of(page: Page, found: re.Match[str]) -> str:
    """What the group is for, from the same sentence: the words before 领导小组 without 成立, 工作, 活动."""
    before = re.split("[。；\n]", page.text[max(0, found.start() - 60) : found.start()])[-1]
    after = re.split("[。；\n]", page.text[found.end() : found.end() + 60])[0]
    for words in (found["g1"] or found["g3"] or "", before, after):
        named = list(_GROUP.finditer(words))
        if named and (key := _TRIM.sub("", _TRIM.sub("", named[-1 if words is before else 0]["name"]))):
            return key
    return ""


def _groups(page: Page, heads: list[_Head]) -> Iterator[Claim]:
    """One group, two heads by post: doubtful. Two groups, each with its own head: holds."""
    known = [head for head in heads if head.group]
    for place, head in enumerate(known):
        earlier = [other for other in known[:place] if other.group == head.group]
        other = next((one for one in earlier if _differ(one, head)), None)
        if other:
            said = f"“{head.group}”领导小组的组长，前面写{other.words}，这里写{head.words}，请核实。"
            yield claim(page, "role", head.start, head.end, head.words, other.words, "doubtful:role", said)
            return
    groups = {head.group for head in known}
    if len(known) > 1 and len(groups) == len(known):
        for head in known:
            said = f"是“{head.group}”领导小组的组长，与文中别的领导小组不是一回事。"
            yield claim(page, "role", head.start, head.end, head.words, head.words, "holds", said)


def _differ(one: _Head, other: _Head) -> bool:
    """Whether two heads cannot be the same: different posts, or different names."""
    if one.name and other.name:
        return one.name != other.name
    return bool(one.post and other.post and one.post != other.post)
