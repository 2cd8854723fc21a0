"""核查、销号、反馈: the supervisor's word, the giver's word, and another round until it is right (M189, F066)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import SYSTEM, Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification.commands.issuing import held
from lianxin.work.rectification.models import GiverRating, Rectification, RectificationRound
from lianxin.work.rectification.rules import must_be_concrete
from lianxin.work.rectification.terms import FLOW, SIGN_OFF, Rating, Status


def _not_oneself(now: RectificationRound, by: Actor) -> None:
    if now.reported_by_ref == by.ref:
        raise NotAllowed(_("您报告的整改由别人核查：请监督责任人或本单位其他同志办理。"))


@transaction.atomic
def sign_off(*, item: Rectification, note: str, by: Actor, at: datetime, evidence: str = "") -> Rectification:
    """销号: the supervisor reports what he found (000-5 “监督责任人要汇报整改完成情况”); evidence if there is some.

    Raises NotAllowed for whoever reported the item done himself.
    """
    item, now = held(item, by, SIGN_OFF, "sign_off")
    _not_oneself(now, by)
    if not note.strip():
        raise Unfit(_("请写明核查情况：怎样看的、看到什么。"), "note")
    _checked(now, True, note, evidence, by, at)
    item.status, item.signed_off_on = FLOW.after("sign_off", item.status), localdate(at)
    item.save(update_fields=["status", "signed_off_on"])
    book.record(
        "rectification.signed_off", of=item.ref, unit_path=item.unit_path, by=by, at=at,
        private={"note": now.check_note}, round=item.round, source_ref=item.source_ref,
    )  # fmt: skip
    return item


def _checked(now: RectificationRound, passed: bool, note: str, evidence: str, by: Actor, at: datetime) -> None:
    now.is_passed, now.check_note, now.check_evidence = passed, note.strip(), evidence.strip()
    now.checked_on, now.checked_by = localdate(at), by.name
    now.save(update_fields=["is_passed", "check_note", "check_evidence", "checked_on", "checked_by"])


@transaction.atomic
def send_back(
    *, item: Rectification, reason: str, ends_on: date | None, by: Actor, at: datetime, measure: str = ""
) -> Rectification:
    """退回再改: not yet right; the next round begins with the reason and a date. The promised date stays as it was."""
    item, now = held(item, by, SIGN_OFF, "send_back")
    _not_oneself(now, by)
    if not reason.strip():
        raise Unfit(_("请写明还有什么没改好。"), "reason")
    measure = _next_measure(item, measure)
    until = _next_date(ends_on, at)
    _checked(now, False, reason, "", by, at)
    _begin(item, "send_back", measure, until)
    book.record(
        "rectification.sent_back", of=item.ref, unit_path=item.unit_path, by=by, at=at, round=now.number,
        ends_on=until.isoformat(), private={"reason": now.check_note},
    )  # fmt: skip
    return item


def _next_date(ends_on: date | None, at: datetime) -> date:
    if ends_on is None or ends_on < localdate(at):
        raise Unfit(_("请写明下一轮的完成时间，不早于今天。"), "ends_on")
    return ends_on


def _next_measure(item: Rectification, measure: str) -> str:
    if not measure.strip():
        return item.measure
    must_be_concrete(measure)
    return measure.strip()


def _begin(item: Rectification, verb: str, measure: str, until: date) -> None:
    item.status, item.round = FLOW.after(verb, item.status), item.round + 1
    item.measure, item.due_on = measure, until
    item.done_on = item.signed_off_on = item.told_on = None
    item.save(update_fields=["status", "round", "measure", "due_on", "done_on", "signed_off_on", "told_on"])
    RectificationRound.objects.create(rectification=item, number=item.round, measure=measure, ends_on=until)


@transaction.atomic
def extend(*, item: Rectification, until: date | None, reason: str, by: Actor, at: datetime) -> Rectification:
    """延长时限: once, by the unit that supervises, with a reason and before the date has passed; both dates stay."""
    item, now = held(item, by, SIGN_OFF, "extend")
    if item.extended_on is not None:
        raise Unfit(_("完成时间只能延长一次，这一项已经延长过。"))
    if item.due_on < localdate(at):
        raise Unfit(_("完成时间已经过了，不能再延长。请抓紧整改，照实报告。"))
    if until is None or until <= item.due_on:
        raise Unfit(_("延长后的时间应晚于现在的完成时间。"), "until")
    if not reason.strip():
        raise Unfit(_("请写明延长的理由。"), "reason")
    was = item.due_on
    item.due_on = now.ends_on = until
    if item.round == 1:
        item.ends_on = until
    item.extended_on, item.extension_reason = localdate(at), reason.strip()
    item.save(update_fields=["due_on", "ends_on", "extended_on", "extension_reason"])
    now.save(update_fields=["ends_on"])
    book.record(
        "rectification.extended", of=item.ref, unit_path=item.unit_path, by=by, at=at, was=was.isoformat(),
        until=until.isoformat(), private={"reason": item.extension_reason},
    )  # fmt: skip
    return item


@transaction.atomic
def tell(*, item: Rectification, how: str, by: Actor, at: datetime) -> Rectification:
    """反馈建议者: how the giver was told of this round's result; the dialogue of an anonymous giver tells by itself (SYSTEM)."""
    item = Rectification.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if by is not SYSTEM:
        by.must(SIGN_OFF, item)
    FLOW.after("tell", item.status)
    if not how.strip():
        raise Unfit(_("请写明怎样告诉建议者的，如当面、电话、公示、意见回执。"), "how")
    now = item.rounds.get(number=item.round)
    now.told_on, now.told_how = localdate(at), how.strip()
    now.save(update_fields=["told_on", "told_how"])
    item.told_on = now.told_on
    item.save(update_fields=["told_on"])
    book.record(
        "rectification.told", of=item.ref, unit_path=item.unit_path, by=by, at=at, round=item.round,
        private={"how": now.told_how},
    )  # fmt: skip
    return item


