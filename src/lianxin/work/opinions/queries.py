"""意见梳理的读法: how many, by topic and fate; whose words may be read by whom; what a machine may propose, with reasons."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import likeness
from lianxin.pure.likeness import Example, Suggestion
from lianxin.pure.likeness.short import Bundle, bundled
from lianxin.work.appraisals.models import Campaign
from lianxin.work.opinions.models import Collection, Remark, RemarkTopic
from lianxin.work.opinions.terms import DESK, OWNED, SORT, VIEW, Fate, RemarkSource

GENERAL = re.compile("学校|单位|管理|问题|建设|工作|方面|情况")  # words of a topic's name that speak for no topic
FEW = 50  # below so many opinions nobody knows which words are rare: what is proposed is a first look


def collections(by: Actor) -> "QuerySet[Collection]":
    """意见汇总 that this actor's office sorts or looks at, with how many opinions each has for him."""
    found = Collection.objects.reachable(by=by, to=DESK).select_related("unit", "campaign")
    return found.order_by("-begun_on", "-pk")


def remarks(collection: Collection, by: Actor) -> "QuerySet[Remark]":
    """The opinions of a collection that this actor may see."""
    found: QuerySet[Remark] = Remark.objects.filter(collection=collection).reachable(by=by, to=DESK)
    return found.select_related("topic", "rectification", "concern").order_by("pk")


def shown_to(by: Actor) -> "QuerySet[Remark]":
    """交我单位看的意见, from whatever collection."""
    found: QuerySet[Remark] = Remark.objects.exclude(owner_path="").reachable(by=by, to=OWNED)
    return found.select_related("collection", "rectification").order_by("-collection__begun_on", "pk")


def reads_original(remark: Remark, by: Actor) -> bool:
    """Whether the actor reads the words as they came: the office that sorts, never the unit it was shown to."""
    return by.may_at(VIEW, remark.unit_path)


def words_for(remark: Remark, by: Actor) -> str:
    """The opinion in the words that this actor may read."""
    return remark.text if reads_original(remark, by) else remark.cleared_text


def crowd(remark: Remark) -> int:
    """From how many people it may be: who answered about this subject, or how many points of no vote there are."""
    if remark.source != RemarkSource.BALLOT:
        return Remark.objects.filter(collection_id=remark.collection_id).exclude(source=RemarkSource.BALLOT).count()
    groups = remark.collection.groups.values()
    return sum(one["returned"] for one in groups if not remark.subject_code or remark.subject_code in one["subjects"])


def known_names(remark: Remark) -> list[str]:
    """Names on the roll that a text must not contain: the staff, and the person it is about."""
    del remark  # all of them: an opinion may name anybody
    return list(Person.objects.filter(is_active=True).values_list("name", flat=True))


@dataclass(frozen=True)
class TopicLine:
    """一类: its topic (None: not sorted yet), how many in it, and of these how many by fate."""

    topic: RemarkTopic | None
    count: int
    fates: dict[str, int]

    @property
    def open(self) -> int:
        return self.fates.get(Fate.OPEN, 0)

    @property
    def rectified(self) -> int:
        return self.fates.get(Fate.RECTIFY, 0)


def topic_lines(collection: Collection, by: Actor) -> list[TopicLine]:
    """各类意见的条数, counted from the records, largest first; what is not sorted stands last."""
    rows = remarks(collection, by).order_by().values("topic_id", "fate").annotate(n=Count("pk"))
    counts: dict[int | None, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["topic_id"], {})[row["fate"]] = row["n"]
    lines = [
        TopicLine(topic, sum(counts.get(topic.pk, {}).values()), counts.get(topic.pk, {}))
        for topic in RemarkTopic.objects.filter(collection=collection)
    ]
    lines.sort(key=lambda one: -one.count)
    if None in counts:
        lines.append(TopicLine(None, sum(counts[None].values()), counts[None]))
    return lines


