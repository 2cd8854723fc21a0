"""分类树: the topics valid now as a tree of three levels, what a new table changes, and what old topics are called now.

Figures fold every topic, valid or retired, to a top-level topic of today: through `TopicMap`, step by step. Where one
retired topic became several and no rule says which, it folds to UNMATCHED (无法对应) and nothing is compared there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from lianxin.work.concerns.models import Topic, TopicMap

UNMATCHED = "unmatched"
LEVELS = 3
LIKE = 0.5  # so much two names of siblings share, that one is proposed as the other's new name (a choice of ours)
Names = tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """分类 with what lies below it."""

    topic: Topic
    names: Names
    children: tuple["Node", ...] = ()

    @property
    def depth(self) -> int:
        return len(self.names)


def tree(topics: Iterable[Topic]) -> list[Node]:
    """The topics as a tree, in the order of their codes."""
    below: dict[int | None, list[Topic]] = defaultdict(list)
    for topic in topics:
        below[topic.parent_id].append(topic)

    def nodes(parent: int | None, names: Names) -> tuple[Node, ...]:
        return tuple(
            Node(one, (*names, one.label), nodes(one.pk, (*names, one.label))) for one in below.get(parent, ())
        )

    return list(nodes(None, ()))


def flat(nodes: Iterable[Node]) -> list[Node]:
    """Every node, each before what lies below it."""
    return [found for node in nodes for found in (node, *flat(node.children))]


def valid() -> "QuerySet[Topic]":
    """分类 in use."""
    return Topic.objects.filter(valid_to=None)


def below(codes: Iterable[str]) -> list[int]:
    """The keys of topics with these codes and of all below them, retired ones too."""
    wanted, keys = set(codes), []
    parents: dict[int | None, list[int]] = defaultdict(list)
    for pk, code, parent in Topic.objects.values_list("pk", "code", "parent_id"):
        parents[parent].append(pk)
        if code in wanted:
            keys.append(pk)
    for key in keys:
        keys.extend(one for one in parents.get(key, ()) if one not in keys)
    return keys


@dataclass(frozen=True)
class Folding:
    """对应: each topic's key → the code of its top-level topic of today, and what cannot be compared over versions."""

    codes: Mapping[int, str]
    unsure: frozenset[str]


def folding() -> Folding:
    """Read the topics and their mappings, in two statements."""
    topics = {pk: (code, parent, gone) for pk, code, parent, gone in
              Topic.objects.values_list("pk", "code", "parent_id", "valid_to")}  # fmt: skip
    targets: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for old, new, chosen in TopicMap.objects.values_list("old_id", "new_id", "is_chosen"):
        targets[old].append((new, chosen))
    found = {pk: _fold(pk, topics, targets, ()) for pk in topics}
    unsure = {code for _code, codes in found.values() for code in codes}
    return Folding({pk: code for pk, (code, _unsure) in found.items()}, frozenset(unsure))


def _fold(
    pk: int, topics: Mapping[int, tuple[str, int | None, Any]], targets: Mapping[int, Sequence[tuple[int, bool]]],
    seen: tuple[int, ...],
) -> tuple[str, frozenset[str]]:  # fmt: skip
    """The top-level code of one topic, and the codes among which it could not be decided."""
    code, parent, gone = topics[pk]
    if pk in seen:
        return UNMATCHED, frozenset()
    if gone is None or not targets.get(pk):
        return (code, frozenset()) if parent is None else _fold(parent, topics, targets, (*seen, pk))
    rows = targets[pk]
    chosen = [new for new, is_chosen in rows if is_chosen] or [new for new, _chosen in rows]
    ends = [_fold(new, topics, targets, (*seen, pk)) for new in chosen]
    codes = {end for end, _unsure in ends}
    unsure = frozenset().union(*(far for _end, far in ends))
    if len(codes) == 1:
        return codes.pop(), unsure
    return UNMATCHED, unsure | frozenset(codes)


@dataclass(frozen=True)
class BadRow:
    """读不了的一行: its number in the file and why."""

    number: int
    why: str


@dataclass(frozen=True)
class Change:
    """新表带来的变化: full names that are new, topics that are gone, and gone ones that look renamed."""

    added: tuple[Names, ...]
    gone: tuple[Node, ...]
    kept: int
    renamed: tuple[tuple[Node, Names], ...] = field(default=())

    @property
    def is_nothing(self) -> bool:
        return not self.added and not self.gone


def compare(nodes: Sequence[Node], paths: Sequence[Names]) -> Change:
    """What a table of full names changes in the tree; `paths` may leave out the upper levels' own lines."""
    wanted = dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1))
    here = {node.names: node for node in flat(nodes)}
    added = tuple(names for names in wanted if names not in here)
    gone = tuple(node for names, node in here.items() if names not in wanted)
    return Change(added, gone, len(here) - len(gone), tuple(_renamed(gone, added)))


def _renamed(gone: Sequence[Node], added: Sequence[Names]) -> Iterable[tuple[Node, Names]]:
    """A gone topic and a new one: of the same name elsewhere, or of a like name in the same place. One new for one old."""
    free = list(added)
    for node in gone:
        same = [names for names in free if names[-1] == node.names[-1] and len(names) == node.depth]
        near = [names for names in free if names[:-1] == node.names[:-1]]
        near = [names for names in near if _alike(names[-1], node.names[-1]) >= LIKE]
        found = same or sorted(near, key=lambda names: -_alike(names[-1], node.names[-1]))
        if found:
            free.remove(found[0])
            yield node, found[0]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
