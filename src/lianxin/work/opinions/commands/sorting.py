"""归类: topics are made, named, merged and split by a person; how many stand in each is always counted anew (M187)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.opinions.commands.collecting import held
from lianxin.work.opinions.models import Collection, Remark, RemarkTopic


def _fresh_label(collection: Collection, label: str, but: RemarkTopic | None = None) -> str:
    label = label.strip()
    if not label:
        raise Unfit(_("请写类别的名称，如“学校安全管理”。"), "label")
    same = RemarkTopic.objects.filter(collection=collection, label=label)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Unfit(_("已经有“%(label)s”这一类，请换个名称，或合并两类。") % {"label": label}, "label")
    return label


@transaction.atomic
def add_topic(*, collection: Collection, label: str, by: Actor, at: datetime, keywords: str = "") -> RemarkTopic:
    """设立意见类别: in the words of whoever sorts; key words help the machine to propose it."""
    collection = held(collection, by)
    topic = RemarkTopic.objects.create(
        collection=collection, code=new_code(), label=_fresh_label(collection, label), keywords=keywords.strip()
    )
    _tell("remark_topic.added", collection, by, at, label=topic.label)
    return topic


def _tell(event: str, collection: Collection, by: Actor, at: datetime, *, label: str, **more: object) -> None:
    book.record(
        event, of=collection.ref, unit_path=collection.unit_path, by=by, at=at, private={"label": label}, **more
    )


@transaction.atomic
def rename_topic(*, topic: RemarkTopic, label: str, by: Actor, at: datetime, keywords: str = "") -> RemarkTopic:
    """类别改名: the opinions in it stay."""
    collection = held(topic.collection, by)
    topic.label, topic.keywords = _fresh_label(collection, label, topic), keywords.strip()
    topic.save(update_fields=["label", "keywords"])
    _tell("remark_topic.renamed", collection, by, at, label=topic.label)
    return topic


@transaction.atomic
def merge_topics(*, topic: RemarkTopic, into: RemarkTopic, by: Actor, at: datetime) -> RemarkTopic:
    """合并类别: all opinions move, the empty topic goes."""
    collection = held(topic.collection, by)
    if topic.pk == into.pk or into.collection_id != collection.pk:
        raise Unfit(_("请选同一批意见里的另一类。"), "into")
    count = Remark.objects.filter(topic=topic).update(topic=into)
    label = topic.label
    topic.delete()
    _tell("remark_topic.merged", collection, by, at, label=label, count=count)
    return into


@transaction.atomic
def split_topic(*, topic: RemarkTopic, label: str, remarks: Sequence[Remark], by: Actor, at: datetime) -> RemarkTopic:
    """分出一类: the chosen opinions of a topic stand in one of their own."""
    collection = held(topic.collection, by)
    chosen = Remark.objects.filter(topic=topic, pk__in=[one.pk for one in remarks]).past_the_wall(by=by)
    count = chosen.count()
    if not count or count == Remark.objects.filter(topic=topic).count():
        raise Unfit(_("请选出其中一部分意见分出去；全部要改的，请改名。"), "remarks")
    fresh = RemarkTopic.objects.create(collection=collection, code=new_code(), label=_fresh_label(collection, label))
    chosen.update(topic=fresh)
    _tell("remark_topic.split", collection, by, at, label=fresh.label, count=count)
    return fresh


@transaction.atomic
def sort(
    *, collection: Collection, remarks: Sequence[Remark], topic: RemarkTopic | None, by: Actor, at: datetime
) -> int:
    """归类: these opinions belong to this topic (None: to none again); how many were moved."""
    collection = held(collection, by)
    if topic is not None and topic.collection_id != collection.pk:
        raise Unfit(_("请选同一批意见里的类别。"), "topic")
    if not remarks:
        raise Unfit(_("请先勾选意见。"), "remarks")
    found = Remark.objects.filter(collection=collection, pk__in=[one.pk for one in remarks])
    count = found.past_the_wall(by=by).update(topic=topic)
    book.record(
        "remark.sorted", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=count,
        private={"topic": topic.label if topic else ""},
    )  # fmt: skip
    return int(count)
