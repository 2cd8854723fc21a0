"""读取: concerns as matters that can be compared, and what the office has learned, kept in memory while it is the latest."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.likeness import Lexicon, Matter, TopicModel, train
from lianxin.work.concerns.models import ConcernQuerySet, Topic
from lianxin.work.issues.keywords import KEYWORDS
from lianxin.work.issues.models import Learned

#: what is read of a concern to compare it
READ = ("pk", "title", "text", "place", "unit__name", "unit__kind")
_PLACES = (UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)


def unit_of(name: str, kind: str) -> str:
    """The village, community or school that a record belongs to; a township or bureau says nothing of the place."""
    return name if kind in _PLACES else ""


def matter(row: dict[str, Any]) -> Matter:
    """One row of `READ` as it is compared."""
    return Matter(row["pk"], row["title"], row["text"], row["place"], unit_of(row["unit__name"], row["unit__kind"]))


def without_subjects(found: ConcernQuerySet) -> ConcernQuerySet:
    """Without complaints about units and persons: nothing is learned from what must stay hidden from somebody."""
    return found.standing().filter(subjects=None)


def lexicon() -> Lexicon:
    """词库 of the last run; before the first one, nothing is known and every word counts alike."""
    found = Learned.objects.filter(kind=Learned.WORDS).values_list("pk", flat=True).first()
    return _lexicon(found) if found else Lexicon.of([])


@lru_cache(maxsize=1)
def _lexicon(pk: int) -> Lexicon:
    return Lexicon.from_data(Learned.objects.get(pk=pk).data())


def topic_model() -> TopicModel:
    """分类模型 trained last; before the first training, the one made of the keywords alone."""
    found = Learned.objects.filter(kind=Learned.TOPICS).values_list("pk", flat=True).first()
    return (
        _topic_model(found)
        if found
        else _seed_model(tuple(Topic.objects.filter(valid_to=None).values_list("code", "label")))
    )


@lru_cache(maxsize=1)
def _topic_model(pk: int) -> TopicModel:
    return TopicModel.from_data(Learned.objects.get(pk=pk).data())


@lru_cache(maxsize=1)
def _seed_model(topics: tuple[tuple[str, str], ...]) -> TopicModel:
    return train([], seeds(topics))


def seeds(topics: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Keywords by the code of the topic: its own name, and those of the table."""
    return {code: (label, *KEYWORDS.get(label, ())) for code, label in topics}
