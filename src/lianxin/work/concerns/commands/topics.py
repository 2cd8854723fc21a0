"""增设分类, 分类改称, 停用分类, 启用新版, 分类对应, 标签, 附加问题: the words by which matters are sorted, as versioned data.

A topic is never changed and never deleted: a new name is a new topic, the old one gets its last day and a mapping, so
that every record keeps the words of its time and the figures of two versions can be laid side by side.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Tag, Topic, TopicMap, TopicQuestion
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS, AnswerType
from lianxin.work.concerns.topic_tree import LEVELS, Change, Names, compare, flat, tree, valid

LONGEST, LONGEST_TAG = 40, 20
MOST_QUESTIONS = 5
SIBLINGS = 360


@transaction.atomic
def add_topic(*, label: str, parent: Topic | None, by: Actor, at: datetime) -> Topic:
    """增设分类: one more topic below another, or at the top."""
    path = _may(by)
    topic = _new(_plain(label), parent, clocking.today(at))
    book.record("topic.added", of=_ref(topic), unit_path=path, by=by, at=at, label=topic.label)
    return topic


@transaction.atomic
def rename_topic(*, topic: Topic, label: str, by: Actor, at: datetime) -> Topic:
    """分类改称: a new topic takes the old one's place; the old keeps its records, and maps to the new one to one."""
    path, today = _may(by), clocking.today(at)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    _must_stand(topic)
    label = _plain(label)
    if label == topic.label:
        raise Unfit(_("名称没有变。"), "label")
    new = _new(label, topic.parent, today)
    Topic.objects.filter(parent=topic).update(parent=new)
    TopicQuestion.objects.filter(topic=topic, valid_to=None).update(topic=new)
    topic.valid_to = today
    topic.save(update_fields=["valid_to"])
    TopicMap.objects.create(old=topic, new=new, is_chosen=True)
    book.record("topic.renamed", of=_ref(new), unit_path=path, by=by, at=at, was=topic.label, label=label)
    return new


@transaction.atomic
def retire_topic(*, topic: Topic, by: Actor, at: datetime, into: Topic | None = None) -> Topic:
    """停用分类: no more matters are sorted here; where it is merged into another, the figures follow."""
    path, today = _may(by), clocking.today(at)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    _must_stand(topic)
    if Topic.objects.filter(parent=topic, valid_to=None).exists():
        raise Unfit(_("它下面还有在用的分类，请先停用下面的。"))
    topic.valid_to = today
    topic.save(update_fields=["valid_to"])
    if into is not None:
        _map(topic, into, is_chosen=True)
    book.record("topic.retired", of=_ref(topic), unit_path=path, by=by, at=at, label=topic.label)
    return topic


@transaction.atomic
def import_topics(
    *, version: str, paths: Sequence[Names], renamed: Mapping[str, Names], by: Actor, at: datetime
) -> Change:
    """启用新版分类: the table becomes the tree; what it lacks is retired, and `renamed` (old code → full name) is mapped."""
    path, today = _may(by), clocking.today(at)
    version = version.strip()
    if not version or len(version) > 12:
        raise Unfit(_("请写版本名称，如 2026，不超过 12 个字。"), "version")
    if Topic.objects.filter(version=version).exists():
        raise Unfit(_("已经有“%(version)s”这个版本，请换一个名称。") % {"version": version}, "version")
    here = tree(valid().select_for_update())
    change = compare(here, paths)
    if change.is_nothing:
        raise Unfit(_("新表和现在的分类完全一样，没有要改的。"))
    known = {node.names: node.topic for node in flat(here)}
    for names in change.added:
        known[names] = _new(names[-1], known[names[:-1]] if len(names) > 1 else None, today, version)
    for node in change.gone:
        node.topic.valid_to = today
        node.topic.save(update_fields=["valid_to"])
        if (names := tuple(renamed.get(node.topic.code, ()))) in known:
            _map(node.topic, known[names], is_chosen=True)
    book.record(
        "topic.imported", of=f"topics:{version}", unit_path=path, by=by, at=at, version=version,
        added=len(change.added), gone=len(change.gone),
    )  # fmt: skip
    return change


@transaction.atomic
def map_topic(*, old: Topic, new: Topic, is_chosen: bool, by: Actor, at: datetime) -> TopicMap:
    """分类对应: what a retired topic is called now; several for one, of which one may take its figures."""
    path = _may(by)
    if old.valid_to is None:
        raise Unfit(_("“%(label)s”还在用，不用对应。") % {"label": old.label}, "old")
    if new.valid_to is not None:
        raise Unfit(_("“%(label)s”已经停用，请选在用的分类。") % {"label": new.label}, "new")
    row = _map(old, new, is_chosen=is_chosen)
    book.record("topic.mapped", of=_ref(old), unit_path=path, by=by, at=at, old=old.label, new=new.label)
    return row


@transaction.atomic
def map_topics(*, pairs: Sequence[tuple[Topic, Topic, bool]], by: Actor, at: datetime) -> int:
    """导入分类对应: several at once; all or none."""
    for old, new, is_chosen in pairs:
        map_topic(old=old, new=new, is_chosen=is_chosen, by=by, at=at)
    return len(pairs)


