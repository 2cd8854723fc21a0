"""备注, 交给群众的材料, 外单位函询, 复查复核: what is kept inside a matter while it is worked on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Pause, run
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Concern, HandedPaper, Note, OutsideRequest, Review
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.concerns.through_terms import NOTE, REVIEW, Ground, ReviewLevel, ReviewResult


def _unit_of(by: Actor, concern: Concern) -> Unit:
    return Unit.objects.get(pk=by.unit_id) if by.unit_id else concern.unit


@transaction.atomic
def note(*, concern: Concern, text: str, by: Actor, at: datetime) -> Note:
    """内部备注: for colleagues; the resident never sees it."""
    by.must(NOTE, concern)
    if not text.strip():
        raise Unfit(_("请写明备注。"), "text")
    made = Note.objects.create(concern=concern, text=text.strip(), unit=_unit_of(by, concern), by_name=by.name, at=at)
    book.record("concern.noted", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"text": text})
    return made


@transaction.atomic
def hand_over(*, concern: Concern, what: str, on: date, by: Actor, at: datetime) -> HandedPaper:
    """交给群众材料: a guide, a form, a copy: what and when, so that nobody is sent for it twice (M061)."""
    by.must(NOTE, concern)
    if not what.strip():
        raise Unfit(_("请写明交给群众的是什么材料。"), "what")
    if on > clocking.today(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    made = HandedPaper.objects.create(
        concern=concern, what=what.strip(), unit=_unit_of(by, concern), by_name=by.name, on=on
    )
    book.record(
        "concern.handed_over", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"what": what}
    )
    return made


@transaction.atomic
def ask_outside(
    *, concern: Concern, whom: str, question: str, sent_on: date, by: Actor, at: datetime, number: str = ""
) -> OutsideRequest:
    """向外单位函询: to whom, by which letter, what was asked (M074); the clock runs on."""
    by.must(NOTE, concern)
    if concern.status in (Status.CLOSED, Status.DECLINED, Status.VOIDED):
        raise Unfit(_("已经办结的诉求不再函询。"))
    if not whom.strip():
        raise Unfit(_("请写明去函单位。"), "whom")
    if not question.strip():
        raise Unfit(_("请写明函询的内容。"), "question")
    if sent_on > clocking.today(at):
        raise Unfit(_("日期不能晚于今天。"), "sent_on")
    if any(subject.unit and subject.unit.name in whom for subject in concern.subjects.select_related("unit")):
        raise Unfit(_("不能把反映材料转给被反映的单位。"), "whom")  # 条例 §30
    made = OutsideRequest.objects.create(
        concern=concern, whom=whom.strip(), number=number.strip(), question=question, sent_on=sent_on,
        unit=_unit_of(by, concern), by_name=by.name,
    )  # fmt: skip
    book.record(
        "concern.asked_outside", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"text": question},
        whom=made.whom, number=made.number, on=sent_on.isoformat(),
    )  # fmt: skip
    return made


@transaction.atomic
def hear_outside(*, letter: OutsideRequest, answer: str, on: date, by: Actor, at: datetime) -> OutsideRequest:
    """记外单位复函: what came back and when."""
    letter = OutsideRequest.objects.select_for_update(of=("self",)).select_related("concern").get(pk=letter.pk)
    concern = letter.concern
    by.must(NOTE, concern)
    if letter.answered_on is not None:
        raise Unfit(_("这封函已经记过复函。"))
    if not answer.strip():
        raise Unfit(_("请写明复函的内容。"), "answer")
    if not letter.sent_on <= on <= clocking.today(at):
        raise Unfit(_("复函日期应在发函日期和今天之间。"), "on")
    letter.answer, letter.answered_on = answer, on
    letter.save(update_fields=["answer", "answered_on"])
    book.record(
        "concern.heard_outside", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"text": answer},
        whom=letter.whom, on=on.isoformat(),
    )  # fmt: skip
    return letter


CLOCK_OF = {
    ReviewLevel.REVIEW: ("petition_ask_review_30d", "petition_review_30d"),
    ReviewLevel.RECHECK: ("petition_ask_recheck_30d", "petition_recheck_30d"),
}


@transaction.atomic
def ask_review(*, concern: Concern, level: str, unit: Unit, by: Actor, at: datetime) -> Review:
    """请求复查、复核: within 30 days of the written answer, by a unit above who answered (条例 §35、§36)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REVIEW, concern)
    if concern.status not in (Status.REPLIED, Status.CLOSED):
        raise Unfit(_("答复以后才能请求复查。"))
    today = clocking.today(at)
    answered_on = _answered_on(concern, level)
    ask, take = CLOCK_OF[ReviewLevel(level)]
    last = run(clocks.rule(ask, on=answered_on).rule, answered_on, clocks.calendar()).on
    if today > last:
        raise Unfit(_("已过请求期限（%(last)s），可以作为新的诉求登记。") % {"last": last}, "level")
    below = concern.handler_path or concern.unit_path
    if not is_within(below, unit.path) or unit.path == below:
        raise Unfit(_("复查、复核由原承办单位的上级办理。"), "unit")
    if Review.objects.filter(concern=concern, level=level).exists():
        raise Unfit(_("同一层级只能请求一次；复核以后，以同一事实和理由提出的不再受理。"), "level")  # 条例 §36
    due = run(clocks.rule(take, on=today).rule, today, clocks.calendar())
    made = Review.objects.create(
        concern=concern, level=level, unit=unit, asked_on=today, due_on=due.on, by_name=by.name
    )
    book.record(
        "concern.review_asked", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        level=ReviewLevel(level).label, unit=unit.name, due_on=due.on.isoformat(),
    )  # fmt: skip
    return made


