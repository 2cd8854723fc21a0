"""登记, 受理, 不予受理, 当场答复, 作废: how a concern comes in and is sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.sealing import marks
from lianxin.base.search import index
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands import copies
from lianxin.work.concerns.commands.minors import school_letter, told_minor
from lianxin.work.concerns.commands.sorting import keep
from lianxin.work.concerns.models import Concern, ConcernSubject, Reply, Requester, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_rules import Texts, check_explanation, decide, refuse_late_change
from lianxin.work.concerns.telling import notice_of
from lianxin.work.concerns.terms import (
    ANSWER_NOW,
    CLASSIFY,
    CONFIDENTIAL_KINDS,
    DECLINE,
    FLOW,
    REGISTER,
    VOID,
    Channel,
    Handling,
    Kind,
)  # fmt: skip

RESIDENT = Actor(ref="resident", name="群众本人", post="")
TITLE_LENGTH = 30


@dataclass(frozen=True)
class Asker:
    """诉求人 as typed at intake; everything may be empty. `notice`: the version of the privacy notice that the page carried.

    `minor`: that it is by or about somebody under age, as it was said.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    people_count: int = 1
    category: str = ""
    notice: int = 0
    minor: str = ""


@dataclass(frozen=True)
class Receipt:
    """回执: the concern and the secret, which is shown this once.

    When the same form came a second time `is_new` is False. To the resident who sent it the secret is given again, since
    his first answer may never have reached him; to staff it is not: empty.
    """

    concern: Concern
    secret: str
    is_new: bool = True


def register(
    *, text: str, kind: str, channel: str, unit: Unit, by: Actor, at: datetime, title: str = "", place: str = "",
    asker: Asker | None = None, topic: Topic | None = None, occurred_on: date | None = None,
    subject_units: Sequence[Unit] = (), subject_persons: Sequence[Person] = (), is_confidential: bool | None = None,
    external_number: str = "", entry_key: str = "",
) -> Receipt:  # fmt: skip
    """登记: enter a concern that somebody brought. The clock starts on the server's day, never on a typed one (T4)."""
    by.must_at(REGISTER, unit.path)
    concern = Concern(
        text=text, kind=kind, channel=channel, title=title, place=place, topic=topic, occurred_on=occurred_on,
        external_number=external_number, registered_by_id=by.person_id,
        is_confidential=kind in CONFIDENTIAL_KINDS if is_confidential is None else is_confidential,
    )  # fmt: skip
    return _enter(concern, unit, asker or Asker(), subject_units, subject_persons, entry_key, by, at)


def submit(
    *, text: str, kind: str, unit: Unit, at: datetime, place: str = "", asker: Asker | None = None,
    may_publish: bool = False, about_unit: Unit | None = None, entry_key: str = "", by: Actor = RESIDENT,
    about_units: Sequence[Unit] = (), about_persons: Sequence[Person] = (), to_mailbox: bool = False,
    channel: str = Channel.WEB,
) -> Receipt:  # fmt: skip
    """群众自行反映: the same by a resident on the public page, without an account; always confidential as asked for.

    `to_mailbox`: a letter to the head of the unit (校长信箱, 领导信箱), which has a clock of its own (M022).
    `channel`: by what he sent it, where that was not our own page.
    """
    concern = Concern(
        text=text, kind=kind, channel=Channel.MAILBOX if to_mailbox else channel, place=place, may_publish=may_publish,
        is_confidential=kind in CONFIDENTIAL_KINDS,
    )  # fmt: skip
    units = [*([about_unit] if about_unit else []), *about_units]
    secret, key = secrets.secret_of_form(entry_key, text), secrets.form_digest(entry_key)
    receipt = _enter(concern, unit, asker or Asker(), units, about_persons, key, by, at, secret)
    if not receipt.is_new and secrets.matches(receipt.concern.secret_hash, secret):
        return Receipt(receipt.concern, secret, is_new=False)
    return receipt


def _enter(
    concern: Concern, unit: Unit, asker: Asker, units: Sequence[Unit], persons: Sequence[Person],
    entry_key: str, by: Actor, at: datetime, secret: str = "",
) -> Receipt:  # fmt: skip
    today = clocking.today(at)
    if not concern.text.strip():
        raise Unfit(_("请写明反映的内容。"), "text")
    if unit.valid_to is not None and unit.valid_to < today:
        raise Unfit(_("该单位已撤销，请选择现在的单位。"), "unit")
    if concern.occurred_on is not None and concern.occurred_on > today:
        raise Unfit(_("发生日期不能晚于今天。"), "occurred_on")
    if any(about.parent_id is None for about in units):  # the wall would stand before everybody here
        raise Unfit(_("反映本级最上级单位的问题，请向上级信访部门或拨打 12388 反映，这里的人无权查看。"), "about_unit")
    if entry_key and (known := Concern.objects.filter(entry_key=entry_key).first()):
        return Receipt(known, "", is_new=False)
    secret = secret or secrets.new_secret()
    concern.title = concern.title.strip() or title_of(concern.text)
    concern.unit, concern.unit_path = unit, unit.path
    concern.minor = asker.minor or school_letter(concern)
    concern.is_confidential = concern.is_confidential or bool(concern.minor)
    concern.recorded_at, concern.received_on = at, today
    concern.secret_hash, concern.entry_key = secrets.hash_of(secret), entry_key or None
    clock = clocking.default_clock(kind=concern.kind, channel=concern.channel, on=today)
    clocking.start(concern, clock=clock, on=today)
    try:
        _store(concern, asker, units, persons, by, at)
    except IntegrityError:
        # The same form came twice at once; the first one stands (security.md R3).
        known = Concern.objects.filter(entry_key=entry_key).first() if entry_key else None
        if known is None:
            raise
        return Receipt(known, "", is_new=False)
    return Receipt(concern, secret)


