"""相似的诉求: open and lately closed ones that say the same of the same place, each with the reasons. F011, M051."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.search import index
from lianxin.pure.likeness import Likeness, Matter, compare, grams, normal
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import sees_asker, shown
from lianxin.work.concerns.terms import OPEN, VIEW
from lianxin.work.issues.models import Issue
from lianxin.work.issues.reading import lexicon, matter, unit_of

LATELY = 60  # days since closing, in which a matter that comes again should be seen
ASKED, LOOKED_AT, READ = 12, 400, 24
SURE = 1.25  # just alike is not enough to disturb somebody who types: 后街 alone is no reason
FIELDS = ("code", "title", "text", "place", "status", "is_confidential", "minor", "handler_path", "unit_path", "received_on", "unit__name",
          "unit__kind", "requester__name")  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """相似的一件: the concern, its title as this actor may read it, how alike (1 is just alike), and why."""

    concern: Concern
    title: str
    score: float
    place: str
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """同一地点：石桥村；相同的词：路灯、不亮."""
        parts = [_("同一地点：%(place)s") % {"place": self.place}] if self.place else []
        parts += [_("相同的词：%(words)s") % {"words": "、".join(self.words)}] if self.words else []
        return "；".join(parts)


def similar(
    *, text: str, by: Actor, at: datetime, place: str = "", unit: Unit | None = None, title: str = "",
    without: Iterable[int] = (), most: int = 5,
) -> list[Alike]:  # fmt: skip
    """The most alike of what this actor may see; a text of another place is never among them. Two statements."""
    since = localdate(at) - timedelta(days=LATELY)
    found = Concern.objects.reachable(by=by, to=VIEW).filter(Q(status__in=OPEN) | Q(closed_on__gte=since))
    mine = Matter(0, title, text, place, unit_of(unit.name, unit.kind) if unit else "")
    return _nearest(found.exclude(pk__in=list(without)), mine, by, most)


def later_ones(issue: Issue, by: Actor, members: list[Concern], most: int = 8) -> list[Alike]:
    """Concerns that are like the newest members and are not in the issue: to be taken in by hand."""
    found = Concern.objects.reachable(by=by, to=VIEW).standing().exclude(pk__in=[one.pk for one in members])
    found = found.exclude(issue_memberships__issue=issue)
    best: dict[int, Alike] = {}
    for one in sorted(members, key=lambda one: one.received_on, reverse=True)[:2]:
        mine = Matter(0, one.title, one.text, one.place, unit_of(one.unit.name, one.unit.kind))
        for like in _nearest(found, mine, by, most):
            if like.concern.pk not in best or best[like.concern.pk].score < like.score:
                best[like.concern.pk] = like
    return sorted(best.values(), key=lambda like: (-like.score, like.concern.code))[:most]


def _nearest(found: Any, mine: Matter, by: Actor, most: int) -> list[Alike]:
    known = lexicon()
    typed = normal(f"{mine.title} {mine.text}")
    pairs = heapq.nsmallest(ASKED, grams(typed), key=lambda pair: (-known.rarity(pair), pair))
    rows = list(index.holding_any(found, "concern", pairs).select_related("unit", "requester").only(*FIELDS)
                .order_by("-received_on", "code")[:LOOKED_AT])  # fmt: skip
    near = heapq.nsmallest(READ, rows, key=lambda one: (-_hits(one, pairs), one.code))
    reading, likes = known.read(mine), []
    for one in near:
        other = known.read(_as_seen(one, by))
        like = compare(reading, other, typed)
        if like.score >= SURE:
            likes.append((one, like))
    likes.sort(key=lambda pair: (-pair[1].score, pair[0].code))
    return [_alike(one, like, by) for one, like in likes[:most]]


def _hits(one: Concern, pairs: list[str]) -> int:
    text = normal(f"{one.title} {one.text[:400]} {one.place}")
    return sum(pair in text for pair in pairs)


def _as_seen(one: Concern, by: Actor) -> Matter:
    """The text as this actor may read it, so that no name can be guessed by what is found alike."""
    if not sees_asker(by, one):
        title, text, place = (shown(words, one, by) for words in (one.title, one.text, one.place))
        return Matter(one.pk, title, text, place, unit_of(one.unit.name, one.unit.kind))
    return matter({"pk": one.pk, "title": one.title, "text": one.text, "place": one.place,
                   "unit__name": one.unit.name, "unit__kind": one.unit.kind})  # fmt: skip


def _alike(one: Concern, like: Likeness, by: Actor) -> Alike:
    return Alike(one, shown(one.title, one, by), like.score, like.place, like.words)
