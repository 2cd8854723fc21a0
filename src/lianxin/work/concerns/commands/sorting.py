"""改定分类, 挂账复核, 写明成因, 向上汇报, 标签, 附加回答: what is decided about a matter beside its way through hands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.workdays import run
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import (
    Concern,
    ConcernTag,
    ExtraAnswer,
    ShelfReview,
    Sorting,
    Tag,
    Topic,
    TopicQuestion,
    UpReport,
)
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.queries import RUNNING
from lianxin.work.concerns.sorting_rules import Texts, decide
from lianxin.work.concerns.sorting_terms import (
    RECLASSIFY,
    RECLASSIFY_OWN,
    REPORT_UP,
    REVIEW_SHELF,
    TAG,
    AnswerType,
    Found,
)  # fmt: skip
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, FLOW, Handling, Kind

FURTHEST_REVIEW = timedelta(days=92)  # a choice of ours: what is shelved is looked at again once a quarter at least
MOST_TAGS = 8


def keep(concern: Concern, decided: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Store a decision with its texts. Inside the caller's transaction."""
    Sorting.objects.create(concern=concern, by_name=by.name, by_path=by.own_path, at=at, **decided)


@transaction.atomic
def reclassify(
    *, concern: Concern, topic: Topic, kind: str, handling: str, reason: str, by: Actor, at: datetime, stance: str = "",
    responsible: str = "", promised_on: date | None = None, review_on: date | None = None, policy: str = "",
    article: str = "", objective: str = "",
) -> Concern:  # fmt: skip
    """改定分类: after the first day nature and class are changed by the level above alone, never to a later promise (T11)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    _must_be_above(by, concern)
    concern.status = FLOW.after("reclassify", concern.status)
    if concern.accepted_on is None or not concern.handling:
        raise Unfit(_("这一件还没有分类，请先分类受理。"))
    if not reason.strip():
        raise Unfit(_("请写明改定的理由。"), "reason")
    was = f"{Kind(concern.kind).label}、{Handling(concern.handling).label}"
    today = clocking.today(at)
    concern.topic, concern.kind, concern.handling = topic, kind, handling
    concern.is_confidential = concern.is_confidential or kind in CONFIDENTIAL_KINDS
    _bring_nearer(concern)
    texts = Texts(stance, responsible, promised_on, review_on, policy, article, objective)
    decided = decide(concern, texts, today, reason)
    concern.save()
    keep(concern, decided, by=by, at=at)
    book.record(
        "concern.reclassified", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        was=was, kind=Kind(kind).label, handling=Handling(handling).label,
    )  # fmt: skip
    return concern


def may_reclassify(by: Actor, concern: Concern) -> bool:
    """Whether this actor stands above whoever sorted it: a unit above, or the leader of the same unit."""
    last = concern.sortings.order_by("at", "pk").last()
    sorted_at = last.by_path if last and last.by_path else concern.unit_path
    is_above = by.own_path != sorted_at and is_within(sorted_at, by.own_path)
    is_leader = by.own_path == sorted_at and by.may(RECLASSIFY_OWN, concern)
    return by.may(RECLASSIFY, concern) and bool(is_above or is_leader)


def _must_be_above(by: Actor, concern: Concern) -> None:
    by.must(RECLASSIFY, concern)
    if not may_reclassify(by, concern):
        raise NotAllowed(_("改性质或处理方式要由上一级或本级领导决定。"))


def _bring_nearer(concern: Concern) -> None:
    """The rule of the new nature and class, where it ends sooner; a later one changes nothing."""
    if concern.round > 1 or concern.extended_by or concern.paused_on or concern.first_due_on is None:
        return
    on, first, working = concern.received_on, concern.first_due_on, concern.due_on or concern.first_due_on
    clock = clocking.default_clock(kind=concern.kind, channel=concern.channel, handling=concern.handling, on=on)
    if run(clocks.rule(clock, on=on).rule, on, clocks.calendar()).on < first:
        clocking.start(concern, clock=clock, on=on)
        concern.due_on = min(working, concern.due_on or working)


@transaction.atomic
def review_shelf(
    *, concern: Concern, found: str, note: str, by: Actor, at: datetime, next_on: date | None = None
) -> Concern:
    """挂账复核: looked at again: still not possible (with the next day), or off the shelf. No date of the clock moves."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REVIEW_SHELF, concern)
    if concern.shelved_on is None or concern.off_shelf_on is not None or concern.status not in RUNNING:
        raise Unfit(_("这一件现在没有挂账。"))
    today = clocking.today(at)
    if not note.strip():
        raise Unfit(_("请写明复核的情况：条件有没有变化，做了哪些工作。"), "note")
    if found == Found.NOT_YET:
        if next_on is None or not today < next_on <= today + FURTHEST_REVIEW:
            latest = today + FURTHEST_REVIEW
            raise Unfit(_("下次复核日期应在明天和 %(latest)s 之间。") % {"latest": latest}, "next_on")
        concern.review_on = next_on
    else:
        concern.off_shelf_on, next_on = today, None
    concern.save(update_fields=["review_on", "off_shelf_on"])
    ShelfReview.objects.create(concern=concern, found=found, note=note.strip(), next_on=next_on, by_name=by.name, at=at)
    book.record(
        "concern.shelf_reviewed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"note": note},
        found=Found(found).label, review_on=next_on.isoformat() if next_on else _("不再挂账"),
    )  # fmt: skip
    return concern