@transaction.atomic
def hear(*, item: Rectification, rating: str, words: str, by: Actor, at: datetime) -> Rectification:
    """代记评价: what a named giver said of this round, noted by staff; it opens a new round like the giver's own tap,

    but it is no figure of satisfaction (security.md T5).
    """
    item = Rectification.objects.select_for_update(of=("self",)).get(pk=item.pk)
    by.must(SIGN_OFF, item)
    _heard(item, rating, words, noted_on=localdate(at), noted_by=by.name, is_by_giver=False)
    book.record(
        "rectification.heard", of=item.ref, unit_path=item.unit_path, by=by, at=at, round=item.round,
        rating=Rating(rating).label,
    )  # fmt: skip
    return item


@transaction.atomic
def rate(*, item: Rectification, rating: str, words: str, by: Actor, at: datetime) -> Rectification:
    """建议者评价: the giver's own word, through his receipt; 不满意 takes the sign-off back.

    Not journalled and without a date: an entry bears a time of day, and with it an anonymous giver could be told.
    """
    if by.is_person:
        raise NotAllowed(_("评价由建议者本人作出。替建议者记下的，请用“记建议者评价”。"))
    item = Rectification.objects.select_for_update(of=("self",)).get(pk=item.pk)
    _heard(item, rating, words, is_by_giver=True)
    return item


def _heard(item: Rectification, rating: str, words: str, **how: object) -> None:
    FLOW.after("hear", item.status)
    if rating not in Rating.values:
        raise Unfit(_("请选择满意、基本满意或不满意。"), "rating")
    GiverRating.objects.create(
        rectification=item, number=item.round, rating=rating, words=words.strip(), **how,
    )  # fmt: skip
    if rating == Rating.DISSATISFIED and item.status == Status.SIGNED_OFF:
        item.status, item.signed_off_on = FLOW.after("take_back", item.status), None
        item.save(update_fields=["status", "signed_off_on"])


@transaction.atomic
def begin_again(*, item: Rectification, measure: str, ends_on: date | None, by: Actor, at: datetime) -> Rectification:
    """再改一轮: the giver was not satisfied; a new measure and a new date (000-5 “直至满意为止”)."""
    item, _now = held(item, by, SIGN_OFF, "begin_again")
    if not measure.strip():
        raise Unfit(_("请写明这一轮的整改措施。"), "measure")
    measure, until = _next_measure(item, measure), _next_date(ends_on, at)
    _begin(item, "begin_again", measure, until)
    book.record(
        "rectification.begun_again", of=item.ref, unit_path=item.unit_path, by=by, at=at, round=item.round,
        ends_on=until.isoformat(), source_ref=item.source_ref,
    )  # fmt: skip
    return item