def fate_counts(found: "QuerySet[Remark]") -> dict[str, int]:
    """各去向的条数: every fate, with noughts."""
    rows = dict(found.order_by().values_list("fate").annotate(n=Count("pk")))
    return {fate: rows.get(fate, 0) for fate in Fate.values}


def source_counts(found: "QuerySet[Remark]") -> dict[str, int]:
    """各来源的条数, without those of which there is none."""
    rows = dict(found.order_by().values_list("source").annotate(n=Count("pk")))
    return {source: rows[source] for source in RemarkSource.values if source in rows}


def answered_to_nobody(found: "QuerySet[Remark]") -> "QuerySet[Remark]":
    """提意见的人不满意的: said of the round that stands; one that has begun again is not counted twice."""
    stands = Q(rectification=None) | Q(giver_round=F("rectification__round"))
    return found.filter(stands, giver_says="dissatisfied")


@dataclass(frozen=True)
class Proposal:
    """机器建议: a topic for one opinion, and the words of the opinion that speak for it."""

    topic: str
    words: tuple[str, ...]


def proposals(topics: Sequence[RemarkTopic], found: Iterable[Remark]) -> dict[int, Proposal]:
    """归类建议 for what is not sorted, by what was sorted by hand and by the names and key words of the topics.

    Learned from this collection alone; nothing is sorted by it. An opinion that speaks for no topic gets none.
    """
    rows = list(found)
    labels = {topic.pk: topic.label for topic in topics}
    examples = [Example(labels[one.topic_id], "", one.text) for one in rows if one.topic_id in labels]
    seeds = {
        topic.label: [GENERAL.sub(" ", topic.label), *topic.keywords.replace("，", "、").split("、")]
        for topic in topics
    }
    if not topics:
        return {}
    model = likeness.train(examples, seeds, least=1)
    made: dict[int, Proposal] = {}
    for one in rows:
        if one.topic_id is None and (best := _best(model.suggest("", one.text, most=1))):
            made[one.pk] = Proposal(best.label, best.words)
    return made


def _best(found: list[Suggestion]) -> Suggestion | None:
    return found[0] if found and found[0].score > 0 else None


def bundles(found: Iterable[Remark]) -> list[Bundle]:
    """相近的意见, proposed as groups of at least two among what is not sorted; largest first, with the shared words."""
    return bundled({one.pk: one.text for one in found if one.topic_id is None})


def begins_for(by: Actor) -> "QuerySet[Campaign]":
    """评议活动 whose opinions the actor may sort and nobody sorts yet; the vote is closed."""
    found: QuerySet[Campaign] = Campaign.objects.reachable(by=by, to=SORT)
    return found.filter(collection=None, box__status="closed").order_by("-closes_on", "-pk")


def counts(found: Iterable[Collection], by: Actor) -> dict[int, dict[str, int]]:
    """各批意见的条数 by fate, in one statement."""
    keys = [one.pk for one in found]
    rows = Remark.objects.filter(collection__in=keys).reachable(by=by, to=DESK).order_by()
    made: dict[int, dict[str, int]] = {key: {} for key in keys}
    for row in rows.values("collection_id", "fate").annotate(n=Count("pk")):
        made[row["collection_id"]][row["fate"]] = row["n"]
    return made


def to_do(by: Actor) -> list[tuple[Collection, int, int]]:
    """还要梳理的: collections with how many opinions have no fate and how many givers are not satisfied; one statement."""
    mine = Remark.objects.reachable(by=by, to=SORT).filter(collection=OuterRef("pk")).order_by()
    undecided, unhappy = mine.undecided(), answered_to_nobody(mine)
    found = (
        Collection.objects.reachable(by=by, to=SORT).select_related("unit").filter(Exists(undecided) | Exists(unhappy))
    )
    counted = found.annotate(undecided=_counted(undecided), unhappy=_counted(unhappy)).order_by("begun_on", "pk")
    return [(one, one.undecided or 0, one.unhappy or 0) for one in counted]


def _counted(found: "QuerySet[Remark]") -> Subquery:
    return Subquery(found.values("collection").annotate(n=Count("pk")).values("n"))