@transaction.atomic
def _store(
    concern: Concern, asker: Asker, units: Sequence[Unit], persons: Sequence[Person], by: Actor, at: datetime
) -> None:
    for _try in range(5):
        concern.code = secrets.new_code()
        if not Concern.objects.filter(code=concern.code).exists():
            break
    concern.save(force_insert=True)
    Requester.objects.create(
        concern=concern, name=asker.name.strip(), phone=asker.phone.strip(), address=asker.address.strip(),
        people_count=asker.people_count, category=asker.category,
    )  # fmt: skip
    ConcernSubject.objects.bulk_create(
        [ConcernSubject(concern=concern, unit=unit, unit_path=unit.path) for unit in units]
        + [ConcernSubject(concern=concern, person=person) for person in persons]
    )
    index.put("concern", concern.pk, searched_text(concern, asker.name, asker.phone))
    book.record(
        "concern.registered", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"title": concern.title}, channel=Channel(concern.channel).label, kind=Kind(concern.kind).label,
        due_on=concern.due_on.isoformat() if concern.due_on else "", notice=notice_of(concern.channel, asker.notice),
    )  # fmt: skip
    if concern.minor:
        told_minor(concern, by=by, at=at)


def searched_text(concern: Concern, name: str, phone: str) -> str:
    """What the search box finds a concern by; for the telephone stand its marks."""
    found = [concern.code, concern.title, concern.text, concern.place, concern.external_number, name]
    return "\n".join([*found, *marks.of_telephone(phone)])


def title_of(text: str) -> str:
    """The first sentence of what was brought, cut to a line."""
    line = " ".join(text.split())
    for stop in "。;!?;!?":
        line = line.split(stop)[0]
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


@transaction.atomic
def classify(
    *, concern: Concern, topic: Topic, kind: str, handling: str, by: Actor, at: datetime, clock: str = "",
    stance: str = "", responsible: str = "", promised_on: date | None = None, review_on: date | None = None,
    policy: str = "", article: str = "", objective: str = "",
) -> Concern:  # fmt: skip
    """分类受理: topic, nature and the three-class decision 即办/限期/释明 with its texts; the promise follows from the receipt.

    What each class requires in writing stands in `sorting_rules`; after the first day `reclassify` changes a class.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CLASSIFY, concern)
    concern.status = FLOW.after("classify", concern.status)
    today = clocking.today(at)
    refuse_late_change(concern, kind=kind, handling=handling, today=today)
    concern.topic, concern.kind, concern.handling = topic, kind, handling
    concern.is_confidential = concern.is_confidential or kind in CONFIDENTIAL_KINDS
    concern.accepted_on = concern.accepted_on or today
    if clocking.may_start(concern, today):
        clock = clock or clocking.default_clock(
            kind=kind, channel=concern.channel, on=concern.received_on, handling=handling
        )
        clocking.start(concern, clock=clock, on=concern.received_on)
    texts = Texts(stance, responsible, promised_on, review_on, policy, article, objective)
    decided = decide(concern, texts, today)
    concern.save()
    keep(concern, decided, by=by, at=at)
    book.record(
        "concern.classified", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, topic=topic.label,
        handling=Handling(handling).label, clock=concern.clock, due_on=clocking.working_date(concern).isoformat(),
    )  # fmt: skip
    return concern


@transaction.atomic
def decline(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """不予受理: outside the duties; the reason and where to turn are told to the resident (条例 §23, 北京 §11)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(DECLINE, concern)
    concern.status = FLOW.after("decline", concern.status)
    copies.must_be_without(concern)
    if not reason.strip():
        raise Unfit(_("请写明不予受理的理由和群众可以找的渠道。"), "reason")
    concern.save(update_fields=["status"])
    Reply.objects.create(concern=concern, round=concern.round, text=reason, unit=concern.unit, by_name=by.name, at=at)
    book.record(
        "concern.declined", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason}
    )
    return concern


@transaction.atomic
def answer_now(*, concern: Concern, text: str, by: Actor, at: datetime, explained: str = "") -> Concern:
    """当场答复: solved or explained on the spot; the text of the solution is required (M009), of 释明 its record (M049)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ANSWER_NOW, concern)
    concern.status = FLOW.after("answer_now", concern.status)
    if not text.strip():
        raise Unfit(_("请写明当场解决的办法或解释的内容。"), "text")
    explained = check_explanation(concern, explained)
    today = clocking.today(at)
    concern.accepted_on = concern.accepted_on or today
    concern.handling = concern.handling or Handling.IMMEDIATE
    concern.handler, concern.handler_path, concern.replied_on = concern.unit, concern.unit_path, today
    concern.save()
    Reply.objects.create(
        concern=concern, round=concern.round, text=text, unit=concern.unit, by_name=by.name, at=at, is_on_the_spot=True,
        explained=explained,
    )  # fmt: skip
    book.record("concern.replied", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, unit=concern.unit.name)
    copies.answer_all(concern, text=text, unit=concern.unit, by=by, at=at)
    return concern


@transaction.atomic
def void(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """作废: entered by mistake; nothing is deleted, the figures leave it out, the reason stays."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(VOID, concern)
    concern.status = FLOW.after("void", concern.status)
    copies.must_be_without(concern)
    if not reason.strip():
        raise Unfit(_("请写明作废的理由。"), "reason")
    concern.save(update_fields=["status"])
    book.record("concern.voided", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason})
    return concern