@transaction.atomic
def report_up(*, concern: Concern, to: Unit, text: str, by: Actor, at: datetime) -> UpReport:
    """向上汇报: what cannot be solved here for now is laid before a unit above (M071: 及时向学校或上级汇报)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REPORT_UP, concern)
    if not text.strip():
        raise Unfit(_("请写明要汇报的情况和请示的事项。"), "text")
    if to.path == concern.unit_path or not is_within(concern.unit_path, to.path):
        raise Unfit(_("请选择属地单位的上级单位。"), "to")
    for subject in concern.subjects.all():
        if subject.unit_path and any(is_within(path, subject.unit_path) for path in to.paths):
            raise Unfit(_("不能向被反映的单位汇报，请选它的上级单位。"), "to")
    report = UpReport.objects.create(concern=concern, to=to, to_path=to.path, text=text.strip(), by_name=by.name, at=at)
    book.record(
        "concern.reported_up", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"text": text},
        to=to.name, to_path=to.path,
    )  # fmt: skip
    return report


@transaction.atomic
def answer_report(*, report: UpReport, text: str, by: Actor, at: datetime) -> UpReport:
    """答复汇报: the unit above says what it will do or what to tell the people."""
    report = UpReport.objects.select_for_update(of=("self",)).select_related("concern", "to").get(pk=report.pk)
    by.must(REPORT_UP, report.concern)
    if by.own_path != report.to_path:
        raise NotAllowed(_("汇报由收到汇报的单位答复。"))
    if not text.strip():
        raise Unfit(_("请写明答复。"), "text")
    if report.answered_at is not None:
        raise Unfit(_("这份汇报已经答复过了。"))
    report.answer, report.answered_by, report.answered_at = text.strip(), by.name, at
    report.save()
    book.record(
        "concern.report_answered", of=report.concern.ref, unit_path=report.concern.unit_path, by=by, at=at,
        private={"text": text}, unit=report.to.name,
    )  # fmt: skip
    return report


@transaction.atomic
def tag(*, concern: Concern, tags: Sequence[Tag], by: Actor, at: datetime) -> Concern:
    """加标签: exactly these tags of the county's list stand on the concern."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(TAG, concern)
    if len(tags) > MOST_TAGS:
        raise Unfit(_("一件最多加 %(most)s 个标签。") % {"most": MOST_TAGS}, "tags")
    known = set(concern.tags.values_list("tag_id", flat=True))
    if gone := [one.label for one in tags if one.valid_to is not None and one.pk not in known]:
        raise Unfit(_("标签“%(label)s”已停用。") % {"label": gone[0]}, "tags")
    concern.tags.exclude(tag__in=tags).delete()
    ConcernTag.objects.bulk_create([ConcernTag(concern=concern, tag=one) for one in tags if one.pk not in known])
    book.record(
        "concern.tagged", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        tags="、".join(one.label for one in tags) or _("无"),
    )  # fmt: skip
    return concern


@transaction.atomic
def answer_extra(*, concern: Concern, answers: Mapping[int, str], by: Actor, at: datetime) -> Concern:
    """填附加问题: the answers to the questions of the concern's topic; a blank one is none. Nothing is required."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(TAG, concern)
    asked = {one.pk: one for one in TopicQuestion.objects.filter(topic_id__in=_own_and_above(concern), valid_to=None)}
    kept = 0
    for pk, value in answers.items():
        if pk not in asked:
            raise Unfit(_("这个问题已经停用，请重新打开这一页。"))
        value = _fitting(asked[pk], value.strip(), f"q{pk}")
        if value:
            ExtraAnswer.objects.update_or_create(concern=concern, question_id=pk, defaults={"value": value})
            kept += 1
        else:
            ExtraAnswer.objects.filter(concern=concern, question_id=pk).delete()
    book.record("concern.extra_answered", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, count=kept)
    return concern


def _own_and_above(concern: Concern) -> list[int]:
    found, topic = [], concern.topic
    while topic is not None:
        found.append(topic.pk)
        topic = topic.parent
    return found


def _fitting(question: TopicQuestion, value: str, field: str) -> str:
    """The answer as its type wants it."""
    if not value:
        return ""
    if question.answer_type == AnswerType.NUMBER and not value.replace(".", "", 1).isdecimal():
        raise Unfit(_("请写数字。"), field)
    if question.answer_type == AnswerType.CHOICE and value not in question.options.split("、"):
        raise Unfit(_("请从给出的答案中选一项。"), field)
    return value[:300]
