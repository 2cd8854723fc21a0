"""约谈与谈心: arranged, held, recorded between the two (M145, M146, M149)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.rectification.models import Talk, TalkPlan
from lianxin.work.rectification.terms import TALK, Source, TalkKind


@transaction.atomic
def plan_talks(
    *, title: str, kind: str, until: date | None, by: Actor, at: datetime, source: str = "", source_ref: str = "",
    source_label: str = "",
) -> TalkPlan:  # fmt: skip
    """安排约谈: a round of talks in the actor's unit, for what occasion, to be held until when."""
    by.must_at(TALK, by.own_path)
    unit = Unit.objects.get(path=by.own_path)
    if not title.strip():
        raise Unfit(_("请写明这次约谈的名称。"), "title")
    if until is None or until < localdate(at):
        raise Unfit(_("请写明谈完时间，不早于今天。"), "until")
    plan = TalkPlan.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, kind=TalkKind(kind), title=title.strip(),
        source_kind=Source(source) if source else "", source_ref=source_ref, source_label=source_label.strip(),
        planned_on=localdate(at), until=until,
    )  # fmt: skip
    book.record(
        "talk.planned", of=plan.ref, unit_path=unit.path, by=by, at=at, kind=TalkKind(kind).label,
        until=until.isoformat(), source_ref=source_ref,
    )  # fmt: skip
    return plan


@transaction.atomic
def pair(
    *, plan: TalkPlan, talker: Person, names: Sequence[str], by: Actor, at: datetime, layer: str = ""
) -> list[Talk]:
    """约谈分工: this person talks to these; a name that fits one member of staff lets him read his own record later."""
    plan = TalkPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    by.must(TALK, plan)
    today = localdate(at)
    wanted = list(dict.fromkeys("".join(name.split()) for name in names if name.strip()))
    if not wanted:
        raise Unfit(_("请写明谈话对象，一行一个姓名。"), "names")
    staff = _staff(plan, today)
    if (
        talker not in staff.values()
        and not Posting.objects.valid(today).filter(within("unit__path", plan.unit_path), person=talker).exists()
    ):
        raise Unfit(_("谈话人应是本单位在职人员。"), "talker")
    if talker.name in wanted:
        raise Unfit(_("谈话人不能和自己谈。"), "names")
    there = set(plan.talks.standing().filter(name__in=wanted, talker=talker).values_list("name", flat=True))
    if there:
        raise Unfit(_("%(names)s已经在名单里。") % {"names": "、".join(sorted(there))}, "names")
    talks = Talk.objects.bulk_create(
        Talk(code=new_code(), plan=plan, unit_path=plan.unit_path, kind=plan.kind, talker=talker, talker_name=talker.name,
             talked_to=staff.get(name), name=name, layer=layer.strip(), paired_on=today)
        for name in wanted
    )  # fmt: skip
    book.record(
        "talk.paired", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, count=len(talks), talker=talker.name
    )
    return talks


def _staff(plan: TalkPlan, today: date) -> dict[str, Person]:
    """Members of staff of the unit and below, by name; a name that two bear fits nobody."""
    found: dict[str, Person | None] = {}
    postings = Posting.objects.valid(today).filter(within("unit__path", plan.unit_path)).select_related("person")
    for posting in postings:
        name = "".join(posting.person.name.split())
        found[name] = posting.person if found.get(name, posting.person) == posting.person else None
    return {name: person for name, person in found.items() if person is not None}


def _held(talk: Talk, held_on: date | None, at: datetime) -> tuple[Talk, date]:
    talk = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    if talk.held_on is not None or talk.dropped_reason:
        raise Unfit(_("这次谈话已经记过，或已经取消。"))
    if held_on is None or held_on > localdate(at):
        raise Unfit(_("请写明谈话日期，不晚于今天。"), "held_on")
    return talk, held_on


@transaction.atomic
def hold_talk(*, talk: Talk, held_on: date | None, topics: str, agreed: str, by: Actor, at: datetime) -> Talk:
    """记约谈: what was talked about and agreed, written by the talker; the two alone read it, the journal does not."""
    if by.person_id is None or by.person_id != talk.talker_id:
        raise NotAllowed(_("谈话记录由谈话人自己写。"))
    talk, day = _held(talk, held_on, at)
    if not topics.strip():
        raise Unfit(_("请写明谈了什么。"), "topics")
    talk.held_on, talk.topics, talk.agreed = day, topics.strip(), agreed.strip()
    talk.save(update_fields=["held_on", "topics", "agreed"])
    _tell_held(talk, by, at)
    return talk


@transaction.atomic
def hold_talk_on_paper(*, talk: Talk, held_on: date | None, by: Actor, at: datetime) -> Talk:
    """登记纸质约谈记录: it was held, the record form lies on paper; nothing of it is entered."""
    if by.person_id != talk.talker_id:
        by.must(TALK, talk)
    talk, day = _held(talk, held_on, at)
    talk.held_on, talk.is_on_paper = day, True
    talk.save(update_fields=["held_on", "is_on_paper"])
    _tell_held(talk, by, at)
    return talk


def _tell_held(talk: Talk, by: Actor, at: datetime) -> None:
    book.record(
        "talk.held", of=talk.ref, unit_path=talk.unit_path, by=by, at=at, kind=TalkKind(talk.kind).label,
        on=talk.held_on.isoformat() if talk.held_on else "",
    )  # fmt: skip


@transaction.atomic
def drop_talk(*, talk: Talk, reason: str, by: Actor, at: datetime) -> Talk:
    """取消约谈: he has left, or another talks to him; with the reason, and no longer in the coverage."""
    talk = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    by.must(TALK, talk)
    if talk.held_on is not None:
        raise Unfit(_("已经谈过的不能取消。"))
    if not reason.strip():
        raise Unfit(_("请写明取消的理由。"), "reason")
    talk.dropped_reason = reason.strip()
    talk.save(update_fields=["dropped_reason"])
    book.record(
        "talk.dropped", of=talk.ref, unit_path=talk.unit_path, by=by, at=at, kind=TalkKind(talk.kind).label,
        private={"reason": talk.dropped_reason},
    )  # fmt: skip
    return talk
