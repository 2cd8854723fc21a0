"""积案与包案: declare an old case, give it to a leader with a plan, note what came of it (M066)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import OPEN
from lianxin.work.supervision.models import CaseNote, OldCase
from lianxin.work.supervision.terms import ISSUE, LEADS


@transaction.atomic
def declare(*, concern: Concern, reason: str, by: Actor, at: datetime) -> OldCase:
    """列为积案: a matter that is to be followed as an old case before its days or rounds make it one."""
    concern = _open(concern, by)
    if not reason.strip():
        raise Unfit(_("请写明列为积案的理由。"), "reason")
    case, _is_new = OldCase.objects.get_or_create(concern=concern)
    if case.declared_on is not None:
        raise Unfit(_("这一件已经列为积案。"))
    case.declared_on, case.reason = clocking.today(at), reason.strip()
    case.save(update_fields=["declared_on", "reason"])
    book.record(
        "case.declared", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": case.reason}
    )
    return case


@transaction.atomic
def lead(*, concern: Concern, leader: Posting, plan: str, review_on: date, by: Actor, at: datetime) -> OldCase:
    """领导包案: a leader takes it over with a plan and the day on which it is looked at again; never one complained about."""
    concern, today = _open(concern, by), clocking.today(at)
    _fit_leader(concern, leader, by, today)
    if not plan.strip():
        raise Unfit(_("请写明化解方案。"), "plan")
    if review_on < today:
        raise Unfit(_("下次研究日期不能早于今天。"), "review_on")
    case, _is_new = OldCase.objects.get_or_create(concern=concern)
    case.leader, case.leader_unit, case.plan, case.review_on = leader.person, leader.unit, plan.strip(), review_on
    case.led_since = today
    case.save()
    book.record(
        "case.led", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, leader=leader.person.name,
        review_on=review_on.isoformat(),
    )  # fmt: skip
    return case


def _fit_leader(concern: Concern, leader: Posting, by: Actor, today: date) -> None:
    acting = actor_for(leader)
    if not acting.has(LEADS) or leader.valid_from > today or (leader.valid_to and leader.valid_to < today):
        raise Unfit(_("请选一位现任的领导或负责人。"), "leader")
    if not is_within(leader.unit.path, by.own_path):
        raise Unfit(_("只能由本级或下级的领导包案。"), "leader")
    if concern.is_hidden_from(acting):
        raise Unfit(_("这位领导与反映的事有关，要回避，请换一位（条例第二十八条）。"), "leader")


@transaction.atomic
def note(*, case: OldCase, text: str, by: Actor, at: datetime, review_on: date | None = None) -> CaseNote:
    """记包案进展: by the leader himself or whoever supervises, with the next day of review."""
    case = OldCase.objects.select_for_update(of=("self",)).select_related("concern").get(pk=case.pk)
    must_note(case=case, by=by)
    if not text.strip():
        raise Unfit(_("请写明进展。"), "text")
    if review_on is not None and review_on < clocking.today(at):
        raise Unfit(_("下次研究日期不能早于今天。"), "review_on")
    if review_on is not None:
        case.review_on = review_on
        case.save(update_fields=["review_on"])
    kept = CaseNote.objects.create(case=case, text=text.strip(), on=clocking.today(at), by_name=by.name)
    book.record("case.noted", of=case.concern.ref, unit_path=case.unit_path, by=by, at=at, private={"note": kept.text})
    return kept


def may_note(case: OldCase, by: Actor) -> bool:
    """Whether the actor keeps the notes of this case: its leader, or whoever supervises there."""
    is_leader = case.leader_id is not None and case.leader_id == by.person_id
    return by.may(ISSUE, case) or (is_leader and not case.is_hidden_from(by))


def must_note(*, case: OldCase, by: Actor) -> None:
    """Raise NotAllowed unless the actor keeps the notes of this case."""
    if not may_note(case, by):
        raise NotAllowed(_("包案进展由包案领导或督办单位记。"))


def _open(concern: Concern, by: Actor) -> Concern:
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ISSUE, concern)
    if concern.status not in OPEN:
        raise Unfit(_("这一件已经办完，不是积案。"))
    return concern