@transaction.atomic
def unmap_topic(*, row: TopicMap, by: Actor, at: datetime) -> None:
    """取消分类对应."""
    path = _may(by)
    row = TopicMap.objects.select_related("old", "new").get(pk=row.pk)
    book.record("topic.unmapped", of=_ref(row.old), unit_path=path, by=by, at=at, old=row.old.label, new=row.new.label)
    row.delete()


@transaction.atomic
def keep_tag(*, label: str, by: Actor, at: datetime, is_retired: bool = False) -> Tag:
    """增设标签, 停用标签: one word of the county's own list; a retired one stays where it stands."""
    path = _may(by)
    label = "".join(label.split())
    if not 0 < len(label) <= LONGEST_TAG:
        raise Unfit(_("请写标签，不超过 %(most)s 个字。") % {"most": LONGEST_TAG}, "label")
    valid_to: date | None = clocking.today(at) if is_retired else None
    tag, _is_new = Tag.objects.update_or_create(label=label, defaults={"valid_to": valid_to})
    book.record("topic.tag_kept", of=f"tag:{tag.pk}", unit_path=path, by=by, at=at, label=label)
    return tag


@transaction.atomic
def keep_question(
    *, topic: Topic, text: str, answer_type: str, by: Actor, at: datetime, options: str = ""
) -> TopicQuestion:
    """增设附加问题: asked of every matter of this topic and below, never required; five at most."""
    path = _may(by)
    _must_stand(topic)
    if not text.strip():
        raise Unfit(_("请写问题。"), "text")
    given = [one.strip() for one in options.replace(",", "、").replace("，", "、").split("、") if one.strip()]
    if answer_type == AnswerType.CHOICE and len(given) < 2:
        raise Unfit(_("请写出两个以上可选的答案，用“、”隔开。"), "options")
    if TopicQuestion.objects.filter(topic=topic, valid_to=None).count() >= MOST_QUESTIONS:
        raise Unfit(_("每个分类最多问 %(most)s 个问题，先停用一个。") % {"most": MOST_QUESTIONS})
    question = TopicQuestion.objects.create(
        topic=topic, text=text.strip()[:80], answer_type=answer_type,
        options="、".join(given) if answer_type == AnswerType.CHOICE else "",
    )  # fmt: skip
    book.record("topic.question_kept", of=_ref(topic), unit_path=path, by=by, at=at, label=topic.label)
    return question


@transaction.atomic
def retire_question(*, question: TopicQuestion, by: Actor, at: datetime) -> TopicQuestion:
    """停用附加问题: asked no more; what was answered stays."""
    path = _may(by)
    question.valid_to = clocking.today(at)
    question.save(update_fields=["valid_to"])
    book.record(
        "topic.question_kept", of=_ref(question.topic), unit_path=path, by=by, at=at, label=question.topic.label
    )
    return question


def _may(by: Actor) -> str:
    """The one tree of the county: edited where the county is."""
    top = Unit.objects.get(parent=None)
    by.must_at(EDIT_TOPICS, top.path)
    return str(top.path)


def _ref(topic: Topic) -> str:
    return f"topic:{topic.code}"


def _plain(label: str) -> str:
    label = " ".join(label.split())
    if not 0 < len(label) <= LONGEST:
        raise Unfit(_("请写分类名称，不超过 %(most)s 个字。") % {"most": LONGEST}, "label")
    return label


def _must_stand(topic: Topic) -> None:
    if topic.valid_to is not None:
        raise Unfit(_("“%(label)s”已经停用。") % {"label": topic.label})


def _new(label: str, parent: Topic | None, today: date, version: str = "") -> Topic:
    depth, above = 1, parent
    while above is not None:
        depth, above = depth + 1, above.parent
    if depth > LEVELS:
        raise Unfit(_("分类最多三级。"), "parent")
    if parent is not None:
        _must_stand(parent)
    if valid().filter(parent=parent, label=label).exists():
        raise Unfit(_("同一级里已经有“%(label)s”。") % {"label": label}, "label")
    return Topic.objects.create(
        code=_next_code(parent.code if parent else ""), label=label, parent=parent,
        version=version or f"{today:%Y.%m.%d}",
    )  # fmt: skip


def _next_code(above: str) -> str:
    """The next free code: two places after the parent's; a code is never used twice (废码不用)."""
    taken = set(Topic.objects.filter(code__startswith=above).values_list("code", flat=True))
    for number in range(1, SIBLINGS):
        places = f"{number:02}" if number < 100 else f"{chr(65 + (number - 100) // 10)}{number % 10}"
        if above + places not in taken:
            return above + places
    raise Unfit(_("同一级的分类太多了。"))


def _map(old: Topic, new: Topic, *, is_chosen: bool) -> TopicMap:
    if old.pk == new.pk:
        raise Unfit(_("不能对应到自己。"), "new")
    if is_chosen:
        TopicMap.objects.filter(old=old).exclude(new=new).update(is_chosen=False)
    row, _is_new = TopicMap.objects.update_or_create(old=old, new=new, defaults={"is_chosen": is_chosen})
    return row