def _answered_on(concern: Concern, level: str) -> date:
    """The day of the answer that is asked to be looked at."""
    if level == ReviewLevel.RECHECK:
        first = Review.objects.filter(concern=concern, level=ReviewLevel.REVIEW).exclude(decided_on=None).first()
        if first is None or first.decided_on is None:
            raise Unfit(_("先有复查意见，才能请求复核。"), "level")
        return first.decided_on
    return concern.replied_on or concern.received_on


@transaction.atomic
def decide_review(
    *, review: Review, result: str, text: str, by: Actor, at: datetime, hearing_first: date | None = None,
    hearing_last: date | None = None,
) -> Review:  # fmt: skip
    """作出复查、复核意见: by the unit that was asked; the days of a hearing are not counted in a 复核 (条例 §36)."""
    review = Review.objects.select_for_update(of=("self",)).select_related("concern", "unit").get(pk=review.pk)
    by.must(REVIEW, review.concern)
    if not is_within(review.unit.path, by.own_path):
        raise Unfit(_("由被请求的单位作出意见。"))
    if review.decided_on is not None:
        raise Unfit(_("已经作出意见。"))
    if not text.strip():
        raise Unfit(_("请写明理由和依据，意见会书面答复群众。"), "text")
    if hearing_first and hearing_last:
        rule = clocks.rule(CLOCK_OF[ReviewLevel(review.level)][1], on=review.asked_on).rule
        hearing = clocking.ground_word(Ground.HEARING)
        if hearing not in rule.pause_reasons:
            raise Unfit(_("只有复核的听证时间不计入期限。"), "hearing_first")
        if not review.asked_on <= hearing_first <= hearing_last <= clocking.today(at):
            raise Unfit(_("听证日期应在请求日期和今天之间。"), "hearing_first")
        pause = Pause(hearing_first, hearing_last, hearing)
        review.due_on = run(rule, review.asked_on, clocks.calendar(), paused=[pause]).on
        review.hearing_first, review.hearing_last = hearing_first, hearing_last
    review.result, review.text, review.decided_on, review.by_name = result, text, clocking.today(at), by.name
    review.save()
    book.record(
        "concern.reviewed", of=review.concern.ref, unit_path=review.concern.unit_path, by=by, at=at,
        private={"text": text}, level=ReviewLevel(review.level).label, result=ReviewResult(result).label,
    )  # fmt: skip
    return review
